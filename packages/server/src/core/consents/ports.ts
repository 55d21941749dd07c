import type { components } from '../../contract/openapi.d.ts';
import type { Origin } from '../kernel/ids.ts';
import type { Page } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type Consent = components['schemas']['Consent'];

export interface Consents {
  /** The same origin is the same consent. */
  record(scope: Scope, input: { kind: 'practice'; textVersion: string }, origin?: Origin): Promise<Consent>;
  list(scope: Scope, page: Page): Promise<{ data: readonly Consent[]; nextCursor: string | null }>;
  /** Throws `not_found`. */
  withdraw(scope: Scope, consentId: string): Promise<Consent>;
  /** Throws `consent_required` when the latest consent was withdrawn. */
  ensureNotWithdrawn(scope: Scope): Promise<void>;
}
