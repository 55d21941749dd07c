import { InterviewPrepError } from '@interview-prep/sdk';
import type { Prep, TurnEvent } from '@interview-prep/sdk';
import { describe, expect, it } from 'vitest';
import { PrepsController } from './preps-controller.ts';
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
  const controller = new PrepsController(
    { requestUpdate: () => {} },
    {
      preps: {
        create: async () => (failing ? Promise.reject(failing) : (preps[0] ?? prep('a', 'queued'))),
        list: async () => ({ data: preps }),
        get: async (id) => preps.find((one) => one.id === id) ?? prep(id, 'failed'),
        cancel: async (id) => prep(id, 'cancelled'),
        events: () => stream,
        document: async () => new Blob(['# Nurse']),
      },
    },
    ({ id }) => ready.push(id),
  );
  return { controller, stream, ready, fail: (thrown: unknown) => (failing = thrown) };
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
});
