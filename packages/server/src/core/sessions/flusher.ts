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

export type FlushListener = { onWritten(flushed: Flushed): void; onRefused(sessionId: string, reason: unknown): void };

/** A run of writes of one session that waits for the next flush. */
class Batch {
  readonly scope: Scope;
  readonly expected: Position;
  grow = '';
  readonly facts: { at: number; fact: SessionFact }[] = [];
  lease: Lease | null | undefined;
  readonly durable: Promise<void>;
  settle: { resolve: () => void; reject: (reason: unknown) => void } = { resolve: () => {}, reject: () => {} };

  constructor(scope: Scope, expected: Position) {
    this.scope = scope;
    this.expected = expected;
    this.durable = new Promise((resolve, reject) => {
      this.settle = { resolve, reject };
    });
    this.durable.catch(() => {}); // the rejection reaches whoever awaits it; without anybody awaiting it, it must not crash the process
  }
}

/**
 * Group commit: everything that all sessions of this process want to write goes to the store in one round trip, and
 * while that is under way the next one gathers. One session costs one small write; a thousand cost hardly more.
 */
export class Flusher {
  readonly #store: SessionStore;
  readonly #listener: FlushListener;
  #waiting = new Map<string, Batch>();
  #running: Promise<void> | undefined;

  constructor(store: SessionStore, listener: FlushListener) {
    this.#store = store;
    this.#listener = listener;
  }

  /** The batch that `sessionId` may still add to. `expected` is where its log stands once all earlier batches are durable. */
  batch(sessionId: string, scope: Scope, expected: Position): Batch {
    let batch = this.#waiting.get(sessionId);
    if (batch === undefined) {
      batch = new Batch(scope, expected);
      this.#waiting.set(sessionId, batch);
      this.#running ??= this.#run();
    }
    return batch;
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    while (this.#running !== undefined) await this.#running;
  }

  async #run(): Promise<void> {
    // One turn of the event loop gathers what was written in the same moment.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#waiting.size > 0) {
      const batches = this.#waiting;
      this.#waiting = new Map();
      await this.#flush(batches);
    }
    this.#running = undefined;
  }

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
    batch.settle.resolve();
  }

  /** Also rejects the next batch: it assumed the refused write, and could match another writer's position by chance. */
  #rejectBatch(sessionId: string, reason: unknown, batch: Batch): void {
    const gathered = this.#waiting.get(sessionId);
    this.#waiting.delete(sessionId);
    this.#listener.onRefused(sessionId, reason);
    batch.settle.reject(reason);
    gathered?.settle.reject(reason);
  }
}

export type { Batch };
