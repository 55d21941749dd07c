import { isoTime, type Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { newId, type Origin } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Identity, Key, KeyWithSecret } from './ports.ts';
import { sha256 } from '../kernel/digests.ts';
import { keyHint, newKeyText } from './key-text.ts';
import { hasEnded, type KnownKeys } from './known-keys.ts';
import { allowedOrigins } from './origins.ts';
import type { KeyKind, KeyRecord, TenancyStore } from '../tenancy/ports.ts';
import type { Scope, TenantId } from '../tenancy/scope.ts';

type Administration = Pick<Identity, 'createKey' | 'listKeys' | 'updateKey' | 'rotateKey' | 'revokeKey'>;
type Change = Parameters<TenancyStore['updateKey']>[2];

type KeyDependencies = { readonly store: TenancyStore; readonly keys: KnownKeys; readonly clock: Clock };

/** What a tenant may do with its keys. */
export function keyAdministration(dependencies: KeyDependencies): Administration {
  const { store, keys, clock } = dependencies;

  async function existing(scope: Scope, id: string): Promise<KeyRecord> {
    const key = await store.key(scope.tenantId, id);
    if (key === undefined) throw new ServiceError('not_found');
    return key;
  }

  async function change(key: KeyRecord, fields: Change): Promise<KeyRecord> {
    const changed = await store.updateKey(key.tenantId, key.id, fields);
    keys.invalidate(key);
    if (changed === undefined) throw new ServiceError('not_found');
    return changed;
  }

  return {
    createKey: async ({ tenantId }, { kind, name, origins = [] }, origin = {}) =>
      add(dependencies, { tenantId, kind, origins: originsFor(kind, origins), ...defined({ name }) }, origin),

    async listKeys({ tenantId }, page) {
      const { keys: records, nextCursor } = await store.listKeys(tenantId, page);
      return { data: records.map(shown), nextCursor };
    },

    async updateKey(scope, id, { name, origins }) {
      const key = await existing(scope, id);
      const allowed = origins === undefined ? {} : { origins: originsFor(key.kind, origins) };
      return shown(await change(key, { ...defined({ name }), ...allowed }));
    },

    async rotateKey(scope, id, { overlapSeconds, origin = {} }) {
      const old = await existing(scope, id);
      const now = clock.now();
      const rotated = origin.id !== undefined && (await store.key(scope.tenantId, origin.id)) !== undefined;
      if (hasEnded(old, now) && !rotated)
        throw new ServiceError('conflict', { detail: 'This key has already stopped working. Create a new one.' });
      const { tenantId, kind, name, origins } = old;
      // The new key first: a failure in between leaves one key too many, never none.
      const replacement = await add(dependencies, { tenantId, kind, origins, ...defined({ name }) }, origin);
      await change(old, { expiresAt: Math.min(old.expiresAt ?? Infinity, now + overlapSeconds * 1_000) });
      return replacement;
    },

    async revokeKey(scope, id, { actingKeyId }) {
      const key = await existing(scope, id);
      if (key.id === actingKeyId)
        throw new ServiceError('conflict', { detail: 'A key cannot revoke itself. Use another one, or rotate it.' });
      if (!hasEnded(key, clock.now())) await change(key, { expiresAt: clock.now() });
    },
  };
}

export type KeyOrder = {
  readonly tenantId: TenantId;
  readonly kind: KeyKind;
  readonly name?: string;
  readonly origins: readonly string[];
};

/** The new key. Of an origin that was here before, the key that is there: the same secret has the same hash. */
async function add(
  { store, clock }: KeyDependencies,
  order: KeyOrder,
  { id = newId('key'), secret }: Origin,
): Promise<KeyWithSecret> {
  const text = newKeyText(order.kind, secret);
  const record = { ...keyRecord(text, order, clock.now()), id };
  try {
    await store.createKey(record);
    return { ...shown(record), secret: text };
  } catch (thrown) {
    const earlier = await store.key(order.tenantId, id);
    if (earlier?.hash !== record.hash) throw thrown;
    return { ...shown(earlier), secret: text };
  }
}

/** What we keep of a key: everything but the key. */
export function keyRecord(text: string, order: KeyOrder, now: number): KeyRecord {
  return { ...order, id: newId('key'), hash: sha256(text), hint: keyHint(text), createdAt: now };
}

function originsFor(kind: KeyKind, origins: readonly string[]): readonly string[] {
  if (kind === 'secret' && origins.length > 0) {
    const message = 'only a publishable key has origins';
    throw new ServiceError('validation_failed', { fields: [{ in: 'body', path: '/origins', message }] });
  }
  return allowedOrigins(origins);
}

function shown({ id, kind, name, hint, origins, createdAt, lastUsedAt, expiresAt }: KeyRecord): Key {
  return {
    id,
    kind,
    hint,
    origins: [...origins],
    createdAt: isoTime(createdAt),
    ...defined({ name }),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: isoTime(lastUsedAt) }),
    ...(expiresAt === undefined ? {} : { expiresAt: isoTime(expiresAt) }),
  };
}
