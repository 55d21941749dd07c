import { type ClientConfig, Pool, type QueryResult, types } from 'pg';
import type { SqlPool, SqlResult } from './sql-pool.ts';

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;

/** How we talk to a Postgres server: the settings of the pool and of the listening connection alike. */
export function connectionSettings(databaseUrl: string): ClientConfig {
  return {
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    application_name: 'interview-prep',
  };
}

/** Connections to a Postgres server. Whole numbers of 64 bits arrive as numbers: ours are milliseconds and counts. */
export function postgresPool(databaseUrl: string, max = 10): SqlPool {
  const pool = new Pool({ ...connectionSettings(databaseUrl), max, types: { getTypeParser } });
  // An idle connection that dies is replaced at the next use; without a listener it would end the process.
  pool.on('error', ignoreLoss);
  // From its first moment: a connection that the server ends just as the pool gives it out is listened to by nobody else.
  // The query under way reports the loss.
  pool.on('connect', (client) => client.on('error', ignoreLoss));
  return {
    connect: async () => {
      const client = await pool.connect();
      return {
        query: async (text, params) =>
          resultOf(await client.query(text, params === undefined ? undefined : [...params])),
        release: () => client.release(),
      };
    },
    end: () => pool.end(),
  };
}

function ignoreLoss(): void {}

function resultOf(answer: QueryResult | QueryResult[]): SqlResult {
  const result = Array.isArray(answer) ? answer.at(-1) : answer;
  return { command: result?.command ?? 'SELECT', rowCount: result?.rowCount ?? 0, rows: result?.rows ?? [] };
}

function getTypeParser(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  if (oid === types.builtins.INT8 && format !== 'binary') return Number;
  return types.getTypeParser(oid, 'text');
}
