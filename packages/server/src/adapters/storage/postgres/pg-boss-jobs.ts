import type PgBoss from 'pg-boss';
import type { WaitingJobs } from '../job-runner.ts';
import type { Database } from './database.ts';

const RETRY_LIMIT = 20;

/** pg-boss as the place where jobs wait. */
export type PgBossJobs = WaitingJobs & {
  /** Makes the queue if there is none. */
  prepare(queue: string): Promise<void>;
  add(queue: string, job: { key: string; data: object }): Promise<void>;
};

/** Puts jobs of `ip_jobs.job` back in line, as soon as they can be fetched. */
const BACK_IN_LINE = `UPDATE ip_jobs.job SET state = 'retry', start_after = now() - interval '1 second'`;
const BROUGHT_FORWARD = `UPDATE ip_jobs.job SET start_after = now() - interval '1 second'`;

/** `boss` must have been started on `database`. */
export function pgBossJobs(database: Database, boss: PgBoss): PgBossJobs {
  const prepared = new Map<string, Promise<void>>();
  const prepare = async (queue: string): Promise<void> => {
    const creation =
      prepared.get(queue) ??
      boss.createQueue(queue, {
        name: queue,
        policy: 'short',
        retryLimit: RETRY_LIMIT,
        retryDelay: 1,
        retryBackoff: true,
      });
    prepared.set(queue, creation);
    await creation.catch((failure: unknown) => {
      prepared.delete(queue);
      throw failure;
    });
  };
  return {
    prepare,
    add: async (queue, { key, data }) => {
      await prepare(queue);
      // A job that waits to be tried again is the one waiting job of its key: it is brought forward.
      const waiting = await database.execute(
        `${BROUGHT_FORWARD} WHERE name = $1 AND singleton_key = $2 AND state = 'retry' RETURNING id`,
        [queue, key],
      );
      if (waiting.rows.length > 0) return;
      // pg-boss fetches what starts *before* now, and clocks may tick only every millisecond.
      await boss.send(queue, data, { singletonKey: key, startAfter: '-1 second' });
    },
    take: async (queue) => {
      const [job] = await boss.fetch<unknown>(queue, { batchSize: 1 });
      return job === undefined ? undefined : { id: job.id, data: job.data };
    },
    renew: async (queue, id) => {
      await database.execute(
        `UPDATE ip_jobs.job SET started_on = now() WHERE name = $1 AND id = $2 AND state = 'active'`,
        [queue, id],
      );
    },
    finish: async (queue, id) => {
      await boss.complete(queue, id);
    },
    // The failure is not kept: its message may hold a candidate's words.
    retryLater: async (queue, id) => {
      await boss.fail(queue, id);
    },
    giveBack: async (queue, id) => {
      await database.execute(`${BACK_IN_LINE} WHERE name = $1 AND id = $2 AND state = 'active'`, [queue, id]);
    },
  };
}
