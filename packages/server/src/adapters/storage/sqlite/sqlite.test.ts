import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idempotencyStoreSuite } from '../../../core/idempotency/idempotency-store.suite.ts';
import { systemClock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import { recordsSuite } from '../../../core/records/records.suite.ts';
import { sessionStoreSuite } from '../../../core/sessions/session-store.suite.ts';
import { erasureSuite } from '../../../core/tenancy/erasure.suite.ts';
import { tenancyStoreSuite } from '../../../core/tenancy/tenancy-store.suite.ts';
import { usageStoreSuite } from '../../../core/usage/usage-store.suite.ts';
import { workflowStoreSuite } from '../../../core/workflows/workflow-store.suite.ts';
import { scopeFor } from '../../../core/tenancy/scope.ts';
import { DATABASE_FILE } from './data-folder.ts';
import { openSqlite, type SqliteDatabase } from './database.ts';
import { sqliteErasure } from './erasure.ts';
import { sqliteIdempotencyStore } from './idempotency-store.ts';
import { sqliteRecords } from './records.ts';
import { openForWriting } from './sql.ts';
import { sqliteSessionStore } from './session-store.ts';
import { sqliteTenancyStore } from './tenancy-store.ts';
import { sqliteUsageStore } from './usage-store.ts';
import { sqliteWorkflowStore } from './workflow-store.ts';

let folder: string;
let database: SqliteDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sqlite-test-'));
  database = await openSqlite(folder);
});

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

describe('on SQLite', () => {
  let time = 0;
  const clock = { ...systemClock, now: () => time };
  const setTime = (now: number): void => {
    time = now;
  };
  const records = () => sqliteRecords(database, clock);
  const sessions = () => sqliteSessionStore(database, clock);

  recordsSuite(() => ({ records: records(), setTime }));
  const stores = () => ({
    erasure: sqliteErasure(database),
    records: records(),
    sessions: sessions(),
    tenancy: sqliteTenancyStore(database, clock),
    idempotency: sqliteIdempotencyStore(database),
    workflows: sqliteWorkflowStore(database),
    usage: sqliteUsageStore(database),
    setTime,
  });
  erasureSuite(stores);
  sessionStoreSuite(sessions);
  tenancyStoreSuite(() => sqliteTenancyStore(database, systemClock));
  idempotencyStoreSuite(() => sqliteIdempotencyStore(database));
  workflowStoreSuite(() => sqliteWorkflowStore(database));
  usageStoreSuite(stores);

  it('joins a text that grew in many small additions, and one that another fact followed', async () => {
    const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
    const sessionId = newId('cht');
    await sessions().create(scope, { sessionId, kind: 'chat', at: 1 });
    const token = (text: string) => ({
      at: 1,
      fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text } as const,
    });
    await sessions().write([{ scope, sessionId, expected: { seq: 0, characters: 0 }, facts: [token('>')] }]);
    let said = '>';
    for (let index = 0; index < 300; index += 1) {
      const grow = `${index} \u{1f600} `;
      const expected = { seq: 1, characters: said.length };
      expect(await sessions().write([{ scope, sessionId, expected, grow, facts: [] }])).toEqual(['written']);
      said += grow;
      if (index % 50 === 0) expect(await texts()).toEqual([said]);
    }
    const expected = { seq: 1, characters: said.length };
    await sessions().write([{ scope, sessionId, expected, grow: '<', facts: [token('next')] }]);
    await sessions().write([{ scope, sessionId, expected: { seq: 2, characters: 4 }, grow: ' one', facts: [] }]);
    expect(await texts()).toEqual([`${said}<`, 'next one']);

    async function texts(): Promise<string[]> {
      const stored = await sessions().read(scope, sessionId, { fromSeq: 1, limit: 10 });
      return stored.map(({ fact }) => (fact.type === 'token' ? fact.text : ''));
    }
  });

  it('ends a run that cannot be read any more, takes the others, and keeps no data of an ended one', async () => {
    const runs = sqliteWorkflowStore(database);
    const run = {
      workflow: newId('wfx'),
      state: 'running',
      completed: 0,
      attempt: 1,
      dueAt: 1,
      data: 'words',
    } as const;
    const [broken, whole] = [newId('wfx'), newId('wfx')];
    const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
    for (const id of [broken, whole]) await runs.create({ ...run, id, scope });
    const file = openForWriting(join(folder, DATABASE_FILE));
    file.run(`UPDATE ip_workflow_runs SET scope = 'no JSON' WHERE id = ?`, [broken]);
    file.close();
    const lease = { owner: 'a', now: 5, until: 10 };
    const taken = await runs.claimDue({ workflows: [run.workflow], limit: 5 }, lease);
    expect(taken.map(({ id }) => id)).toEqual([whole]);
    for (const one of taken) await runs.checkpoint({ ...one, state: 'done' }, lease);
    expect(await runs.claimDue({ workflows: [run.workflow], limit: 5 }, { ...lease, now: 99 })).toEqual([]);
    const stored = 'SELECT state, data FROM ip_workflow_runs WHERE workflow = ? ORDER BY state';
    expect(database.all(stored, [run.workflow])).toEqual([
      { state: 'done', data: 'null' },
      { state: 'failed', data: 'null' },
    ]);
  });

  it('answers storage_unavailable once it is closed, and keeps everything for the next time it is opened', async () => {
    const secret = sqliteTenancyStore(database, systemClock).installationSecret('kept', async () => 'yes');
    expect(await secret).toBe('yes');
    await database.close();
    await expect(database.ping()).rejects.toMatchObject({ code: 'storage_unavailable', retryAfterSeconds: 5 });
    await expect(database.write('ping', null)).rejects.toMatchObject({ code: 'storage_unavailable' });
    database = await openSqlite(folder);
    await expect(database.ping()).resolves.toBeUndefined();
    const kept = sqliteTenancyStore(database, systemClock).installationSecret('kept', async () => 'no');
    expect(await kept).toBe('yes');
  });
});
