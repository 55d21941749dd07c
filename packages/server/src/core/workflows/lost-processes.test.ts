import { describe, expect, it } from 'vitest';
import { ServiceError } from '../kernel/service-error.ts';
import { RunEnded } from './ports.ts';
import { append, definitionOf, LEASE_MS, processes, waiting } from './test-workflow.suite.ts';

const never = async () => new Promise(() => {});

describe('after a crash', () => {
  it('another process goes on with the step that was not finished, once the lease ran out', async () => {
    const { process, started, idle, clock } = processes();
    const log: string[] = [];
    const crashed = await process(definitionOf({ a: append('a', log), b: never, c: append('c', log) }), 'crashed');
    await started(crashed);
    crashed.crash();
    await process(definitionOf({ a: append('a', log), b: append('b', log), c: append('c', log) }), 'next');
    await clock.advance(LEASE_MS - 2_000);
    expect(log).toEqual(['a a']);
    await clock.advance(4_000);
    expect(log).toEqual(['a a', 'b b', 'c c']);
    expect(await idle()).toBe(true);
  });

  it('the next start need not wait for a lease where nobody else can hold one', async () => {
    const { process, started, clock } = processes();
    const log: string[] = [];
    const crashed = await process(definitionOf({ a: append('a', log), b: never }), 'crashed');
    await started(crashed);
    crashed.crash();
    const next = await process(definitionOf({ a: append('a', log), b: append('b', log) }), 'next');
    await next.work({ alone: true });
    await clock.advance(0);
    expect(log).toEqual(['a a', 'b b']);
  });

  it('a step that kills each process that takes it fails after some of them', async () => {
    const { process, started, idle, clock } = processes();
    const failed: string[] = [];
    const given = { onFailure: (failure: string) => void failed.push(failure) };
    let taken = 0;
    const crashes = async (processId: string) => {
      const one = await process(
        definitionOf({ a: async () => ((taken += 1), one.crash(), never()) }, given),
        processId,
      );
      return one;
    };
    await started(await crashes('first'));
    for (let nth = 0; nth < 12; nth += 1) {
      await crashes(`${nth}`);
      await clock.advance(LEASE_MS + 2_000);
    }
    expect(taken).toBe(8);
    expect(failed).toEqual(['a internal']);
    expect(await idle()).toBe(true);
  });
});

describe('two processes', () => {
  it('never run one step at once while leases live', async () => {
    const { process, started, clock } = processes();
    const work = waiting();
    const one = await process(definitionOf({ a: work.step }), 'one');
    await process(definitionOf({ a: work.step }), 'two');
    await started(one);
    await clock.advance(55_000);
    expect(work.most()).toBe(1);
    expect(work.stopped).toEqual([]);
  });

  it('do not share a step when the storage stops answering: its holder stops before another may begin', async () => {
    const { process, started, clock } = processes();
    const work = waiting();
    const one = await process(definitionOf({ a: work.step }), 'one');
    await process(definitionOf({ a: work.step }), 'two');
    await started(one);
    one.link.hanging = true;
    await clock.advance(LEASE_MS + 2_000);
    expect(work.stopped).toEqual([{ reason: expect.any(RunEnded) }]);
    expect([work.running(), work.most()]).toEqual([1, 1]);
  });

  it('leave a step to whoever took its lease', async () => {
    const { process, started, clock, store } = processes();
    const log: string[] = [];
    const work = waiting();
    const slow = await process(definitionOf({ a: work.step, b: append('b of slow', log) }), 'slow');
    await started(slow);
    await store.releaseAll();
    const until = clock.now() + 90_000;
    const taken = await store.claimDue({ workflows: ['test'], limit: 1 }, { owner: 'quick', now: clock.now(), until });
    expect(taken).toHaveLength(1);
    work.letGo();
    await clock.advance(5_000);
    expect(log).toEqual([]);
  });
});

describe('while the storage is away', () => {
  it('says so once, and goes on when it is back', async () => {
    const { process, started, idle, clock } = processes();
    const log: string[] = [];
    const work = waiting();
    const one = await process(definitionOf({ a: work.step, b: append('b', log) }));
    await started(one);
    one.link.away = true;
    work.letGo();
    await clock.advance(20_000);
    expect(one.failures).toHaveLength(2); // of the run under way, and of looking for others
    one.link.away = false;
    await clock.advance(20_000);
    work.letGo();
    await clock.advance(0);
    expect(log).toEqual(['b b']);
    expect(await idle()).toBe(true);
  });
});

describe('closing', () => {
  it('waits for the step under way, keeps what it did, and leaves the next one to another process', async () => {
    const { process, started, clock } = processes();
    const log: string[] = [];
    const work = waiting();
    const one = await process(definitionOf({ a: work.step, b: append('b of one', log) }), 'one');
    await started(one);
    let closed = false;
    const closing = one.close(new AbortController().signal).then(() => (closed = true));
    await clock.advance(0);
    expect(closed).toBe(false);
    work.letGo();
    await closing;
    await process(definitionOf({ a: append('a of two', log), b: append('b of two', log) }), 'two');
    await clock.advance(0);
    expect(log).toEqual(['b of two b']);
  });

  it('stops a step at the deadline and gives it back, so that another process begins it at once', async () => {
    const { process, started, clock } = processes();
    const [work, log] = [waiting(), [] as string[]];
    const failed: string[] = [];
    const one = await process(definitionOf({ a: work.step }, { onFailure: (failure) => void failed.push(failure) }));
    await started(one);
    const deadline = new AbortController();
    const closing = one.close(deadline.signal);
    deadline.abort();
    await closing;
    expect(work.stopped).toEqual([{ reason: expect.any(ServiceError) }]);
    await process(definitionOf({ a: append('a', log) }), 'two');
    await clock.advance(0);
    expect([log, failed, one.failures]).toEqual([['a a'], [], []]);
  });

  it('takes nothing more', async () => {
    const { process, started, idle, clock } = processes();
    const one = await process(definitionOf({ a: async () => expect.unreachable() }));
    await one.close(AbortSignal.abort());
    await started(one);
    await clock.advance(10_000);
    expect(await idle()).toBe(false);
    expect(clock.sleepers()).toBe(0);
  });
});
