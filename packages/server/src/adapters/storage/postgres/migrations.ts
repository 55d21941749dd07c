import { type Kysely, sql } from 'kysely';
import { ERASED, refusalOfErasedSubject } from './erased-tables.ts';

type Migration = { readonly name: string; readonly statements: readonly string[] };

// Ids compare by bytes ("C"), so that a cursor means the same on every server, whatever its language.
const OWNER = 'tenant_id text COLLATE "C" NOT NULL, subject_kind text NOT NULL, subject_id text COLLATE "C" NOT NULL';

/** Every change ever made to the tables, in order. One that was released is never edited; add another. */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: '0001 records',
    statements: [
      `CREATE TABLE ip_records (${OWNER}, collection text NOT NULL, id text COLLATE "C" NOT NULL, value jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1, created_at bigint NOT NULL, touched_at bigint NOT NULL,
        PRIMARY KEY (tenant_id, subject_kind, subject_id, collection, id))`,
      `CREATE INDEX ip_records_listed ON ip_records (tenant_id, subject_kind, subject_id, collection, created_at DESC, id)`,
      `CREATE INDEX ip_records_shared ON ip_records (tenant_id, collection, id) WHERE subject_kind = 'tenant'`,
    ],
  },
  {
    name: '0002 sessions',
    statements: [
      `CREATE TABLE ip_sessions (id text COLLATE "C" PRIMARY KEY, ${OWNER}, kind text NOT NULL, seq integer NOT NULL DEFAULT 0,
        characters integer NOT NULL DEFAULT 0, growing boolean NOT NULL DEFAULT false, lease_turn text, lease_owner text,
        lease_until bigint, created_at bigint NOT NULL, touched_at bigint NOT NULL) WITH (fillfactor = 70)`,
      `CREATE INDEX ip_sessions_owned ON ip_sessions (tenant_id, subject_kind, subject_id)`,
      // Not on lease_until: it changes with every flush, and an indexed column would cost each of them an index write.
      `CREATE INDEX ip_sessions_leased ON ip_sessions (id) WHERE lease_turn IS NOT NULL`,
      `CREATE TABLE ip_session_facts (session_id text COLLATE "C" NOT NULL REFERENCES ip_sessions ON DELETE CASCADE,
        seq integer NOT NULL, at bigint NOT NULL, fact json NOT NULL, text text, PRIMARY KEY (session_id, seq)) WITH (fillfactor = 80)`,
    ],
  },
  {
    name: '0003 tenancy',
    statements: [
      `CREATE TABLE ip_tenants (id text PRIMARY KEY, name text NOT NULL, accent text, adjustments jsonb NOT NULL)`,
      `CREATE TABLE ip_keys (id text COLLATE "C" PRIMARY KEY, tenant_id text NOT NULL REFERENCES ip_tenants, kind text NOT NULL,
        name text, hash text NOT NULL UNIQUE, hint text NOT NULL, origins jsonb NOT NULL, created_at bigint NOT NULL,
        last_used_at bigint, expires_at bigint)`,
      `CREATE INDEX ip_keys_listed ON ip_keys (tenant_id, created_at DESC, id)`,
      `CREATE TABLE ip_candidates (id text PRIMARY KEY, tenant_id text NOT NULL REFERENCES ip_tenants, external_id text,
        UNIQUE (tenant_id, external_id))`,
      `CREATE TABLE ip_continuities (hash text PRIMARY KEY, tenant_id text NOT NULL, candidate_id text NOT NULL, key_id text NOT NULL,
        origin text NOT NULL, expires_at bigint NOT NULL)`,
      `CREATE INDEX ip_continuities_of ON ip_continuities (tenant_id, candidate_id)`,
      `CREATE INDEX ip_continuities_expiring ON ip_continuities (expires_at)`,
      `CREATE TABLE ip_tokens (id text PRIMARY KEY, tenant_id text NOT NULL, candidate_id text NOT NULL, expires_at bigint NOT NULL,
        revoked_at bigint)`,
      `CREATE INDEX ip_tokens_of ON ip_tokens (tenant_id, candidate_id)`,
      `CREATE INDEX ip_tokens_expiring ON ip_tokens (expires_at)`,
      `CREATE TABLE ip_installation_secrets (name text PRIMARY KEY, value text NOT NULL)`,
    ],
  },
  {
    name: '0004 idempotency',
    statements: [
      `CREATE TABLE ip_idempotency (${OWNER}, operation text NOT NULL, key text NOT NULL, body_hash text NOT NULL,
        claimed_at bigint NOT NULL, status integer, content_type text, body text,
        PRIMARY KEY (tenant_id, subject_kind, subject_id, operation, key))`,
      `CREATE INDEX ip_idempotency_expiring ON ip_idempotency (claimed_at)`,
    ],
  },
  {
    name: '0005 workflows',
    statements: [
      `CREATE TABLE ip_workflow_runs (id text COLLATE "C" PRIMARY KEY, ${OWNER}, workflow text NOT NULL, scope jsonb NOT NULL,
        state text NOT NULL, completed integer NOT NULL, attempt integer NOT NULL, data json NOT NULL,
        lease_owner text, lease_until bigint)`,
      `CREATE INDEX ip_workflow_runs_running ON ip_workflow_runs (id) WHERE state = 'running'`,
      `CREATE INDEX ip_workflow_runs_owned ON ip_workflow_runs (tenant_id, subject_kind, subject_id)`,
    ],
  },
  {
    name: '0006 usage',
    statements: [
      // Entries whose candidate is gone have an empty owner and session: the bill stays, and a key cannot hold NULL.
      `CREATE TABLE ip_usage (tenant_id text COLLATE "C" NOT NULL, day text COLLATE "C" NOT NULL, subject_kind text NOT NULL,
        subject_id text COLLATE "C" NOT NULL, session_id text COLLATE "C" NOT NULL, model text COLLATE "C" NOT NULL,
        turns bigint NOT NULL, requests bigint NOT NULL, input_tokens bigint NOT NULL, output_tokens bigint NOT NULL,
        cached_input_tokens bigint NOT NULL, PRIMARY KEY (tenant_id, day, subject_kind, subject_id, session_id, model)) WITH (fillfactor = 80)`,
      `CREATE INDEX ip_usage_owned ON ip_usage (tenant_id, subject_kind, subject_id, session_id) WHERE subject_id <> ''`,
    ],
  },
  {
    name: '0007 session chunks',
    statements: [
      // What was added to the text of a fact, a row for each addition: a growing row would be written anew each time.
      `CREATE TABLE ip_session_chunks (session_id text COLLATE "C" NOT NULL REFERENCES ip_sessions ON DELETE CASCADE,
        seq integer NOT NULL, at_character integer NOT NULL, text text NOT NULL, PRIMARY KEY (session_id, seq, at_character))`,
    ],
  },
  {
    name: '0008 due runs',
    statements: [
      `ALTER TABLE ip_workflow_runs ADD COLUMN due_at bigint NOT NULL DEFAULT 0`,
      `DROP INDEX ip_workflow_runs_running`,
      `CREATE INDEX ip_workflow_runs_due ON ip_workflow_runs (due_at, id) WHERE state = 'running'`,
      // Of pg-boss, which this replaces: the runs themselves say what is due.
      `DROP SCHEMA IF EXISTS ip_jobs CASCADE`,
    ],
  },
  { name: '0009 erased', statements: ERASED },
  {
    name: '0010 leases of idempotency claims',
    // Claims from before have no lease, so nobody holds them.
    statements: [
      `ALTER TABLE ip_idempotency ADD COLUMN owner text NOT NULL DEFAULT '', ADD COLUMN seed text NOT NULL DEFAULT '',
        ADD COLUMN lease_until bigint NOT NULL DEFAULT 0`,
    ],
  },
  {
    name: '0011 session commands',
    statements: [
      `CREATE TABLE ip_session_commands (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        session_id text COLLATE "C" NOT NULL REFERENCES ip_sessions ON DELETE CASCADE, ${OWNER}, type text NOT NULL, command text NOT NULL)`,
      `CREATE INDEX ip_session_commands_of ON ip_session_commands (session_id, id)`,
      refusalOfErasedSubject('ip_session_commands'),
    ],
  },
  {
    name: '0012 turn counts',
    statements: [
      // Of the last minute: what a crash of the database takes with it is missed by nobody.
      `CREATE UNLOGGED TABLE ip_turn_counts (key text COLLATE "C" PRIMARY KEY, ends_at bigint NOT NULL, count integer NOT NULL)`,
      `CREATE INDEX ip_turn_counts_ended ON ip_turn_counts (ends_at)`,
    ],
  },
];

/** Brings the tables to the newest shape, all or nothing. Of several processes that start together, one does it. */
export async function migrate<Schema>(
  db: Kysely<Schema>,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended('interview-prep migrations', 0))`.execute(transaction);
    await sql`CREATE TABLE IF NOT EXISTS ip_migrations (name text PRIMARY KEY)`.execute(transaction);
    const { rows } = await sql<{ name: string }>`SELECT name FROM ip_migrations`.execute(transaction);
    const done = new Set(rows.map(({ name }) => name));
    for (const { name, statements } of migrations) {
      if (done.has(name)) continue;
      for (const statement of statements) await sql.raw(statement).execute(transaction);
      await sql`INSERT INTO ip_migrations (name) VALUES (${name})`.execute(transaction);
    }
  });
}
