import { defined } from '../kernel/defined.ts';
export type TenantId = `ten_${string}`;
export type SubjectKind = 'candidate' | 'service' | 'tenant';

export type Subject = { readonly kind: SubjectKind; readonly id: string };

/** Whether two scopes are of the same owner. One of them may reach only what belongs to one posting. */
export function isSameOwner(a: Scope, b: Scope): boolean {
  return a.tenantId === b.tenantId && a.subject.kind === b.subject.kind && a.subject.id === b.subject.id;
}

/** Whether two scopes are of the same owner and bound to the same posting, or to none. */
export function hasSameReach(a: Scope, b: Scope): boolean {
  return isSameOwner(a, b) && a.postingId === b.postingId;
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
  /** The one posting that the credential is for, where it is for one. See `core/records/bound-records.ts`. */
  readonly postingId?: string;
  readonly [verified]: true;
};

/** Call only where a credential has just been verified (the HTTP server, the terminal, a claimed job) and in tests. */
export function scopeFor(identity: {
  tenantId: TenantId;
  subject: Subject;
  actor?: Subject;
  purpose?: 'practice' | 'screening';
  postingId?: string;
}): Scope {
  const { tenantId, subject, actor, purpose = 'practice', postingId } = identity;
  // The brand exists only in the type system, so that no other literal passes for a scope.
  return { tenantId, subject, purpose, ...defined({ actor, postingId }) } as Scope;
}

/** The same owner without the bound to one posting: for what is the owner's own, such as their export. */
export function withoutBound({ postingId: _bound, ...scope }: Scope): Scope {
  return scopeFor(scope);
}
