import { sql } from 'kysely';
import type { Clock } from '../../../core/kernel/clock.ts';
import type { AbandonedTurn, SessionStore, SessionWrite } from '../../../core/sessions/ports.ts';
import { scopeFor, type SubjectKind, type TenantId } from '../../../core/tenancy/scope.ts';
import { endsInText, positionAfter, splitText } from '../session-write.ts';
import { storableJson } from '../storable-text.ts';
import type { Database } from './database.ts';
import { ownerOf } from '../owner.ts';
import { announcements, listenForAnnouncements, SESSIONS_CHANNEL } from './session-announcements.ts';
import { sessionCommands } from './session-commands.ts';
import { sessionReads } from './session-reads.ts';
import { isSerializationFailure } from './storage-failure.ts';

const ATTEMPTS = 5;
// A round trip takes about half of it.
const GATHER_MS = 8;

/** Session logs in Postgres. `processId` distinguishes this process from the others that share the database. */
export function postgresSessionStore(
  database: Database,
  { processId, clock }: { processId: string; clock: Clock },
): SessionStore {
  const { db } = database;
  return {
    gatherMs: GATHER_MS,
    create: async (scope, { sessionId, kind, at }) => {
      const row = { id: sessionId, ...ownerOf(scope), kind, created_at: at, touched_at: at };
      await db.insertInto('ip_sessions').values(row).execute();
    },
    ...sessionReads(database),
    ...sessionCommands(database, processId),
    write: async (batch) => {
      if (batch.length === 0) return [];
      const payloads = announcements(
        processId,
        batch.map(({ sessionId }) => sessionId),
      );
      const applied = await apply(database, { batch, payloads, now: clock.now() });
      return batch.map(({ sessionId }) => (applied.has(sessionId) ? 'written' : 'conflict'));
    },
    abandoned: (now) => abandonedTurns(database, now),
    onForeignWrite: (listener) => listenForAnnouncements(database, processId, listener),
  };
}

async function abandonedTurns({ db }: Database, now: number): Promise<readonly AbandonedTurn[]> {
  const rows = await db
    .selectFrom('ip_sessions')
    .select(['id', 'tenant_id', 'subject_kind', 'subject_id', 'seq', 'characters', 'lease_turn'])
    .where('lease_turn', 'is not', null)
    .where('lease_until', '<', now)
    .orderBy('lease_until')
    .execute();
  return rows.map(({ id, tenant_id, subject_kind, subject_id, seq, characters, lease_turn }) => ({
    // The row's columns came from a scope, so they are one.
    scope: scopeFor({
      tenantId: tenant_id as TenantId,
      subject: { kind: subject_kind as SubjectKind, id: subject_id },
    }),
    sessionId: id,
    head: { seq, characters },
    turnId: lease_turn ?? '',
  }));
}

/**
 * One statement for the whole flush: fence and move the heads, grow the open texts, add the facts, notify other
 * processes.
 */
async function apply(
  { db }: Database,
  { batch, payloads, now }: { batch: readonly SessionWrite[]; payloads: readonly string[]; now: number },
): Promise<ReadonlySet<string>> {
  const writes = storableJson(batch.map(writeRow));
  const facts = storableJson(batch.flatMap(factRows));
  const statement = sql<{ id: string | null }>`
    WITH asked AS MATERIALIZED (
      SELECT * FROM json_to_recordset(${writes}::json) AS w(id text, tenant text, kind text, subject text, seq int, characters int,
        next_seq int, next_characters int, grow text, growing boolean, leased boolean, lease_turn text,
        lease_owner text, lease_until bigint)
    ), applied AS (
      UPDATE ip_sessions s SET seq = a.next_seq, characters = a.next_characters, growing = coalesce(a.growing, s.growing),
        touched_at = ${now},
        lease_turn = CASE WHEN a.leased THEN a.lease_turn ELSE s.lease_turn END,
        lease_owner = CASE WHEN a.leased THEN a.lease_owner ELSE s.lease_owner END,
        lease_until = CASE WHEN a.leased THEN a.lease_until ELSE s.lease_until END
      FROM asked a
      WHERE s.id = a.id AND s.tenant_id = a.tenant AND s.subject_kind = a.kind AND s.subject_id = a.subject
        AND s.seq = a.seq AND s.characters = a.characters AND (a.grow IS NULL OR s.growing)
      RETURNING s.id, a.seq, a.characters, a.grow
    ), grown AS (
      INSERT INTO ip_session_chunks (session_id, seq, at_character, text)
      SELECT a.id, a.seq, a.characters, a.grow FROM applied a WHERE a.grow <> ''
    ), added AS (
      INSERT INTO ip_session_facts (session_id, seq, at, fact, text)
      SELECT f.id, f.seq, f.at, f.fact, f.text
      FROM json_to_recordset(${facts}::json) AS f(id text, seq int, at bigint, fact json, text text) JOIN applied a ON a.id = f.id
    )
    SELECT id FROM applied
    UNION ALL
    SELECT nullif(pg_notify(${SESSIONS_CHANNEL}, payload)::text, '')
    FROM json_array_elements_text(${storableJson(payloads)}::json) AS payload WHERE EXISTS (SELECT FROM applied)`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { rows } = await statement.execute(db);
      return new Set(rows.flatMap(({ id }) => (id === null ? [] : [id])));
    } catch (thrown) {
      // Two processes that write the same sessions may meet crosswise. The statement is all or nothing, so it may be sent again.
      if (!isSerializationFailure(thrown) || attempt === ATTEMPTS) throw thrown;
    }
  }
}

function writeRow(write: SessionWrite): object {
  const { scope, sessionId, expected, grow, lease } = write;
  const next = positionAfter(write);
  return {
    id: sessionId,
    tenant: scope.tenantId,
    kind: scope.subject.kind,
    subject: scope.subject.id,
    seq: expected.seq,
    characters: expected.characters,
    next_seq: next.seq,
    next_characters: next.characters,
    grow,
    growing: endsInText(write),
    leased: lease !== undefined,
    lease_turn: lease?.turnId,
    lease_owner: lease?.owner,
    lease_until: lease?.until,
  };
}

function factRows({ sessionId, expected, facts }: SessionWrite): object[] {
  return facts.map(({ at, fact }, index) => ({ id: sessionId, seq: expected.seq + index + 1, at, ...splitText(fact) }));
}
