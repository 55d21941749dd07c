import type { Clock } from '../kernel/clock.ts';
import { LET_GO } from '../kernel/let-go.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Lease, Position, SessionFact, SessionStore, SessionWrite, StoredFact } from './ports.ts';
import type { Scope } from '../tenancy/scope.ts';

/** What one flush made durable for one session. */
export type Flushed = {
  readonly sessionId: string;
  readonly grown: string;
  readonly facts: readonly StoredFact[];
  readonly position: Position;
};

/** One for all that nobody awaited before it was durable. */
const WRITTEN = Promise.resolve();

export type FlushListener = { onWritten(flushed: Flushed): void; onRefused(sessionId: string, reason: unknown): void };

/** A run of writes of one session that waits for the next flush. */
class Batch {
  readonly scope: Scope;
  readonly expected: Position;
  grow = '';
  readonly facts: { at: number; fact: SessionFact }[] = [];
  lease: Lease | null | undefined;
  /** Whether it can still be added to. */
  gathering = true;
  readonly #onAwaited: () => void;
  #durable: Promise<void> | undefined;
  #settle: { resolve: () => void; reject: (reason: unknown) => void } | undefined;

  constructor(scope: Scope, expected: Position, onAwaited: () => void) {
    this.scope = scope;
    this.expected = expected;
    this.#onAwaited = onAwaited;
  }

  /** Resolves when all of it is durable. Whoever asks waits, so it is written as soon as possible. */
  get durable(): Promise<void> {
    if (this.#durable === undefined) {
      this.#onAwaited();
      return this.#keep(new Promise((resolve, reject) => (this.#settle = { resolve, reject })));
    }
    return this.#durable;
  }

  resolve(): void {
    if (this.#settle === undefined) this.#durable = WRITTEN;
    else this.#settle.resolve();
  }

  reject(reason: unknown): void {
    if (this.#settle === undefined) void this.#keep(Promise.reject(reason));
    else this.#settle.reject(reason);
  }

  #keep(durable: Promise<void>): Promise<void> {
    this.#durable = durable;
    durable.catch(() => {}); // the rejection reaches whoever awaits it; without anybody awaiting it, it must not crash the process
    return durable;
  }
}

/**
 * Group commit: everything that all sessions of this process want to write goes to the store in one round trip, and
 * while that is under way the next one gathers. One session costs one small write; a thousand cost hardly more.
 */
export class Flusher {
  readonly #store: SessionStore;
  readonly #listener: FlushListener;
  readonly #clock: Clock;
  #waiting = new Map<string, Batch>();
  #running: Promise<void> | undefined;
  #lastBegan = Number.NEGATIVE_INFINITY;
  #isAwaited = false;
  #hurry: AbortController | undefined;

  constructor(store: SessionStore, listener: FlushListener, clock: Clock) {
    this.#store = store;
    this.#listener = listener;
    this.#clock = clock;
  }

  /** The batch that `sessionId` may still add to. `expected` is where its log stands once all earlier batches are durable. */
  batch(sessionId: string, scope: Scope, expected: Position): Batch {
    let batch = this.#waiting.get(sessionId);
    if (batch === undefined) {
      batch = new Batch(scope, expected, this.#onAwaited);
      this.#waiting.set(sessionId, batch);
      this.#running ??= this.#run();
    }
    return batch;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    this.#onAwaited();
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the event loop gathers what was written in the same moment.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.size > 0) {
      await this.#gather();
      const batches = this.#waiting;
      this.#waiting = new Map();
      this.#isAwaited = false;
      this.#lastBegan = this.#clock.now();
      for (const batch of batches.values()) batch.gathering = false;
      await this.#flush(batches);
    }
    this.#running = undefined;
  }

  /** Under load a flush for every few words would cost more than the words; nobody sees that they are some milliseconds late. */
  async #gather(): Promise<void> {
    const { gatherMs = 0 } = this.#store;
    // Never longer, also where the machine's clock was set back.
    const waitMs = Math.min(gatherMs, this.#lastBegan + gatherMs - this.#clock.now());
    if (this.#isAwaited || waitMs <= 0) return;
    this.#hurry = new AbortController();
    await this.#clock.sleep(waitMs, this.#hurry.signal).catch(() => undefined);
    this.#hurry = undefined;
  }

  readonly #onAwaited = () => {
    this.#isAwaited = true;
    this.#hurry?.abort(LET_GO);
  };

  async #flush(batches: ReadonlyMap<string, Batch>): Promise<void> {
    const entries = [...batches];
    const writes = entries.map(([sessionId, { scope, expected, grow, facts, lease }]): SessionWrite => ({
      scope,
      sessionId,
      expected,
      facts,
      ...(grow === '' ? {} : { grow }),
      ...(lease === undefined ? {} : { lease }),
    }));
    try {
      const results = await this.#store.write(writes);
      entries.forEach(([sessionId, batch], index) => {
        if (results[index] === 'written') this.#resolveBatch(sessionId, batch);
        else this.#rejectBatch(sessionId, new ServiceError('conflict'), batch);
      });
    } catch (cause) {
      for (const [sessionId, batch] of entries) this.#rejectBatch(sessionId, cause, batch);
    }
  }

  #resolveBatch(sessionId: string, batch: Batch): void {
    const { expected, grow } = batch;
    const facts = batch.facts.map(({ at, fact }, index): StoredFact => ({ seq: expected.seq + index + 1, at, fact }));
    const last = facts.at(-1);
    const position =
      last === undefined
        ? { seq: expected.seq, characters: expected.characters + grow.length }
        : { seq: last.seq, characters: last.fact.type === 'token' ? last.fact.text.length : 0 };
    this.#listener.onWritten({ sessionId, grown: grow, facts, position });
    batch.resolve();
  }

  /** Also rejects the next batch: it assumed the refused write, and could match another writer's position by chance. */
  #rejectBatch(sessionId: string, reason: unknown, batch: Batch): void {
    const gathered = this.#waiting.get(sessionId);
    this.#waiting.delete(sessionId);
    this.#listener.onRefused(sessionId, reason);
    batch.reject(reason);
    if (gathered !== undefined) gathered.gathering = false;
    gathered?.reject(reason);
  }
}

export type { Batch };
