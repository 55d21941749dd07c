import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import { sha256 } from '../kernel/digests.ts';
import { keyRecord } from './key-administration.ts';
import { newKeyText } from './key-text.ts';
import { allowedOrigins } from './origins.ts';
import type { TenancyStore } from '../tenancy/ports.ts';
import type { TenantId } from '../tenancy/scope.ts';

/** `secretKey` is there on a first start only; it cannot be shown again. */
export type DemoTenant = { readonly tenantId: TenantId; readonly publishableKey: string; readonly secretKey?: string };

/**
 * Makes the demo tenant of a new installation, and on later starts lets its publishable key work on `origins` too.
 * `undefined` where somebody set tenants up without a demo. A start that was cut in the middle is finished by the next.
 */
export async function bootstrapDemoTenant(
  store: TenancyStore,
  clock: Clock,
  { origins }: { origins: readonly string[] },
): Promise<DemoTenant | undefined> {
  const allowed = allowedOrigins(origins);
  const isFirst = (await store.countTenants()) === 0;
  // A publishable key is public, so that keeping it readable gives nothing away, and the demo page can show it again.
  const publishableKey = await store.installationSecret('demo_publishable_key', async () => newKeyText('publishable'));
  const known = await store.keyByHash(sha256(publishableKey));
  if (known !== undefined) {
    // What a developer has added stays; of more than a key may have, the oldest give way.
    const origins = [...new Set([...known.origins, ...allowed])].slice(-MOST_ORIGINS);
    await store.updateKey(known.tenantId, known.id, { origins });
    return { tenantId: known.tenantId, publishableKey };
  }
  const tenantId = demoTenantId(await store.installationSecret('demo_tenant_id', async () => newId('ten')));
  if (isFirst) await store.createTenant({ id: tenantId, name: 'Northfield', adjustments: ADJUSTMENTS });
  else if ((await store.tenant(tenantId)) === undefined) return undefined;
  const secretKey = newKeyText('secret');
  await store.createKey(
    keyRecord(secretKey, { tenantId, kind: 'secret', name: 'Demo backend', origins: [] }, clock.now()),
  );
  // Last, because this is the key whose presence says that the rest is done.
  await store.createKey(
    keyRecord(publishableKey, { tenantId, kind: 'publishable', name: 'Demo job page', origins: allowed }, clock.now()),
  );
  return { tenantId, publishableKey, secretKey };
}

/** As many as the contract lets a key have. */
const MOST_ORIGINS = 50;

const ADJUSTMENTS = {
  text:
    'If you need an adjustment, such as more time or another format, or would rather talk with a person, ' +
    'write to us. It does not affect your application.',
  email: 'people@northfield.example',
} as const;

function demoTenantId(kept: string): TenantId {
  return `ten_${kept.replace(/^ten_/u, '')}`;
}
