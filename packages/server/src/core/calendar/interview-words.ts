import * as z from 'zod';
import { folded, phraseIndex } from '../vocabulary/ports.ts';
import data from './interview-words.json' with { type: 'json' };

const byLanguage = z.record(z.string().regex(/^[a-z]{2}$/), z.array(z.string().min(2)).min(1));

// Parsed once when the module loads: a slip in the data stops the start, not a candidate's calendar.
const words = z
  .strictObject({
    version: z.literal('2026.11'),
    interview: byLanguage,
    otherwise: byLanguage,
    /** Of whoever interviews others. */
    interviewer: byLanguage,
    /** Nouns for an interview of a candidate: with a sign behind them they may be the candidate's own entry. */
    compound: byLanguage,
    /** Interviews of other kinds that are for a job where a title says anything of hiring. */
    doubtful: byLanguage,
    /** Words of an interview in a course of several, or of how somebody comes to it. */
    stage: byLanguage,
    talk: byLanguage,
    /** Interview words that also stand for those of journalists, researchers and offices. */
    generic: z.array(z.string().min(3)),
    /** What interviews are about that are none for a job: they say so anywhere in a title. */
    elsewhere: byLanguage,
    /** What somebody is interviewed to become. */
    role: byLanguage,
    /** The same for languages that put no spaces between words, or particles after them: found anywhere in a text. */
    within: z.strictObject({ interview: byLanguage, otherwise: byLanguage, talk: byLanguage }),
    /** Words without signs that mean something in a pattern. */
    cancelled: z.array(z.string().regex(/^[\p{L}\p{M} ]{2,}$/u)),
    hiring: z.array(z.string().min(3)),
    legalForms: z.array(z.string()),
    videoHosts: z.array(z.string()),
    /** Hosts of programs that are for hiring alone, and of those that arrange any meeting. */
    hiringTools: z.array(z.string()),
    schedulers: z.array(z.string()),
  })
  .parse(data);

const KINDS = [
  'interview',
  'otherwise',
  'interviewer',
  'compound',
  'doubtful',
  'stage',
  'talk',
  'elsewhere',
  'role',
] as const;
type Kind = (typeof KINDS)[number] | 'hiring';
type Found = { readonly value: Kind; readonly start: number; readonly end: number; readonly wordCount: number };

const index = phraseIndex<Kind>([
  ...KINDS.flatMap((kind) =>
    Object.values(words[kind]).flatMap((phrases) => phrases.map((phrase): [string, Kind] => [phrase, kind])),
  ),
  ...words.hiring.map((phrase): [string, Kind] => [phrase, 'hiring']),
]);

const within = (['interview', 'otherwise', 'talk'] as const).flatMap((kind) =>
  Object.values(words.within[kind]).flatMap((phrases) => phrases.map((phrase): [string, Kind] => [phrase, kind])),
);

function found(text: string): Found[] {
  const inside = within.flatMap(([phrase, value]): Found[] => {
    const start = text.indexOf(phrase);
    return start < 0 ? [] : [{ value, start, end: start + phrase.length, wordCount: 1 }];
  });
  return [...index.find(text), ...inside];
}

const GENERIC: ReadonlySet<string> = new Set(words.generic.map(folded));
/** What is to be done before an interview, or with one that others gave. */
const TASK =
  /^\W*(?:prep(?! (?:cook|chef|kitchen))|prepare|preparing|rehearse|watch|buy|send|edit|transcribe|vorbereitung|vorbereiten|préparation|préparer|preparar|preparare|voorbereiden)(?![\p{L}-])/iu;

/**
 * Words of a text that name an interview with an employer: "exit interview" and the like do not. `certain`: the text is about
 * a job for other reasons. `outweighed`: whoever hires is known, so that a word of whoever interviews others says nothing.
 */
export function interviewWordsIn(text: string, certain = false, outweighed = false): string | undefined {
  const all = found(text);
  if (!certain && (TASK.test(text) || isElsewhere(text, all))) return undefined;
  const isForJob = outweighed || all.some(({ value }) => FOR_JOBS.has(value));
  const others = all.filter(
    (match) =>
      match.value === 'otherwise' ||
      (match.value === 'doubtful' && !isForJob) ||
      (!outweighed && isInterviewers(text, match)),
  );
  const distinctive = all.filter(
    ({ value, start, end }) =>
      (value === 'interview' || (value === 'doubtful' && isForJob)) &&
      !others.some((other) => other.start <= start && end <= other.end),
  );
  const [longest] = distinctive.toSorted((a, b) => b.wordCount - a.wordCount);
  return longest === undefined ? undefined : text.slice(longest.start, longest.end);
}

/** Words of a title by which a doubtful interview is one for a job. */
const FOR_JOBS: ReadonlySet<Kind> = new Set(['role', 'hiring', 'stage']);

/** An employer stands after it: "Interview at Radio North". */
const AT = /(?:(?<!\p{L})(?:at|bei|beim|chez|hos)|@)\s(?:the\s)?$/iu;

