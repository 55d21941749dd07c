import type { SessionEvent, TurnEvent } from '../sessions/ports.ts';

/** What counts of a log: a turn that has ended, but not in an error, unless the candidate stopped it. */
export function* settledEvents(events: Iterable<SessionEvent>): Generator<TurnEvent> {
  let turn: TurnEvent[] = [];
  for (const { fact } of events) {
    if (fact.type === 'decision' || fact.type === 'research_progress') continue;
    const failed = fact.type === 'error' && fact.code !== 'turn_cancelled';
    if (!failed) turn.push(fact);
    if (fact.type !== 'done' && fact.type !== 'error') continue;
    if (!failed) yield* turn;
    turn = [];
  }
}
