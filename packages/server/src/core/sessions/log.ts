import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { isSameOwner, type Scope } from '../tenancy/scope.ts';
import { errorFact } from './error-fact.ts';
import { Flusher, type FlushListener } from './flusher.ts';
import {
  BEGINNING,
  type CommandOf,
  isVisibleTo,
  type Position,
  positionId,
  type Reader,
  type SessionCommand,
  type SessionEvent,
  type SessionFact,
  type SessionHead,
  type SessionKind,
  type SessionLog,
  type SessionStore,
  type SessionWriter,
  type TurnStart,
} from './ports.ts';
import { isOf, withdrawnIn } from './interruption.ts';
import { LiveSessions } from './live-sessions.ts';
import { atOrBefore, eventsAfter, Tail } from './tail.ts';
import { TurnCommands } from './turn-commands.ts';
import { TurnWriter } from './writer.ts';

const PAGE = 200;
/** Facts that are read beyond a page: the one the reader stands in is read again, since it may have grown. */
const AHEAD = 8;
/** A notification that was lost costs a command no more than this. */
const TAKE_EVERY_MS = 1_000;
const RENEW_EVERY = 5;
const APPEND_ATTEMPTS = 5;

export type DurableLogOptions = { store: SessionStore; clock: Clock; processId: string };

/** The session log of this process: every write is durable before followers see it. */
export class DurableSessionLog implements SessionLog {
  readonly #store: SessionStore;
  readonly #clock: Clock;
  readonly #processId: string;
  readonly #flusher: Flusher;
  readonly #live = new LiveSessions();
  /** The turns of this process by session. Two would share a batch, which no storage could distinguish. */
  readonly #writers = new Map<string, TurnWriter>();
  readonly #commands: TurnCommands;
  readonly #closing = new AbortController();
  readonly #stopListening: () => void;

