import { describe, expect, it } from 'vitest';
import { keptSpans } from '../../testing/kept-spans.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { RunEnded, type StepHandler } from './ports.ts';
import { WorkflowRunner } from './runner.ts';
import { append, definitionOf, processes, scope, stranger, waiting } from './test-workflow.suite.ts';

describe('a workflow', () => {
  it('runs its steps in order and hands on what each returns', async () => {
    const { process, started, idle } = processes();
    let seen: unknown;
    const one = await process(definitionOf({ a: append('a'), b: append('b'), c: async (data) => (seen = data) }));
    await started(one);
    expect(seen).toEqual(['a', 'b']);
    expect(await idle()).toBe(true);
  });

  it('is run once however often it is added', async () => {
    const { process, clock } = processes();
    const log: string[] = [];
    const one = await process(definitionOf({ a: append('a', log) }));
    for (let nth = 0; nth < 3; nth += 1) {
      await one.add(scope, { id: 'wfx_same', workflow: 'test', data: [] });
      one.wake();
      await clock.advance(0);
    }
    expect(log).toEqual(['a a']);
  });

  it('begins soon by itself when nobody wakes this process', async () => {
    const { process, clock } = processes();
    const log: string[] = [];
    const one = await process(definitionOf({ a: append('a', log) }));
    await one.add(scope, { id: 'wfx_1', workflow: 'test', data: [] });
    await clock.advance(0);
    expect(log).toEqual([]);
    await clock.advance(1_500);
    expect(log).toEqual(['a a']);
  });

  it('is left to processes that have a definition for it', async () => {
    const { process, started, idle, clock } = processes();
    const older = await process(definitionOf({ a: append('a') }, { name: 'older' }), 'older');
    await started(older);
    await clock.advance(5_000);
    expect(older.failures).toEqual([]);
    expect(await idle()).toBe(false);
  });

  it('tries a step again after a while when that can help, and lets others go on meanwhile', async () => {
    const { process, started, idle, clock } = processes();
    const at: number[] = [];
    const [failed, log]: [string[], string[]] = [[], []];
    const begun = clock.now();
    const flaky: StepHandler = async (data, { runId }) => {
      if (runId === 'wfx_3') return append('other', log)(data, { key: '/a' } as never);
      at.push(clock.now() - begun);
      if (at.length < 5) throw new ServiceError('storage_unavailable');
      return data;
    };
    const one = await process(definitionOf({ a: flaky }, { onFailure: (failure) => void failed.push(failure) }));
    await started(one);
    await started(one);
    await started(one);
    expect(log).toEqual(['other a']);
    await clock.advance(5_000);
    expect(at).toEqual([0, 0, 1_000, 1_000, 2_000, 2_000]);
    expect(failed).toEqual([]);
    expect(await idle()).toBe(true);
  });

  it.each([
    ['after its last attempt', new ServiceError('storage_unavailable'), 3],
    ['at once when trying again cannot help', new ServiceError('not_found'), 1],
    ['after its last attempt when what was thrown is no failure of ours', new TypeError('secret'), 3],
  ] as const)('fails %s and says so once', async (_when, thrown, attempts) => {
    const { process, started, idle, clock } = processes();
    const failed: string[] = [];
    let tried = 0;
    const steps = {
      a: append('a'),
      b: async () => ((tried += 1), Promise.reject(thrown)),
      c: async () => expect.unreachable(),
    };
    const one = await process(definitionOf(steps, { onFailure: (failure) => void failed.push(failure) }));
    await started(one);
    await clock.advance(120_000);
    expect(tried).toBe(attempts);
    expect(failed).toEqual([`b ${ServiceError.from(thrown).code}`]);
    expect(await idle()).toBe(true);
  });

  it('calls its failure handler again for a while, but not the step, and then gives up', async () => {
    const { process, started, idle, clock } = processes();
    let tried = 0;
    const [called, begun]: [number[], number] = [[], clock.now()];
    const step = async () => ((tried += 1), Promise.reject(new ServiceError('not_found')));
    const onFailure = async () => (called.push(clock.now() - begun), Promise.reject(new TypeError('broken')));
    const one = await process(definitionOf({ a: step }, { onFailure }));
    await started(one);
    await clock.advance(300_000);
    expect([tried, called]).toEqual([1, [0, 5_000, 10_000, 15_000, 20_000, 25_000]]);
    expect(one.failures).toHaveLength(6);
    expect(await idle()).toBe(true);
  });

  it('gives a step up that takes too long', async () => {
    const { process, started, clock } = processes();
    const failed: string[] = [];
    const given = { retry: { attempts: 1, delayMs: 0 }, onFailure: (failure: string) => void failed.push(failure) };
    const one = await process(definitionOf({ a: async () => new Promise(() => {}) }, given));
    await started(one);
    await clock.advance(60_000);
    expect(failed).toEqual(['a internal']);
  });

  it('ends as cancelled, without a failure, when a step finds that it is not wanted any more', async () => {
    const { process, started, idle } = processes();
    const failed: string[] = [];
    const steps = { a: async () => Promise.reject(new RunEnded()), b: async () => expect.unreachable() };
    const one = await process(definitionOf(steps, { onFailure: (failure) => void failed.push(failure) }));
    await started(one);
    expect([failed, one.failures]).toEqual([[], []]);
    expect(await idle()).toBe(true);
  });
});

