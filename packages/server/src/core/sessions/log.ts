import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { isSameOwner, type Scope } from '../tenancy/scope.ts';
import { type Flushed, Flusher, type FlushListener } from './flusher.ts';
import {
  BEGINNING,
  isVisibleTo,
  type Position,
  positionId,
  type Reader,
  type SessionEvent,
  type SessionFact,
  type SessionHead,
  type SessionKind,
  type SessionLog,
  type SessionStore,
  type SessionWriter,
} from './ports.ts';
import { Changes } from './changes.ts';
import { eventsAfter, Tail } from './tail.ts';
import { TurnWriter } from './writer.ts';

const PAGE = 200;
const RENEW_EVERY_MS = 5_000;
const APPEND_ATTEMPTS = 5;

/** A session that somebody in this process writes or follows. */
type Live = { scope: Scope; tail: Tail | undefined; users: number; readonly followers: Set<Changes> };

type TurnStart = { turnId: string; facts: readonly SessionFact[]; at?: Position };

export type DurableLogOptions = { store: SessionStore; clock: Clock; processId: string };

/** The session log of this process: every write is durable before followers see it. */
export class DurableSessionLog implements SessionLog {
  readonly #store: SessionStore;
  readonly #clock: Clock;
  readonly #processId: string;
  readonly #flusher: Flusher;
  readonly #live = new Map<string, Live>();
  /** The turns of this process by session. Two would share a batch, which no storage could distinguish. */
  readonly #writers = new Map<string, TurnWriter>();
  readonly #closing = new AbortController();
  readonly #stopListening: () => void;

