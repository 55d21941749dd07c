import type { Clock } from '../kernel/clock.ts';
import { sha256 } from '../kernel/digests.ts';
import { keyKindOf } from './key-text.ts';
import type { KeyRecord, TenancyStore } from '../tenancy/ports.ts';
import { ttlCache } from '../kernel/ttl-cache.ts';

const USE_RECORDED_EVERY_MS = 60_000;

/** Keys as they are presented, remembered for a few seconds. */
export interface KnownKeys {
  /** The working key of a text; `undefined` for a mistyped, an unknown, a revoked or a replaced one. */
  find(text: string): Promise<KeyRecord | undefined>;
  /** Records that a key was used, at most once a minute. Never throws: a full disk must not lock its owner out. */
  recordUse(key: KeyRecord): Promise<void>;
  /** Changes to this key work in this process from now on. */
  invalidate(key: KeyRecord): void;
}

export function knownKeys(store: Pick<TenancyStore, 'keyByHash' | 'updateKey'>, clock: Clock): KnownKeys {
  const keys = ttlCache<KeyRecord>(clock);
  const recorded = recentUses();
  return {
    async find(text) {
      if (keyKindOf(text) === undefined) return undefined;
      const hash = sha256(text);
      const key = await keys.get(hash, () => store.keyByHash(hash));
      return key === undefined || hasEnded(key, clock.now()) ? undefined : key;
    },
    async recordUse(key) {
      const now = clock.now();
      const last = Math.max(key.lastUsedAt ?? 0, recorded.get(key.id) ?? 0);
      if (now - last < USE_RECORDED_EVERY_MS) return;
      recorded.set(key.id, now);
      await store.updateKey(key.tenantId, key.id, { lastUsedAt: now }).catch(() => undefined);
    },
    invalidate: (key) => keys.forget(key.hash),
  };
}

/** Whether a key stopped working: revoked, or replaced and past its overlap. */
export function hasEnded(key: KeyRecord, now: number): boolean {
  return key.expiresAt !== undefined && key.expiresAt <= now;
}

/** Bounded, so that a tenant with very many keys costs a few more writes rather than memory. */
function recentUses(): Pick<Map<string, number>, 'get' | 'set'> {
  const uses = new Map<string, number>();
  return {
    get: (id) => uses.get(id),
    set(id, at) {
      if (uses.size >= 10_000) uses.clear();
      return uses.set(id, at);
    },
  };
}
