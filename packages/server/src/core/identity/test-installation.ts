import { DISCLOSURE } from '../consents/disclosure.ts';
import { identityOf } from './create-identity.ts';
import { scopeFor, type TenantId } from '../tenancy/scope.ts';
import { countingTenancy, steppedClock, plainSigner } from '../tenancy/tenancy-fakes.suite.ts';

export const HOST = 'https://jobs.example.com';
export const FRAME = 'https://practice.example.com';
export const tenantScope = (tenantId: TenantId) => scopeFor({ tenantId, subject: { kind: 'tenant', id: tenantId } });
export const northfield = tenantScope('ten_northfield');
export const code = (failing: Promise<unknown>) =>
  failing.then(
    () => 'nothing thrown',
    (failure: { code?: string }) => failure.code,
  );

function installation() {
  const clock = steppedClock();
  const tenancy = countingTenancy();
  const facts = {
    engine: { kind: 'rehearsal', label: 'No language model' },
    disclosure: DISCLOSURE,
    retentionDays: 30,
    limits: { resumeBytes: 5, messageCharacters: 8 },
    features: ['chat'],
  } as const;
  const process = () => identityOf({ store: tenancy.store, signer: plainSigner, clock, publicOrigin: FRAME, facts });
  return { clock, ...tenancy, ...process(), anotherProcess: process };
}

export let app: ReturnType<typeof installation>;
export let secret: { id: string; secret: string };
export let publishable: { id: string; secret: string };
/** A new installation with two tenants and the keys of one, to be made before each test. */
export async function setUpInstallation(): Promise<void> {
  app = installation();
  for (const id of ['ten_northfield', 'ten_other'] as const)
    await app.store.createTenant({ id, name: id, adjustments: { text: 'Write to us.' } });
  secret = await app.identity.createKey(northfield, { kind: 'secret', name: 'Backend' });
  publishable = await app.identity.createKey(northfield, { kind: 'publishable', origins: [`${HOST}/`] });
}
