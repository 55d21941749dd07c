import { storableJson, storableText } from '../storable-text.ts';
import { storageFailure } from './storage-failure.ts';

export type SqlResult = { command: string; rowCount: number; rows: Record<string, unknown>[] };

/** One connection. Without `params` the text may hold several statements; the last one's result is returned. */
export type SqlClient = { query(text: string, params?: readonly unknown[]): Promise<SqlResult>; release(): void };

/** What we use of the Postgres driver. */
export type SqlPool = { connect(): Promise<SqlClient>; end(): Promise<void> };

/**
 * The only way to the database: text goes in as Postgres can keep it, failures come out as `ServiceError`s
 * (`storage_unavailable`, `conflict`). Other database errors pass unchanged.
 */
export function guardedPool(pool: SqlPool): SqlPool {
  return {
    connect: async () => {
      const client = await guard(pool.connect());
      return {
        query: (text, params) => guard(client.query(text, params?.map(storable))),
        release: () => client.release(),
      };
    },
    end: () => pool.end(),
  };
}

async function guard<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (thrown) {
    throw storageFailure(thrown);
  }
}

function storable(param: unknown): unknown {
  if (typeof param === 'string') return storableText(param);
  return isPlainObject(param) ? storableJson(param) : param;
}

/** What the driver would write as JSON, as opposed to lists, dates and bytes. */
function isPlainObject(param: unknown): boolean {
  return typeof param === 'object' && param !== null && Object.getPrototypeOf(param) === Object.prototype;
}
