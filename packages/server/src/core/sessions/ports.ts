import type { Scope } from '../tenancy/scope.ts';
import type { CommandOf, SessionCommand } from './commands.ts';
import type { MessageRef, Reader, SessionEvent, SessionFact, StoredFact } from './facts.ts';
import type { LogReader } from './fold.ts';
import type { Position } from './position.ts';

export {
  type Folded,
  type FoldedTurn,
  foldEvents,
  foldLog,
  type LogReader,
  type Projection,
  settledEvents,
  settledFacts,
} from './fold.ts';
export { KeptProjection } from './kept-projection.ts';
export { type CommandOf, type SessionCommand, sessionCommand } from './commands.ts';
export { errorFact } from './error-fact.ts';
export { heardFact } from './heard-fact.ts';
export { BEGINNING, parsePosition, type Position, positionId } from './position.ts';

export { decisionFact, decisionMade } from './decision-fact.ts';
export {
  declareFact,
  type FactType,
  type FeatureFact,
  isPublic,
  isVisibleTo,
  type MessageRef,
  type Reader,
  type SessionEvent,
  type SessionFact,
  type StoredFact,
  type TurnEvent,
} from './facts.ts';

/** Who is writing a turn now. A turn whose lease ran out was cut by a crash. */
export type Lease = { readonly turnId: string; readonly owner: string; readonly until: number };

/**
 * One fenced step of one session: first the open text grows, then facts are appended.
 * It applies only if the session still stands at `expected`; then it stands at the next position. All or nothing.
 */
export type SessionWrite = {
  readonly scope: Scope;
  readonly sessionId: string;
  readonly expected: Position;
  /**
   * Appended to the text of fact `expected.seq`, which must be a `token`. Never ends in half a surrogate pair: a
   * half is kept as U+FFFD.
   */
  readonly grow?: string;
  readonly facts: readonly { readonly at: number; readonly fact: SessionFact }[];
  /** `undefined` leaves the lease as it is, `null` gives it up. */
  readonly lease?: Lease | null;
};

export type SessionHead = { readonly position: Position; readonly lease: Lease | undefined };

export type AbandonedTurn = {
  readonly scope: Scope;
  readonly sessionId: string;
  readonly head: Position;
  readonly turnId: string;
};

/** What a session is. */
export type SessionKind = 'chat' | 'prep' | 'research';

export type CommandsWanted = {
  readonly sessionIds: readonly string[];
  readonly types: readonly SessionCommand['type'][];
  readonly limit?: number;
};

/** Durable storage of session logs. Every adapter passes `session-store.suite.ts`. */
export interface SessionStore {
  /**
   * Milliseconds from one write to the next while only text grows: what a write costs is shared by the words of that
   * time. Whatever somebody waits for is written at once. Left out where a write costs nothing.
   */
  readonly gatherMs?: number;
  /** Throws `conflict` when the id is taken. */
  create(scope: Scope, session: { sessionId: string; kind: SessionKind; at: number }): Promise<void>;
  /** `undefined` for an unknown session and for somebody else's alike. */
  head(scope: Scope, sessionId: string): Promise<SessionHead | undefined>;
  /**
   * Writes of many sessions in one round trip (one per session in a batch); resolves when durable.
   * Answers per write, in order: whether it applied. A stale or foreign one does not, and changes nothing.
   */
  write(batch: readonly SessionWrite[]): Promise<readonly ('written' | 'conflict')[]>;
  /** Facts from `fromSeq` (inclusive), oldest first, at most `limit`. Empty for a foreign session. */
  read(scope: Scope, sessionId: string, range: { fromSeq: number; limit: number }): Promise<readonly StoredFact[]>;
  /** Turns whose lease ended before `now`, whoever held it. */
  abandoned(now: number): Promise<readonly AbandonedTurn[]>;
  /**
   * Keeps a command for whichever process writes the session, and notifies the others as a write does. Throws
   * `not_found` for an unknown session and for somebody else's alike.
   */
  sendCommand(scope: Scope, sessionId: string, command: SessionCommand): Promise<void>;
  /**
   * Those of the sessions that `owner` holds the lease of (`undefined`: that nobody writes), each with what it takes:
   * commands of these types in order of arrival, at most `limit` in all. What was taken is gone, so nobody takes it twice.
   */
  takeCommands(
    owner: string | undefined,
    what: CommandsWanted,
  ): Promise<ReadonlyMap<string, readonly SessionCommand[]>>;
  /** Calls back with the ids of sessions that another process wrote or sent a command to. Returns the way to stop. */
  onForeignWrite(listener: (sessionIds: readonly string[]) => void): () => void;
}

