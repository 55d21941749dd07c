import { ServiceError } from '../../../core/kernel/service-error.ts';
import { type ByteRange, joined, type ObjectStore, type StoredObject } from '../../../core/objects/ports.ts';
import type { Scope } from '../../../core/tenancy/scope.ts';
import { limited } from '../limited-stream.ts';
import { ownerKey } from './keyed.ts';

const CHUNK_BYTES = 64 * 1024;

/** Bytes in this process's memory. */
export function memoryObjects(): ObjectStore {
  const owners = new Map<string, Map<string, { bytes: Uint8Array; version: string }>>();
  let puts = 0;
  const found = (scope: Scope, key: string) => owners.get(ownerKey(scope))?.get(key);
  return {
    put: async (scope, key, content) => {
      const bytes = await joined(limited(content));
      puts += 1;
      const objects = owners.get(ownerKey(scope)) ?? new Map<string, { bytes: Uint8Array; version: string }>();
      owners.set(ownerKey(scope), objects.set(key, { bytes, version: String(puts) }));
    },
    get: async (scope, key) => found(scope, key)?.bytes.slice(),
    open: async (scope, key) => {
      const object = found(scope, key);
      return object === undefined ? undefined : storedBytes(object, () => found(scope, key) === object);
    },
    presignedRead: async () => undefined,
    remove: async (scope, key) => {
      owners.get(ownerKey(scope))?.delete(key);
    },
    removeAll: async (scope) => {
      owners.delete(ownerKey(scope));
    },
  };
}

/** These bytes as an object of a store, for as long as they are `current`. */
export function storedBytes(
  { bytes, version }: { bytes: Uint8Array; version: string },
  current: () => boolean = () => true,
): StoredObject {
  return {
    size: bytes.byteLength,
    version,
    async *read({ first, last }: ByteRange = { first: 0, last: bytes.byteLength - 1 }) {
      if (!current()) throw new ServiceError('conflict');
      for (let at = first; at <= last; at += CHUNK_BYTES) yield bytes.slice(at, Math.min(at + CHUNK_BYTES, last + 1));
    },
  };
}
