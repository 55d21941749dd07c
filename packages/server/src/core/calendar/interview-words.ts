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

const KINDS = ['interview', 'otherwise', 'interviewer', 'talk', 'elsewhere', 'role'] as const;
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
 * a job for other reasons.
 */
export function interviewWordsIn(text: string, certain = false): string | undefined {
  const all = found(text);
  if (!certain && (TASK.test(text) || isElsewhere(text, all))) return undefined;
  const others = all.filter(({ value }) => value === 'otherwise' || value === 'interviewer');
  const distinctive = all.filter(
    ({ value, start, end }) =>
      value === 'interview' && !others.some((other) => other.start <= start && end <= other.end),
  );
  const [longest] = distinctive.toSorted((a, b) => b.wordCount - a.wordCount);
  return longest === undefined ? undefined : text.slice(longest.start, longest.end);
}

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

/** Whether a title is of somebody who interviews others, or about that. */
export function isOfInterviewer(title: string): boolean {
  if (/[([](?:the )?(?:candidate|applicant|bewerber(?:in)?|kandidat(?:in)?|candidate?|candidat[oa])[)\]]/iu.test(title))
    return true;
  return index.find(title).some(({ value }) => value === 'interviewer');
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
const CROSSED_OUT = /^\s*[❌🚫⛔✖✘]/u;

/** Whether a title says that it is off: calendars and people write so before it, behind it, in brackets or by a sign. */
export function isCancelled(title: string): boolean {
  const plain = folded(title);
  return (
    CROSSED_OUT.test(title) || [CANCELLED_FIRST, CANCELLED_LAST, CANCELLED_SINCE].some((pattern) => pattern.test(plain))
  );
}

export const LEGAL_FORMS: ReadonlySet<string> = new Set(words.legalForms);
export const VIDEO_HOSTS: readonly string[] = words.videoHosts;
export const HIRING_TOOLS: readonly string[] = words.hiringTools;
export const SCHEDULERS: readonly string[] = words.schedulers;
