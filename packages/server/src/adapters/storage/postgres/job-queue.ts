import PgBoss from 'pg-boss';
import type { JobQueue } from '../../../core/workflows/ports.ts';
import { JobRunner } from '../job-runner.ts';
import type { Database } from './database.ts';
import { pgBossJobs } from './pg-boss-jobs.ts';

/** Settings of the queue; the defaults suit a server. */
export type JobQueueOptions = {
  /** Called with failures that no caller awaits, e.g. while the database is away. */
  onError?: (failure: unknown) => void;
  /** How long `close` waits for handlers under way; after that their jobs are given back to be run again. */
  drainMs?: number;
};

// A dead process is noticed when its job was not renewed for this long; the runner renews every third of it.
const EXPIRE_IN_SECONDS = 15;
const MAINTENANCE_SECONDS = 5;
const POLL_MS = 500;
const CONCURRENT_HANDLERS = 2;

/**
 * Background work on pg-boss in the same database. Jobs enqueued here start at once, those of other processes within half
 * a second and those of a process that died within about twenty.
 */
export async function postgresJobQueue(database: Database, options: JobQueueOptions = {}): Promise<JobQueue> {
  const { onError = () => undefined, drainMs = 10_000 } = options;
  const boss = new PgBoss({
    // Without parameters its text holds several statements; an empty list would make it a prepared single one.
    db: {
      executeSql: (text, values) =>
        database.execute(text, values === undefined || values.length === 0 ? undefined : values),
    },
    schema: 'ip_jobs',
    schedule: false,
    expireInSeconds: EXPIRE_IN_SECONDS,
    maintenanceIntervalSeconds: MAINTENANCE_SECONDS,
    archiveCompletedAfterSeconds: 3_600,
    deleteAfterDays: 1,
  });
  boss.on('error', onError);
  await boss.start();
  const jobs = pgBossJobs(database, boss);
  const runner = new JobRunner(jobs, {
    concurrent: CONCURRENT_HANDLERS,
    pollMs: POLL_MS,
    renewMs: (EXPIRE_IN_SECONDS * 1_000) / 3,
    drainMs,
    onError,
  });
  return {
    enqueue: async (queue, job) => {
      await jobs.add(queue, job);
      runner.wake();
    },
    work: async (queue, handler) => {
      await jobs.prepare(queue);
      runner.work(queue, handler);
    },
    close: async () => {
      await runner.close();
      await boss.stop({ graceful: false, close: false });
    },
  };
}
