import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { type Clock, systemClock } from '../../../core/kernel/clock.ts';
import { type ChannelListener, listenToChannel } from './channel-listener.ts';
import { migrate } from './migrations.ts';
import { postgresPool } from './postgres-pool.ts';
import { guardedPool, type SqlPool } from './sql-pool.ts';
import type { Tables } from './tables.ts';

/** The Postgres server that keeps the data. */
export type DatabaseLocation = { readonly databaseUrl: string };

/** The database with our tables in it. Failures are `ServiceError`s: `storage_unavailable` (retry later) or `conflict`. */
export type Database = {
  readonly db: Kysely<Tables>;
  /** Raw SQL. Without `params` the text may hold several statements; the last one's rows are returned. */
  execute(text: string, params?: readonly unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /** Listens to a channel that other processes write to. Returns the way to stop. */
  listen(channel: string, listener: ChannelListener): () => void;
  /** Throws `storage_unavailable` when the database does not answer. */
  ping(): Promise<void>;
  /** Waits for statements under way. */
  close(): Promise<void>;
};

/** Opens the database and brings its tables up to date. Throws `storage_unavailable`. */
export async function openDatabase(location: DatabaseLocation, clock: Clock = systemClock): Promise<Database> {
  const pool = guardedPool(postgresPool(location.databaseUrl));
  // Kysely types the command tag as one of five words; ours is whatever the server sent, as the driver's is.
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: pool as PostgresPool }) });
  try {
    await migrate(db);
  } catch (thrown) {
    await db.destroy();
    throw thrown;
  }
  return databaseOf(location, { pool, db, clock });
}

function databaseOf(
  location: DatabaseLocation,
  { pool, db, clock }: { pool: SqlPool; db: Kysely<Tables>; clock: Clock },
): Database {
  const stops = new Set<() => Promise<void>>();
  const execute: Database['execute'] = async (text, params) => {
    const client = await pool.connect();
    try {
      return await client.query(text, params);
    } finally {
      client.release();
    }
  };
  return {
    db,
    execute,
    listen: (channel, listener) => {
      const stop = listenToChannel({ databaseUrl: location.databaseUrl, clock }, channel, listener);
      stops.add(stop);
      return () => {
        stops.delete(stop);
        void stop();
      };
    },
    ping: async () => {
      await execute('SELECT 1');
    },
    close: async () => {
      await Promise.all([...stops].map((stop) => stop()));
      await db.destroy();
    },
  };
}
