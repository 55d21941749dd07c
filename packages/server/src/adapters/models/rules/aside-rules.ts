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
const SHORT_WORDS = 8;
const FEW_FOREIGN_WORDS = 5;

/** In scripts without spaces two signs are about a word. */
function wordsIn(text: string): number {
  const unspaced =
    text.match(/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}]/gu)?.length ?? 0;
  return text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length + Math.floor(unspaced / 2);
}

const KNOWS_NOTHING =
  /\b(?:no (?:idea|clue|example|experience)|dunno|idk|never (?:had|done|been|did)|cannot (?:think|remember|recall))|(?:\bnot|n't|\bdont|\bcant) (?:know|remember|recall|think of|have (?:one|an|any))/iu;
const ASKS_FOR_HELP =
  /\?|\b(?:how|where|what|which|help|hints?|tips?|start|begin|stuck|you|please|pls|give|show|tell)\b/iu;

/** Whoever gives orders to the judge instead of an answer gets no number for it. */
const ORDERS =
  /\b(?:ignore|disregard|forget|override) (?:all |any |the |your |my )*(?:previous|prior|above|earlier|other)? ?(?:instructions|rules|prompts?)\b|^\s*system ?:|\bgive me (?:full marks|a perfect score|the (?:best|highest) score)\b/iu;

/**
 * Not to know is an answer, and so are orders to the judge: both are judged, without a number. Who asks for help gets
 * help.
 */
function isJudgedKindly(text: string, kind: Intent | undefined): boolean {
  if (ORDERS.test(text)) return true;
  const said = plain(text);
  return kind?.intent === 'explain_question' && KNOWS_NOTHING.test(said) && !ASKS_FOR_HELP.test(said);
}

/** Something is asked of the coach, or said to it. */
const TO_THE_COACH = /\?|\b(?:you|your|please|pls|me|us|this|that|question)\b/iu;

/**
 * What is said while a question is open, where it does not read as a command: an answer, an aside, or nobody can say. An
 * aside of no other kind is about what `about` says.
 */
export function openIntent(facts: IntentFacts, about?: Intent['intent']): Intent {
  const { text } = facts;
  if (text.length > ASIDE_CHARACTERS) return { intent: 'answer' };
  const words = wordsIn(text);
  const isAccount = accountsFor(text);
  const kind = asideKind(facts) ?? (isAccount ? undefined : wished(about));
  // “…” and “👍” answer nothing.
  if (words === 0) return kind ?? { intent: text.includes('?') ? 'rephrase' : 'answer' };
  if (isJudgedKindly(text, kind)) return { intent: 'answer' };
  const probability = asideProbability(text);
  if (facts.language !== 'en' && kind === undefined) return foreignIntent(text, { words, probability });
  // After feedback a few words complete an answer; before, they are hardly one.
  if (words <= FEW_WORDS && !facts.hasFeedback && kind === undefined && !isAccount) return { intent: 'unclear' };
  if (probability < (words <= FEW_WORDS ? FEW_WORDS_ANSWER_BELOW : ANSWER_BELOW)) {
    const end = words > FEW_WORDS * 4 ? endIntent(facts) : undefined;
    if (end !== undefined) return end;
    const doubtful = kind !== undefined && DOUBTFUL.includes(kind.intent) && !isAccount && words <= MANY_WORDS / 2;
    if (!doubtful) return { intent: 'answer' };
    return probability > FEW_WORDS_ANSWER_BELOW && kind !== undefined ? kind : { intent: 'unclear' };
  }
  const isPlain = kind !== undefined && DOUBTFUL.includes(kind.intent);
  const isReported = isAccount || (kind === undefined && accountsFor(text, ANYBODY));
  if (isReported && kind?.intent !== 'dispute' && probability < (isPlain ? ASIDE_ABOVE : SURE))
    return { intent: 'answer' };
  if (kind !== undefined && ((isPlain && words <= MANY_WORDS / 2) || isAside({ text, words, probability })))
    return kind;
  return { intent: kind === undefined && text.trim().endsWith('?') ? 'other' : 'unclear' };
}

/** What is plain enough by its words that the candidate is asked, where the classifier takes it for an answer. */
const DOUBTFUL: readonly Intent['intent'][] = [
  'needs_moment',
  'feeling',
  'dispute',
  'adjust',
  'declines',
  'not_working',
  'privacy',
  'about_method',
  'rephrase',
  'other_language',
  'small_talk',
];

/** Commands whose words are rare in answers. */
const WISHED: readonly Intent['intent'][] = [
  'make_document',
  'list_documents',
  'about_resume',
  'likely_questions',
  'questions_to_ask',
  'upcoming_interviews',
  'agenda',
  'progress',
  'compensation',
];

const wished = (about: Intent['intent'] | undefined): Intent | undefined =>
  about !== undefined && WISHED.includes(about) ? { intent: about } : undefined;

function isAside({ text, words, probability }: { text: string; words: number; probability: number }): boolean {
  if (words > MANY_WORDS) return probability > SURE;
  return probability > ASIDE_ABOVE || words <= SHORT_WORDS || (TO_THE_COACH.test(text) && words < MANY_WORDS / 2);
}

const OWN = new Set(['i', 'we']);
const ANYBODY = new Set('i we it he she they nobody everybody everyone somebody'.split(' '));
const STATES = new Set('was were had felt became'.split(' '));
const isDeed = (word: string): boolean => isPast(word) && !STATES.has(word);
/** After these “-ed” is how somebody is: “I am exhausted”. */
const BEFORE_STATES = new Set("am was were feel felt get got been i'm".split(' '));

/** How many words may stand between somebody and what they did: “I simply did my job”. */
const WORDS_BETWEEN = 3;

/** Whether a message says what somebody did, or would do, and asks and addresses nobody. */
function accountsFor(text: string, subjects: ReadonlySet<string> = OWN): boolean {
  if (/\?|\b(?:you|your|please)\b/iu.test(text)) return false;
  const words = plain(text).match(/[\p{L}']+/gu) ?? [];
  return words.some(
    (word, at) =>
      subjects.has(word) &&
      !BEFORE_STATES.has(words[at + 1] ?? '') &&
      (words[at + 1] === 'would' || words.slice(at + 1, at + 1 + WORDS_BETWEEN).some(isDeed)),
  );
}

/** In a language that the rules do not know: what is asked, or short, is no answer that could be judged. */
function foreignIntent(text: string, { words, probability }: { words: number; probability: number }): Intent {
  const isAsked = /[?？؟]\s*$/u.test(text) || words <= FEW_FOREIGN_WORDS;
  return { intent: isAsked || (probability > SURE && words <= MANY_WORDS / 2) ? 'other_language' : 'answer' };
}

/**
 * What the end of a longer message asks of the coach: people say where they come from first, and then what they want. The
 * candidate is asked where it may as well be the end of an answer.
 */
function endIntent(facts: IntentFacts): Intent | undefined {
  const end = END.exec(facts.text.trim())?.[0] ?? '';
  if (end === '' || end.length > facts.text.length * MOST_OF_TEXT || !TO_THE_COACH.test(end) || accountsFor(end))
    return undefined;
  const kind = asideKind({ ...facts, text: end });
  if (kind === undefined || asideProbability(end) < SURE) return undefined;
  return /\?|\b(?:you|your|please|pls)\b/iu.test(end) ? kind : { intent: 'unclear' };
}

/** The last sentence, or what follows its last comma. */
const END = /(?:(?<=[.!?…;]\s)|(?<=,\s(?:so|and|but)?\s?)|(?<=,\s))[^.!?…;,]{8,}(?:[.!?…]+)?$/u;
const MOST_OF_TEXT = 0.8;

/** Whether the rules are so sure that a message is no answer that nobody who says otherwise is believed. */
export function isSurelyAside(facts: IntentFacts): boolean {
  if (!facts.hasOpenQuestion || facts.language !== 'en' || facts.text.length > ASIDE_CHARACTERS) return false;
  const { intent } = openIntent(facts);
  return intent === 'unclear' ? asideProbability(facts.text) > ASIDE_ABOVE : intent !== 'answer';
}

const YES = /^(?:yes|yep|yeah|yup|sure|correct|it was|that was|please do|judge it|ja|oui|s[ií])\b/u;
const NO = /^(?:no|nope|nah|not yet|it was(?: not|n't)|that was(?: not|n't)|nein|non)\b/u;
/** What the buttons send, also when the question was passed meanwhile. */
const PRESSED = /^(?:yes, that was|no, that was not) my answer\.$/u;
const MOST_WORDS_OF_A_CHOICE = 8;

/** What the candidate says to “Was that your answer?”; `undefined` where it is something else. */
export function whetherAnswer({ text, asksWhether }: IntentFacts): Intent | undefined {
  const said = plain(text);
  if (PRESSED.test(said)) return { intent: said.startsWith('yes') ? 'confirms_answer' : 'denies_answer' };
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
