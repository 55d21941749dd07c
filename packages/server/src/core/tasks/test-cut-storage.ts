import type { MemoryStorage } from '../../adapters/storage/memory/storage.ts';
import { ServiceError } from '../kernel/service-error.ts';

const WRITES = new Set(['create', 'insert', 'replace', 'write']);

/** Storage as a process reaches it that is cut off after so many writes: then nothing answers it any more. */
export function cutAfter(writes: number, storage: MemoryStorage): MemoryStorage {
  let left = writes;
  return guarded(storage, async (name) => {
    if (left === 0) throw new ServiceError('storage_unavailable');
    if (WRITES.has(name)) left -= 1;
  });
}

export type Fault = 'throws' | 'dies';

/**
 * Storage as a process reaches it whose call number `nth` after `arm` fails: it throws once, or the process dies, so that
 * neither this call nor any later one is made or answered.
 */
export function faultAt(nth: number, fault: Fault, storage: MemoryStorage) {
  const state = { isArmed: false, calls: 0 };
  const faulty = guarded(storage, async () => {
    if (!state.isArmed) return;
    state.calls += 1;
    if (fault === 'dies' && state.calls >= nth) await new Promise(() => {});
    if (fault === 'throws' && state.calls === nth) throw new ServiceError('storage_unavailable');
  });
  return { storage: faulty, arm: () => void (state.isArmed = true) };
}

/** Storage whose every call is let through by `before`, which gets its name. */
function guarded(storage: MemoryStorage, before: (name: string) => Promise<void>): MemoryStorage {
  const through = <Store extends object>(store: Store): Store =>
    new Proxy(store, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          if (name === 'collection') return through(Reflect.apply(member, target, args) as object);
          if (name === 'onForeignWrite') return Reflect.apply(member, target, args);
          return before(String(name)).then((): unknown => Reflect.apply(member, target, args));
        };
      },
    });
  return {
    ...storage,
    objects: through(storage.objects),
    records: through(storage.records),
    sessions: through(storage.sessions),
    workflows: through(storage.workflows),
  };
}
