import { defined } from '../kernel/defined.ts';
export type TenantId = `ten_${string}`;
export type SubjectKind = 'candidate' | 'service' | 'tenant';

export type Subject = { readonly kind: SubjectKind; readonly id: string };

/** Whether two scopes reach the same things. */
export function isSameOwner(a: Scope, b: Scope): boolean {
  return a.tenantId === b.tenantId && a.subject.kind === b.subject.kind && a.subject.id === b.subject.id;
}

declare const verified: unique symbol;

/**
 * Whose data is accessed, and for what purpose. The first argument of every store, tool and service. Made only by
 * `scopeFor`, after a credential was verified; there is no way to spell "all tenants".
 */
export type Scope = {
  readonly tenantId: TenantId;
  readonly subject: Subject;
  /** Who acts for the subject, when that is somebody else. Recorded, never trusted for access. */
  readonly actor?: Subject;
  readonly purpose: 'practice' | 'screening';
  readonly [verified]: true;
};

/** Call only where a credential has just been verified (the HTTP server, the terminal, a claimed job) and in tests. */
export function scopeFor(identity: {
  tenantId: TenantId;
  subject: Subject;
  actor?: Subject;
  purpose?: 'practice' | 'screening';
}): Scope {
  const { tenantId, subject, actor, purpose = 'practice' } = identity;
  // The brand exists only in the type system, so that no other literal passes for a scope.
  return { tenantId, subject, purpose, ...defined({ actor }) } as Scope;
}