/** A turn being written. Single writer, fenced by position; everything else follows the log. */
export interface SessionWriter {
  readonly turnId: string;
  /** Aborts when the turn was taken away or its session is gone: nothing more of it will be written. */
  readonly lost: AbortSignal;
  /** Where the log stood before the turn: follow from here to meet all of it. */
  readonly begunAfter: Position;
  /** Appends characters to a message; several may grow in turns. Returns at once; `drained` is the back-pressure. */
  appendText(message: MessageRef, text: string): void;
  /**
   * Shows to those who follow in this process what may be said in a message. The next one replaces it, text of the message
   * or the end of the turn ends it; it is never stored.
   */
  showPartial(message: MessageRef, text: string): void;
  /** What to await between tokens: resolves when the text so far is durable. `undefined` while little enough is waiting. */
  drained(): Promise<void> | undefined;
  /** Appends facts after all text before, without waiting: it is durable no later than whatever is appended next. */
  appendLater(...facts: SessionFact[]): void;
  /** Appends facts after all text before. Resolves when durable. Throws `conflict` when the turn was taken away. */
  append(...facts: SessionFact[]): Promise<void>;
  /** Appends the last facts (`done` or `error` among them) and gives the turn up. */
  finish(...facts: SessionFact[]): Promise<void>;
}

/**
 * How a turn begins. Its lease is not renewed for longer than until `deadline` (epoch ms): whoever looks then ends it.
 * Commands to it come one by one to `onCommand`.
 */
export type TurnStart = {
  readonly turnId: string;
  readonly facts: readonly SessionFact[];
  readonly at?: Position;
  readonly deadline?: number;
  readonly onCommand?: (command: SessionCommand) => void;
};

/** The event log of a session (chat, prep or research): append, read, follow. */
export interface SessionLog extends LogReader {
  /** With its first facts. A log of this subject that is there stays as it is, and gets these facts only if it has none. */
  create(scope: Scope, session: { sessionId: string; kind: SessionKind }, ...facts: SessionFact[]): Promise<void>;
  /** Appends outside a turn, e.g. background progress. Throws `not_found`, or `conflict` while a turn is being written elsewhere. */
  append(scope: Scope, sessionId: string, ...facts: SessionFact[]): Promise<void>;
  /**
   * Begins a turn with its first facts. Throws `not_found`, or `turn_in_flight` while another one is open. With `at` also
   * where the log stands elsewhere: somebody has written to it.
   */
  begin(scope: Scope, sessionId: string, turn: TurnStart): Promise<SessionWriter>;
  /**
   * Sends a command to the turn it names, on whichever process that runs; drops it when the turn has ended. Where it ends
   * the turn it resolves when that has ended, within 2 s: a process that does not act by then loses the turn, and what
   * it had written stays. Throws `not_found`.
   */
  send(scope: Scope, sessionId: string, command: SessionCommand): Promise<void>;
  /** Takes the oldest `say` that was sent into a turn of a session that nobody writes now. */
  takeSaid(sessionId: string): Promise<CommandOf<'say'> | undefined>;
  /** `undefined` for an unknown or foreign session. `openTurnId` is the turn being written now. */
  head(scope: Scope, sessionId: string): Promise<{ position: Position; openTurnId?: string } | undefined>;
  /**
   * What was, then what comes, from whichever process writes it, for `reader` as in `read`. Ends when the signal aborts,
   * the log closes or the session is gone.
   */
  follow(
    scope: Scope,
    sessionId: string,
    from: { after: Position; signal: AbortSignal; reader?: Reader },
  ): AsyncIterable<SessionEvent>;
}
