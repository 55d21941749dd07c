import { describe, expect, it, vi } from 'vitest';
import { randomText } from '../kernel/ids.ts';
import type { JobQueue } from './ports.ts';

const SOON = { timeout: 15_000, interval: 10 };

/** What every adapter of `JobQueue` does. Each call of `open` gives a queue of its own on the same storage, to be closed. */
export function jobQueueSuite(open: () => Promise<JobQueue>): void {
  const withQueue = async (use: (jobs: JobQueue, queue: string) => Promise<void>): Promise<void> => {
    const jobs = await open();
    try {
      await use(jobs, `q-${randomText(8)}`);
    } finally {
      await jobs.close();
    }
  };
  const gate = () => {
    let openGate: (() => void) | undefined;
    const passed = new Promise<void>((resolve) => {
      openGate = resolve;
    });
    return { passed, open: () => openGate?.() };
  };

  describe('job queue', () => {
    it('runs what was enqueued, before and after the worker came', () =>
      withQueue(async (jobs, queue) => {
        const seen: unknown[] = [];
        await jobs.enqueue(queue, { key: 'a', data: { number: 1, text: 'ü\0' } });
        await jobs.work(queue, async (data) => void seen.push(data));
        await jobs.enqueue(queue, { key: 'b', data: { number: 2 } });
        await vi.waitFor(() => expect(seen).toHaveLength(2), SOON);
        expect(seen).toEqual(expect.arrayContaining([expect.objectContaining({ number: 1 }), { number: 2 }]));
      }));

    it('has one waiting job per key', () =>
      withQueue(async (jobs, queue) => {
        const seen: unknown[] = [];
        for (const key of ['a', 'a', 'b', 'a']) await jobs.enqueue(queue, { key, data: { key } });
        await jobs.work(queue, async (data) => void seen.push(data));
        await jobs.enqueue(queue, { key: 'last', data: { key: 'last' } });
        await vi.waitFor(() => expect(seen).toContainEqual({ key: 'last' }), SOON);
        expect(seen.filter((data) => JSON.stringify(data) === '{"key":"a"}')).toHaveLength(1);
      }));

    it('takes a key again while its job is being run', () =>
      withQueue(async (jobs, queue) => {
        const first = gate();
        let runs = 0;
        await jobs.work(queue, async () => {
          runs += 1;
          if (runs === 1) await first.passed;
        });
        await jobs.enqueue(queue, { key: 'a', data: {} });
        await vi.waitFor(() => expect(runs).toBe(1), SOON);
        await jobs.enqueue(queue, { key: 'a', data: {} });
        first.open();
        await vi.waitFor(() => expect(runs).toBe(2), SOON);
      }));

    it('tries again after a throw', () =>
      withQueue(async (jobs, queue) => {
        let runs = 0;
        await jobs.work(queue, async () => {
          runs += 1;
          if (runs === 1) throw new Error('not yet');
        });
        await jobs.enqueue(queue, { key: 'a', data: {} });
        await vi.waitFor(() => expect(runs).toBe(2), SOON);
      }));

    it('runs two handlers of each queue at once and no more, so that no queue keeps another waiting', () =>
      withQueue(async (jobs, queue) => {
        const [running, most] = [new Map<string, number>(), new Map<string, number>()];
        let done = 0;
        const four = gate();
        const handlerOf = (name: string) => async (): Promise<void> => {
          running.set(name, (running.get(name) ?? 0) + 1);
          most.set(name, Math.max(most.get(name) ?? 0, running.get(name) ?? 0));
          if ([...running.values()].reduce((sum, count) => sum + count, 0) === 4) four.open();
          await four.passed;
          await new Promise((resolve) => setImmediate(resolve));
          running.set(name, (running.get(name) ?? 0) - 1);
          done += 1;
        };
        for (let index = 0; index < 6; index += 1) {
          await jobs.enqueue(queue, { key: String(index), data: {} });
          await jobs.enqueue(`${queue}-other`, { key: String(index), data: {} });
        }
        await jobs.work(queue, handlerOf('one'));
        await jobs.work(`${queue}-other`, handlerOf('other'));
        await vi.waitFor(() => expect(done).toBe(12), SOON);
        expect([...most.values()]).toEqual([2, 2]);
      }));

    it('waits for handlers when it closes', async () => {
      const finish = gate();
      let [started, finished] = [false, false];
      const jobs = await open();
      const queue = `q-${randomText(8)}`;
      await jobs.work(queue, async () => {
        started = true;
        await finish.passed;
        finished = true;
      });
      await jobs.enqueue(queue, { key: 'a', data: {} });
      await vi.waitFor(() => expect(started).toBe(true), SOON);
      const closing = jobs.close();
      finish.open();
      await closing;
      expect(finished).toBe(true);
    });
  });
}