  constructor({ store, clock, processId }: DurableLogOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#processId = processId;
    const listener: FlushListener = {
      onWritten: (flushed) => this.#live.publish(flushed),
      // Those who follow look into the storage themselves, and learn there what is the matter.
      onRefused: (sessionId, reason) => {
        this.#writers.get(sessionId)?.lose(reason);
        this.#live.wake(sessionId, { forget: true });
      },
    };
    this.#flusher = new Flusher(store, listener, clock);
    this.#commands = new TurnCommands({
      store,
      clock,
      processId,
      writers: this.#writers,
      read: (scope, sessionId, page) => this.read(scope, sessionId, page),
      watch: (scope, sessionId) => this.#live.watch(scope, sessionId),
      endTurn: ({ scope, ...turn }, head, facts) => this.#endTurn(scope, { ...turn, head, facts }),
    });
    this.#stopListening = store.onForeignWrite((sessionIds) => {
      for (const id of sessionIds) this.#live.wake(id, { forget: true });
      // A turn of ours that another process writes over, or whose session it erased, is lost: it learns that now, too.
      void this.#commands.take(sessionIds).catch(() => {}); // they are taken again within a second
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
    const { turnId, deadline, onCommand } = turn;
    const ticket = { scope, sessionId, turnId, owner: this.#processId, deadline, onCommand };
    const { live, release } = this.#live.use(scope, sessionId);
    live.tail = new Tail(position);
    const onEnded = () => {
      if (this.#writers.get(sessionId) === writer) this.#writers.delete(sessionId);
      live.partials.clear();
      release();
    };
    const onPartial = (partial: SessionFact & { type: 'partial' }) => this.#live.showPartial(sessionId, partial);
    const running = { flusher: this.#flusher, clock: this.#clock, onEnded, onPartial };
    const writer = new TurnWriter(ticket, position, running);
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

  send(scope: Scope, sessionId: string, command: SessionCommand): Promise<void> {
    return this.#commands.send(scope, sessionId, command);
  }

  takeSaid(sessionId: string): Promise<CommandOf<'say'> | undefined> {
    return this.#commands.takeSaid(sessionId);
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
      const ahead = await this.#past(scope, sessionId, { after: at, limit });
      const past = ahead.slice(0, limit);
      const taken = reader === 'server' ? undefined : withdrawnIn(ahead);
      for (const event of past) if (isVisibleTo(reader, event.fact) && !isOf(taken, event)) seen.push(event);
      const last = past.at(-1);
      // A page is full, or the log has no more: what is hidden makes none of them shorter.
      if (last === undefined || past.length < limit || seen.length >= limit) return seen.slice(0, limit);
      at = last.position;
    }
  }

  /** Everything, whoever may meet it, and a few facts more: they may withdraw what comes before them. */
  async #past(scope: Scope, sessionId: string, { after, limit }: { after: Position; limit: number }) {
    const facts = await this.#store.read(scope, sessionId, { fromSeq: after.seq, limit: limit + AHEAD });
    return eventsAfter(after, facts);
  }

  async *follow(
    scope: Scope,
    sessionId: string,
    { after, signal, reader = 'everybody' }: { after: Position; signal: AbortSignal; reader?: Reader },
  ): AsyncIterable<SessionEvent> {
    // A foreign session must not even be waited for. One that its owner writes here is known to be theirs.
    const writer = this.#writers.get(sessionId);
    const isOurs = writer !== undefined && isSameOwner(writer.scope, scope) && atOrBefore(after, writer.begunAfter);
    const head = isOurs ? undefined : await this.#headOf(scope, sessionId);
    // An id of another log, or of one that was restored from a backup, may lie beyond the end.
    const from = head === undefined || atOrBefore(after, head.position) ? after : head.position;
    const ends = AbortSignal.any([signal, this.#closing.signal]);
    // Listening begins before the storage is read, so that nothing falls between.
    const { live, changes, release } = this.#live.watch(scope, sessionId);
    const wake = () => changes.notify();
    ends.addEventListener('abort', wake, { once: true });
    const shown = new Map<string, SessionFact>();
    try {
      let at = from;
      while (!ends.aborted) {
        changes.forget();
        const fresh = live.tail?.after(at);
        const events = fresh ?? (await this.#past(scope, sessionId, { after: at, limit: PAGE }));
        const partials = [...live.partials.values()].filter((fact) => shown.get(fact.messageId) !== fact);
        if (events.length === 0 && partials.length === 0) {
          if (fresh === undefined && (await this.#store.head(scope, sessionId)) === undefined) return;
          await changes.next();
        }
        const taken = reader === 'server' ? undefined : withdrawnIn(events);
        for (const event of events) {
          if (ends.aborted) return;
          at = event.position;
          if (isVisibleTo(reader, event.fact) && !isOf(taken, event)) yield event;
        }
        for (const fact of partials) {
          shown.set(fact.messageId, fact);
          if (live.partials.get(fact.messageId) === fact) yield { position: at, at: this.#clock.now(), fact };
        }
      }
    } finally {
      ends.removeEventListener('abort', wake);
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

  /** Takes the commands to our turns, keeps these ours and ends those of dead processes, until `close`. */
  async keepLeases(): Promise<void> {
    const { signal } = this.#closing;
    for (let time = 1; !signal.aborted; time += 1) {
      await this.#clock.sleep(TAKE_EVERY_MS, signal).catch(() => {});
      if (signal.aborted) return;
      await this.#commands.take([...this.#writers.keys()]).catch(() => {});
      if (time % RENEW_EVERY !== 0) continue;
      for (const writer of this.#writers.values()) writer.renew();
      await this.recover().catch(() => {}); // storage that is away now is asked again next time
    }
  }

  /** Ends the turns and the readers of an owner whose sessions are gone. */
  abandon(scope: Scope): void {
    for (const writer of this.#writers.values())
      if (isSameOwner(writer.scope, scope)) writer.lose(new ServiceError('turn_cancelled'));
    this.#live.wakeAll(scope);
  }

  /** Ends those who follow and waits for what is being written. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#flusher.idle();
    this.#stopListening();
  }

  async #interrupt(scope: Scope, turn: { sessionId: string; head: Position; turnId: string }): Promise<void> {
    const fact = errorFact(new ServiceError('turn_interrupted'), turn.turnId);
    // When it does not apply, somebody else ended the turn: the same outcome.
    await this.#endTurn(scope, { ...turn, facts: [fact] });
  }

  async #endTurn(
    scope: Scope,
    turn: { sessionId: string; head: Position; turnId: string; facts: readonly SessionFact[] },
  ): Promise<boolean> {
    const { sessionId, turnId, head, facts } = turn;
    const isEnded = await this.#tryWrite(scope, { sessionId, expected: head, facts, lease: null });
    const writer = this.#writers.get(sessionId);
    if (isEnded && writer?.turnId === turnId) writer.lose(new ServiceError('conflict'));
    return isEnded;
  }

  async #tryWrite(
    scope: Scope,
    write: { sessionId: string; expected: Position; facts: readonly SessionFact[]; lease?: null },
  ): Promise<boolean> {
    const { sessionId, expected, facts, lease } = write;
    const at = this.#clock.now();
    const stamped = facts.map((fact) => ({ at, fact }));
    const [result] = await this.#store.write([{ scope, sessionId, expected, facts: stamped, ...defined({ lease }) }]);
    if (result === 'written') this.#live.wake(sessionId, { forget: true });
    return result === 'written';
  }

  async #headOf(scope: Scope, sessionId: string): Promise<SessionHead> {
    const head = await this.#store.head(scope, sessionId);
    if (head === undefined) throw new ServiceError('not_found');
    return head;
  }
}
