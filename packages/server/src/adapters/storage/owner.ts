import type { Scope } from '../../core/tenancy/scope.ts';

export type OwnerColumns = { tenant_id: string; subject_kind: string; subject_id: string };

/** The columns that say whose a row is. Every statement on a candidate's data is bound to them. */
export function ownerOf(scope: Scope): OwnerColumns {
  return { tenant_id: scope.tenantId, subject_kind: scope.subject.kind, subject_id: scope.subject.id };
}
