import type { Erasure } from '../../../core/tenancy/erasure.ts';
import { type Scope, scopeFor, type TenantId } from '../../../core/tenancy/scope.ts';
import type { SqliteDatabase } from './database.ts';
import type { CandidateKey } from './erasure-commands.ts';

const IS_ERASED = 'SELECT 1 FROM ip_erased WHERE tenant_id = ? AND subject_id = ?';
const FILES_DUE = `SELECT tenant_id AS tenantId, subject_id AS candidateId, erased_at AS erasedAt FROM ip_erased
  WHERE files_due_at <= ? ORDER BY files_due_at LIMIT ?`;

/** Erasure in SQLite. Whatever is deleted is owed to the compaction of the files, too. */
export function sqliteErasure(database: SqliteDatabase): Erasure {
  return {
    erase: (scope, { now, idleSince }) =>
      database.write('erasure.erase', { ...keyOf(scope), now, idleSince: idleSince ?? null }),
    isErased: async ({ tenantId, subject }) =>
      subject.kind === 'candidate' && database.get(IS_ERASED, [tenantId, subject.id]) !== undefined,
    idle: async (before, limit) => (await database.write('erasure.idle', { before, limit })).map(scopeOf),
    filesDue: async (now, limit) =>
      database
        .all<CandidateKey & { erasedAt: number }>(FILES_DUE, [now, limit])
        .map(({ erasedAt, ...key }) => ({ scope: scopeOf(key), erasedAt })),
    filesRemoved: (scope, dueAt) => database.write('erasure.filesRemoved', { ...keyOf(scope), dueAt: dueAt ?? null }),
    dropTombstones: (before) => database.write('erasure.dropTombstones', before),
  };
}

function keyOf({ tenantId, subject }: Scope): CandidateKey {
  return { tenantId, candidateId: subject.id };
}

function scopeOf({ tenantId, candidateId }: CandidateKey): Scope {
  // The columns came from a scope, so they are one.
  return scopeFor({ tenantId: tenantId as TenantId, subject: { kind: 'candidate', id: candidateId } });
}
