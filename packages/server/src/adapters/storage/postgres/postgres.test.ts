import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import { type Position, type SessionStore, BEGINNING } from '../../../core/sessions/ports.ts';
import { type Scope, scopeFor } from '../../../core/tenancy/scope.ts';
import { usageLedger } from '../../../core/usage/ledger.ts';
import { priceTable } from '../../../core/usage/prices.ts';
import { type Database, openDatabase } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { postgresSuites } from './postgres.suite.ts';
import { postgresSessionStore } from './session-store.ts';
import { postgresUsageStore } from './usage-store.ts';
import { postgresWorkflowStore } from './workflow-store.ts';
import { installedPostgres, startTestPostgres, type TestPostgres } from './test-postgres.ts';

const binaries = installedPostgres();
if (binaries === undefined) console.warn('Skipped: the tests on a real Postgres. Install Postgres to run them.');

const SOON = { timeout: 30_000, interval: 20 };

describe.skipIf(binaries === undefined)('on a Postgres server', () => {
  let server: TestPostgres;
  let database: Database;

  beforeAll(async () => {
    server = await startTestPostgres(binaries ?? '');
    database = await openDatabase({ databaseUrl: server.databaseUrl });
  });

  afterAll(async () => {
    await database?.close();
    await server?.remove();
  });

  postgresSuites(() => database);

  it('is migrated once by many processes that start together', async () => {
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase({ databaseUrl: server.databaseUrl })));
    const { rows } = await database.execute('SELECT count(*) AS n FROM ip_migrations');
    expect(rows).toEqual([{ n: MIGRATIONS.length }]);
    await Promise.all(opened.map((each) => each.close()));
  });

  it('tells other processes which sessions were written, once a flush, and not the writer', async () => {
    const other = await openDatabase({ databaseUrl: server.databaseUrl });
    const [mine, theirs] = [store(database, 'one'), store(other, 'two')];
    const [receivedByMe, receivedByThem] = [
      vi.fn<(ids: readonly string[]) => void>(),
      vi.fn<(ids: readonly string[]) => void>(),
    ];
    const stops = [mine.onForeignWrite(receivedByMe), theirs.onForeignWrite(receivedByThem)];
    const scope = candidate();
    const sessionIds = Array.from({ length: 400 }, () => newId('cht'));
    await Promise.all(sessionIds.map((sessionId) => mine.create(scope, { sessionId, kind: 'chat', at: 1 })));
    const received = (listener: typeof receivedByMe) => listener.mock.calls.flatMap(([ids]) => ids);
    const [probe, reply] = [newId('cht'), newId('cht')];
    for (const sessionId of [probe, reply]) await mine.create(scope, { sessionId, kind: 'chat', at: 1 });
    const touch = (by: SessionStore, sessionId: string) =>
      by.write([{ scope, sessionId, expected: BEGINNING, facts: [], lease: null }]);
    // Until the two connections listen.
    await vi.waitFor(async () => {
      await touch(mine, probe);
      await touch(theirs, reply);
      expect(received(receivedByThem)).toContain(probe);
      expect(received(receivedByMe)).toContain(reply);
    }, SOON);
    for (const listener of [receivedByMe, receivedByThem]) listener.mockClear();

    const facts = [{ at: 1, fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'x' } as const }];
    await mine.write(sessionIds.map((sessionId) => ({ scope, sessionId, expected: BEGINNING, facts })));
    await touch(theirs, reply);

    await vi.waitFor(() => expect(received(receivedByThem)).toEqual(expect.arrayContaining(sessionIds)), SOON);
    expect(receivedByThem.mock.calls.filter(([ids]) => !ids.includes(probe)).length).toBeLessThanOrEqual(2);
    await vi.waitFor(() => expect(received(receivedByMe)).toContain(reply), SOON);
    expect(received(receivedByMe).filter((id) => id !== reply)).toEqual([]);
    for (const stop of stops) stop();
    await other.close();
  });

  it('survives writers that meet crosswise', async () => {
    const scope = candidate();
    const sessions = store(database, 'one');
    const sessionIds = Array.from({ length: 50 }, () => newId('cht'));
    for (const sessionId of sessionIds) await sessions.create(scope, { sessionId, kind: 'chat', at: 1 });
    const facts = [{ at: 1, fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'x' } as const }];
    const batch = sessionIds.map((sessionId) => ({ scope, sessionId, expected: BEGINNING, facts }));
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, index) => sessions.write(index % 2 === 0 ? batch : batch.toReversed())),
    );
    const wins = outcomes.flat().filter((outcome) => outcome === 'written');
    expect(wins).toHaveLength(sessionIds.length);
  });

  it('counts to the token what two processes meter at once', async () => {
    const other = await openDatabase({ databaseUrl: server.databaseUrl });
    const tenantId = newId('ten');
    const app = {
      clock: systemClock,
      budgets: { turnTokens: 0, sessionTokens: 1_000_000_000, tenantDayTokens: 1_000_000_000 },
      prices: priceTable(),
    };
    const ledgers = [database, other].map((each) => usageLedger({ ...app, store: postgresUsageStore(each) }));
    const scopes = Array.from({ length: 4 }, () =>
      scopeFor({ tenantId, subject: { kind: 'candidate', id: newId('cand') } }),
    );
    const meters = Array.from({ length: 40 }, (_, index) =>
      ledgers[index % 2]!.meterFor(scopes[index % 4]!, { sessionId: 'cht_shared', kind: 'turn' }),
    );
    const recorded = meters.flatMap((meter, index) =>
      Array.from({ length: 25 }, (_, request) => ({
        meter,
        inputTokens: index * 100 + request,
        outputTokens: request + 1,
      })),
    );
    await Promise.all(
      recorded.map(({ meter, ...tokens }) => meter.record({ modelId: `model-${tokens.outputTokens % 3}`, ...tokens })),
    );
    for (const ledger of ledgers) {
      const { total, budgets } = await ledger.report(scopes[0]!, {});
      const inputTokens = recorded.reduce((sum, one) => sum + one.inputTokens, 0);
      const outputTokens = recorded.reduce((sum, one) => sum + one.outputTokens, 0);
      expect(total).toEqual({ turns: 40, requests: 1_000, inputTokens, outputTokens, cachedInputTokens: 0 });
      expect(budgets.remainingTodayTokens).toBe(1_000_000_000 - inputTokens - outputTokens);
    }
    await other.close();
  });

  it('ends a run that cannot be read any more, takes the others, and keeps no data of an ended one', async () => {
    const runs = postgresWorkflowStore(database);
    const run = {
      workflow: newId('wfx'),
      state: 'running',
      completed: 0,
      attempt: 1,
      dueAt: 1,
      data: 'words',
    } as const;
    const [broken, whole] = [newId('wfx'), newId('wfx')];
    for (const id of [broken, whole]) await runs.create({ ...run, id, scope: candidate() });
    await database.execute(`UPDATE ip_workflow_runs SET scope = '[]' WHERE id = $1`, [broken]);
    const lease = { owner: 'a', now: 5, until: 10 };
    const taken = await runs.claimDue({ workflows: [run.workflow], limit: 5 }, lease);
    expect(taken.map(({ id }) => id)).toEqual([whole]);
    for (const one of taken) await runs.checkpoint({ ...one, state: 'done' }, lease);
    expect(await runs.claimDue({ workflows: [run.workflow], limit: 5 }, { ...lease, now: 99 })).toEqual([]);
    const stored = `SELECT state, data FROM ip_workflow_runs WHERE workflow = $1 ORDER BY state`;
    expect((await database.execute(stored, [run.workflow])).rows).toEqual([
      { state: 'done', data: null },
      { state: 'failed', data: null },
    ]);
  });

  it('hands out runs past one that another process is taking at the moment', async () => {
    const runs = postgresWorkflowStore(database);
    const run = { workflow: newId('wfx'), state: 'running', completed: 0, attempt: 1, data: null } as const;
    const [first, second] = [newId('wfx'), newId('wfx')];
    await runs.create({ ...run, id: first, dueAt: 1, scope: candidate() });
    await runs.create({ ...run, id: second, dueAt: 2, scope: candidate() });
    await database.db.transaction().execute(async (taking) => {
      await taking.selectFrom('ip_workflow_runs').select('id').where('id', '=', first).forUpdate().execute();
      const taken = await runs.claimDue({ workflows: [run.workflow], limit: 1 }, { owner: 'a', now: 5, until: 10 });
      expect(taken.map(({ id }) => id)).toEqual([second]);
    });
  });

  it('is brought from the job queue of earlier versions to due runs', async () => {
    await database.execute('CREATE DATABASE earlier');
    const url = new URL(server.databaseUrl);
    url.pathname = '/earlier';
    const earlier = await openDatabase({ databaseUrl: url.href });
    await earlier.execute('DROP INDEX ip_workflow_runs_due');
    await earlier.execute('ALTER TABLE ip_workflow_runs DROP COLUMN due_at');
    await earlier.execute('CREATE INDEX ip_workflow_runs_running ON ip_workflow_runs (id)');
    await earlier.execute('CREATE SCHEMA ip_jobs');
    await earlier.execute('CREATE TABLE ip_jobs.job (id text)');
    await earlier.execute(`DELETE FROM ip_migrations WHERE name = '0008 due runs'`);
    await earlier.close();
    const opened = await openDatabase({ databaseUrl: url.href });
    const { rows } = await opened.execute(`SELECT to_regclass('ip_jobs.job') AS jobs`);
    expect(rows).toEqual([{ jobs: null }]);
    await opened.close();
  });

  it('answers storage_unavailable while the server is away, and has everything acknowledged when it is back', async () => {
    const scope = candidate();
    const sessionId = newId('cht');
    const sessions = store(database, 'one');
    const received = vi.fn<(ids: readonly string[]) => void>();
    const other = await openDatabase({ databaseUrl: server.databaseUrl });
    const stop = store(other, 'two').onForeignWrite(received);
    await sessions.create(scope, { sessionId, kind: 'chat', at: 1 });

    let acknowledged = 0;
    const writing = (async () => {
      for (;;) {
        await append(sessions, {
          scope,
          sessionId,
          expected: { seq: acknowledged, characters: acknowledged === 0 ? 0 : `${acknowledged - 1}`.length },
        });
        acknowledged += 1;
      }
    })();
    const failure = writing.catch((thrown: unknown) => thrown);
    await vi.waitFor(() => expect(acknowledged).toBeGreaterThan(20), SOON);
    await server.stop('immediate');
    expect(await failure).toMatchObject({ code: 'storage_unavailable', retryAfterSeconds: 5 });
    await expect(database.ping()).rejects.toMatchObject({ code: 'storage_unavailable' });
    await server.start();

    const kept = await vi.waitFor(() => sessions.read(scope, sessionId, { fromSeq: 1, limit: 100_000 }), SOON);
    expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
    expect(kept.map(({ fact }) => (fact.type === 'token' ? fact.text : ''))).toEqual(
      kept.map((_, index) => `${index}`),
    );
    await vi.waitFor(() => expect(received.mock.calls.flatMap(([ids]) => ids)).toContain(sessionId), SOON);
    stop();
    await other.close();
  });
});

function candidate(): Scope {
  return scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
}

function store(on: Database, processId: string): SessionStore {
  return postgresSessionStore(on, { processId, clock: systemClock });
}

/** A token that says how many came before it. */
function append(to: SessionStore, at: { scope: Scope; sessionId: string; expected: Position }) {
  return to.write([
    {
      ...at,
      facts: [{ at: 1, fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: `${at.expected.seq}` } }],
    },
  ]);
}
