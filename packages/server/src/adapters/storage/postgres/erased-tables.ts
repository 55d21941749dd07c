/** The SQLSTATE of an insert for somebody who was erased. */
export const ERASED_STATE = 'IP001';

/**
 * Tombstones, and what they refuse. Whoever inserts for a candidate shares a lock with the others until its transaction
 * ends, and an erasure takes it alone: an insert is there before the erasure deletes, or it sees the tombstone.
 */
export const ERASED: readonly string[] = [
  `CREATE TABLE ip_erased (tenant_id text COLLATE "C" NOT NULL, subject_id text COLLATE "C" NOT NULL, erased_at bigint NOT NULL,
    files_due_at bigint, PRIMARY KEY (tenant_id, subject_id))`,
  `CREATE INDEX ip_erased_files_due ON ip_erased (files_due_at) WHERE files_due_at IS NOT NULL`,
  `ALTER TABLE ip_candidates ADD COLUMN seen_at bigint NOT NULL DEFAULT 0`,
  `UPDATE ip_candidates SET seen_at = (extract(epoch FROM now()) * 1000)::bigint`,
  `CREATE FUNCTION ip_candidate_lock(tenant text, candidate text) RETURNS bigint LANGUAGE sql IMMUTABLE AS
    $$ SELECT hashtextextended('interview-prep candidate ' || tenant || ' ' || candidate, 0) $$`,
  // Its two statements must not share a snapshot: the second has to see what an erasure committed during the first.
  `CREATE FUNCTION ip_is_erased(tenant text, candidate text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
    BEGIN
      PERFORM pg_advisory_xact_lock_shared(ip_candidate_lock(tenant, candidate));
      RETURN EXISTS (SELECT FROM ip_erased WHERE tenant_id = tenant AND subject_id = candidate);
    END $$`,
  refusal('ip_refuse_erased_subject', 'subject_id'),
  refusal('ip_refuse_erased_candidate', 'candidate_id'),
  ...['ip_records', 'ip_sessions', 'ip_idempotency', 'ip_workflow_runs'].map(refusalOfErasedSubject),
  ...['ip_tokens', 'ip_continuities'].map(
    (table) => `CREATE TRIGGER ${table}_refuse_erased BEFORE INSERT ON ${table} FOR EACH ROW
      EXECUTE FUNCTION ip_refuse_erased_candidate()`,
  ),
  `CREATE FUNCTION ip_disown_erased() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF ip_is_erased(NEW.tenant_id, NEW.subject_id) THEN
        NEW.subject_kind := '';
        NEW.subject_id := '';
        NEW.session_id := '';
      END IF;
      RETURN NEW;
    END $$`,
  `CREATE TRIGGER ip_usage_disown_erased BEFORE INSERT ON ip_usage FOR EACH ROW
    WHEN (NEW.subject_kind = 'candidate') EXECUTE FUNCTION ip_disown_erased()`,
];

/** Makes a table with an owner refuse what is inserted for a candidate who was erased. */
export function refusalOfErasedSubject(table: string): string {
  return `CREATE TRIGGER ${table}_refuse_erased BEFORE INSERT ON ${table} FOR EACH ROW
      WHEN (NEW.subject_kind = 'candidate') EXECUTE FUNCTION ip_refuse_erased_subject()`;
}

function refusal(name: string, id: 'subject_id' | 'candidate_id'): string {
  return `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF ip_is_erased(NEW.tenant_id, NEW.${id}) THEN
        RAISE EXCEPTION 'erased' USING ERRCODE = '${ERASED_STATE}';
      END IF;
      RETURN NEW;
    END $$`;
}