describe('queues', () => {
  it('have two runs under way each, so that long work never keeps other work waiting', async () => {
    const { process, started, clock } = processes();
    const [long, short] = [waiting(), waiting()];
    const one = await process([
      definitionOf({ a: long.step }, { name: 'long', queue: 'long' }),
      definitionOf({ a: short.step }),
      definitionOf({ a: short.step }, { name: 'same queue' }),
    ]);
    for (let nth = 0; nth < 6; nth += 1)
      for (const workflow of ['long', 'test', 'same queue']) await started(one, workflow);
    expect([long.running(), short.running()]).toEqual([2, 2]);
    for (let nth = 0; nth < 6; nth += 1) {
      short.letGo();
      await clock.advance(0);
    }
    expect([long.running(), short.running()]).toEqual([2, 0]);
    expect([long.most(), short.most()]).toEqual([2, 2]);
  });
});

describe('cancelling a workflow', () => {
  const unwanted = async () => Promise.reject(new RunEnded());

  it('stops it when its owner does, and only then, and ends it after what it left is removed', async () => {
    const { process, started, idle, clock } = processes();
    const [work, failed, removals] = [waiting(), [] as string[], [] as unknown[]];
    const given = {
      onFailure: (failure: string) => void failed.push(failure),
      onCancelled: async (run: unknown) => void removals.push(run),
    };
    const one = await process(definitionOf({ a: work.step, b: async () => expect.unreachable() }, given));
    const runId = await started(one);
    one.cancel(stranger, runId);
    expect(work.stopped).toEqual([]);
    one.cancel(scope, runId);
    one.cancel(scope, runId);
    await clock.advance(0);
    expect(work.stopped).toEqual([{ reason: expect.any(RunEnded) }]);
    expect([failed, removals, one.failures]).toEqual([[], [{ scope, runId }], []]);
    expect(await idle()).toBe(true);
  });

  it('stops it within seconds in a process that finds out by itself', async () => {
    const { process, started, idle, clock } = processes();
    const work = waiting();
    const asked: unknown[] = [];
    const answers = [Promise.resolve(true), Promise.reject(new ServiceError('storage_unavailable'))];
    answers.forEach((answer) => answer.catch(() => {}));
    const isWanted = async (run: unknown) => (asked.push(run), answers.shift() ?? false);
    const one = await process(definitionOf({ a: work.step }, { isWanted }));
    const runId = await started(one);
    await clock.advance(14_999);
    expect(work.stopped).toEqual([]);
    await clock.advance(1);
    expect(work.stopped).toEqual([{ reason: expect.any(RunEnded) }]);
    expect(asked).toEqual(Array.from({ length: 3 }, () => ({ scope, runId })));
    expect(await idle()).toBe(true);
  });

  it('removes nothing before the step has stopped, even one that does not listen', async () => {
    const { process, started, idle, clock } = processes();
    const removals: unknown[] = [];
    let stop = () => {};
    const step: StepHandler = async () => new Promise((_resolve, reject) => (stop = () => reject(new RunEnded())));
    const one = await process(definitionOf({ a: step }, { onCancelled: async (run) => void removals.push(run) }));
    one.cancel(scope, await started(one));
    await clock.advance(20_000);
    expect(removals).toEqual([]);
    stop();
    await clock.advance(0);
    expect(removals).toHaveLength(1);
    expect(await idle()).toBe(true);
  });

  it('removes again after a while what could not be removed, and only then ends the run', async () => {
    const { process, started, idle, clock } = processes();
    const removals: unknown[] = [];
    const onCancelled = async (run: unknown) => {
      if (removals.push(run) <= 20) throw new ServiceError('storage_unavailable');
    };
    const one = await process(definitionOf({ a: unwanted }, { onCancelled }));
    await started(one);
    await clock.advance(200_000);
    expect([removals.length, one.failures.length]).toEqual([21, 20]);
    expect(await idle()).toBe(true);
  });

  it('is finished by another process after a crash in the middle of the removal', async () => {
    const { process, started, idle, clock } = processes();
    const removals: string[] = [];
    const ending = (by: string, removed: Promise<void>) =>
      definitionOf({ a: unwanted }, { onCancelled: async () => (removals.push(by), removed) });
    const one = await process(ending('one', new Promise(() => {})), 'one');
    await started(one);
    one.crash();
    await process(ending('two', Promise.resolve()), 'two');
    await clock.advance(32_000);
    expect(removals).toEqual(['one', 'two']);
    expect(await idle()).toBe(true);
  });
});

