import { difference } from './combined.ts';
import type { Attempt, FeedbackEvent, Judged } from './ports.ts';

type Previous = NonNullable<FeedbackEvent['previous']>;
type Change = NonNullable<Previous['changes']>[number];

/** What changed since the attempt before, criterion by criterion, with the words that made the difference. */
export function comparison(
  { previous, completes = false }: Pick<Attempt, 'previous' | 'completes'>,
  criteria: readonly Judged[],
): Previous | undefined {
  const counted = previous === undefined ? undefined : countedOf(previous);
  if (previous === undefined || counted === undefined) return undefined;
  const changes = criteria.flatMap((judged) => changeOf(judged, previous));
  const labels = (direction: 1 | -1) =>
    changes.filter(({ before, after }) => Math.sign(difference(before, after)) === direction).map(({ label }) => label);
  return {
    attempt: previous.attempt,
    met: counted.met,
    of: counted.of,
    gained: labels(1),
    lost: labels(-1),
    changes,
    added: completes,
  };
}

/** What was too short to be judged has shown nothing yet. */
function countedOf({ score, reason, criteria }: FeedbackEvent): FeedbackEvent['score'] {
  return score ?? (reason === 'too_short' ? { met: 0, of: criteria.length } : undefined);
}

function changeOf({ criterionId, label, shown, quotes }: Judged, previous: FeedbackEvent): Change[] {
  const earlier = previous.criteria.find((judged) => judged.criterionId === criterionId);
  const before = earlier?.shown ?? 'no';
  const more = difference(before, shown);
  if (more === 0) return [];
  const known = new Set(earlier?.quotes.map(({ text }) => text));
  // Of what it gained, the words that were not quoted before; of what it lost, those that are no longer there.
  const words = more > 0 ? (quotes.findLast(({ text }) => !known.has(text)) ?? quotes.at(-1)) : earlier?.quotes.at(0);
  return words === undefined ? [] : [{ criterionId, label, before, after: shown, words: words.text }];
}
