import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { IdempotencyStore } from '../idempotency/ports.ts';
import { newId, randomText } from '../kernel/ids.ts';
import type { Records } from '../records/ports.ts';
import { BEGINNING, type SessionStore } from '../sessions/ports.ts';
import type { UsageStore } from '../usage/ports.ts';
import type { WorkflowStore } from '../workflows/ports.ts';
import type { Erasure } from './erasure.ts';
import type { TenancyStore } from './ports.ts';
import { type Scope, scopeFor, type TenantId } from './scope.ts';

export type ErasableStores = {
  readonly erasure: Erasure;
  readonly records: Records;
  readonly sessions: SessionStore;
  readonly tenancy: TenancyStore;
  readonly idempotency: IdempotencyStore;
  readonly workflows: WorkflowStore;
  readonly usage: UsageStore;
  setTime(now: number): void;
};

const refused = { code: 'unauthenticated' };
const noteSchema = z.object({ text: z.string() });
const DAY = '2026-11-21';
const LEASE = { owner: 'prc_1', now: 10, until: 1_000_000 };

type Person = { scope: Scope; sessionId: string; runId: string; tokenId: string; externalId: string };

/** What every adapter of `Erasure` does; it may be shared by all tests. */
export function erasureSuite(open: () => ErasableStores): void {
  const notes = () => open().records.collection('posting', { schema: noteSchema });
  const run = { owner: 'run', seed: 'seed', now: 1, until: 2 };
  const key = { key: 'a-key', operation: 'recordConsent', bodyHash: 'hash', ...run };
  const say = { type: 'say', turnId: 'trn_1', nextTurnId: 'trn_2', text: 'also mine' } as const;
  const usageOf = (sessionId: string) => ({
    day: DAY,
    sessionId,
    model: 'one',
    turns: 1,
    requests: 1,
    inputTokens: 10,
    outputTokens: 3,
    cachedInputTokens: 0,
  });
  const token = (scope: Scope, id = newId('tok')) => {
    const order = { id, tenantId: scope.tenantId, candidateId: scope.subject.id, expiresAt: Date.now() + 600_000 };
    return open().tenancy.recordToken(order);
  };
  const startRun = (scope: Scope, id: string, workflow = id) =>
    open().workflows.create({ id, workflow, scope, state: 'running', completed: 0, attempt: 1, dueAt: 1, data: {} });
  const newTenant = async (): Promise<TenantId> => {
    const id = newId('ten');
    await open().tenancy.createTenant({ id, name: 'Acme', adjustments: { text: 'Ask us.' } });
    return id;
  };

  /** A candidate with something in every table, a run under way among it. */
  const person = async (tenantId: TenantId): Promise<Person> => {
    const { tenancy, sessions, idempotency, usage, workflows } = open();
    const [externalId, sessionId, runId, tokenId] = [randomText(8), newId('cht'), newId('wfx'), newId('tok')];
    const id = await tenancy.candidateByExternalId(tenantId, externalId);
    const scope = scopeFor({ tenantId, subject: { kind: 'candidate', id } });
    await notes().insert(scope, 'a', { text: 'mine' });
    await sessions.create(scope, { sessionId, kind: 'chat', at: 1 });
    await sessions.write([
      {
        scope,
        sessionId,
        expected: BEGINNING,
        facts: [{ at: 1, fact: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'hello' } }],
      },
    ]);
    await sessions.sendCommand(scope, sessionId, say);
    await idempotency.claim(scope, key);
    await startRun(scope, runId);
    expect(await workflows.claimDue({ workflows: [runId], limit: 1 }, LEASE)).toHaveLength(1);
    await token(scope, tokenId);
    await usage.add(scope, usageOf(sessionId));
    return { scope, sessionId, runId, tokenId, externalId };
  };
  const isThere = async ({ scope, sessionId, runId, tokenId }: Person) => {
    const { sessions, tenancy, workflows } = open();
    return {
      note: (await notes().get(scope, 'a')) !== undefined,
      session: (await sessions.head(scope, sessionId)) !== undefined,
      facts: (await sessions.read(scope, sessionId, { fromSeq: 1, limit: 9 })).length > 0,
      run: await workflows.renew(runId, LEASE),
      token: !(await tenancy.isTokenRevoked(tokenId)),
    };
  };
  const all = { note: true, session: true, facts: true, run: true, token: true };
  const none = { note: false, session: false, facts: false, run: false, token: false };

  describe('erasure', () => {
    it('removes all of one candidate, runs under way too, and nothing of another or of another tenant', async () => {
      const { erasure } = open();
      const tenantId = await newTenant();
      const [gone, stays] = [await person(tenantId), await person(tenantId)];
      expect(await isThere(gone)).toEqual(all);
      const namesake = scopeFor({ tenantId: await newTenant(), subject: gone.scope.subject });
      await erasure.erase(namesake, { now: 5 });
      expect(await isThere(gone)).toEqual(all);
      expect(await erasure.erase(gone.scope, { now: 5 })).toBe(true);
      expect(await isThere(gone)).toEqual(none);
      expect(await isThere(stays)).toEqual(all);
      expect([await erasure.isErased(gone.scope), await erasure.isErased(stays.scope)]).toEqual([true, false]);
    });

    it('refuses whatever is written for them afterwards', async () => {
      const { erasure, sessions, idempotency } = open();
      const { scope, sessionId } = await person(await newTenant());
      await erasure.erase(scope, { now: 5 });
      await expect(notes().insert(scope, 'b', { text: 'late' })).rejects.toMatchObject(refused);
      await expect(sessions.create(scope, { sessionId: newId('cht'), kind: 'chat', at: 1 })).rejects.toMatchObject(
        refused,
      );
      await expect(sessions.sendCommand(scope, sessionId, say)).rejects.toMatchObject({ code: 'not_found' });
      await expect(idempotency.claim(scope, key)).rejects.toMatchObject(refused);
      await expect(startRun(scope, newId('wfx'))).rejects.toMatchObject(refused);
      await expect(token(scope)).rejects.toMatchObject(refused);
      await expect(notes().replace(scope, 'a', { value: { text: 'late' }, expectedVersion: 1 })).rejects.toMatchObject({
        code: 'not_found',
      });
      const late = { scope, sessionId, expected: { seq: 1, characters: 5 }, grow: '!', facts: [] };
      expect(await sessions.write([late])).toEqual(['conflict']);
    });

    it('leaves nothing of what was written at the same moment', async () => {
      const { erasure, sessions } = open();
      const tenantId = await newTenant();
      const people = await Promise.all(Array.from({ length: 8 }, () => person(tenantId)));
      const writing = people.flatMap(({ scope, sessionId }) =>
        Array.from({ length: 12 }, async (_, index) => {
          await Promise.all([
            notes().insert(scope, `late-${index}`, { text: 'late' }),
            sessions.create(scope, { sessionId: `${sessionId}-${index}`, kind: 'chat', at: 1 }),
            startRun(scope, newId('wfx'), tenantId),
            token(scope),
          ]);
        }),
      );
      const erasing = people.map(({ scope }) => erasure.erase(scope, { now: 5 }));
      const results = await Promise.allSettled(writing);
      await Promise.all(erasing);
      for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject(refused);
      for (const { scope, sessionId } of people) {
        expect((await notes().list(scope, { limit: 50 })).rows).toEqual([]);
        for (let index = 0; index < 12; index += 1)
          expect(await sessions.head(scope, `${sessionId}-${index}`)).toBeUndefined();
      }
      expect(await open().workflows.claimDue({ workflows: [tenantId], limit: 9 }, LEASE)).toEqual([]);
    });

    it('makes a new candidate of the same external id, and of a continuity that is known no more', async () => {
      const { erasure, tenancy } = open();
      const tenantId = await newTenant();
      const { scope, externalId } = await person(tenantId);
      const continuity = { hash: randomText(64), keyId: 'key_1', origin: 'https://jobs.example', expiresAt: 100 };
      const anonymous = await tenancy.createAnonymousCandidate(tenantId, continuity);
      await erasure.erase(scope, { now: 5 });
      await erasure.erase(scopeFor({ tenantId, subject: { kind: 'candidate', id: anonymous } }), { now: 5 });
      const again = await tenancy.candidateByExternalId(tenantId, externalId);
      expect(again).not.toBe(scope.subject.id);
      const anew = scopeFor({ tenantId, subject: { kind: 'candidate', id: again } });
      await notes().insert(anew, 'a', { text: 'anew' });
      expect(await tenancy.candidateByContinuity(tenantId, { ...continuity, now: 1, expiresAt: 200 })).toBeUndefined();
    });

    it('keeps the bill and forgets whose it was, also of what is used afterwards', async () => {
      const { erasure, usage } = open();
      const { scope, sessionId } = await person(await newTenant());
      await erasure.erase(scope, { now: 5 });
      await usage.add(scope, usageOf(sessionId));
      const range = { from: '2026-01-01', to: '2026-12-31' };
      expect(await usage.byDay(scope, range)).toMatchObject([{ day: DAY, requests: 2, inputTokens: 20 }]);
      expect(await usage.tokenTotals(scope, { sessionId, day: DAY })).toEqual({
        sessionTokens: 0,
        tenantDayTokens: 26,
      });
    });

    it('finds candidates whom nothing touched, and spares one who has come back', async () => {
      const { erasure, tenancy, setTime } = open();
      const tenantId = await newTenant();
      const HOUR_MS = 3_600_000;
      setTime(10);
      const [idle, writing, returning, back] = [
        await person(tenantId),
        await person(tenantId),
        await person(tenantId),
        await person(tenantId),
      ];
      setTime(10 * HOUR_MS);
      await notes().replace(writing.scope, 'a', { value: { text: 'new' }, expectedVersion: 1 });
      await tenancy.candidateByExternalId(tenantId, returning.externalId);
      const before = 5 * HOUR_MS;
      const found = (await erasure.idle(before, 1_000)).filter((scope) => scope.tenantId === tenantId);
      const ids = (people: readonly Scope[]) => people.map(({ subject }) => subject.id).toSorted();
      expect(ids(found)).toEqual(ids([idle.scope, back.scope]));
      expect((await erasure.idle(before, 1)).length).toBe(1);
      await notes().insert(back.scope, 'b', { text: 'back' });
      expect(await erasure.erase(back.scope, { now: 11 * HOUR_MS, idleSince: before })).toBe(false);
      expect(await isThere(back)).toEqual(all);
      expect(await erasure.erase(idle.scope, { now: 11 * HOUR_MS, idleSince: before })).toBe(true);
      expect(await isThere(idle)).toEqual(none);
    });

    it('finds what earlier releases left of candidates who are gone', async () => {
      const { erasure } = open();
      const scope = scopeFor({ tenantId: await newTenant(), subject: { kind: 'candidate', id: newId('cand') } });
      await startRun(scope, newId('wfx'));
      const found = await erasure.idle(1, 1_000);
      expect(found.map(({ subject }) => subject.id)).toContain(scope.subject.id);
    });

    it('owes the files until they are removed for the last time, and forgets a tombstone only then', async () => {
      const { erasure } = open();
      const { scope } = await person(await newTenant());
      const due = async (now: number) =>
        (await erasure.filesDue(now, 1_000)).filter((each) => each.scope.subject.id === scope.subject.id);
      await erasure.erase(scope, { now: 5 });
      expect(await due(4)).toEqual([]);
      expect(await due(5)).toEqual([{ scope, erasedAt: 5 }]);
      await erasure.filesRemoved(scope, 20);
      expect([await due(19), await due(20)]).toEqual([[], [{ scope, erasedAt: 5 }]]);
      await erasure.dropTombstones(100);
      expect(await erasure.isErased(scope)).toBe(true);
      await erasure.filesRemoved(scope, undefined);
      expect(await due(1_000)).toEqual([]);
      await erasure.dropTombstones(5);
      expect(await erasure.isErased(scope)).toBe(true);
      await erasure.dropTombstones(6);
      expect(await erasure.isErased(scope)).toBe(false);
    });

    it('may be asked for twice', async () => {
      const { erasure } = open();
      const { scope } = await person(await newTenant());
      await Promise.all([erasure.erase(scope, { now: 5 }), erasure.erase(scope, { now: 6 })]);
      expect(await erasure.isErased(scope)).toBe(true);
    });
  });
}
