import type { Scope } from '../tenancy/scope.ts';
import { isPublic, type Reader, type SessionEvent, type SessionFact, type TurnEvent } from './facts.ts';
import { heardEvents } from './interruption.ts';
import { BEGINNING, type Position } from './position.ts';

const PAGE = 500;

/** What reads a log. */
export interface LogReader {
  /**
   * What was, from `after`, oldest first: what `reader` may meet, which is what everybody may where it is left out. Fewer
   * than `limit` only where there is no more.
   */
  read(
    scope: Scope,
    sessionId: string,
    page: { after: Position; limit?: number; reader?: Reader },
  ): Promise<readonly SessionEvent[]>;
}

/** The events of one turn, with what came before its first: a log is a row of turns. */
export type FoldedTurn = {
  /** Of messages that were interrupted only what was heard. */
  readonly events: readonly SessionEvent[];
  /** How it ended. `stopped` is by the candidate: what was written counts. `open` is one that has no end yet. */
  readonly ending: 'done' | 'stopped' | 'failed' | 'open';
};

/** Something that is computed from a log, turn by turn. States are never changed, only replaced. */
export type Projection<State> = {
  /** Whose view of the log it is: of what is private to others it learns nothing. */
  readonly reader: Reader;
  readonly initial: State;
  reduce(state: State, turn: FoldedTurn): State;
};

/** A state, and up to where the log is in it. */
export type Folded<State> = { readonly position: Position; readonly state: State };

/** `kept` is the state after the last turn that has ended: a later fold can go on from there. */
export type FoldResult<State> = { readonly state: State; readonly kept: Folded<State> };

/** The state of a projection after these events, of which its reader may meet all. */
export function foldEvents<State>(
  events: Iterable<SessionEvent>,
  { initial, reduce }: Pick<Projection<State>, 'initial' | 'reduce'>,
  from: Folded<State> = { position: BEGINNING, state: initial },
): FoldResult<State> {
  let kept = from;
  let open: SessionEvent[] = [];
  for (const event of events) {
    open.push(event);
    const ending = endingOf(event);
    if (ending === undefined) continue;
    kept = { position: event.position, state: reduce(kept.state, { events: heardEvents(open), ending }) };
    open = [];
  }
  return {
    kept,
    state: open.length === 0 ? kept.state : reduce(kept.state, { events: heardEvents(open), ending: 'open' }),
  };
}

/**
 * The state of a projection after all that the log holds, from where `from` left off. Nothing is read of a foreign
 * session.
 */
export async function foldLog<State>(
  { log, scope, sessionId }: { readonly log: LogReader; readonly scope: Scope; readonly sessionId: string },
  projection: Projection<State>,
  from: Folded<State> = { position: BEGINNING, state: projection.initial },
): Promise<FoldResult<State>> {
  const events: SessionEvent[] = [];
  for (let after = from.position; ;) {
    const page = await log.read(scope, sessionId, { after, limit: PAGE, reader: projection.reader });
    events.push(...page);
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return foldEvents(events, projection, from);
    after = last.position;
  }
}

function endingOf({ fact }: SessionEvent): FoldedTurn['ending'] | undefined {
  if (fact.type === 'done') return 'done';
  if (fact.type === 'error') return fact.code === 'turn_cancelled' ? 'stopped' : 'failed';
  return undefined;
}

/** The events of a turn that count for what comes after it: those of one that failed, or still runs, do not. */
export function settledEvents(turn: FoldedTurn): readonly TurnEvent[] {
  return settledFacts(turn).filter(isPublic);
}

/** The same with the facts of features, of which its reader may meet all that are there. */
export function settledFacts({ events, ending }: FoldedTurn): readonly SessionFact[] {
  return ending === 'failed' || ending === 'open' ? [] : events.map(({ fact }) => fact);
}
