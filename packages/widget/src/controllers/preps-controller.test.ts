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
  const shown: string[] = [];
  const documents: (string | undefined)[] = [];
  const postingIds: string[] = [];
  let gate: Promise<unknown> = Promise.resolve();
  const controller: PrepsController = new PrepsController(
    { requestUpdate: () => void shown.push(`${controller.current?.status} ${controller.busy ? 'busy' : ''}`.trim()) },
    {
      preps: {
        create: async ({ postingId }) => (
          postingIds.push(postingId),
          failing ? Promise.reject(failing) : (preps[0] ?? prep('a', 'queued'))
        ),
        list: async () => ({ data: preps }),
        get: async (id) => (await gate, preps.find((one) => one.id === id) ?? prep(id, 'failed')),
        cancel: async (id) => prep(id, 'cancelled'),
        events: () => stream,
        document: async (_id, options) => {
          if (failing) throw failing;
          documents.push(options?.format);
          return new Blob(['# Nurse']);
        },
      },
    },
    ({ id }) => ready.push(id),
  );
  return {
    controller,
    stream,
    ready,
    shown,
    documents,
    postingIds,
    wait: (until: Promise<unknown>) => (gate = until),
    fail: (thrown: unknown) => (failing = thrown),
  };
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

  it('shows each change, and downloads what is selected', async () => {
    const { controller, stream, shown, documents, fail } = setUp([prep('a', 'queued'), prep('b', 'ready')]);
    expect(await controller.download('pdf')).toBeUndefined();
    await controller.cancel();
    expect([shown, documents]).toEqual([[], []]);
    const loading = controller.load();
    expect(controller.busy).toBe(true);
    await loading;
    expect(shown.splice(0)).toEqual(['undefined busy', 'queued busy', 'queued']);
    stream.push({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'x' }, progress('writing', 2));
    await settled();
    expect(shown.splice(0)).toEqual(['writing']);
    expect(controller.current).toEqual({ ...prep('a', 'writing'), step: 'writing', stepsDone: 2 });
    expect(await (await controller.download('pdf'))?.text()).toBe('# Nurse');
    expect([documents, shown.splice(0)]).toEqual([['pdf'], ['writing busy', 'writing']]);
    fail(new InterviewPrepError({ code: 'prep_not_ready', message: '' }));
    expect(await controller.download('markdown')).toBeUndefined();
    expect(controller.error?.code).toBe('prep_not_ready');
  });

  it('leaves one that is followed for another that is opened', async () => {
    const { controller, stream, ready, documents } = setUp([prep('a', 'queued'), prep('b', 'ready')]);
    await controller.load();
    await controller.open('b');
    await settled();
    expect([stream.aborted, controller.current?.id, controller.markdown]).toEqual([{}, 'b', '# Nurse']);
    expect([ready, documents]).toEqual([[], ['markdown']]);
    await controller.load();
    expect(controller.current?.id).toBe('b');
    await controller.open('new');
    expect([controller.list?.map(({ id }) => id), controller.markdown]).toEqual([['new', 'a', 'b'], undefined]);
  });

  it('reads no result of one that was left meanwhile', async () => {
    const preps = [prep('a', 'queued'), prep('b', 'cancelled')];
    const { controller, stream, ready, documents, wait } = setUp(preps);
    await controller.load();
    let go = (_done: unknown): void => {};
    wait(new Promise((resolve) => (go = resolve)));
    preps[0] = prep('a', 'ready');
    stream.end();
    await settled();
    wait(Promise.resolve());
    await controller.open('b');
    go(undefined);
    await settled();
    expect([controller.current?.id, ready, documents, controller.markdown]).toEqual(['b', [], [], undefined]);
  });

  it('takes no progress of one that is followed no more', async () => {
    const { controller, stream } = setUp([prep('a', 'queued')]);
    await controller.load();
    controller.close();
    stream.push(progress('writing', 2));
    await settled();
    await settled();
    expect(controller.current?.status).toBe('queued');
  });

  it('has no document of one that failed', async () => {
    const preps = [prep('a', 'queued')];
    const { controller, stream, ready, documents } = setUp(preps);
    await controller.create('pst_1');
    preps[0] = prep('a', 'failed');
    stream.end();
    await settled();
    await settled();
    expect([controller.current?.status, ready, documents, controller.busy]).toEqual(['failed', [], [], false]);
  });

  it('makes one at a time', async () => {
    const { controller, postingIds } = setUp([]);
    const creating = controller.create('pst_1');
    await controller.create('pst_2');
    await creating;
    expect(postingIds).toEqual(['pst_1']);
    expect(controller.list).toHaveLength(1);
    controller.close();
    expect(
      ['queued', 'ready', 'failed', 'cancelled'].map((status) => isInProgress(prep('a', status as never))),
    ).toEqual([true, false, false, false]);
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
});
