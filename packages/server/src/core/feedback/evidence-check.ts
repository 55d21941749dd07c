import { languageOf, sentencesOf, wordsOf } from '../vocabulary/ports.ts';
import { concernIn } from './concern.ts';
import { isGibberish } from './gibberish.ts';
import { noExperience } from './no-experience.ts';
import { nothingDone } from './nothing-done.ts';
import { isOffTopic } from './off-topic.ts';
import type { Concern, FeedbackEvent } from './ports.ts';

export type Reason = NonNullable<FeedbackEvent['reason']>;

/** An answer with fewer words, or fewer different ones, shows too little to judge fairly. */
const FEWEST_WORDS = 10;
const FEWEST_DIFFERENT_WORDS = 8;
/** Longer than this, an answer says more than that somebody does not know. */
const MOST_WORDS_OF_NOT_KNOWING = 30;
const PASTED_SHARE = 0.6;
const RUN_WORDS = 5;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu;
/** Words beside "I don't know" that are still no answer: "sorry, let me think". */
const MOST_WORDS_BESIDE = 7;

const NO_DEEDS = new Set(['opening', 'closing', 'motivation', 'weakness']);

const DOES_NOT_KNOW = [
  /\b(?:i|we) (?:(?:really|honestly|still|just|simply) )?(?:do not|don['’]?t|dont|can ?not|can['’]?t|cant) (?:(?:really|honestly|even) )?(?:know|remember|recall|think of|come up with|say|answer|have (?:one|an? (?:good )?(?:example|answer|idea|story)|any|anything|much))\b/iu,
  /\bcould(?: not|n['’]?t) (?:think of|come up with)\b/iu,
  /\bi (?:have not|haven['’]?t|have never|['’]?ve never|never) (?:really |ever )?(?:been in|had|done|experienced|come across) (?:that|this|one|such|anything|a situation|any)\b/iu,
  /\bi(?:['’]?ve| have)? (?:got )?(?:no|have no|haven['’]?t got (?:a|an|any)|haven['’]?t (?:a|an)) (?:idea|clue|example|answer|experience|memory|thoughts?)\b/iu,
  /^\W*(?:sorry,? )?(?:no (?:idea|clue|comment|example|experience|answer)|dunno|idk|beats me|not sure|pass|hard to say|nothing|none|n ?\/ ?a|skip)\b/iu,
  /\bi(?: am|['’]?m) (?:(?:really|honestly|still|not quite|just) )?(?:not sure|unsure|drawing a blank|blank|lost|stuck)\b/iu,
  /\b(?:can['’]?t|cannot|can not|cant) think of\b/iu,
  /\bnothing (?:really )?comes to mind\b/iu,
  /\bmy mind(?:['’]?s| is| went)? (?:gone )?blank\b/iu,
  /\bi['’]?d? (?:would )?(?:rather not|have to think)\b/iu,
  /\bpass on this\b/iu,
];

// Sentences addressed to whoever judges (prompt injection) instead of an answer. They are never evidence.
const ADDRESSES_THE_JUDGE = [
  /\b(?:ignore|disregard|forget|override|bypass) (?:all |any |the |your |my |these |those ){0,3}(?:previous|prior|above|earlier|instructions?|prompts?|rules?|rubric|criteria|guidelines?)\b/iu,
  /\b(?:system prompt|new instructions?|developer mode|jailbreak|you are now|pretend (?:that|to be|you)|act as (?:a|an|if)|as (?:an? )?(?:ai|language model)\b)/iu,
  /\b(?:please |kindly |just |to |must |should |will )?(?:give|award|grant|assign) (?:me|this|it|us|my answer|the answer|this answer|this response|the candidate) (?:an? |the )?(?:full|max\w{0,5}|perfect|highest|top|best|good|high|excellent|passing|a\+)\W{0,3}(?:possible )?(?:score|marks?|points|rating|grade|credit|feedback|evaluation)\b/iu,
  /\b(?:give|award|grant|assign) (?:me|this|it|us|my answer|the answer|this answer|this response|the candidate) (?:an? )?(?:\d{1,3}|five|six|ten) ?(?:\/|out of|points?|stars?|%|marks?)/iu,
  /\b(?:score|rate|mark|grade|evaluate|judge|assess|count|treat) (?:this|it|me|my answer|the answer|this answer|this response|everything|all|every criterion|the candidate)\b(?: \w+){0,4} (?:as |with |at |highly|fully|positively|met|passed|shown|yes|full|perfect|excellent|\d)/iu,
  /\b(?:deserves?|earns?|worth|merits?|demand|want) (?:a |an |the )?(?:full|perfect|highest|top|maximum|10|100|five|ten)\b/iu,
  /\b(?:this|my|the) (?:answer|response)(?: above| below)? (?:is|was|deserves|meets|fulfils|fulfills|satisfies|shows|covers|demonstrates|contains) (?:\w+ ){0,2}(?:perfect|excellent|outstanding|flawless|exceptional|brilliant|complete|all|every|each)\b/iu,
  /\b(?:evaluator|grader|judge|examiner|assessor|interviewer|coach|system|assistant|model|ai) (?:must|should|will|has to|have to|is required to|needs to) (?:now )?(?:give|score|rate|accept|mark|pass|conclude|agree|say|write|output|award|treat|ignore)\b/iu,
  /\b(?:all|every|each) (?:of the )?criteri(?:a|on) (?:\w+ ){0,2}(?:met|fulfilled|shown|satisfied|passed|yes)\b/iu,
  /\bmet (?:all|every) (?:\w+ )?criteri(?:a|on)\b/iu,
  /\bcriteri(?:a|on)\s?[:=]/iu,
  /["']?\b(?:shown|score|rating|grade|result|verdict|met|passed)\b["']?\s?[:=]\s?["']?(?:yes|true|full|perfect|scored|pass|\d)/iu,
  /<\/?(?:system|assistant|user|instructions?|answer|candidate|prompt)\b|\[\/?(?:inst|system)\]|^\W*(?:system|assistant)\s?:/iu,
  /^\W*(?:\d{1,3}|five|ten) ?(?:\/|out of) ?(?:5|6|10|100|five|ten)\W*$|^\W*(?:full|top|maximum) (?:marks|score|points)\b/iu,
];

export type EvidenceCheck =
  | { readonly name: 'accepted'; readonly evidence: string; readonly language: string }
  | { readonly name: 'rejected'; readonly reason: Reason; readonly concern?: Concern; readonly language: string };

/**
 * What is checked: `said` are the words of this turn, `answer` all that is judged, which may hold an earlier answer
 * too.
 */
export type Submission = {
  readonly said: string;
  readonly answer: string;
  readonly question: string;
  readonly knownTexts: readonly string[];
  /** The kind of the question. To some of them “I never …” is an answer. */
  readonly kind?: string;
  /** What the question is about, besides its own words. */
  readonly topics?: readonly string[];
  /** Whether whoever judges understands other languages than English. */
  readonly anyLanguage?: boolean;
};

/**
 * Whether an answer can be judged at all. `evidence` is the answer with everything blanked that must not count (same
 * length, so that spans stand in the answer itself).
 */
export function checkEvidence(submission: Submission): EvidenceCheck {
  const { said, answer, question, knownTexts, topics = [], anyLanguage = false } = submission;
  const language = detectedLanguage(said);
  const refuse = (reason: Reason): EvidenceCheck => ({ name: 'rejected', reason, language });
  if (!/[\p{L}\p{N}]/u.test(said)) return refuse('empty');
  if (language !== 'en' && !anyLanguage) return refuse('other_language');
  if (doesNotKnow(said)) return refuse('does_not_know');
  const inEnglish = languageOf(answer).code === 'en';
  if (inEnglish && asksForDeeds(submission) && nothingDone(answer)) return refuse('nothing_done');
  if (inEnglish && noExperience(answer)) return refuse('does_not_know');
  if (sharedRuns(said, [question]) >= PASTED_SHARE) return refuse('question_repeated');
  if (sharedRuns(said, knownTexts) >= PASTED_SHARE) return refuse('pasted_back');
  const evidence = withoutAppeals(answer);
  const appeals = evidence !== answer;
  if (appeals && wordsOf(withoutAppeals(said)).length === 0) return refuse('injected_praise');
  const words = wordsOf(evidence).map(({ stem }) => stem);
  // Where words are not set apart, signs are counted: two or so make a word.
  const unspaced = (evidence.match(UNSPACED)?.length ?? 0) >= FEWEST_WORDS * 2;
  if (unspaced) return { name: 'accepted', evidence, language };
  if (words.length < FEWEST_WORDS || new Set(words).size < FEWEST_DIFFERENT_WORDS)
    return refuse(appeals ? 'injected_praise' : 'too_short');
  if (inEnglish && isGibberish(evidence)) return refuse('gibberish');
  const concern = inEnglish ? concernIn(evidence) : undefined;
  if (concern !== undefined) return { name: 'rejected', reason: 'concern', concern, language };
  // Its words are known for one language, and few for what people write in a second one.
  if (
    inEnglish &&
    (isOffTopic({ answer: evidence, question, around: [...topics, ...knownTexts] }) ||
      // What is added has to belong to it as well, unless it is too short to say.
      (said !== answer &&
        wordsOf(said).length >= FEWEST_WORDS &&
        isOffTopic({ answer: said, question, around: [...topics, ...knownTexts, answer.replace(said, '')] })))
  )
    return refuse('off_topic');
  return { name: 'accepted', evidence, language };
}

/** Who is asked for a weakness, or why they come, may well say what they did not do. */
function asksForDeeds({ kind = 'behavioural', question }: Submission): boolean {
  return !NO_DEEDS.has(kind) && !/\bweakness|\bfail|\bwhy did you leave\b/iu.test(question);
}

/** Few words are never surely of a language; they count as another one only when nothing suggests English. */
function detectedLanguage(text: string): string {
  const { code, confidence } = languageOf(text);
  return confidence === 'high' || (code !== 'en' && wordsOf(text).length < FEWEST_WORDS) ? code : 'en';
}

function doesNotKnow(text: string): boolean {
  if (wordsOf(text).length > MOST_WORDS_OF_NOT_KNOWING) return false;
  let notKnowing = false;
  let beside = 0;
  for (const { text: sentence } of sentencesOf(text)) {
    const said = DOES_NOT_KNOW.some((says) => says.test(sentence));
    notKnowing ||= said;
    // "I don't know the exact figure, but I …" goes on to answer.
    const rest = said ? (/[,;]?\s(?:but|however|so|although)\s(.*)$/isu.exec(sentence)?.[1] ?? '') : sentence;
    beside += wordsOf(rest).length;
  }
  return notKnowing && beside <= MOST_WORDS_BESIDE;
}

/** The share of the answer's words that stand in a run of five words found in one of the texts. */
function sharedRuns(answer: string, texts: readonly string[]): number {
  const own = stems(answer);
  const size = Math.min(RUN_WORDS, own.length);
  const known = new Set(texts.flatMap((text) => runs(stems(text), size)));
  const shared = new Set<number>();
  runs(own, size).forEach((run, index) => {
    if (known.has(run)) for (let offset = 0; offset < size; offset += 1) shared.add(index + offset);
  });
  return shared.size / own.length;
}

const stems = (text: string): string[] => wordsOf(text).map(({ stem }) => stem);

function runs(words: readonly string[], size: number): string[] {
  return words
    .slice(0, Math.max(0, words.length - size + 1))
    .map((_word, index) => words.slice(index, index + size).join(' '));
}

function withoutAppeals(answer: string): string {
  let kept = answer;
  for (const { text, start, end } of sentencesOf(answer)) {
    if (ADDRESSES_THE_JUDGE.some((says) => says.test(text)))
      kept = `${kept.slice(0, start)}${' '.repeat(end - start)}${kept.slice(end)}`;
  }
  return kept;
}
