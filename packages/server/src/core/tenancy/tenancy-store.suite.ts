import { describe, expect, it } from 'vitest';
import { newId, randomText } from '../kernel/ids.ts';
import type { KeyRecord, TenancyStore } from './ports.ts';
import type { TenantId } from './scope.ts';

/** What every adapter of `TenancyStore` does; it may be shared by all tests. */
export function tenancyStoreSuite(open: () => TenancyStore): void {
  const newTenant = async (): Promise<TenantId> => {
    const id = newId('ten');
    await open().createTenant({ id, name: 'Acme', adjustments: { text: 'Ask us.' } });
    return id;
  };
  const keyFor = (tenantId: TenantId, more: Partial<KeyRecord> = {}): KeyRecord => ({
    id: newId('key'),
    tenantId,
    kind: 'publishable',
    hash: randomText(64),
    hint: 'abcd',
    origins: ['https://jobs.example'],
    createdAt: 1,
    ...more,
  });
  const continuity = (more: { origin?: string; expiresAt?: number } = {}) => ({
    hash: randomText(64),
    keyId: 'key_1',
    origin: more.origin ?? 'https://jobs.example',
    expiresAt: more.expiresAt ?? 100,
  });

  describe('tenancy store', () => {
    it('keeps tenants as they are and counts them', async () => {
      const before = await open().countTenants();
      const plain = { id: newId('ten'), name: 'Plain', adjustments: { text: 'Ask.' } };
      const full = {
        id: newId('ten'),
        name: 'Füll "GmbH"',
        accent: '#0a5',
        adjustments: { text: 'Ask.', email: 'hr@example.org' },
      };
      await open().createTenant(plain);
      await open().createTenant(full);
      expect(await open().tenant(plain.id)).toStrictEqual(plain);
      expect(await open().tenant(full.id)).toStrictEqual(full);
      expect(await open().tenant(newId('ten'))).toBeUndefined();
      expect(await open().countTenants()).toBe(before + 2);
      await expect(open().createTenant(plain)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('finds a key by its hash, and by its id only within its tenant', async () => {
      const [mine, other] = [await newTenant(), await newTenant()];
      const key = keyFor(mine, { name: 'careers page', expiresAt: 7, lastUsedAt: 3 });
      const bare = keyFor(mine);
      await open().createKey(key);
      await open().createKey(bare);
      expect(await open().keyByHash(key.hash)).toStrictEqual(key);
      expect(await open().key(mine, bare.id)).toStrictEqual(bare);
      expect(await open().key(other, key.id)).toBeUndefined();
      expect(await open().keyByHash('nothing')).toBeUndefined();
      await expect(open().createKey(keyFor(mine, { hash: key.hash }))).rejects.toMatchObject({ code: 'conflict' });
    });

    it('changes only the fields that are named', async () => {
      const [mine, other] = [await newTenant(), await newTenant()];
      const key = keyFor(mine, { name: 'before' });
      await open().createKey(key);
      expect(await open().updateKey(other, key.id, { name: 'stolen' })).toBeUndefined();
      expect(await open().updateKey(mine, key.id, {})).toStrictEqual(key);
      expect(await open().updateKey(mine, key.id, { origins: [], lastUsedAt: 9 })).toStrictEqual({
        ...key,
        origins: [],
        lastUsedAt: 9,
      });
      expect(await open().updateKey(mine, key.id, { name: 'after', expiresAt: 11 })).toStrictEqual({
        ...key,
        origins: [],
        lastUsedAt: 9,
        name: 'after',
        expiresAt: 11,
      });
      expect(await open().key(mine, key.id)).toMatchObject({ name: 'after', expiresAt: 11 });
    });

    it('lists the keys of one tenant from new to old', async () => {
      const [mine, other] = [await newTenant(), await newTenant()];
      const keys = [1, 2, 3].map((createdAt) => keyFor(mine, { createdAt }));
      for (const key of [...keys, keyFor(other)]) await open().createKey(key);
      const first = await open().listKeys(mine, { limit: 2 });
      expect(first.keys.map(({ createdAt }) => createdAt)).toEqual([3, 2]);
      const second = await open().listKeys(mine, { limit: 2, cursor: first.nextCursor ?? '' });
      expect(second.keys.map(({ createdAt }) => createdAt)).toEqual([1]);
      expect(second.nextCursor).toBeNull();
      await expect(open().listKeys(mine, { limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({
        code: 'validation_failed',
      });
    });

    it('knows a platform’s candidate again, within its tenant only', async () => {
      const [mine, other] = [await newTenant(), await newTenant()];
      const ids = await Promise.all(Array.from({ length: 5 }, () => open().candidateByExternalId(mine, 'user-1')));
      expect(new Set(ids).size).toBe(1);
      expect(ids[0]).toMatch(/^cand_/);
      expect(await open().candidateByExternalId(mine, 'user-2')).not.toBe(ids[0]);
      expect(await open().candidateByExternalId(other, 'user-1')).not.toBe(ids[0]);
    });

    it('lets an embed session go on at its origin until it expires, and pushes the expiry out', async () => {
      const [mine, other] = [await newTenant(), await newTenant()];
      const session = continuity({ expiresAt: 100 });
      const candidateId = await open().createAnonymousCandidate(mine, session);
      const { hash, origin } = session;
      expect(await open().candidateByContinuity(mine, { hash, origin, now: 99, expiresAt: 200 })).toBe(candidateId);
      expect(await open().candidateByContinuity(mine, { hash, origin, now: 150, expiresAt: 200 })).toBe(candidateId);
      expect(await open().candidateByContinuity(other, { hash, origin, now: 150, expiresAt: 900 })).toBeUndefined();
      expect(
        await open().candidateByContinuity(mine, { hash, origin: 'https://evil.example', now: 150, expiresAt: 900 }),
      ).toBeUndefined();
      expect(
        await open().candidateByContinuity(mine, { hash: 'wrong', origin, now: 150, expiresAt: 900 }),
      ).toBeUndefined();
      expect(await open().candidateByContinuity(mine, { hash, origin, now: 200, expiresAt: 900 })).toBeUndefined();
    });

    it('revokes one token, within its tenant only', async () => {
      const [mine, other] = [await newTenant(), await newTenant()];
      const token = (candidateId: string) => ({
        id: newId('tok'),
        tenantId: mine,
        candidateId,
        expiresAt: Date.now() + 600_000,
      });
      const [one, two] = [token('cand_a'), token('cand_a')];
      for (const each of [one, two]) await open().recordToken(each);
      expect(await open().revokeToken(other, one.id, 5)).toBe(false);
      expect(await open().isTokenRevoked(one.id)).toBe(false);
      expect(await open().revokeToken(mine, one.id, 5)).toBe(true);
      expect(await open().isTokenRevoked(one.id)).toBe(true);
      expect(await open().isTokenRevoked(two.id)).toBe(false);
      expect(await open().revokeToken(mine, newId('tok'), 5)).toBe(false);
      expect(await open().isTokenRevoked(newId('tok'))).toBe(false);
    });

    it('makes a secret of the installation once', async () => {
      const name = randomText(8);
      const secrets = await Promise.all(
        Array.from({ length: 5 }, (_, index) => open().installationSecret(name, async () => `secret-${index}`)),
      );
      expect(new Set(secrets).size).toBe(1);
      expect(await open().installationSecret(name, async () => 'later')).toBe(secrets[0]);
      expect(await open().installationSecret(randomText(8), async () => 'another')).toBe('another');
    });
  });
}