  constructor({ store, clock, processId }: DurableLogOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#processId = processId;
    const listener: FlushListener = {
      onWritten: (flushed) => this.#publish(flushed),
      // Those who follow look into the storage themselves, and learn there what is the matter.
      onRefused: (sessionId, reason) => {
        this.#writers.get(sessionId)?.lose(reason);
        this.#wake(sessionId, { forget: true });
      },
    };
    this.#flusher = new Flusher(store, listener, clock);
    this.#stopListening = store.onForeignWrite((sessionIds) => {
      for (const id of sessionIds) {
        this.#wake(id, { forget: true });
        // A turn of ours that another process writes over, or whose session it erased, is lost: it learns that now.
        this.#writers.get(id)?.renew();
      }
    });
  }

  async create(
    scope: Scope,
    session: { sessionId: string; kind: SessionKind },
    ...facts: SessionFact[]
  ): Promise<void> {
    const { sessionId } = session;
    try {
      await this.#store.create(scope, { ...session, at: this.#clock.now() });
    } catch (thrown) {
      if ((await this.#store.head(scope, sessionId)) === undefined) throw thrown;
    }
    if (facts.length > 0) await this.#tryWrite(scope, { sessionId, expected: BEGINNING, facts });
  }

  async append(scope: Scope, sessionId: string, ...facts: SessionFact[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const head = await this.#headOf(scope, sessionId);
      if (head.lease !== undefined && head.lease.until > this.#clock.now()) throw new ServiceError('conflict');
      if (await this.#tryWrite(scope, { sessionId, expected: head.position, facts })) return;
      if (attempt === APPEND_ATTEMPTS) throw new ServiceError('conflict');
    }
  }

  async begin(scope: Scope, sessionId: string, turn: TurnStart): Promise<SessionWriter> {
    const { lease, position } = await this.#headOf(scope, sessionId);
    if (turn.at !== undefined && positionId(position) !== positionId(turn.at))
      throw new ServiceError('turn_in_flight', { retryAfterSeconds: 1 });
    if (lease !== undefined) {
      if (lease.until > this.#clock.now()) throw new ServiceError('turn_in_flight', { retryAfterSeconds: 1 });
      await this.#interrupt(scope, { sessionId, head: position, turnId: lease.turnId });
      // Where it stands now, unless somebody else was faster.
      const at = { seq: position.seq + 1, characters: 0 };
      return this.begin(scope, sessionId, turn.at === undefined ? turn : { ...turn, at });
    }
    // No await between this look and taking the place.
    if (this.#writers.has(sessionId)) throw new ServiceError('turn_in_flight', { retryAfterSeconds: 1 });
    const ticket = { scope, sessionId, turnId: turn.turnId, owner: this.#processId };
    const { live, release } = this.#use(scope, sessionId);
    live.tail = new Tail(position);
    const onEnded = () => {
      if (this.#writers.get(sessionId) === writer) this.#writers.delete(sessionId);
      release();
    };
    const writer = new TurnWriter(ticket, position, { flusher: this.#flusher, clock: this.#clock, onEnded });
    this.#writers.set(sessionId, writer);
    try {
      await writer.append(...turn.facts);
    } catch (thrown) {
      onEnded();
      // Somebody else's turn began between our look and our write.
      if (thrown instanceof ServiceError && thrown.code === 'conflict')
        throw new ServiceError('turn_in_flight', { retryAfterSeconds: 1 });
      throw thrown;
    }
    return writer;
  }

  async head(scope: Scope, sessionId: string): Promise<{ position: Position; openTurnId?: string } | undefined> {
    const head = await this.#store.head(scope, sessionId);
    if (head === undefined) return undefined;
    const { position, lease } = head;
    return lease === undefined || lease.until <= this.#clock.now()
      ? { position }
      : { position, openTurnId: lease.turnId };
  }

  async read(
    scope: Scope,
    sessionId: string,
    { after, limit = PAGE, reader = 'everybody' }: { after: Position; limit?: number; reader?: Reader },
  ): Promise<readonly SessionEvent[]> {
    const seen: SessionEvent[] = [];
    for (let at = after; ;) {
      const past = await this.#past(scope, sessionId, { after: at, limit });
      for (const event of past) if (isVisibleTo(reader, event.fact)) seen.push(event);
      const last = past.at(-1);
      // A page is full, or the log has no more: what is hidden makes none of them shorter.
      if (last === undefined || past.length < limit || seen.length >= limit) return seen.slice(0, limit);
      at = last.position;
    }
  }

  /** Everything, whoever may meet it. */
  async #past(scope: Scope, sessionId: string, { after, limit }: { after: Position; limit: number }) {
    // The fact the reader stands in may have grown, so it is read again; hence one more.
    const facts = await this.#store.read(scope, sessionId, { fromSeq: after.seq, limit: limit + 1 });
    return eventsAfter(after, facts).slice(0, limit);
  }

  async *follow(
    scope: Scope,
    sessionId: string,
    { after, signal, reader = 'everybody' }: { after: Position; signal: AbortSignal; reader?: Reader },
  ): AsyncIterable<SessionEvent> {
    // A foreign session must not even be waited for. One that its owner writes here is known to be theirs.
    const writer = this.#writers.get(sessionId);
    if (writer === undefined || !isSameOwner(writer.scope, scope)) await this.#headOf(scope, sessionId);
    const { live, release } = this.#use(scope, sessionId);
    const ends = AbortSignal.any([signal, this.#closing.signal]);
    // Listening begins before the storage is read, so that nothing falls between.
    const changes = new Changes();
    const wake = () => changes.notify();
    live.followers.add(changes);
    ends.addEventListener('abort', wake, { once: true });
    try {
      let at = after;
      while (!ends.aborted) {
        changes.forget();
        const fresh = live.tail?.after(at);
        const events = fresh ?? (await this.#past(scope, sessionId, { after: at, limit: PAGE }));
        if (events.length === 0) {
          if (fresh === undefined && (await this.#store.head(scope, sessionId)) === undefined) return;
          await changes.next();
        }
        for (const event of events) {
          if (ends.aborted) return;
          at = event.position;
          if (isVisibleTo(reader, event.fact)) yield event;
        }
      }
    } finally {
      ends.removeEventListener('abort', wake);
      live.followers.delete(changes);
      release();
    }
  }

  /** Ends turns that a crash cut off. `everyone` when no other process can be writing: at the start of an embedded server. */
  async recover({ everyone = false }: { everyone?: boolean } = {}): Promise<number> {
    const now = everyone ? Number.MAX_SAFE_INTEGER : this.#clock.now();
    const abandoned = await this.#store.abandoned(now);
    for (const { scope, sessionId, head, turnId } of abandoned)
      await this.#interrupt(scope, { sessionId, head, turnId });
    return abandoned.length;
  }

  /** Keeps our turns ours and ends those of dead processes, until `close`. */
  async keepLeases(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#clock.sleep(RENEW_EVERY_MS, signal).catch(() => {});
      if (signal.aborted) return;
      for (const writer of this.#writers.values()) writer.renew();
      await this.recover().catch(() => {}); // storage that is away now is asked again next time
    }
  }

  /** Ends the turns and the readers of an owner whose sessions are gone. */
  abandon(scope: Scope): void {
    for (const writer of this.#writers.values())
      if (isSameOwner(writer.scope, scope)) writer.lose(new ServiceError('turn_cancelled'));
    for (const [sessionId, live] of this.#live)
      if (isSameOwner(live.scope, scope)) this.#wake(sessionId, { forget: true });
  }

  /** Ends those who follow and waits for what is being written. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#flusher.idle();
    this.#stopListening();
  }

  async #interrupt(scope: Scope, turn: { sessionId: string; head: Position; turnId: string }): Promise<void> {
    const { code, message, retryable } = new ServiceError('turn_interrupted');
    const fact: SessionFact = { type: 'error', code, message, retryable, turnId: turn.turnId };
    // When it does not apply, somebody else ended the turn: the same outcome.
    await this.#tryWrite(scope, { sessionId: turn.sessionId, expected: turn.head, facts: [fact], lease: null });
  }

  async #tryWrite(
    scope: Scope,
    write: { sessionId: string; expected: Position; facts: readonly SessionFact[]; lease?: null },
  ): Promise<boolean> {
    const { sessionId, expected, facts, lease } = write;
    const at = this.#clock.now();
    const stamped = facts.map((fact) => ({ at, fact }));
    const [result] = await this.#store.write([{ scope, sessionId, expected, facts: stamped, ...defined({ lease }) }]);
    if (result === 'written') this.#wake(sessionId, { forget: true });
    return result === 'written';
  }

  async #headOf(scope: Scope, sessionId: string): Promise<SessionHead> {
    const head = await this.#store.head(scope, sessionId);
    if (head === undefined) throw new ServiceError('not_found');
    return head;
  }

  #use(scope: Scope, sessionId: string): { live: Live; release: () => void } {
    const live = this.#live.get(sessionId) ?? { scope, tail: undefined, users: 0, followers: new Set() };
    this.#live.set(sessionId, live);
    live.users += 1;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      live.users -= 1;
      if (live.users === 0) this.#live.delete(sessionId);
    };
    return { live, release };
  }

  #publish({ sessionId, grown, facts }: Flushed): void {
    this.#live.get(sessionId)?.tail?.extend(grown, facts);
    this.#wake(sessionId, { forget: false });
  }

  #wake(sessionId: string, { forget }: { forget: boolean }): void {
    const live = this.#live.get(sessionId);
    if (live === undefined) return;
    // Written by another process or outside our writer: the tail has a gap, the storage has not.
    if (forget) live.tail = undefined;
    for (const changes of live.followers) changes.notify();
  }
}
