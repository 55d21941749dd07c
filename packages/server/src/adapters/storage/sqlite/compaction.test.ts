import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import { ResumeService } from '../../../core/resumes/resume-service.ts';
import { BEGINNING } from '../../../core/sessions/ports.ts';
import { type Scope, scopeFor, type TenantId } from '../../../core/tenancy/scope.ts';
import { folderObjects } from '../filesystem-objects.ts';
import { DATABASE_FILE } from './data-folder.ts';
import { openSqlite, type SqliteDatabase } from './database.ts';
import { sqliteErasure } from './erasure.ts';
import { sqliteIdempotencyStore } from './idempotency-store.ts';
import { sqliteRecords } from './records.ts';
import { sqliteSessionStore } from './session-store.ts';
import { openForReading } from './sql.ts';
import { sqliteTenancyStore } from './tenancy-store.ts';

const SOON = { timeout: 20_000, interval: 20 };
const PIECE = 16;
const CANDIDATES = 40;
const noteSchema = z.object({ text: z.string() });

let folder: string;
let database: SqliteDatabase;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'compaction-test-'));
});

afterEach(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe('compaction', () => {
  it('leaves no byte of what erased candidates wrote, said and were called', async () => {
    database = await openSqlite(folder, { compactAfterMs: 50 });
    const { people } = await peopled(database);
    const gone = people.filter((_, index) => index % 2 === 0);
    const kept = people.filter((_, index) => index % 2 === 1);
    expect(await found(markersOf(people))).toHaveLength(markersOf(people).length);

    await erase(database, gone);

    await vi.waitFor(() => expect(isOwed(database)).toBe(false), SOON);
    expect(await found(markersOf(gone))).toEqual([]);
    expect(await found(markersOf(kept))).toHaveLength(markersOf(kept).length);
  });

  it('removes the bytes of a single document that was removed', async () => {
    database = await openSqlite(folder, { compactAfterMs: 50 });
    const { people } = await peopled(database);
    const [{ scope, document }] = people as [Person];
    await documents(database).remove(scope, 'resume');
    await vi.waitFor(() => expect(isOwed(database)).toBe(false), SOON);
    expect(await found([document])).toEqual([]);
  });

  it('removes the bytes of what a document held before it was replaced', async () => {
    database = await openSqlite(folder, { compactAfterMs: 50 });
    const { people } = await peopled(database);
    const [{ scope, document }] = people as [Person];
    await documents(database).replace(scope, 'resume', { value: { text: 'shorter' }, expectedVersion: 1 });
    await vi.waitFor(() => expect(isOwed(database)).toBe(false), SOON);
    expect(await found([document])).toEqual([]);
  });

  it('removes every byte of a résumé that was uploaded several times at once and then removed', async () => {
    database = await openSqlite(folder, { compactAfterMs: 50 });
    const texts = [marker(9_000), marker(9_000), marker(9_000)];
    const reader = {
      read: async (bytes: Uint8Array) => ({
        kind: 'text' as const,
        text: new TextDecoder().decode(bytes),
        hidden: [],
        truncated: false,
      }),
      close: async () => {},
    };
    const records = sqliteRecords(database, systemClock);
    const objects = folderObjects(join(folder, 'objects'));
    const resumes = new ResumeService({ records, objects, reader, clock: systemClock });
    const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
    await Promise.all(texts.map((text) => resumes.put(scope, { bytes: new TextEncoder().encode(text) })));
    expect(await found(texts)).not.toEqual([]);
    await resumes.remove(scope);
    await expect(resumes.get(scope)).rejects.toMatchObject({ code: 'not_found' });
    await vi.waitFor(() => expect(isOwed(database)).toBe(false), SOON);
    expect(await found(texts)).toEqual([]);
  });

  it('is made up for at the next start when the process ended before it', async () => {
    database = await openSqlite(folder, { compactAfterMs: 3_600_000 });
    const { people } = await peopled(database);
    await erase(database, people);
    expect(isOwed(database)).toBe(true);
    await database.close();

    database = await openSqlite(folder, { compactAfterMs: 50 });
    await vi.waitFor(() => expect(isOwed(database)).toBe(false), SOON);
    expect(await found(people.flatMap(({ document, replyText, answer }) => [document, replyText, answer]))).toEqual([]);
  });

  it('says that it could not while another process reads the log, and does it afterwards', async () => {
    database = await openSqlite(folder, { compactAfterMs: 3_600_000 });
    const { people } = await peopled(database);
    const backup = openForReading(join(folder, DATABASE_FILE));
    backup.execute('BEGIN');
    expect(backup.all('SELECT id FROM ip_records')).toHaveLength(CANDIDATES);
    await erase(database, people);
    expect(await database.compact()).toBe(false);
    expect(isOwed(database)).toBe(true);
    backup.close();
    expect(await database.compact()).toBe(true);
    expect(isOwed(database)).toBe(false);
    expect(await found(people.map(({ document }) => document))).toEqual([]);
  });
});

type Person = { scope: Scope; document: string; replyText: string; answer: string; externalId: string };

async function erase(of: SqliteDatabase, people: readonly Person[]): Promise<void> {
  for (const { scope } of people) await sqliteErasure(of).erase(scope, { now: Date.now() });
}

function isOwed(of: SqliteDatabase): boolean {
  return of.get(`SELECT 1 FROM ip_owed WHERE name = 'compaction'`) !== undefined;
}

function markersOf(people: readonly Person[]): string[] {
  return people.flatMap(({ document, replyText, answer, externalId }) => [document, replyText, answer, externalId]);
}

function documents(of: SqliteDatabase) {
  return sqliteRecords(of, systemClock).collection('resume', { schema: noteSchema });
}

/** A tenant with candidates, each with a long document, replyText in pieces, a kept answer and a name of the platform's. */
async function peopled(of: SqliteDatabase): Promise<{ tenantId: TenantId; people: Person[] }> {
  const tenantId = newId('ten');
  const tenancy = sqliteTenancyStore(of, systemClock);
  await tenancy.createTenant({ id: tenantId, name: 'Northfield', adjustments: { text: '' } });
  const people = await Promise.all(
    Array.from({ length: CANDIDATES }, async () => {
      const [document, replyText, answer, externalId] = [marker(9_000), marker(600), marker(5_000), marker(48)];
      const id = await tenancy.candidateByExternalId(tenantId, externalId);
      const scope = scopeFor({ tenantId, subject: { kind: 'candidate', id } });
      await documents(of).insert(scope, 'resume', { text: document });
      await appendReply(of, scope, replyText);
      await keepAnswer(of, scope, answer);
      return { scope, document, replyText, answer, externalId };
    }),
  );
  return { tenantId, people };
}

/** Text that cannot be packed: a scan finds it in any file that holds it. */
function marker(length: number): string {
  return randomBytes(length).toString('base64url').slice(0, length);
}

async function appendReply(of: SqliteDatabase, scope: Scope, replyText: string): Promise<void> {
  const sessions = sqliteSessionStore(of, systemClock);
  const sessionId = newId('cht');
  await sessions.create(scope, { sessionId, kind: 'chat', at: 1 });
  const facts = [{ at: 1, fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: '' } as const }];
  await sessions.write([{ scope, sessionId, expected: BEGINNING, facts }]);
  for (let characters = 0; characters < replyText.length; characters += 50) {
    const grow = replyText.slice(characters, characters + 50);
    await sessions.write([{ scope, sessionId, expected: { seq: 1, characters }, grow, facts: [] }]);
  }
}

async function keepAnswer(of: SqliteDatabase, scope: Scope, body: string): Promise<void> {
  const store = sqliteIdempotencyStore(of);
  const request = { key: newId('key'), operation: 'putResume', owner: 'run' };
  const now = Date.now();
  await store.claim(scope, { ...request, bodyHash: 'hash', seed: 'seed', now, until: now + 1_000 });
  await store.answer(scope, request, { status: 200, contentType: 'text/plain', body });
}

/** The beginnings of the markers of which any piece is in any file of the folder. Pages cut a long text anywhere. */
async function found(markers: readonly string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const bytes = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
  const present = new Set<string>();
  for (const each of bytes)
    for (let at = 0; at + PIECE <= each.length; at += 1) present.add(each.toString('latin1', at, at + PIECE));
  return markers.filter((text) => pieces(text).some((piece) => present.has(piece))).map((text) => text.slice(0, PIECE));
}

function pieces(text: string): string[] {
  return Array.from({ length: Math.floor(text.length / PIECE) }, (_, index) =>
    text.slice(index * PIECE, (index + 1) * PIECE),
  );
}
