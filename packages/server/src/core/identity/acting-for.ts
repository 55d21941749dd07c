import { z } from 'zod';
import { ServiceError } from '../kernel/service-error.ts';
import type { Principal } from './ports.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';

// As long as an external id may be.
const emailSchema = z.email().max(200);

/** See `Access.actFor`: the one place where somebody becomes somebody else. */
export async function actingFor(
  principal: Principal,
  email: string,
  store: Pick<TenancyStore, 'candidateByExternalId'>,
): Promise<Principal> {
  const { credential, scope } = principal;
  if (credential !== 'service_token')
    throw new ServiceError('forbidden', { detail: 'Only a service token may say for whom it acts.' });
  const address = emailSchema.safeParse(email.trim().toLowerCase());
  if (!address.success)
    throw new ServiceError('validation_failed', {
      fields: [{ in: 'header', path: '/x-user-email', message: 'must be one e-mail address' }],
    });
  const id = await store.candidateByExternalId(scope.tenantId, address.data);
  return {
    ...principal,
    scope: scopeFor({ tenantId: scope.tenantId, subject: { kind: 'candidate', id }, actor: scope.subject }),
  };
}
