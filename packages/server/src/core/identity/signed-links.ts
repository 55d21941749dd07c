import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { hmac, randomSecret, sameText } from '../kernel/digests.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import { scopeFor, type Scope } from '../tenancy/scope.ts';

const LONGEST = 1_000;
const contentSchema = z.object({
  kind: z.literal('prep'),
  id: z.string(),
  tenant: z.templateLiteral(['ten_', z.string()]),
  subject: z.object({ kind: z.enum(['candidate', 'service', 'tenant']), id: z.string() }),
  purpose: z.enum(['practice', 'screening']),
  exp: z.number().int(),
});

/** Addresses that are their own permission: each names one document of one person and runs out. */
export interface SignedLinks {
  /** The part of an address that names the document, `[A-Za-z0-9_.-]+`. */
  sign(scope: Scope, document: { prepId: string }, ttlSeconds: number): string;
  /** `now` is in epoch milliseconds. Throws `forbidden` for a link that is not ours, was changed or has run out. */
  verify(link: string, now: number): { scope: Scope; prepId: string };
}

/** Signs with a secret of this installation, so that any of its processes verifies what another signed. */
export async function signedLinks(store: Pick<TenancyStore, 'installationSecret'>, clock: Clock): Promise<SignedLinks> {
  const secret = await store.installationSecret('document_link_secret', async () => randomSecret());
  return {
    sign({ tenantId, subject, purpose }, { prepId }, ttlSeconds) {
      const exp = Math.floor(clock.now() / 1_000) + ttlSeconds;
      const content: z.infer<typeof contentSchema> = {
        kind: 'prep',
        id: prepId,
        tenant: tenantId,
        subject,
        purpose,
        exp,
      };
      const body = Buffer.from(JSON.stringify(content)).toString('base64url');
      return `${body}.${hmac(secret, body)}`;
    },
    verify(link, now) {
      const [body = '', signature = '', ...rest] = link.length > LONGEST ? [] : link.split('.');
      if (rest.length > 0 || !sameText(hmac(secret, body), signature))
        throw new ServiceError('forbidden', { detail: 'This link is not complete.' });
      const { id, tenant, subject, purpose, exp } = contentSchema.parse(
        JSON.parse(Buffer.from(body, 'base64url').toString()),
      );
      if (now >= exp * 1_000)
        throw new ServiceError('forbidden', { detail: 'This link has run out. Open the document again.' });
      return { scope: scopeFor({ tenantId: tenant, subject, purpose }), prepId: id };
    },
  };
}
