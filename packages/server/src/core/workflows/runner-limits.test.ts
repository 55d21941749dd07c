import { describe, expect, it, vi } from 'vitest';
import { ServiceError } from '../kernel/service-error.ts';
import { RunEnded } from './ports.ts';
import { WorkflowRunner } from './runner.ts';
import { runStep } from './step-runner.ts';
import { append, definitionOf, processes, scope } from './test-workflow.suite.ts';

describe('a workflow', () => {
  it('gives up at once when its failure handler cannot do better another time', async () => {
    const { process, started, idle, clock } = processes();
    let called = 0;
    const onFailure = async () => ((called += 1), Promise.reject(new ServiceError('not_found')));
    const step = async () => Promise.reject(new ServiceError('not_found'));
    const one = await process(definitionOf({ a: step }, { onFailure }));
    await started(one);
    await clock.advance(300_000);
    expect([called, await idle()]).toEqual([1, true]);
  });

  it('ends as cancelled when its failure handler finds that it is not wanted any more', async () => {
    const { process, started, idle } = processes();
    const removals: unknown[] = [];
    const step = async () => Promise.reject(new ServiceError('not_found'));
    const one = await process(
      definitionOf(
        { a: step },
        { onFailure: async () => Promise.reject(new RunEnded()), onCancelled: async (run) => void removals.push(run) },
      ),
    );
    const runId = await started(one);
    expect([removals, one.failures, await idle()]).toEqual([[{ scope, runId }], [], true]);
  });

  it('is taken from the store every second, more or less, and not before there is work to take', async () => {
    const { process, clock } = processes();
    const random = vi.spyOn(Math, 'random');
    for (const [share, delayMs] of [
      [0, 750],
      [0.8, 1_150],
    ] as const) {
      random.mockReturnValue(share);
      const log: string[] = [];
      const one = await process(definitionOf({ a: append('a', log) }, { name: `every ${delayMs}` }));
      await one.add(scope, { id: `wfx_${delayMs}`, workflow: `every ${delayMs}`, data: [] });
      await clock.advance(delayMs - 1);
      expect(log).toEqual([]);
      await clock.advance(1);
      expect(log).toEqual(['a a']);
      await one.close(AbortSignal.abort());
    }
    random.mockRestore();
  });

  it('waits until the process works, and is not begun by one that closes', async () => {
    const { store, clock } = processes();
    const log: string[] = [];
    const one = new WorkflowRunner({ store, clock, processId: 'one' }, [definitionOf({ a: append('a', log) })]);
    await one.add(scope, { id: 'wfx_1', workflow: 'test', data: [] });
    one.wake();
    await clock.advance(0);
    expect(log).toEqual([]);
    await one.work({ alone: true });
    await clock.advance(0);
    expect(log).toEqual(['a a']);
    await one.close(AbortSignal.abort());
    await one.add(scope, { id: 'wfx_2', workflow: 'test', data: [] });
    one.wake();
    await clock.advance(5_000);
    expect(log).toEqual(['a a']);
  });

  it('that cannot be added is refused, and one that is there already is not', async () => {
    const { store, clock } = processes();
    for (const [thrown, refused] of [
      [new ServiceError('conflict'), false],
      [new ServiceError('storage_unavailable'), true],
      [new TypeError('broken'), true],
    ] as const) {
      const create = async () => Promise.reject(thrown);
      const one = new WorkflowRunner({ store: { ...store, create }, clock, processId: 'one' }, []);
      const added = one.add(scope, { id: 'wfx_1', workflow: 'test', data: [] });
      await expect(added.catch((failure: unknown) => failure)).resolves.toBe(refused ? thrown : undefined);
    }
  });

  it('is reported once for each time that the storage is away, and goes on five seconds after a lost checkpoint', async () => {
    const { process, started, idle, clock, store } = processes();
    const one = await process(definitionOf({ a: append('a') }));
    for (const times of [1, 2]) {
      one.link.away = true;
      await clock.advance(5_000);
      expect(one.failures).toHaveLength(times);
      one.link.away = false;
      await clock.advance(2_000);
    }
    const log: string[] = [];
    let lost = 0;
    const checkpoint: typeof store.checkpoint = async (run, lease) => {
      if (run.completed === 1 && (lost += 1) === 1) throw new ServiceError('storage_unavailable');
      return store.checkpoint(run, lease);
    };
    await one.close(AbortSignal.abort());
    const two = new WorkflowRunner({ store: { ...store, checkpoint }, clock, processId: 'two' }, [
      definitionOf({ a: append('a', log) }),
    ]);
    await two.work({ alone: true });
    await started(two);
    await clock.advance(4_999);
    expect(log).toEqual(['a a']);
    await clock.advance(1_501);
    expect([log, await idle()]).toEqual([['a a', 'a a'], true]);
    await two.close(AbortSignal.abort());
  });

  it('whose definition has fewer steps now is done', async () => {
    const { process, store, idle, clock } = processes();
    const run = { id: 'wfx_1', workflow: 'test', scope, data: [], state: 'running', attempt: 1 } as const;
    await store.create({ ...run, completed: 4, dueAt: clock.now() });
    const one = await process(definitionOf({ a: async () => expect.unreachable() }));
    one.wake();
    await clock.advance(0);
    expect([one.failures, await idle()]).toEqual([[], true]);
  });

  it('fails when no code is known for a step', async () => {
    const { clock } = processes();
    const definition = { ...definitionOf({ a: append('a') }), steps: {} };
    const [step] = definition.spec.steps;
    if (step === undefined) return expect.unreachable();
    const run = { id: 'wfx_1', workflow: 'test', scope, data: [], state: 'running', attempt: 1 } as const;
    const { signal } = new AbortController();
    await expect(
      runStep({ clock }, { ...run, completed: 0, dueAt: 0 }, { step, definition, stop: signal, cancel: signal }),
    ).rejects.toThrow('There is no step handler named a');
  });
});
