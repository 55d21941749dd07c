import type { Selectable } from 'kysely';
import type { SessionFact, SessionHead, SessionStore, StoredFact } from '../../../core/sessions/ports.ts';
import type { Database } from './database.ts';
import { keyedRows } from './keyed-rows.ts';
import { ownerOf, type OwnerColumns } from '../owner.ts';
import type { Tables } from './tables.ts';

type SessionKey = OwnerColumns & { readonly id: string };
type HeadRow = Pick<
  Selectable<Tables['ip_sessions']>,
  'seq' | 'characters' | 'lease_turn' | 'lease_owner' | 'lease_until'
> & { readonly n: number };
type FactRow = {
  readonly n: number;
  readonly seq: number;
  readonly at: number;
  readonly fact: object;
  readonly text: string | null;
};

// A LIMIT in each LATERAL keeps the planner at one index lookup a key, however large it believes the tables and the list to be.
const HEADS = `SELECT k.n, s.* FROM json_to_recordset($1::json) AS k(n int, tenant_id text, subject_kind text, subject_id text, id text),
  LATERAL (SELECT seq, characters, lease_turn, lease_owner, lease_until FROM ip_sessions WHERE id = k.id AND tenant_id = k.tenant_id
    AND subject_kind = k.subject_kind AND subject_id = k.subject_id LIMIT 1) s`;
const FACTS = `SELECT k.n, f.* FROM json_to_recordset($1::json)
    AS k(n int, tenant_id text, subject_kind text, subject_id text, id text, from_seq int, most int),
  LATERAL (SELECT f.seq, f.at, f.fact, f.text || coalesce((SELECT string_agg(c.text, '' ORDER BY c.at_character)
      FROM ip_session_chunks c WHERE c.session_id = f.session_id AND c.seq = f.seq), '') AS text
    FROM ip_sessions s JOIN ip_session_facts f ON f.session_id = s.id
    WHERE s.id = k.id AND s.tenant_id = k.tenant_id AND s.subject_kind = k.subject_kind AND s.subject_id = k.subject_id
      AND f.seq >= k.from_seq ORDER BY f.seq LIMIT k.most) f
  ORDER BY k.n, f.seq`;

/** Where session logs stand and what is in them. Readers of the same moment share a statement. */
export function sessionReads(database: Database): Pick<SessionStore, 'head' | 'read'> {
  const heads = keyedRows<SessionKey, HeadRow>(database, HEADS);
  const facts = keyedRows<SessionKey & { from_seq: number; most: number }, FactRow>(database, FACTS);
  return {
    head: async (scope, id) => {
      const [row] = await heads({ ...ownerOf(scope), id });
      return row === undefined ? undefined : headOf(row);
    },
    read: async (scope, id, { fromSeq, limit }) =>
      (await facts({ ...ownerOf(scope), id, from_seq: fromSeq, most: limit })).map(factOf),
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
  // Only `apply` writes facts, from values of this type.
  return { seq, at, fact: (text === null ? fact : { ...fact, text }) as SessionFact };
}
