import { InterviewPrepError } from '@interview-prep/sdk';
import type { Prep, TurnEvent } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { isInProgress, PrepsController } from './preps-controller.ts';
import { ScriptedStream } from './scripted-stream.ts';

const prep = (id: string, status: Prep['status']): Prep => ({
  id,
  postingId: 'pst_1',
  title: id,
  status,
  step: '',
  stepsDone: 0,
  stepsTotal: 4,
  createdAt: '',
});
const progress = (status: Prep['status'], stepsDone: number): TurnEvent => ({
  type: 'prep_progress',
  prepId: 'a',
  status,
  step: status,
  stepsDone,
  stepsTotal: 4,
});
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

function setUp(preps: Prep[]) {
  const stream = new ScriptedStream();
  const ready: string[] = [];
  let failing: unknown;
  /** What the view was asked to show, without repetitions. */
  const shown: string[] = [];
  const sent: string[] = [];
  const controller: PrepsController = new PrepsController(
    {
      requestUpdate: () => {
        const { busy, current, markdown, error } = controller;
        const state = [current?.status, markdown, error?.code, busy && 'busy'].filter(Boolean).join(' ');
        if (state !== shown.at(-1)) shown.push(state);
      },
    },
    {
      preps: {
        create: async ({ postingId }) => {
          sent.push(postingId);
          if (failing) throw failing;
          return preps[0] ?? prep('a', 'queued');
        },
        list: async () => ({ data: preps }),
        get: async (id) => preps.find((one) => one.id === id) ?? prep(id, 'failed'),
        cancel: async (id) => prep(id, 'cancelled'),
        events: () => stream,
        document: async (id, options) => {
          sent.push(`${id} ${options?.format}`);
          if (failing) throw failing;
          return new Blob(['# Nurse']);
        },
      },
    },
    ({ id }) => ready.push(id),
  );
  return { controller, stream, ready, shown, sent, fail: (thrown: unknown) => (failing = thrown) };
}

describe('preparation documents', () => {
  it('selects the newest and loads it when it is ready', async () => {
    const { controller } = setUp([prep('a', 'ready'), prep('b', 'ready')]);
    await controller.load();
    await settled();
    expect(controller.current?.id).toBe('a');
    expect(controller.markdown).toBe('# Nurse');
  });

  it('follows the steps, then loads the result', async () => {
    const preps = [prep('a', 'queued')];
    const { controller, stream, ready } = setUp(preps);
    await controller.create('pst_1');
    stream.push(progress('writing', 2));
    await settled();
    expect(controller.current).toMatchObject({ status: 'writing', stepsDone: 2 });
    preps[0] = prep('a', 'ready');
    stream.end();
    await settled();
    await settled();
    expect(controller.current?.status).toBe('ready');
    expect(controller.markdown).toBe('# Nurse');
    expect(ready).toEqual(['a']);
  });

  it('loads the result also when the events end with an error', async () => {
    const preps = [prep('a', 'queued')];
    const { controller, stream } = setUp(preps);
    await controller.create('pst_1');
    preps[0] = prep('a', 'failed');
    stream.fail(new InterviewPrepError({ code: 'internal', message: '' }));
    await settled();
    await settled();
    expect(controller.current?.status).toBe('failed');
  });

  it('updates a cancelled one in the list', async () => {
    const { controller } = setUp([prep('a', 'writing'), prep('b', 'ready')]);
    await controller.load();
    await controller.cancel();
    expect(controller.list?.map(({ id, status }) => `${id} ${status}`)).toEqual(['a cancelled', 'b ready']);
  });

  it('reports why one could not be created, and can try again', async () => {
    const { controller, fail } = setUp([]);
    fail(new InterviewPrepError({ code: 'rate_limited', status: 429, message: '' }));
    await controller.create('pst_1');
    expect(controller.error?.code).toBe('rate_limited');
    fail(undefined);
    await controller.create('pst_1');
    expect(controller.error).toBeUndefined();
    expect(controller.current?.status).toBe('queued');
  });

  it('show each step from the request to the result', async () => {
    const preps = [prep('a', 'queued')];
    const { controller, stream, shown, sent } = setUp(preps);
    await controller.create('pst_1');
    stream.push({ type: 'usage', inputTokens: 1, outputTokens: 1 }, progress('writing', 2));
    await settled();
    preps[0] = prep('a', 'ready');
    stream.end();
    await settled();
    await settled();
    expect(shown).toEqual(['busy', 'queued busy', 'queued', 'writing', 'writing busy', 'ready busy', 'ready # Nurse']);
    expect(sent).toEqual(['pst_1', 'a markdown']);
    expect(controller.list).toEqual([prep('a', 'ready')]);
  });

  it('put a new one before the earlier ones', async () => {
    const preps = [prep('b', 'ready'), prep('c', 'failed')];
    const { controller } = setUp(preps);
    await controller.load();
    preps[0] = prep('a', 'queued');
    await controller.create('pst_1');
    expect(controller.list?.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(controller.current?.id).toBe('a');
    expect(controller.markdown).toBeUndefined();
  });

  it('are not created twice at the same time', async () => {
    const { controller, sent } = setUp([]);
    await Promise.all([controller.create('pst_1'), controller.create('pst_1')]);
    expect(sent).toEqual(['pst_1']);
  });

  it('keep the selected one when the list is loaded again', async () => {
    const { controller } = setUp([prep('a', 'ready'), prep('b', 'failed')]);
    await controller.load();
    await controller.open('b');
    await controller.load();
    expect(controller.current?.id).toBe('b');
    expect(controller.busy).toBe(false);
  });

  it('download the selected one in the chosen format, and report why that failed', async () => {
    const { controller, sent, fail, shown } = setUp([prep('a', 'ready')]);
    expect(await controller.download('pdf')).toBeUndefined();
    await controller.cancel();
    expect({ sent, shown }).toEqual({ sent: [], shown: [] });
    await controller.load();
    await settled();
    expect(await (await controller.download('pdf'))?.text()).toBe('# Nurse');
    fail(new InterviewPrepError({ code: 'storage_unavailable', status: 503, message: '' }));
    expect(await controller.download('pdf')).toBeUndefined();
    expect(controller.error?.code).toBe('storage_unavailable');
    expect(sent).toEqual(['a markdown', 'a pdf', 'a pdf']);
  });

  it('stop being followed when another is selected, or when the view is closed', async () => {
    const { controller, stream } = setUp([prep('a', 'writing'), prep('b', 'failed')]);
    await controller.load();
    await controller.open('b');
    expect(stream.aborted).toEqual({});
    stream.push(progress('writing', 3));
    await settled();
    expect(controller.current).toEqual(prep('b', 'failed'));
    controller.close();
    expect(controller.error).toBeUndefined();
  });

  it('are in progress until they are ready, failed or cancelled', () => {
    const statuses = ['queued', 'writing', 'ready', 'failed', 'cancelled'] as const;
    expect(statuses.filter((status) => isInProgress(prep('a', status)))).toEqual(['queued', 'writing']);
  });
});
