import type { ColumnType, Generated } from 'kysely';

/** JSON goes in as text made by `storableJson` and comes out parsed; whoever reads it validates it. */
type Json = ColumnType<unknown, string, string>;
type EpochMs = number;

type Owner = { tenant_id: string; subject_kind: string; subject_id: string };

/** The tables as Kysely sees them; `migrations.ts` makes them. */
export type Tables = {
  ip_records: Owner & {
    collection: string;
    id: string;
    value: Json;
    version: Generated<number>;
    created_at: EpochMs;
    touched_at: EpochMs;
  };
  ip_sessions: Owner & {
    id: string;
    kind: string;
    seq: Generated<number>;
    characters: Generated<number>;
    growing: Generated<boolean>;
    lease_turn: string | null;
    lease_owner: string | null;
    lease_until: EpochMs | null;
    created_at: EpochMs;
    touched_at: EpochMs;
  };
  ip_session_facts: { session_id: string; seq: number; at: EpochMs; fact: Json; text: string | null };
  ip_session_chunks: { session_id: string; seq: number; at_character: number; text: string };
  ip_tenants: { id: string; name: string; accent: string | null; adjustments: Json };
  ip_keys: {
    id: string;
    tenant_id: string;
    kind: string;
    name: string | null;
    hash: string;
    hint: string;
    origins: Json;
    created_at: EpochMs;
    last_used_at: EpochMs | null;
    expires_at: EpochMs | null;
  };
  ip_candidates: { id: string; tenant_id: string; external_id: string | null; seen_at: EpochMs };
  ip_erased: { tenant_id: string; subject_id: string; erased_at: EpochMs; files_due_at: EpochMs | null };
  ip_continuities: {
    hash: string;
    tenant_id: string;
    candidate_id: string;
    key_id: string;
    origin: string;
    expires_at: EpochMs;
  };
  ip_tokens: { id: string; tenant_id: string; candidate_id: string; expires_at: EpochMs; revoked_at: EpochMs | null };
  ip_installation_secrets: { name: string; value: string };
  ip_idempotency: Owner & {
    operation: string;
    key: string;
    owner: string;
    body_hash: string;
    seed: string;
    claimed_at: EpochMs;
    lease_until: EpochMs;
    status: number | null;
    content_type: string | null;
    body: string | null;
  };
  ip_workflow_runs: Owner & {
    id: string;
    workflow: string;
    scope: Json;
    state: string;
    completed: number;
    attempt: number;
    due_at: EpochMs;
    data: Json;
    lease_owner: string | null;
    lease_until: EpochMs | null;
  };
  ip_usage: Owner & {
    day: string;
    session_id: string;
    model: string;
    turns: number;
    requests: number;
    input_tokens: number;
    output_tokens: number;
    cached_input_tokens: number;
  };
};
