import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { installedPostgres, startTestPostgres, type TestPostgres } from './test-postgres.ts';
import { postgresTurnCounts } from './turn-counts.ts';

const binaries = installedPostgres();
const windowMs = 60_000;

describe.skipIf(binaries === undefined)('counts of turns on Postgres', () => {
  let server: TestPostgres;
  let databases: readonly Database[];

  beforeAll(async () => {
    server = await startTestPostgres(binaries ?? '');
    const { databaseUrl } = server;
    databases = [await openDatabase({ databaseUrl }), await openDatabase({ databaseUrl })];
  });

  afterAll(async () => {
    for (const database of databases ?? []) await database.close();
    await server?.remove();
  });

  it('are of all processes together, each holder with a window of its own', async () => {
    const counts = databases.map(postgresTurnCounts);
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) => counts[index % 2]?.count('one', { now: 1_000, windowMs })),
    );
    expect(all.map((counted) => counted?.count).toSorted((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
    expect(new Set(all.map((counted) => counted?.endsAt))).toEqual(new Set([61_000]));
    expect(await counts[0]?.count('other', { now: 2_000, windowMs })).toEqual({ count: 1, endsAt: 62_000 });
    expect(await counts[1]?.count('one', { now: 60_999, windowMs })).toEqual({ count: 21, endsAt: 61_000 });
    expect(await counts[1]?.count('one', { now: 61_000, windowMs })).toEqual({ count: 1, endsAt: 121_000 });
  });

  it('are gone soon after their windows, and name nobody', async () => {
    const [database] = databases;
    if (database === undefined) throw new Error('It was opened before.');
    const counts = postgresTurnCounts(database);
    for (const holder of ['ten_1/cand_1', 'ten_1/cand_2', 'ten_1/cand_3'])
      await counts.count(holder, { now: 1, windowMs });
    const rows = async () =>
      (await database.execute('SELECT key FROM ip_turn_counts')).rows.map(({ key }) => String(key));
    expect((await rows()).filter((key) => key.includes('cand'))).toEqual([]);
    await counts.count('ten_1/cand_9', { now: 200_000, windowMs });
    expect(await rows()).toHaveLength(1);
  });
});
