import type { Clock } from '../../../core/kernel/clock.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type {
  AbandonedTurn,
  SessionFact,
  SessionHead,
  SessionStore,
  SessionWrite,
  StoredFact,
} from '../../../core/sessions/ports.ts';
import { scopeFor, type Scope, type SubjectKind, type TenantId } from '../../../core/tenancy/scope.ts';
import { ownerOf, type OwnerColumns } from '../owner.ts';
import { commandsBySession } from '../session-command-rows.ts';
import { endsInText, positionAfter, splitText } from '../session-write.ts';
import { storableJson } from '../storable-text.ts';
import type { SqliteDatabase } from './database.ts';
import type { SessionStep } from './session-commands.ts';

type HeadRow = {
  seq: number;
  characters: number;
  lease_turn: string | null;
  lease_owner: string | null;
  lease_until: number | null;
};
type FactRow = { seq: number; at: number; fact: string; text: string | null };
type AbandonedRow = OwnerColumns & { id: string; seq: number; characters: number; lease_turn: string };

// SQLite knows no infinity.
const NO_LIMIT = -1;
// A screen shows no more than one picture in this time, and two commits to the disk would cost more than the words in them.
const GATHER_MS = 16;

const OWNED = 'id = ? AND tenant_id = ? AND subject_kind = ? AND subject_id = ?';
const HEAD = `SELECT seq, characters, lease_turn, lease_owner, lease_until FROM ip_sessions WHERE ${OWNED}`;
const FACTS = `SELECT f.seq, f.at, f.fact, f.text || coalesce((SELECT group_concat(c.text, '' ORDER BY c.at_character) FROM ip_session_chunks c
    WHERE c.session_id = f.session_id AND c.seq = f.seq), '') || iif(f.seq = s.seq, s.tail, '') AS text
  FROM (SELECT id, seq, tail FROM ip_sessions WHERE ${OWNED}) s JOIN ip_session_facts f ON f.session_id = s.id
  WHERE f.seq >= ? ORDER BY f.seq LIMIT ?`;
const ABANDONED = `SELECT id, tenant_id, subject_kind, subject_id, seq, characters, lease_turn FROM ip_sessions
  WHERE lease_turn IS NOT NULL AND lease_until < ? ORDER BY lease_until`;

/** Session logs in SQLite. One process has the folder, so nobody else ever writes. */
export function sqliteSessionStore(database: SqliteDatabase, clock: Clock): SessionStore {
  return {
    gatherMs: GATHER_MS,
    create: (scope, { sessionId, kind, at }) =>
      database.write('sessions.create', { id: sessionId, ...ownerOf(scope), kind, at }),
    head: async (scope, sessionId) => {
      const row = database.get<HeadRow>(HEAD, ownedBy(scope, sessionId));
      return row === undefined ? undefined : headOf(row);
    },
    read: async (scope, sessionId, { fromSeq, limit }) =>
      database.all<FactRow>(FACTS, [...ownedBy(scope, sessionId), fromSeq, limit]).map(factOf),
    write: async (batch) => {
      if (batch.length === 0) return [];
      const applied = await database.write('sessions.write', { steps: batch.map(stepOf), now: clock.now() });
      return applied.map((isApplied) => (isApplied ? 'written' : 'conflict'));
    },
    abandoned: async (now) => database.all<AbandonedRow>(ABANDONED, [now]).map(abandonedOf),
    sendCommand: async (scope, sessionId, command) => {
      const row = { id: sessionId, ...ownerOf(scope), type: command.type, command: storableJson(command) };
      if (!(await database.write('sessions.sendCommand', row))) throw new ServiceError('not_found');
    },
    takeCommands: async (owner, { sessionIds, types, limit = NO_LIMIT }) => {
      const { held, commands } = await database.write('sessions.takeCommands', {
        owner: owner ?? null,
        sessionIds,
        types,
        limit,
      });
      return commandsBySession(held, commands);
    },
    onForeignWrite: () => () => undefined,
  };
}

function ownedBy(scope: Scope, sessionId: string): string[] {
  return [sessionId, scope.tenantId, scope.subject.kind, scope.subject.id];
}

function stepOf(write: SessionWrite): SessionStep {
  const { scope, sessionId, expected, grow, lease, facts } = write;
  const next = positionAfter(write);
  return {
    id: sessionId,
    ...ownerOf(scope),
    seq: expected.seq,
    characters: expected.characters,
    nextSeq: next.seq,
    nextCharacters: next.characters,
    grow: grow ?? null,
    growing: endsInText(write) ?? null,
    lease,
    facts: facts.map(({ at, fact }) => {
      const { fact: rest, text } = splitText(fact);
      return { at, fact: storableJson(rest), text };
    }),
  };
}

function headOf({ seq, characters, lease_turn, lease_owner, lease_until }: HeadRow): SessionHead {
  const isLeased = lease_turn !== null && lease_owner !== null && lease_until !== null;
  return {
    position: { seq, characters },
    lease: isLeased ? { turnId: lease_turn, owner: lease_owner, until: lease_until } : undefined,
  };
}

function factOf({ seq, at, fact, text }: FactRow): StoredFact {
  const stored: object = JSON.parse(fact);
  // Only `write` stores facts, from values of this type.
  return { seq, at, fact: (text === null ? stored : { ...stored, text }) as SessionFact };
}

function abandonedOf({
  id,
  tenant_id,
  subject_kind,
  subject_id,
  seq,
  characters,
  lease_turn,
}: AbandonedRow): AbandonedTurn {
  // The row's columns came from a scope, so they are one.
  const subject = { kind: subject_kind as SubjectKind, id: subject_id };
  return {
    scope: scopeFor({ tenantId: tenant_id as TenantId, subject }),
    sessionId: id,
    head: { seq, characters },
    turnId: lease_turn,
  };
}
