import { randomBytes } from 'node:crypto';
import { openText, sealText } from '../kernel/sealed-text.ts';
import type { TenancyStore } from './ports.ts';

/** Keeps secrets of tenants so that a copy of one table does not give them away. `purpose` names where the secret belongs. */
export interface Seal {
  seal(text: string, purpose: string): string;
  /** Throws `internal` for what was sealed elsewhere or for something else. */
  open(sealed: string, purpose: string): string;
}

/** Seals with a secret of this installation: any of its processes opens what another sealed. */
export async function installationSeal(store: Pick<TenancyStore, 'installationSecret'>): Promise<Seal> {
  const key = Buffer.from(
    await store.installationSecret('tenant_secrets_key', async () => randomBytes(32).toString('base64url')),
    'base64url',
  );
  return {
    seal: (text, purpose) => sealText(text, key, purpose),
    open: (sealed, purpose) => openText(sealed, key, purpose),
  };
}
