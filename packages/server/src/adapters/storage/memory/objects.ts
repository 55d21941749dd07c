import type { ObjectStore } from '../../../core/objects/ports.ts';
import { ownerKey } from './keyed.ts';

/** Bytes in this process's memory. */
export function memoryObjects(): ObjectStore {
  const owners = new Map<string, Map<string, Uint8Array>>();
  return {
    put: async (scope, key, bytes) => {
      const objects = owners.get(ownerKey(scope)) ?? new Map<string, Uint8Array>();
      owners.set(ownerKey(scope), objects.set(key, bytes.slice()));
    },
    get: async (scope, key) => owners.get(ownerKey(scope))?.get(key)?.slice(),
    remove: async (scope, key) => {
      owners.get(ownerKey(scope))?.delete(key);
    },
    removeAll: async (scope) => {
      owners.delete(ownerKey(scope));
    },
  };
}
