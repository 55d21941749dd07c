import { randomBytes } from 'node:crypto';
import { decryptText, encryptText } from '../kernel/encryption.ts';
import type { TenancyStore } from '../tenancy/ports.ts';

/**
 * Encrypts secrets of tenants, so that a copy of one table does not reveal them. `purpose` names where the secret
 * belongs.
 */
export interface SecretCipher {
  encrypt(text: string, purpose: string): string;
  /** Throws `internal` for what was encrypted elsewhere or for another purpose. */
  decrypt(encrypted: string, purpose: string): string;
}

/** Encrypts with a secret of this installation: each of its processes decrypts what another encrypted. */
export async function installationCipher(store: Pick<TenancyStore, 'installationSecret'>): Promise<SecretCipher> {
  const key = Buffer.from(
    await store.installationSecret('tenant_secrets_key', async () => randomBytes(32).toString('base64url')),
    'base64url',
  );
  return {
    encrypt: (text, purpose) => encryptText(text, key, purpose),
    decrypt: (encrypted, purpose) => decryptText(encrypted, key, purpose),
  };
}
