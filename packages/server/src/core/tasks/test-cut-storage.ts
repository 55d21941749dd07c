import type { MemoryStorage } from '../../adapters/storage/memory/storage.ts';
import { ServiceError } from '../kernel/service-error.ts';

const WRITES = new Set(['create', 'insert', 'replace', 'write']);

/** Storage as a process reaches it that is cut off after so many writes: then nothing answers it any more. */
export function cutAfter(writes: number, storage: MemoryStorage): MemoryStorage {
  let left = writes;
  const through = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (name === 'collection') return through(Reflect.apply(member, target, args) as object);
          if (name === 'onForeignWrite') return Reflect.apply(member, target, args);
          if (left === 0) return Promise.reject(new ServiceError('storage_unavailable'));
          if (WRITES.has(String(name))) left -= 1;
          return Reflect.apply(member, target, args);
        };
      },
    });
  return {
    ...storage,
    records: through(storage.records),
    sessions: through(storage.sessions),
    workflows: through(storage.workflows),
  };
}
