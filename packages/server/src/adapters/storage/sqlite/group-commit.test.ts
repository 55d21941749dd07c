import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataFolder } from './data-folder.ts';
import { type Answer, type Request, writeTogether } from './group-commit.ts';
import { openForWriting, type Sql } from './sql.ts';
import { sqliteFailure } from './sqlite-failure.ts';

let folder: string;
let sql: Sql;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'group-commit-'));
  const { file, reader, unlock } = openDataFolder(folder);
  sql = openForWriting(file);
  reader.close();
  unlock();
});

afterEach(async () => {
  sql.close();
  await rm(folder, { recursive: true });
});

describe('commands written together', () => {
  it('are in the database when they are answered', () => {
    const answers = writeTogether(sql, [secret('a'), secret('b')]);
    expect(answers).toEqual([
      { id: 1, value: 'a' },
      { id: 1, value: 'b' },
    ]);
    expect(names()).toEqual(['a', 'b']);
    expect(sql.inTransaction).toBe(false);
  });

  it('do not suffer from one that fails, which alone is undone', () => {
    const answers = writeTogether(sql, [secret('a'), twoRowsThenAFailure('b'), secret('c')]);
    expect(answers.map((answer) => 'failure' in answer)).toEqual([false, true, false]);
    expect(names()).toEqual(['a', 'c']);
    expect(sql.all('SELECT id FROM ip_candidates')).toEqual([]);
  });

  it('leave nothing open when a single one fails', () => {
    expect(writeTogether(sql, [secret('a'), secret('b')])).toHaveLength(2);
    const [answer] = writeTogether(sql, [twoRowsThenAFailure('b')]);
    expect(answer).toHaveProperty('failure');
    expect(sql.inTransaction).toBe(false);
    expect(writeTogether(sql, [secret('c')])).toEqual([{ id: 1, value: 'c' }]);
  });

  it('all fail as storage_unavailable when the disk has no more room, and can be written later', () => {
    const pages = sql.get<{ page_count: number }>('PRAGMA page_count')?.page_count ?? 0;
    sql.execute(`PRAGMA max_page_count = ${pages}`);
    const long = 'x'.repeat(200_000);
    const answers = writeTogether(sql, [secret('a'), secret('b', long)]);
    expect(answers.some((answer) => codeOf(answer) === 'storage_unavailable')).toBe(true);
    expect(names()).not.toContain('b');
    sql.execute('PRAGMA max_page_count = 1000000');
    expect(writeTogether(sql, [secret('b', long)])).toEqual([{ id: 1, value: long }]);
  });
});

function secret(name: string, value = name): Request {
  return { id: 1, name: 'tenancy.keepSecret', args: { name, value } };
}

/** The candidate is inserted; the continuity then lacks what it must have. */
function twoRowsThenAFailure(candidateId: string): Request {
  sql.run(`INSERT INTO ip_tenants (id, name, adjustments) VALUES ('ten_a', '', '{}') ON CONFLICT DO NOTHING`);
  const args = { tenantId: 'ten_a', candidateId, hash: null, keyId: '', origin: '', expiresAt: 1 };
  return { id: 1, name: 'tenancy.anonymousCandidate', args };
}

function names(): string[] {
  return sql.all<{ name: string }>('SELECT name FROM ip_installation_secrets ORDER BY name').map(({ name }) => name);
}

function codeOf(answer: Answer): unknown {
  if (!('failure' in answer)) return undefined;
  const failure = sqliteFailure(Object.assign(new Error(answer.failure.message), { errcode: answer.failure.errcode }));
  return failure instanceof Error && 'code' in failure ? failure.code : undefined;
}
