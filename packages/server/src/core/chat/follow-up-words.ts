import type { FeedbackEvent, WeakPart } from '../feedback/ports.ts';
import { sentencesOf } from '../vocabulary/ports.ts';

const FEWEST_WORDS = 3;
const MOST_WORDS = 14;
/** A quote does not end with these. */
const OPEN_ENDS = new Set(
  'and or but so because that which who the a an to of in on at with for from by my our his her their i we was were is'.split(
    ' ',
  ),
);

/** Of which criteria the words lead best to what is asked next. The others follow in their own order. */
const LEADING: Readonly<Record<WeakPart, readonly string[]>> = {
  situation: ['own_action', 'outcome'],
  task: ['own_action', 'occasion'],
  action: ['occasion', 'responsibility'],
  result: ['own_action', 'occasion'],
  specifics: ['outcome', 'own_action'],
  own_role: ['own_action'],
  relevance: ['outcome', 'own_action'],
  steps: ['reason', 'link'],
  reason: ['own_action', 'approach', 'link'],
  example: ['approach', 'link', 'reason'],
  people: ['approach', 'reason'],
  check: ['approach', 'own_example'],
  duties: ['own_example', 'relevant'],
  detail: ['own_example', 'approach', 'responsibility'],
  link: ['own_example', 'approach', 'reason'],
};

/**
 * Words of the candidate that a follow-up takes up: quoted in the feedback, at least three of them, those of the newest
 * message first. `undefined` where there are none that read well as a quote.
 */
export function wordsToTakeUp({ criteria, answer, parts }: FeedbackEvent, part: WeakPart): string | undefined {
  const newest = parts?.at(-1)?.start ?? 0;
  const leading = LEADING[part];
  const rank = (id: string) => (leading.includes(id) ? leading.indexOf(id) : leading.length);
  const quotes = criteria
    .toSorted((a, b) => rank(a.criterionId) - rank(b.criterionId))
    .flatMap((judged) => judged.quotes.toReversed());
  const fresh = quotes.filter(({ start }) => start >= newest);
  const said = [...fresh, ...quotes].map(({ text }) => text);
  return [...said, ...sentencesOf(answer).map(({ text }) => text)].map(quotable).find((words) => words !== undefined);
}

/** The first words of a text, as many as can be repeated in a sentence. */
function quotable(text: string): string | undefined {
  // A quote within a quote, or over several lines, cannot be marked as one.
  if (/[“”"„«»\n]/u.test(text)) return undefined;
  const words = [...text.matchAll(/\S+/gu)];
  let kept = words.slice(0, MOST_WORDS);
  const isOpen = () => OPEN_ENDS.has(kept.at(-1)?.[0].toLowerCase() ?? '');
  if (words.length > MOST_WORDS) while (kept.length > 0 && isOpen()) kept = kept.slice(0, -1);
  const last = kept.at(-1);
  if (last === undefined || kept.length < FEWEST_WORDS) return undefined;
  return text.slice(kept[0]?.index, last.index + last[0].length).replace(/[.,;:!?–—-]+$/u, '');
}
