import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '../packages/server/src/adapters/storage/postgres/database.ts';
import { postgresSessionStore } from '../packages/server/src/adapters/storage/postgres/session-store.ts';
import {
  installedPostgres,
  startTestPostgres,
} from '../packages/server/src/adapters/storage/postgres/test-postgres.ts';
import { openSqlite } from '../packages/server/src/adapters/storage/sqlite/database.ts';
import { sqliteSessionStore } from '../packages/server/src/adapters/storage/sqlite/session-store.ts';
import { openForWriting } from '../packages/server/src/adapters/storage/sqlite/sql.ts';
import { systemClock } from '../packages/server/src/core/kernel/clock.ts';
import { newId } from '../packages/server/src/core/kernel/ids.ts';
import { BEGINNING, type SessionFact, type SessionStore } from '../packages/server/src/core/sessions/ports.ts';
import { scopeFor } from '../packages/server/src/core/tenancy/scope.ts';
import type { Bench, Figure } from './report.ts';
import { percentile, rotated } from './statistics.ts';

const SCOPE = scopeFor({ tenantId: 'ten_bench', subject: { kind: 'candidate', id: 'bench' } });
const FACT: SessionFact = {
  type: 'tool_result',
  id: 'call_1',
  name: 'find_questions',
  ok: true,
  summary: 'Six questions about the posting were found.',
};

// The same columns and the same key as a fact of the log has.
const BARE_TABLE =
  'CREATE TABLE bench_facts (session_id text NOT NULL, seq int NOT NULL, at bigint NOT NULL, fact json NOT ' +
  'NULL, text text, PRIMARY KEY (session_id, seq))';
// So long the compiler is busy with it all.
const WARM_UP = 1_000;
const BARE_INSERT = 'INSERT INTO bench_facts (session_id, seq, at, fact, text) VALUES ($1, $2, $3, $4, NULL)';

/** Appends to one session, one after another: fenced, with the lease renewed, announced where others listen. */
async function fencedAppends(store: SessionStore): Promise<() => Promise<number>> {
  const sessionId = newId('cht');
  await store.create(SCOPE, { sessionId, kind: 'chat', at: systemClock.now() });
  let { seq } = BEGINNING;
  return () =>
    milliseconds(async () => {
      const at = systemClock.now();
      const lease = { turnId: 'trn_bench', owner: 'prc_bench', until: at + 20_000 };
      const [outcome] = await store.write([
        { scope: SCOPE, sessionId, expected: { seq, characters: 0 }, facts: [{ at, fact: FACT }], lease },
      ]);
      if (outcome !== 'written') throw new Error('The append was refused.');
      seq += 1;
    });
}

async function bareInserts(database: Database): Promise<() => Promise<number>> {
  await database.execute(BARE_TABLE);
  let seq = 0;
  return () =>
    milliseconds(async () => {
      seq += 1;
      await database.execute(BARE_INSERT, ['bench', seq, systemClock.now(), JSON.stringify(FACT)]);
    });
}

async function milliseconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

type Contenders = { readonly bare: () => Promise<number>; readonly fenced: () => Promise<number> };

async function measured(name: string, contenders: Contenders, count: number): Promise<Figure[]> {
  await rotated(contenders, WARM_UP);
  const { bare, fenced } = await rotated(contenders, count);
  const at = (percent: number, goal?: Figure['goal']): Figure => ({
    bench: 'append',
    what: `${name}: one durable append, p${percent}`,
    value: percentile(fenced, percent) / percentile(bare, percent),
    unit: '× INSERT',
    ...(goal === undefined ? {} : { goal }),
    note: `${percentile(fenced, percent).toFixed(2)} ms against ${percentile(bare, percent).toFixed(2)} ms of a bare INSERT`,
  });
  return [at(50), at(99, { at: 'most', value: 1.5 })];
}

/** The bare INSERT goes to a database of its own beside ours, on this thread: nothing is nearer to the disk. */
async function onSqlite(count: number): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-append-'));
  const database = await openSqlite(directory);
  const sql = openForWriting(join(directory, 'bare.sqlite'));
  try {
    sql.execute(BARE_TABLE);
    let seq = 0;
    const bare = () =>
      milliseconds(async () => {
        seq += 1;
        sql.run(BARE_INSERT.replaceAll(/\$\d/g, '?'), ['bench', seq, systemClock.now(), JSON.stringify(FACT)]);
      });
    const fenced = await fencedAppends(sqliteSessionStore(database, systemClock));
    return await measured('SQLite', { bare, fenced }, count);
  } finally {
    sql.close();
    await database.close();
    await rm(directory, { recursive: true, force: true });
  }
}

async function onPostgres(databaseUrl: string, count: number): Promise<Figure[]> {
  const database = await openDatabase({ databaseUrl });
  try {
    const store = postgresSessionStore(database, { processId: 'prc_bench', clock: systemClock });
    const contenders = { bare: await bareInserts(database), fenced: await fencedAppends(store) };
    return await measured('Postgres with fsync', contenders, count);
  } finally {
    await database.close();
  }
}

/** One event made durable by the session store, relative to a bare INSERT of the same row in the same kind of database. */
export const append: Bench = async ({ quick }) => {
  const count = quick ? 300 : 3_000;
  const figures = await onSqlite(count);
  const binaries = installedPostgres();
  if (binaries === undefined) return figures;
  const postgres = await startTestPostgres(binaries, { fsync: true });
  try {
    return [...figures, ...(await onPostgres(postgres.databaseUrl, count))];
  } finally {
    await postgres.remove();
  }
};
