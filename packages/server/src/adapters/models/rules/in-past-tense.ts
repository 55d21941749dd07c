import cues from './answer-cues.json' with { type: 'json' };
import { isPast } from './past-tense.ts';

const THEN = new Map(Object.entries(cues.now_for_then));
const DOING = new Set(cues.doing);
const ADVERBS = new Set(cues.adverbs);
const SUBJECTS = new Set([
  ...'i we he she it they who everyone everybody nobody someone somebody'.split(' '),
  ...cues.person.filter((person) => !person.includes(' ')),
]);
/** Of these there is no noun: they are verbs wherever they stand. */
const BEING = new Set('am is are has'.split(' '));
/** After these comes a noun or an infinitive, never what a subject did. */
const BEFORE_OTHERS = new Set(
  (
    'a an the this that these those my our his her its their your no each every any some of in on at by for ' +
    'from with without to and or can could will would should must may might shall not do does did'
  ).split(' '),
);
const NOW = new Set('now today currently nowadays'.split(' '));

/**
 * Words of a story whose verbs stand in the present ("last winter he become worse, so I call doctor") with those verbs
 * in the past, as they are meant. Many languages use the present for the past, and how well somebody writes English is
 * not what is judged. Only for answers that name a time in the past; statements about today stay as they are.
 */
export function inPastTense(words: readonly string[]): string[] {
  if (words.some((word) => NOW.has(word))) return [...words];
  // Where another verb stands in the past already, one after a noun ("the customer order") is more likely a noun itself.
  const mixed = words.some(isPast);
  let afterSubject = false;
  let afterVerb = false;
  return words.flatMap((word, at) => {
    if (afterSubject && ADVERBS.has(word) && word !== 'have') return [word];
    const before = words[at - 1];
    const afterNoun = !mixed && !afterVerb && before !== undefined && !BEFORE_OTHERS.has(before);
    const past = afterSubject || BEING.has(word) || afterNoun ? pastOf(word) : word;
    afterSubject = SUBJECTS.has(word);
    afterVerb = past !== word;
    return past.split(' ');
  });
}

function pastOf(word: string): string {
  const bases = [word, word.replace(/s$/u, ''), word.replace(/es$/u, ''), word.replace(/ies$/u, 'y')];
  for (const base of bases) {
    const then = THEN.get(base);
    if (then !== undefined) return then;
    if (DOING.has(base)) return regularPast(base);
  }
  return word;
}

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  return /[^aeiou]y$/u.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}