/** "Interview with the band on the radio", but not "Interview: radio producer" nor a word that only employers use. */
function isElsewhere(text: string, all: readonly Found[]): boolean {
  const has = (kind: Kind) => all.some(({ value }) => value === kind);
  const own = all.filter(({ value }) => value === 'interview');
  return (
    all.some(({ value, start }) => value === 'elsewhere' && !AT.test(text.slice(0, start))) &&
    !has('role') &&
    !has('hiring') &&
    own.every(({ start, end }) => GENERIC.has(folded(text.slice(start, end))))
  );
}

/** Whether a text mentions people meeting or talking at all. */
export function mentionsMeeting(text: string): boolean {
  return found(text).some(({ value }) => value === 'talk');
}

/** Whether a text is about jobs and whoever applies for them. */
export function mentionsHiring(text: string): boolean {
  return found(text).some(({ value }) => value === 'hiring');
}

/** "Sam P. (candidate)", but not "Sam P. (candidate) and Acme", which names both sides. */
const THE_CANDIDATE =
  /[([](?:the )?(?:candidate|applicant|bewerber(?:in)?|kandidat(?:in)?|candidate?|candidat[oa])[)\]](?!\s*(?:[&+/|]|(?:and|with|x|meets|und|mit|et|avec|y|con|e|com|en|met|i|z|og|och)\s))/iu;
/** "I interview Jane", "Ich interviewe", but not "I interview at Acme". */
const BY_MYSELF =
  /^\W*(?:(?:I|we)(?:\s(?:will|am|are|shall)|['’](?:m|re|ll))?\sinterview(?:ing)?|(?:ich|wir) interviewen?|(?:yo )?entrevisto|j['’]interviewe)\s(?!(?:with|at|for|on|bei|chez|con)\s)/iu;
/** "Interviewing Sam", but not "Interviewing with Acme". */
const WITH_EMPLOYER = /^\s(?:with|at|for)\s(?!(?:a |the )?(?:candidate|applicant))/iu;
const BESIDE = /(?:^|\s)(?:and|then|incl\.?|including|und|et|y|e)\s$|[&+]\s*$/iu;

/** Whether a title plainly is of somebody who interviews others, or about that; where it is in doubt it is not. */
export function isOfInterviewer(title: string): boolean {
  if (THE_CANDIDATE.test(title) || BY_MYSELF.test(title)) return true;
  return found(title).some((match) => isInterviewers(title, match));
}

function isInterviewers(title: string, { value, start, end }: Found): boolean {
  const behind = title.slice(end);
  if (value === 'compound') return !/^\s*[-–—:|/]/u.test(behind);
  if (value !== 'interviewer' || BESIDE.test(title.slice(0, start))) return false;
  return !(/interviewing$/iu.test(title.slice(start, end)) && WITH_EMPLOYER.test(behind));
}

/** Whether a title names an interview only to say that it is another kind of thing: "mock interview". */
export function isOtherwise(title: string): boolean {
  return interviewWordsIn(title) === undefined && found(title).some(({ value }) => value === 'otherwise');
}

const UNSPACED = /[\p{Script=Han}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const cancelledWords = words.cancelled.map((word) => folded(word)).toSorted((a, b) => b.length - a.length);
const anyOf = (some: readonly string[]) => `(?:${some.join('|')})`;
const CANCELLED_FIRST = new RegExp(
  `^(?:(?:re|fw|fwd|aw|wg|tr)\\s*:|[^\\p{L}\\p{N}])*(?:${anyOf(cancelledWords)}(?![\\p{L}\\p{N}])|${anyOf(
    cancelledWords.filter((word) => UNSPACED.test(word.normalize('NFC'))),
  )})`,
  'u',
);
const CANCELLED_LAST = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<!(?:not|nicht|pas|non|no|nie|inte|ikke) )${anyOf(cancelledWords)}[^\\p{L}\\p{N}]*$`,
  'u',
);

/** “was cancelled by Acme”, “wurde abgesagt, weil …” */
const CANCELLED_SINCE = new RegExp(
  `(?<![\\p{L}])(?:was|is|been|got|wurde|wird|ist|ete|est|fue|sido|foi|stata?o?|werd|zostal[aoy]?|byl[aoy]?|blev|ble|har)\\s+${anyOf(
    cancelledWords,
  )}(?![\\p{L}\\p{N}])`,
  'u',
);
/** "(the previous one was cancelled)" */
const ONE_BEFORE =
  /(?<!\p{L})(?:previous|prior|earlier|old|former|original|alter|alte|vorherige[rs]?|bisherige[rs]?|ancien(?:ne)?|precedent[ea]?|anterior|vorige|poprzedni[ae]?)\s[^()[\]|]{0,60}/gu;
const CROSSED_OUT = /^\s*[❌🚫⛔✖✘]/u;

/** Whether a title says that it is off: calendars and people write so before it, behind it, in brackets or by a sign. */
export function isCancelled(title: string): boolean {
  const plain = folded(title).replace(ONE_BEFORE, '');
  return (
    CROSSED_OUT.test(title) || [CANCELLED_FIRST, CANCELLED_LAST, CANCELLED_SINCE].some((pattern) => pattern.test(plain))
  );
}

export const LEGAL_FORMS: ReadonlySet<string> = new Set(words.legalForms);
export const VIDEO_HOSTS: readonly string[] = words.videoHosts;
export const HIRING_TOOLS: readonly string[] = words.hiringTools;
export const SCHEDULERS: readonly string[] = words.schedulers;
