import type { KeyValueStore } from '../controllers/host.ts';

/** The browser's localStorage under a key prefix. Where it is blocked or full, values last as long as the page. */
export function browserStorage(prefix: string): KeyValueStore {
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) ?? tryStorage((storage) => storage.getItem(prefix + key)) ?? null,
    set: (key, value) => {
      memory.set(key, value);
      tryStorage((storage) => {
        storage.setItem(prefix + key, value);
        memory.delete(key);
      });
    },
    remove: (key) => {
      memory.delete(key);
      tryStorage((storage) => storage.removeItem(prefix + key));
    },
  };
}

function tryStorage<T>(operation: (storage: Storage) => T): T | undefined {
  try {
    // Accessing blocked storage throws.
    return operation(localStorage);
  } catch {
    return undefined;
  }
}
