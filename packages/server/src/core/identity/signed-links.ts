import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { decryptText, encryptText } from '../kernel/encryption.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import { scopeFor, type Scope } from '../tenancy/scope.ts';

const LONGEST = 1_000;
const PURPOSE = 'document link';
const contentSchema = z.object({
  kind: z.literal('prep'),
  id: z.string(),
  tenant: z.templateLiteral(['ten_', z.string()]),
  subject: z.object({ kind: z.enum(['candidate', 'service', 'tenant']), id: z.string() }),
  purpose: z.enum(['practice', 'screening']),
  exp: z.number().int(),
});

/** Addresses that are their own permission: each opens one document of one person and runs out. */
export interface SignedLinks {
  /** The part of an address that opens the document, `[A-Za-z0-9_-]+`. Nobody but this installation can read it. */
  sign(scope: Scope, document: { prepId: string }, ttlSeconds: number): string;
  /** `now` is in epoch milliseconds. Throws `forbidden` for a link that is not ours, was changed or has run out. */
  verify(link: string, now: number): { scope: Scope; prepId: string };
}

/**
 * Encrypts and authenticates with a key of this installation, so that any of its processes opens what another made, and
 * whoever sees a link learns no id from it.
 */
export async function signedLinks(store: Pick<TenancyStore, 'installationSecret'>, clock: Clock): Promise<SignedLinks> {
  const secret = await store.installationSecret('document_link_key', async () => randomBytes(32).toString('base64url'));
  const key = Buffer.from(secret, 'base64url');
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
      return encryptText(JSON.stringify(content), key, PURPOSE);
    },
    verify(link, now) {
      const { id, tenant, subject, purpose, exp } = contentSchema.parse(JSON.parse(opened(link, key)));
      if (now >= exp * 1_000)
        throw new ServiceError('forbidden', { detail: 'This link has run out. Open the document again.' });
      return { scope: scopeFor({ tenantId: tenant, subject, purpose }), prepId: id };
    },
  };
}

/** What is in a link. One link has one spelling, although decoders ignore some bits of a last character. */
function opened(link: string, key: Uint8Array): string {
  try {
    const isCanonical = link.length <= LONGEST && Buffer.from(link, 'base64url').toString('base64url') === link;
    if (isCanonical) return decryptText(link, key, PURPOSE);
  } catch {
    // Made elsewhere, or changed.
  }
  throw new ServiceError('forbidden', { detail: 'This link is not complete.' });
}
