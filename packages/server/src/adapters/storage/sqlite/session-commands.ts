import type { OwnerColumns } from '../owner.ts';
import type { Sql } from './sql.ts';

export type NewSession = OwnerColumns & { readonly id: string; readonly kind: string; readonly at: number };

/** A fenced step of one session, as plain data. */
export type SessionStep = OwnerColumns & {
  readonly id: string;
  readonly seq: number;
  readonly characters: number;
  readonly nextSeq: number;
  readonly nextCharacters: number;
  readonly grow: string | null;
  /** Whether the last fact may grow afterwards; `null`: as before. */
  readonly growing: boolean | null;
  /** `undefined`: as before. */
  readonly lease: { readonly turnId: string; readonly owner: string; readonly until: number } | null | undefined;
  readonly facts: readonly { readonly at: number; readonly fact: string; readonly text: string | null }[];
};

export type NewCommand = OwnerColumns & { readonly id: string; readonly type: string; readonly command: string };
export type TakenCommands = { readonly held: readonly string[]; readonly commands: readonly CommandRow[] };
type CommandRow = { readonly id: number; readonly session_id: string; readonly command: string };

const ADD_COMMAND = `INSERT INTO ip_session_commands (session_id, tenant_id, subject_kind, subject_id, type, command)
  SELECT id, tenant_id, subject_kind, subject_id, ?, ? FROM ip_sessions
  WHERE id = ? AND tenant_id = ? AND subject_kind = ? AND subject_id = ? RETURNING id`;
const HELD = `SELECT id FROM ip_sessions WHERE id IN (SELECT value FROM json_each(?2)) AND lease_owner IS ?1`;
const TAKE = `DELETE FROM ip_session_commands WHERE id IN (SELECT id FROM ip_session_commands
  WHERE session_id IN (SELECT value FROM json_each(?)) AND type IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?)
  RETURNING id, session_id, command`;

/** What is written of session logs. */
export const sessionCommands = {
  'sessions.create': (sql: Sql, { id, tenant_id, subject_kind, subject_id, kind, at }: NewSession): void => {
    sql.run(
      `INSERT INTO ip_sessions (id, tenant_id, subject_kind, subject_id, kind, created_at, touched_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [id, tenant_id, subject_kind, subject_id, kind, at, at],
    );
  },
  /** Whether each step applied. */
  'sessions.write': (sql: Sql, { steps, now }: { steps: readonly SessionStep[]; now: number }): boolean[] =>
    steps.map((step) => isApplied(sql, step, now)),
  /** Whether there is such a session. */
  'sessions.sendCommand': (sql: Sql, { id, type, command, ...owner }: NewCommand): boolean => {
    const { tenant_id, subject_kind, subject_id } = owner;
    return sql.get(ADD_COMMAND, [type, command, id, tenant_id, subject_kind, subject_id]) !== undefined;
  },
  'sessions.takeCommands': (
    sql: Sql,
    wanted: { owner: string | null; sessionIds: readonly string[]; types: readonly string[]; limit: number },
  ): TakenCommands => {
    const { owner, sessionIds, types, limit } = wanted;
    const held = sql.all<{ id: string }>(HELD, [owner, JSON.stringify(sessionIds)]).map(({ id }) => id);
    const commands = sql.all<CommandRow>(TAKE, [JSON.stringify(held), JSON.stringify(types), limit]);
    return { held, commands: commands.toSorted((one, other) => one.id - other.id) };
  },
};

// Longer tails become chunks.
const TAIL_CHARACTERS = 512;
const MOVE = `UPDATE ip_sessions SET seq = ?, characters = ?, growing = coalesce(?, growing), touched_at = ?, tail = tail || ?`;
const LEASE = ', lease_turn = ?, lease_owner = ?, lease_until = ?';
const FENCE = ` WHERE id = ? AND tenant_id = ? AND subject_kind = ? AND subject_id = ?
  AND seq = ? AND characters = ? AND (growing OR NOT ?) RETURNING tail`;

function isApplied(sql: Sql, step: SessionStep, now: number): boolean {
  const { id, seq, characters, grow, lease, facts } = step;
  const move = [step.nextSeq, step.nextCharacters, step.growing, now, grow ?? ''];
  const fence = [id, step.tenant_id, step.subject_kind, step.subject_id, seq, characters, grow !== null];
  const moved =
    lease === undefined
      ? sql.get<{ tail: string }>(MOVE + FENCE, [...move, ...fence])
      : sql.get<{ tail: string }>(MOVE + LEASE + FENCE, [
          ...move,
          lease?.turnId ?? null,
          lease?.owner ?? null,
          lease?.until ?? null,
          ...fence,
        ]);
  if (moved === undefined) return false;
  const { tail } = moved;
  if (tail.length >= TAIL_CHARACTERS || (facts.length > 0 && tail !== '')) {
    sql.run('INSERT INTO ip_session_chunks (session_id, seq, at_character, text) VALUES (?, ?, ?, ?)', [
      id,
      seq,
      characters,
      tail,
    ]);
    sql.run(`UPDATE ip_sessions SET tail = '' WHERE id = ?`, [id]);
  }
  facts.forEach(({ at, fact, text }, index) =>
    sql.run('INSERT INTO ip_session_facts (session_id, seq, at, fact, text) VALUES (?, ?, ?, ?, ?)', [
      id,
      seq + index + 1,
      at,
      fact,
      text,
    ]),
  );
  return true;
}