describe('the span of a step', () => {
  it('is of each try, with what failed by name, and is handed to the step', async () => {
    const tracer = keptSpans();
    const { clock, store, started } = processes();
    let tries = 0;
    const flaky: StepHandler = async (data, { span }) => {
      tracer.begin('inside', { kind: 'internal', ...defined({ parent: span }) }).end();
      tries += 1;
      if (tries === 1) throw new Error('secret');
      return data;
    };
    const one = new WorkflowRunner({ store, clock, processId: 'one', tracer }, [definitionOf({ first: flaky })]);
    await one.work({ alone: true });
    await started(one);
    await clock.advance(1_000);
    const attributes = (attempt: number) => ({
      'interview_prep.workflow.name': 'test',
      'interview_prep.workflow.step': 'first',
      'interview_prep.workflow.attempt': attempt,
    });
    const inside = { name: 'inside', kind: 'internal', parent: 'workflow_step first', attributes: {} };
    expect(tracer.ended).toEqual([
      inside,
      { name: 'workflow_step first', kind: 'internal', attributes: attributes(1), failure: 'Error' },
      inside,
      { name: 'workflow_step first', kind: 'internal', attributes: attributes(2) },
    ]);
  });
});

describe('a run whose owner is erased', () => {
  it('is stopped in the middle of its step, and one of somebody else is not', async () => {
    const { process, started, clock } = processes();
    const { step, stopped, letGo } = waiting();
    const one = await process(definitionOf({ a: step }));
    await started(one);
    one.abandon(stranger);
    expect(stopped).toEqual([]);
    one.abandon(scope);
    expect(stopped).toMatchObject([{ reason: { name: 'RunEnded' } }]);
    letGo();
    await clock.advance(0);
    expect(one.failures).toEqual([]);
    await one.close(AbortSignal.abort());
  });
});
