import { randomBytes } from 'node:crypto';
import { decryptText, encryptText } from '../kernel/encryption.ts';
import type { TenancyStore } from './ports.ts';

/** Keeps secrets of tenants so that a copy of one table does not give them away. `purpose` names where the secret belongs. */
export interface SecretCipher {
  encrypt(text: string, purpose: string): string;
  /** Throws `internal` for what was sealed elsewhere or for something else. */
  decrypt(encrypted: string, purpose: string): string;
}

/** Seals with a secret of this installation: any of its processes opens what another sealed. */
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
