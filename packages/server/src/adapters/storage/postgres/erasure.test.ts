import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import { type Scope, scopeFor } from '../../../core/tenancy/scope.ts';
import { type Database, openDatabase } from './database.ts';
import { postgresErasure } from './erasure.ts';
import { postgresSessionStore } from './session-store.ts';
import { installedPostgres, startTestPostgres, type TestPostgres } from './test-postgres.ts';

const binaries = installedPostgres();
const SOON = { timeout: 20_000, interval: 20 };
const candidate = (): Scope => scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });

describe.skipIf(binaries === undefined)('erasure by one process of Postgres', () => {
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

  it('waits for an insert of another that has begun, and takes it along', async () => {
    const scope = candidate();
    const row = {
      tenant_id: scope.tenantId,
      subject_kind: 'candidate',
      subject_id: scope.subject.id,
      collection: 'posting',
      id: 'a',
      value: '{}',
      created_at: 1,
      touched_at: 1,
    };
    const rows = () =>
      database.db.selectFrom('ip_records').select('id').where('subject_id', '=', scope.subject.id).execute();
    let erasing: Promise<boolean> | undefined;
    await database.db.transaction().execute(async (transaction) => {
      await transaction.insertInto('ip_records').values(row).execute();
      erasing = postgresErasure(database, 'one').erase(scope, { now: 5 });
      await vi.waitFor(async () => expect(await waitingLocks(database)).toBe(1), SOON);
    });
    expect(await erasing).toBe(true);
    expect(await rows()).toEqual([]);
    await expect(database.db.insertInto('ip_records').values(row).execute()).rejects.toMatchObject({
      code: 'unauthenticated',
    });
  });

  it('notifies the others of the sessions that are gone', async () => {
    const other = await openDatabase({ databaseUrl: server.databaseUrl });
    const mine = postgresSessionStore(database, { processId: 'one', clock: systemClock });
    const received = vi.fn<(ids: readonly string[]) => void>();
    const stop = postgresSessionStore(other, { processId: 'two', clock: systemClock }).onForeignWrite(received);
    const ids = () => received.mock.calls.flatMap(([sessionIds]) => sessionIds);
    const newSession = async () => {
      const [scope, sessionId] = [candidate(), newId('cht')];
      await mine.create(scope, { sessionId, kind: 'chat', at: 1 });
      return { scope, sessionId };
    };
    // Until the other listens.
    await vi.waitFor(async () => {
      const { scope, sessionId } = await newSession();
      await postgresErasure(database, 'one').erase(scope, { now: 5 });
      await vi.waitFor(() => expect(ids()).toContain(sessionId), { timeout: 500, interval: 20 });
    }, SOON);
    const [gone, stays] = [await newSession(), await newSession()];
    await postgresErasure(database, 'one').erase(gone.scope, { now: 5 });
    await vi.waitFor(() => expect(ids()).toContain(gone.sessionId), SOON);
    expect(ids()).not.toContain(stays.sessionId);
    stop();
    await other.close();
  });
});

async function waitingLocks(database: Database): Promise<unknown> {
  const { rows } = await database.execute(
    `SELECT count(*) AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
  );
  return rows[0]?.['n'];
}
