import type { Intent, IntentFacts } from '../../../core/chat/decisions.ts';
import { requirementsOf } from '../../../core/vocabulary/ports.ts';
import { ASIDE_CHARACTERS, asideKind, plain } from './aside-kinds.ts';
import { asideProbability } from './classifier/practice-classifier.ts';
import { isPast } from './past-tense.ts';

/** Below it is an answer, above it is an aside; between them the candidate is asked. */
const ANSWER_BELOW = 0.4;
const ASIDE_ABOVE = 0.7;
/** A few words are conversation unless they plainly answer. */
const FEW_WORDS = 3;
const FEW_WORDS_ANSWER_BELOW = 0.2;
/** With so many words a classifier that is only fairly sure is not enough: it may be a story with much feeling in it. */
const MANY_WORDS = 25;
const SURE = 0.9;
/** With so few words, what they are about says enough where the classifier is not sure. */
const SHORT_WORDS = 6;

const wordsIn = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Something is asked of the coach, or said to it. */
const TO_THE_COACH = /\?|\b(?:you|your|please|pls|me|us|this|that|question)\b/iu;

/** What is said while a question is open, where the words make no command: an answer, an aside, or nobody can say. */
export function openIntent(facts: IntentFacts): Intent {
  const { text } = facts;
  if (text.length > ASIDE_CHARACTERS) return { intent: 'answer' };
  const words = wordsIn(text);
  const kind = asideKind(facts);
  // “…” and “👍” answer nothing.
  if (words === 0) return kind ?? { intent: 'answer' };
  if (facts.language !== 'en' && kind === undefined) return foreignIntent(text, words);
  const probability = asideProbability(text);
  if (probability < (words <= FEW_WORDS ? FEW_WORDS_ANSWER_BELOW : ANSWER_BELOW)) return { intent: 'answer' };
  if (accountsFor(text) && probability < (kind === undefined ? SURE : ASIDE_ABOVE)) return { intent: 'answer' };
  if (kind !== undefined && isAside({ text, words, probability })) return kind;
  return { intent: kind === undefined && text.trim().endsWith('?') ? 'other' : 'unclear' };
}

function isAside({ text, words, probability }: { text: string; words: number; probability: number }): boolean {
  if (words > MANY_WORDS) return probability > SURE;
  return probability > ASIDE_ABOVE || words <= SHORT_WORDS || (TO_THE_COACH.test(text) && words < MANY_WORDS / 2);
}

/** How many words may stand between somebody and what they did: “I simply did my job”. */
const WORDS_BETWEEN = 3;

/** Whether somebody says what they did, or would do, and asks and addresses nobody. */
function accountsFor(text: string): boolean {
  if (/\?|\b(?:you|your|please)\b/iu.test(text)) return false;
  const words = plain(text).match(/[\p{L}']+/gu) ?? [];
  return words.some(
    (word, at) =>
      (word === 'i' || word === 'we') &&
      (words[at + 1] === 'would' || words.slice(at + 1, at + 1 + WORDS_BETWEEN).some(isPast)),
  );
}

/** In a language that the rules do not know: what is asked or short is no answer that could be judged. */
function foreignIntent(text: string, words: number): Intent {
  return { intent: text.trim().endsWith('?') || words <= 5 ? 'other_language' : 'answer' };
}

/** Whether the rules are so sure that a message is no answer that nobody who says otherwise is believed. */
export function isSurelyAside(facts: IntentFacts): boolean {
  if (!facts.hasOpenQuestion || facts.language !== 'en' || facts.text.length > ASIDE_CHARACTERS) return false;
  return asideProbability(facts.text) > ASIDE_ABOVE && openIntent(facts).intent !== 'answer';
}

const YES = /^(?:yes|yep|yeah|yup|sure|correct|it was|that was|please do|judge it|ja|oui|s[ií])\b/u;
const NO = /^(?:no|nope|nah|not yet|it was(?: not|n't)|that was(?: not|n't)|nein|non)\b/u;
const MOST_WORDS_OF_A_CHOICE = 8;

/** What the candidate says to “Was that your answer?”; `undefined` where it is something else. */
export function whetherAnswer({ text, asksWhether }: IntentFacts): Intent | undefined {
  const said = plain(text);
  if (!asksWhether || wordsIn(said) > MOST_WORDS_OF_A_CHOICE) return undefined;
  if (NO.test(said)) return { intent: 'denies_answer' };
  return YES.test(said) ? { intent: 'confirms_answer' } : undefined;
}

const FEWEST_CHARACTERS_OF_A_JOB = 250;
const ADVERT =
  /\b(?:we are (?:looking|seeking|hiring|recruiting)|we're (?:looking|hiring)|looking for an?|job (?:description|title|summary|type)|requirements|responsibilities|qualifications|your (?:profile|tasks|role)|about (?:the|this) (?:role|job|position)|what you(?:'ll| will)|you (?:will|should|must|bring|have)|we offer|benefits|salary|per (?:hour|annum|year)|apply|full[- ]time|part[- ]time|closing date|vacancy|essential|desirable|the successful candidate)\b/giu;
const FEWEST_SIGNS = 3;
/** People write of themselves, adverts do not. */
const MOST_FIRST_PERSON = 2;

/** Whether a text is the advert of a job, pasted where none is known. */
export function isJobText({ text, hasPosting }: IntentFacts): boolean {
  if (hasPosting || text.length < FEWEST_CHARACTERS_OF_A_JOB) return false;
  const said = plain(text);
  const signs = new Set([...said.matchAll(ADVERT)].map(([sign]) => sign));
  const ofOneself = said.match(/\b(?:i|i'm|i've|my|me)\b/gu)?.length ?? 0;
  return signs.size >= FEWEST_SIGNS && ofOneself <= MOST_FIRST_PERSON && requirementsOf(text).length > 0;
}
