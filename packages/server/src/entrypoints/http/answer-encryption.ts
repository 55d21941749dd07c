import { createHash, hkdfSync } from 'node:crypto';
import { decryptText, encryptText } from '../../core/kernel/encryption.ts';
import { type IdPrefix, idOf, type Origin } from '../../core/kernel/ids.ts';

/** The request an answer belongs to: only a caller who repeats it can decrypt the answer. */
export type EncryptionContext = { readonly key: string; readonly operation: string; readonly bodyHash: string };

/**
 * An answer as it may be kept for a day: it can hold a key that is shown once, or a candidate's words. It is encrypted under
 * the idempotency key, which itself is kept only as a hash.
 */
export function encryptAnswer(text: string, request: EncryptionContext): string {
  return encryptText(text, keyOf(request));
}

/** Throws `internal` when it was not encrypted for this request. */
export function decryptAnswer(encrypted: string, request: EncryptionContext): string {
  return decryptText(encrypted, keyOf(request));
}

/**
 * What the request makes new things of: all of it is needed, and the seed of its first run, which is forgotten with the
 * claim. So whoever has the store can make no key again from it, and whoever has the key none of another day.
 */
export function originOf<Prefix extends IdPrefix>(
  { key, operation, seed }: { key: string; operation: string; seed: string },
  prefix: Prefix,
): Required<Origin> {
  const bytes = (what: string) =>
    new Uint8Array(hkdfSync('sha256', `${seed}/${key}`, operation, `${what}/${prefix}`, 64));
  return { id: idOf(prefix, bytes('id')), secret: bytes('secret') };
}

/** The name under which a store knows an idempotency key. */
export function keptName(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function keyOf({ key, operation, bodyHash }: EncryptionContext): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, operation, bodyHash, 32));
}
