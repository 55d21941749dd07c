import type { JobQueue } from '../../../core/workflows/ports.ts';
import { JobRunner, type WaitingJobs } from '../job-runner.ts';
import { kept } from './keyed.ts';

type Job = { id: string; queue: string; key: string; data: object; active: boolean; dueAt: number };
type Options = { onError?: (failure: unknown) => void; drainMs?: number; retryDelayMs?: number };

/** Background work in this process's memory: it ends with the process. */
export function memoryJobQueue({
  onError = () => undefined,
  drainMs = 10_000,
  retryDelayMs = 1_000,
}: Options = {}): JobQueue {
  const jobs = new Map<string, Job>();
  const runner = new JobRunner(waitingJobs(jobs, retryDelayMs), {
    concurrent: 2,
    pollMs: 100,
    renewMs: 60_000,
    drainMs,
    onError,
  });
  let enqueued = 0;
  return {
    enqueue: async (queue, { key, data }) => {
      const waiting = [...jobs.values()].find((job) => job.queue === queue && job.key === key && !job.active);
      if (waiting === undefined) {
        enqueued += 1;
        const id = String(enqueued);
        jobs.set(id, { id, queue, key, data: kept(data), active: false, dueAt: 0 });
      } else {
        waiting.dueAt = 0;
      }
      runner.wake();
    },
    work: async (queue, handler) => runner.work(queue, handler),
    close: () => runner.close(),
  };
}

function waitingJobs(jobs: Map<string, Job>, retryDelayMs: number): WaitingJobs {
  const release = (id: string, dueAt: number): void => {
    const job = jobs.get(id);
    if (job !== undefined) Object.assign(job, { active: false, dueAt });
  };
  return {
    take: async (queue) => {
      const job = [...jobs.values()].find(
        (waiting) => waiting.queue === queue && !waiting.active && waiting.dueAt <= Date.now(),
      );
      if (job !== undefined) job.active = true;
      return job === undefined ? undefined : { id: job.id, data: job.data };
    },
    renew: async () => undefined,
    finish: async (_queue, id) => {
      jobs.delete(id);
    },
    retryLater: async (_queue, id) => release(id, Date.now() + retryDelayMs),
    giveBack: async (_queue, id) => release(id, 0),
  };
}
