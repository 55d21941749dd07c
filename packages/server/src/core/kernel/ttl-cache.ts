import type { Clock } from './clock.ts';

const FRESH_MS = 4_000; // a key that another process revokes must stop working here within 5 s
const ENTRIES = 10_000;

/** A cache of store reads for a moment. */
export interface TtlCache<Value> {
  /** The value of `key`, remembered or loaded. `undefined` is never remembered. */
  get(key: string, load: () => Promise<Value | undefined>): Promise<Value | undefined>;
  /** From now on nothing loaded before is given again. */
  forget(key: string): void;
  /** Everything at once. */
  forgetAll(): void;
}

/** Bounded: the oldest entry is evicted. */
export function ttlCache<Value>(clock: Clock, { freshMs = FRESH_MS }: { freshMs?: number } = {}): TtlCache<Value> {
  const entries = new Map<string, { value: Value; until: number }>();
  let forgotten = 0;
  return {
    async get(key, load) {
      const known = entries.get(key);
      if (known !== undefined && clock.now() < known.until) return known.value;
      entries.delete(key);
      const [before, until] = [forgotten, clock.now() + freshMs];
      const value = await load();
      // What was on its way while something was forgotten may be the very thing that had to be forgotten.
      if (value !== undefined && before === forgotten) entries.set(key, { value, until });
      const oldest = entries.size > ENTRIES ? entries.keys().next().value : undefined;
      if (oldest !== undefined) entries.delete(oldest);
      return value;
    },
    forget(key) {
      forgotten += 1;
      entries.delete(key);
    },
    forgetAll() {
      forgotten += 1;
      entries.clear();
    },
  };
}
