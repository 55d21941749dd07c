import { memoryIdempotencyStore } from '../../packages/server/src/adapters/storage/memory/idempotency-store.ts';
import { memoryStorage } from '../../packages/server/src/adapters/storage/memory/storage.ts';
import { ruleEngine } from '../../packages/server/src/adapters/models/rules/rule-engine.ts';
import { compose } from '../../packages/server/src/composition/compose.ts';
import type { DependencyOverrides } from '../../packages/server/src/composition/dependency-overrides.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import type { IdempotencyStore } from '../../packages/server/src/core/idempotency/ports.ts';
import { newId } from '../../packages/server/src/core/kernel/ids.ts';
import { keyRecord } from '../../packages/server/src/core/identity/key-administration.ts';
import { newKeyText } from '../../packages/server/src/core/identity/key-text.ts';
import type { TenancyStore } from '../../packages/server/src/core/tenancy/ports.ts';
import { signedLinks } from '../../packages/server/src/core/identity/signed-links.ts';
import { sha256 } from '../../packages/server/src/core/kernel/digests.ts';
import { httpServer } from '../../packages/server/src/entrypoints/server.ts';
import { steppedClock } from './fakes/clock.ts';
import type { TestServer, TestTenant } from './test-server.ts';

const PUBLIC_URL = 'http://127.0.0.1:3000';
const GENEROUS = { credential: 1e6, turns: 1e6, resumes: 1e6, calendars: 1e6, embedSessions: 1e6, anonymous: 1e6 };
/** Every name of a test is that of a public address, to which nothing connects. */
const resolver = async () => [{ address: '93.184.216.34', family: 4 }];
const silent = { info: () => {}, warn: () => {}, error: () => {} };

/**
 * The server as it is composed for real (services, engine, document child process, Typst), with everything kept in
 * memory.
 */
export async function startRealServer(
  overrides: DependencyOverrides = {},
  { idempotency = memoryIdempotencyStore() }: { idempotency?: IdempotencyStore } = {},
): Promise<TestServer> {
  const clock = steppedClock();
  const memory = memoryStorage(clock);
  const storage = { ...memory, idempotency, alone: true, ping: async () => {}, close: async () => {} };
  const engine = ruleEngine({ clock, wordDelayMs: 0 });
  const prepApp = await compose(
    readConfig({}),
    { publicUrl: PUBLIC_URL },
    { storage, clock, engine, resolver, ...overrides },
  );
  await prepApp.begin();
  const app = await httpServer(prepApp.services, { publicUrl: PUBLIC_URL, logger: silent, clock, limits: GENEROUS });
  const links = await signedLinks(storage.tenancy, clock);
  return {
    app,
    clock,
    tenant: await tenant(storage.tenancy, 'https://jobs.example.com'),
    otherTenant: await tenant(storage.tenancy, 'https://careers.example.org'),
    linkOfNothing: (link) => links.sign(links.verify(link, clock.now()).scope, { prepId: 'prp_0' }, 60),
    async close() {
      await app.close();
      await prepApp.close({ drainMs: 1_000 });
    },
  };
}

async function tenant(store: TenancyStore, origin: string): Promise<TestTenant> {
  const tenantId = newId('ten');
  await store.createTenant({ id: tenantId, name: 'Northfield', adjustments: { text: 'Write to us.' } });
  const [secretKey, publishableKey] = [newKeyText('secret'), newKeyText('publishable')];
  await store.createKey(keyRecord(secretKey, { tenantId, kind: 'secret', origins: [] }, 0));
  await store.createKey(keyRecord(publishableKey, { tenantId, kind: 'publishable', origins: [origin] }, 0));
  if ((await store.keyByHash(sha256(publishableKey))) === undefined) throw new Error('The key was not kept');
  return { secretKey, publishableKey, origin };
}
