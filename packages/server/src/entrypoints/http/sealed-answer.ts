import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { ServiceError } from '../../core/kernel/service-error.ts';

/** The request an answer belongs to: only who sends it again can open the seal. */
export type SealedFor = { readonly key: string; readonly operation: string; readonly bodyHash: string };

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * An answer as it may be kept for a day: it can hold a key that is shown once, or a candidate's words. It is encrypted under
 * the idempotency key, which itself is kept only as a hash.
 */
export function seal(text: string, request: SealedFor): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(request), iv);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** Throws `internal` when it was not sealed for this request. */
export function unseal(sealed: string, request: SealedFor): string {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(CIPHER, keyOf(request), bytes.subarray(0, IV_BYTES));
    decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (cause) {
    throw new ServiceError('internal', { cause });
  }
}

/** The name under which a store knows an idempotency key. */
export function keptName(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}

function keyOf({ key, operation, bodyHash }: SealedFor): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, operation, bodyHash, 32));
}
