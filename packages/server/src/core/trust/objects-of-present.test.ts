import { expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { objectStoreSuite } from '../objects/object-store.suite.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { objectsOfPresent } from './objects-of-present.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_1' } });
const bytes = Uint8Array.of(1);
const refused = { code: 'unauthenticated' };

const shared = memoryStorage(manualClock());
objectStoreSuite(() => objectsOfPresent(shared.objects, shared.erasure));

it('refuses what comes for an erased candidate', async () => {
  const { objects, erasure } = memoryStorage(manualClock());
  await erasure.erase(scope, { now: 0 });
  await expect(objectsOfPresent(objects, erasure).put(scope, 'a', bytes)).rejects.toMatchObject(refused);
  expect(await objects.get(scope, 'a')).toBeUndefined();
});

it.each([{ fails: false }, { fails: true }])(
  'removes what was being written while its owner was erased (write fails: $fails)',
  async ({ fails }) => {
    const { objects, erasure } = memoryStorage(manualClock());
    const slow = {
      ...objects,
      put: async (...given: Parameters<typeof objects.put>) => {
        await erasure.erase(scope, { now: 0 });
        await objects.removeAll(scope);
        await objects.put(...given);
        if (fails) throw new Error('The folder is gone.');
      },
    };
    await expect(objectsOfPresent(slow, erasure).put(scope, 'a', bytes)).rejects.toMatchObject(refused);
    expect(await objects.get(scope, 'a')).toBeUndefined();
  },
);

it('passes on why a write failed otherwise', async () => {
  const { objects, erasure } = memoryStorage(manualClock());
  const full = { ...objects, put: () => Promise.reject(new Error('full')) };
  await expect(objectsOfPresent(full, erasure).put(scope, 'a', bytes)).rejects.toThrow('full');
});
