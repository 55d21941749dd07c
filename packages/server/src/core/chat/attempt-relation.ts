import { folded, linesOf, sentencesOf, wordsOf } from '../vocabulary/ports.ts';
import {
  beginsWith,
  comesLater,
  END_WORDS,
  givesReason,
  goesOn,
  saysAnew,
  saysMore,
  setsScene,
  PRONOUNS,
} from './attempt-signs.ts';

/** What the words belong to: the answer before, which they complete, or a new attempt of their own. */
export type Relation = 'addition' | 'new_attempt';

export type Said = {
  /** The words of this turn. */
  readonly said: string;
  /** The answer that was judged last, with all that was added to it. */
  readonly before: string;
};

const FEWEST_LETTERS = 3;
const FEW_WORDS = 12;
const FRAGMENT_WORDS = 6;
const STORY_WORDS = 35;
const SENTENCES_OF_STORY = 3;
const MUCH_SHARED = 0.3;
const REPEATED = 0.45;

/**
 * Whether words after feedback complete the answer before or begin a new one: another story, or the whole from the beginning.
 * Each sign counts for one of them; where both have as many, the words complete what was said.
 */
export function relationOf({ said, before }: Said): Relation {
  if (saysAnew(said)) return 'new_attempt';
  const anew = pointsForNew({ said, before });
  const more = pointsForMore({ said, before });
  return anew > more ? 'new_attempt' : 'addition';
}

function pointsForNew({ said, before }: Said): number {
  const [own, earlier] = [wordsOf(said).length, wordsOf(before).length];
  const { shared, distinct, covered } = overlap({ said, before });
  const begins = opening(said);
  const refersBack = refers(begins, before);
  const scene = !refersBack && setsScene(begins, before);
  const story = own >= STORY_WORDS || (own > FEW_WORDS && sentencesOf(said).length >= SENTENCES_OF_STORY);
  return sum([
    [scene, 3],
    [distinct >= FRAGMENT_WORDS && shared === 0 && !refersBack, 2],
    [own >= earlier && own > FEW_WORDS, 2],
    [own * 2 >= earlier && own > FEW_WORDS, 1],
    [story && !refersBack, 1],
    [covered >= REPEATED && own * 4 >= earlier * 3, 3],
    [linesOf(said).length >= SENTENCES_OF_STORY && own > FEW_WORDS, 1],
  ]);
}

function pointsForMore({ said, before }: Said): number {
  const [own, earlier] = [wordsOf(said).length, wordsOf(before).length];
  const { shared, distinct } = overlap({ said, before });
  const begins = opening(said);
  return sum([
    [saysMore(said), 4],
    [refers(begins, before), 3],
    [goesOn(begins) && !setsScene(begins, before), 2],
    [own < earlier && !setsScene(begins, before), 1],
    [shared >= 2 || (distinct > 0 && shared / distinct >= MUCH_SHARED), own < earlier ? 2 : 0],
    [own <= FEW_WORDS, 2],
    [own <= FRAGMENT_WORDS, 2],
    [sentencesOf(said).length === 1 && givesReason(begins) && !setsScene(begins, before), 2],
    [shared > 0 && sentencesOf(said).length === 1, 1],
    [own * 2 < earlier, 1],
  ]);
}

const sum = (signs: readonly (readonly [boolean, number])[]): number =>
  signs.reduce((points, [holds, worth]) => points + (holds ? worth : 0), 0);

/** Whether the first sentence takes up what was said: it stands on a word that only the answer before explains. */
function refers(sentence: string, before: string): boolean {
  if (beginsWith(sentence, END_WORDS) || comesLater(sentence) || POINTS_BACK.test(folded(sentence))) return true;
  const words = wordsOf(withoutLead(sentence))
    .slice(0, 8)
    .map(({ text }) => folded(text));
  // “She now asks for our van”: nobody was named in this sentence before “she”.
  const at = words.findIndex((word, place) => PRONOUNS.has(word) || (word === 'that' && place === 0));
  const unnamed = at >= 0 && !words.slice(0, at).some((word) => NAMING.has(word));
  if (unnamed && (at <= 3 || RELATING.has(words[at - 1] ?? ''))) return true;
  return takesUp(words, before);
}

/** “The customer …”, “Our depot …”: what is named as known stands in the answer before. */
function takesUp(words: readonly string[], before: string): boolean {
  const known = new Set(contentOf(before));
  return words.slice(0, 5).some((word, at) => {
    if (word !== 'the' && word !== 'our' && word !== 'his' && word !== 'her' && word !== 'their') return false;
    return words.slice(at + 1, at + 3).some((next) => contentOf(next).some((stem) => known.has(stem)));
  });
}

function overlap({ said, before }: Said): { shared: number; distinct: number; covered: number } {
  const [own, earlier] = [new Set(contentOf(said)), new Set(contentOf(before))];
  const shared = [...own].filter((stem) => earlier.has(stem)).length;
  return { shared, distinct: own.size, covered: earlier.size === 0 ? 0 : shared / earlier.size };
}

function contentOf(text: string): string[] {
  return wordsOf(text).flatMap(({ stem }) => (stem.length >= FEWEST_LETTERS && !COMMON.has(stem) ? [stem] : []));
}

const NAMING = new Set(['a', 'an', 'one', 'two', 'three', 'some']);
const RELATING = new Set('with of for about on in to from by at after before behind without around'.split(' '));
/** “On that tour”, “of this ward”. */
const POINTS_BACK = /\b(?:on|in|at|of|for|during|with|from|to|about) (?:that|those|these|this) \w+/u;
/** “It was in my second year.” says nothing yet of what follows. */
const PLACES =
  /^\W*(?:(?:ok|okay|so|well|yes)\W+){0,2}(?:it|this|that)(?: one)? (?:was|happened|is about|is from) (?:in|on|at|during|when|last|a|an|from)\b/iu;
/** “To be sure, …” */
const LEAD = /^\W*(?:to|for|just|of)(?: \w+){1,4}, /iu;

/** The sentence that shows whether something new begins. */
function opening(text: string): string {
  const sentences = sentencesOf(text).filter((sentence) => /[\p{L}\p{N}]/u.test(sentence.text));
  const [first, second] = sentences;
  if (first === undefined) return text;
  return second !== undefined && PLACES.test(first.text) ? second.text : first.text;
}

const withoutLead = (sentence: string): string => sentence.replace(LEAD, '');

/** Words that any two answers share. */
const COMMON = new Set(
  wordsOf(
    'about after again always another asked because been before began came could decided done during every everybody ' +
      'everyone everything felt first found from gave going good have having help helped hour into just knew know later ' +
      'like long made make many minute month more morning most much next night only other over people really said same ' +
      'should since some somebody someone something still such sure take team than that their them then there these they ' +
      'thing think this those thought time today told took tried very want wanted week well went were what when where ' +
      'the and was had for but not you all one two she him her his its our out did get got has how who why can may now ' +
      'day too any few off own put ran saw set let yet ago use say see way yes are been both each else off old new were ' +
      'which while will with without work worked working would year your manager colleague problem story answer example',
  ).map(({ stem }) => stem),
);
