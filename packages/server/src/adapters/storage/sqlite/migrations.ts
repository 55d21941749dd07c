import type { Sql } from './sql.ts';

type Migration = { readonly name: string; readonly statements: readonly string[] };

const OWNER = 'tenant_id TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL';

/** Every change ever made to the tables, in order. One that was released is never edited; add another. */
export const MIGRATIONS: readonly Migration[] = [
  {
    name: '0001 records',
    statements: [
      `CREATE TABLE ip_records (${OWNER}, collection TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL,
        version INTEGER NOT NULL DEFAULT 1, created_at INTEGER NOT NULL, touched_at INTEGER NOT NULL,
        PRIMARY KEY (tenant_id, subject_kind, subject_id, collection, id)) STRICT`,
      `CREATE INDEX ip_records_listed ON ip_records (tenant_id, subject_kind, subject_id, collection, created_at DESC, id)`,
      `CREATE INDEX ip_records_shared ON ip_records (tenant_id, collection, id) WHERE subject_kind = 'tenant'`,
    ],
  },
  {
    name: '0002 sessions',
    statements: [
      `CREATE TABLE ip_sessions (id TEXT NOT NULL PRIMARY KEY, ${OWNER}, kind TEXT NOT NULL, seq INTEGER NOT NULL DEFAULT 0,
        characters INTEGER NOT NULL DEFAULT 0, growing INTEGER NOT NULL DEFAULT 0, lease_turn TEXT, lease_owner TEXT,
        lease_until INTEGER, created_at INTEGER NOT NULL, touched_at INTEGER NOT NULL) STRICT`,
      `CREATE INDEX ip_sessions_owned ON ip_sessions (tenant_id, subject_kind, subject_id)`,
      // Not on lease_until: it changes with every flush, and an indexed column would cost each of them an index write.
      `CREATE INDEX ip_sessions_leased ON ip_sessions (id) WHERE lease_turn IS NOT NULL`,
      // `text` is what growing text began with; it is NULL for every other fact. What was added later is in the chunks.
      `CREATE TABLE ip_session_facts (session_id TEXT NOT NULL REFERENCES ip_sessions ON DELETE CASCADE, seq INTEGER NOT NULL,
        at INTEGER NOT NULL, fact TEXT NOT NULL, text TEXT, PRIMARY KEY (session_id, seq)) STRICT`,
      // A row is found by its key alone, so the table is its own index: one page is written for an addition, not two.
      `CREATE TABLE ip_session_chunks (session_id TEXT NOT NULL REFERENCES ip_sessions ON DELETE CASCADE, seq INTEGER NOT NULL,
        at_character INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (session_id, seq, at_character)) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: '0003 tenancy',
    statements: [
      `CREATE TABLE ip_tenants (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, accent TEXT, adjustments TEXT NOT NULL) STRICT`,
      `CREATE TABLE ip_keys (id TEXT NOT NULL PRIMARY KEY, tenant_id TEXT NOT NULL REFERENCES ip_tenants, kind TEXT NOT NULL,
        name TEXT, hash TEXT NOT NULL UNIQUE, hint TEXT NOT NULL, origins TEXT NOT NULL, created_at INTEGER NOT NULL,
        last_used_at INTEGER, expires_at INTEGER) STRICT`,
      `CREATE INDEX ip_keys_listed ON ip_keys (tenant_id, created_at DESC, id)`,
      `CREATE TABLE ip_candidates (id TEXT NOT NULL PRIMARY KEY, tenant_id TEXT NOT NULL REFERENCES ip_tenants, external_id TEXT,
        UNIQUE (tenant_id, external_id)) STRICT`,
      `CREATE TABLE ip_continuities (hash TEXT NOT NULL PRIMARY KEY, tenant_id TEXT NOT NULL, candidate_id TEXT NOT NULL,
        key_id TEXT NOT NULL, origin TEXT NOT NULL, expires_at INTEGER NOT NULL) STRICT`,
      `CREATE INDEX ip_continuities_of ON ip_continuities (tenant_id, candidate_id)`,
      `CREATE INDEX ip_continuities_expiring ON ip_continuities (expires_at)`,
      `CREATE TABLE ip_tokens (id TEXT NOT NULL PRIMARY KEY, tenant_id TEXT NOT NULL, candidate_id TEXT NOT NULL,
        expires_at INTEGER NOT NULL, revoked_at INTEGER) STRICT`,
      `CREATE INDEX ip_tokens_of ON ip_tokens (tenant_id, candidate_id)`,
      `CREATE INDEX ip_tokens_expiring ON ip_tokens (expires_at)`,
      `CREATE TABLE ip_installation_secrets (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT`,
    ],
  },
  {
    name: '0004 idempotency',
    statements: [
      `CREATE TABLE ip_idempotency (${OWNER}, operation TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL,
        claimed_at INTEGER NOT NULL, status INTEGER, content_type TEXT, body TEXT,
        PRIMARY KEY (tenant_id, subject_kind, subject_id, operation, key)) STRICT`,
      `CREATE INDEX ip_idempotency_expiring ON ip_idempotency (claimed_at)`,
    ],
  },
  {
    name: '0005 workflows',
    statements: [
      `CREATE TABLE ip_workflow_runs (id TEXT NOT NULL PRIMARY KEY, ${OWNER}, workflow TEXT NOT NULL, scope TEXT NOT NULL,
        state TEXT NOT NULL, completed INTEGER NOT NULL, attempt INTEGER NOT NULL, data TEXT NOT NULL,
        lease_owner TEXT, lease_until INTEGER) STRICT`,
      `CREATE INDEX ip_workflow_runs_running ON ip_workflow_runs (id) WHERE state = 'running'`,
      `CREATE INDEX ip_workflow_runs_owned ON ip_workflow_runs (tenant_id, subject_kind, subject_id)`,
    ],
  },
  {
    name: '0006 usage',
    statements: [
      // Entries whose candidate is gone have an empty owner and session: the bill stays, and a key cannot hold NULL.
      `CREATE TABLE ip_usage (tenant_id TEXT NOT NULL, day TEXT NOT NULL, subject_kind TEXT NOT NULL, subject_id TEXT NOT NULL,
        session_id TEXT NOT NULL, model TEXT NOT NULL, turns INTEGER NOT NULL, requests INTEGER NOT NULL,
        input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL, cached_input_tokens INTEGER NOT NULL,
        PRIMARY KEY (tenant_id, day, subject_kind, subject_id, session_id, model)) STRICT`,
      `CREATE INDEX ip_usage_owned ON ip_usage (tenant_id, subject_kind, subject_id, session_id) WHERE subject_id <> ''`,
    ],
  },
  {
    name: '0007 what is owed',
    statements: [`CREATE TABLE ip_owed (name TEXT NOT NULL PRIMARY KEY, since INTEGER NOT NULL) STRICT`],
  },
  {
    name: '0008 tails',
    // The last of the open text, until it is long enough for a chunk. Every addition changes the session's row, and rows of
    // sessions that began together share pages; a chunk of its own would cost each addition another page of 4 KiB.
    statements: [`ALTER TABLE ip_sessions ADD COLUMN tail TEXT NOT NULL DEFAULT ''`],
  },
  {
    name: '0009 due runs',
    statements: [
      `ALTER TABLE ip_workflow_runs ADD COLUMN due_at INTEGER NOT NULL DEFAULT 0`,
      `DROP INDEX ip_workflow_runs_running`,
      `CREATE INDEX ip_workflow_runs_due ON ip_workflow_runs (due_at, id) WHERE state = 'running'`,
    ],
  },
  {
    name: '0010 erased',
    statements: [
      `CREATE TABLE ip_erased (tenant_id TEXT NOT NULL, subject_id TEXT NOT NULL, erased_at INTEGER NOT NULL, files_due_at INTEGER,
        PRIMARY KEY (tenant_id, subject_id)) STRICT`,
      `CREATE INDEX ip_erased_files_due ON ip_erased (files_due_at) WHERE files_due_at IS NOT NULL`,
      `ALTER TABLE ip_candidates ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0`,
      `UPDATE ip_candidates SET seen_at = unixepoch() * 1000`,
      ...['ip_records', 'ip_sessions', 'ip_idempotency', 'ip_workflow_runs'].map((table) =>
        refusalOfErased(table, `NEW.subject_kind = 'candidate' AND`, 'subject_id'),
      ),
      ...['ip_tokens', 'ip_continuities'].map((table) => refusalOfErased(table, '', 'candidate_id')),
    ],
  },
  {
    name: '0011 leases of idempotency claims',
    // Claims from before have no lease, so nobody holds them.
    statements: [
      `ALTER TABLE ip_idempotency ADD COLUMN owner TEXT NOT NULL DEFAULT ''`,
      `ALTER TABLE ip_idempotency ADD COLUMN seed TEXT NOT NULL DEFAULT ''`,
      `ALTER TABLE ip_idempotency ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0`,
    ],
  },
  {
    name: '0012 session commands',
    statements: [
      `CREATE TABLE ip_session_commands (id INTEGER PRIMARY KEY, session_id TEXT NOT NULL REFERENCES ip_sessions ON DELETE CASCADE,
        ${OWNER}, type TEXT NOT NULL, command TEXT NOT NULL) STRICT`,
      `CREATE INDEX ip_session_commands_of ON ip_session_commands (session_id, id)`,
      refusalOfErased('ip_session_commands', `NEW.subject_kind = 'candidate' AND`, 'subject_id'),
    ],
  },
];

/** Whatever wants to insert for an erased candidate fails: a request or a job that was under way cannot bring them back. */
function refusalOfErased(table: string, only: string, id: 'subject_id' | 'candidate_id'): string {
  return `CREATE TRIGGER ${table}_refuse_erased BEFORE INSERT ON ${table}
    WHEN ${only} EXISTS (SELECT 1 FROM ip_erased WHERE tenant_id = NEW.tenant_id AND subject_id = NEW.${id})
    BEGIN SELECT RAISE(ABORT, 'erased'); END`;
}

/** The tables were made by a later version of this software. */
export class NewerTables extends Error {
  override readonly name = 'NewerTables';
}

/** Brings the tables to the newest shape, all or nothing. Throws `NewerTables`. */
export function migrate(sql: Sql, migrations: readonly Migration[] = MIGRATIONS): void {
  sql.execute('BEGIN IMMEDIATE');
  try {
    sql.execute('CREATE TABLE IF NOT EXISTS ip_migrations (name TEXT NOT NULL PRIMARY KEY) STRICT');
    const done = new Set(sql.all<{ name: string }>('SELECT name FROM ip_migrations').map(({ name }) => name));
    for (const { name, statements } of migrations) {
      if (done.delete(name)) continue;
      for (const statement of statements) sql.execute(statement);
      sql.run('INSERT INTO ip_migrations (name) VALUES (?)', [name]);
    }
    if (done.size > 0) throw new NewerTables(`There are tables of ${[...done].join(', ')}.`);
    sql.execute('COMMIT');
  } catch (thrown) {
    if (sql.inTransaction) sql.execute('ROLLBACK');
    throw thrown;
  }
}
