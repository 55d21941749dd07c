import { difference } from '../../../core/feedback/combined.ts';
import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { asText } from './markup.ts';
import { phrase } from './phrases.ts';

type Given = NonNullable<CoachContext['feedback']>;
type Change = NonNullable<Given['changes']>[number];

const MOST_NAMED = 2;

/** What changed since the attempt before, each with the candidate's words that made the difference. */
export function changeWords(
  { changes = [], added = false, attempt }: Given,
  context: CoachContext,
): (string | undefined)[] {
  const gained = changes.filter(({ before, after }) => difference(before, after) > 0);
  const lost = changes.filter(({ before, after }) => difference(before, after) < 0);
  const unchanged = added && attempt > 1 && changes.length === 0;
  return [
    gained.length > 0 ? phrase(added ? 'added' : 'improved', context, { gained: named(gained) }) : undefined,
    lost.length > 0 ? phrase('lost', context, { lost: named(lost) }) : undefined,
    unchanged ? phrase('unchanged', context) : undefined,
  ];
}

/** “names how it ended (“she now asks for our van”) and says why (“because …”)”: what changed most comes first. */
function named(changes: readonly Change[]): string {
  const size = ({ before, after }: Change) => Math.abs(difference(before, after));
  return changes
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, MOST_NAMED)
    .map(({ label, words }) => `${label.charAt(0).toLowerCase()}${label.slice(1)} (“${asText(words)}”)`)
    .join(' and ');
}
