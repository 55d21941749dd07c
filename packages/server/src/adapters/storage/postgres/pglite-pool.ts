import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PGlite, types } from '@electric-sql/pglite';
import { lockDirectory } from './directory-lock.ts';
import { pgliteStatements } from './pglite-statements.ts';
import type { SqlClient, SqlPool, SqlResult } from './sql-pool.ts';

// Disk full, I/O error, internal error, corrupted data: after these a PGlite may answer every statement with an error.
const BREAKING = new Set(['53100', '58030', 'XX000', 'XX001']);

type Engine = { readonly pglite: PGlite; readonly run: ReturnType<typeof pgliteStatements> };

/**
 * Postgres inside this process, kept in `<dataDir>/pglite`. It has one connection: who connects waits for the one before.
 * Throws `DirectoryInUse`. Survives the death of the process at any moment, but not of the machine: it never calls fsync.
 */
export async function pglitePool(dataDir: string): Promise<SqlPool> {
  await mkdir(dataDir, { recursive: true });
  const unlock = await lockDirectory(dataDir);
  const start = async (): Promise<Engine> => {
    const pglite = await PGlite.create(resolve(dataDir, 'pglite'), {
      relaxedDurability: false,
      parsers: { [types.INT8]: Number },
    });
    // A plan that is kept was made for tables as small as they were then, and nothing here ever says how they have grown.
    await pglite.exec('SET plan_cache_mode = force_custom_plan');
    return { pglite, run: pgliteStatements(pglite) };
  };
  try {
    return poolOf(await start(), { start, unlock });
  } catch (thrown) {
    await unlock();
    throw thrown;
  }
}

function poolOf(
  first: Engine,
  { start, unlock }: { start: () => Promise<Engine>; unlock: () => Promise<void> },
): SqlPool {
  let engine = first;
  let isBroken = false;
  let previous: Promise<void> = Promise.resolve();
  let ended: Promise<void> | undefined;
  const heal = async (): Promise<void> => {
    if (!isBroken) return;
    // Not closed: the old one would still write. Left alone it is like a killed process, which the files survive.
    engine = await start();
    isBroken = false;
  };
  const run = async (text: string, params?: readonly unknown[]): Promise<SqlResult> => {
    try {
      return await query(engine, text, params);
    } catch (thrown) {
      isBroken ||= ended === undefined && isBreaking(thrown);
      throw thrown;
    }
  };
  const connect = async (): Promise<SqlClient> => {
    const turn = previous;
    const { promise, resolve: release } = withResolvers();
    previous = promise;
    await turn;
    try {
      await heal();
    } catch (thrown) {
      release();
      throw thrown;
    }
    return { query: run, release };
  };
  const end = async (): Promise<void> => {
    const turn = previous;
    await turn;
    if (!isBroken) await engine.pglite.close();
    await unlock();
  };
  return { connect, end: () => (ended ??= end()) };
}

/** Failures of the engine carry such a code or, when it stopped altogether, none. */
function isBreaking(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return true;
  return typeof thrown.code === 'string' && BREAKING.has(thrown.code);
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolvePromise: (() => void) | undefined;
  const promise = new Promise<void>((settle) => {
    resolvePromise = settle;
  });
  return { promise, resolve: () => resolvePromise?.() };
}

async function query({ pglite, run }: Engine, text: string, params?: readonly unknown[]): Promise<SqlResult> {
  const result = params === undefined ? (await pglite.exec(text)).at(-1) : await run(text, params);
  return { command: result?.command ?? 'SELECT', rowCount: result?.rowCount ?? 0, rows: result?.rows ?? [] };
}
