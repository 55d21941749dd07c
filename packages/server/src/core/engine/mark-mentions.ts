import type { Mark } from './model-marks.ts';
import { plainSigns } from './plain-signs.ts';

/** Where a mark stands: what its line holds before it, what follows it, and whether nothing else will. */
export type MarkPlace = { readonly line: string; readonly after: string; readonly final: boolean };

const SENTENCE_OVER = /[.!?…。！？*]["'”’)]*\s*$/u;
const CLAUSE_OVER = /[.!?…。！？)"”’>*]\s*$/u;
const SET_APART = /\S.*[\s"'“‘(]$/u;
/** Goes on with the sentence that the mark is a word of. */
const GOES_ON = /^["'”’)]*(?:[ \t]+[\p{L}\p{N}("'“]|[,;:.?!])/u;
const IS_SUBJECT = /^[ \t]+(?!(?:assistant|user|system|tool|model)\b)\p{Ll}[\p{L}'’]*[ \t,.?!]/u;

/** Whether a mark is a word of a sentence about it, which ends and begins nothing. `unknown` until enough follows it. */
export function isMention(mark: Mark, place: MarkPlace): boolean | 'unknown' {
  if (mark.kind === 'call') return isNoCall(mark, place);
  const { line, after, final } = place;
  if (line.trim() !== '' && !SET_APART.test(line)) return false;
  if (!final && /^["'”’)]*[ \t]*$/u.test(after)) return 'unknown';
  if (line.trim() !== '' && !SENTENCE_OVER.test(line)) return GOES_ON.test(after);
  return !final && /^[ \t]+[\p{Ll}'’]+$/u.test(after) ? 'unknown' : IS_SUBJECT.test(after);
}

export const not = (known: boolean | 'unknown'): boolean | 'unknown' => (known === 'unknown' ? known : !known);

/** Thoughts begin where a line or a sentence does. `said`: what stands before the mark. */
export function beginsThoughts(mark: Mark, place: MarkPlace, said: string): boolean | 'unknown' {
  const { line, after, final } = place;
  if (mark.kind === 'thoughts' && mark.tag && mark.isSure === false && /:\s*$/u.test(said)) return false;
  if (isUnfinished(said)) {
    if (!final && after.trim() === '') return 'unknown';
    if (/^\s*\p{Ll}/u.test(after)) return false;
  }
  if (mark.kind === 'thoughts' && !mark.tag) return not(isMention(mark, place));
  return line.trim() === '' || CLAUSE_OVER.test(line);
}

/** Whether thoughts end here. `mentioned`: the text names their beginning without beginning any. */
export function endsThoughts({ line, after, final }: MarkPlace, mentioned: boolean): boolean | 'unknown' {
  if (/["'“‘(]$/u.test(line) && (after === '' || /^["'”’),]/u.test(after))) return after === '' && !final && 'unknown';
  if (line.trim() === '' || CLAUSE_OVER.test(line)) return true;
  if (/^[ \t]*$/u.test(after)) return final || 'unknown';
  // In the middle of a line: a text that mentions marks sets them apart by spaces, and names the beginning too.
  return /^[ \t]*\n/u.test(after) || (!mentioned && (/\S$/u.test(line) || /^[ \t]*[\p{Lu}"“*#]/u.test(after)));
}

/** A call has a structure: JSON, markup, or a name in front of either. */
function isNoCall({ text }: Mark, place: MarkPlace): boolean | 'unknown' {
  const { line, final } = place;
  const after = plainSigns(place.after);
  const isAlone = line.trim() === '';
  if (/[=(]$/u.test(text)) {
    const name = /^["']?[\w.:-]+["']?\)?\s*(?:>|(?=\{))/u.exec(after)?.[0];
    if (name === undefined) return !final && /^["']?[\w.:-]*["']?\)?\s*$/u.test(after) ? 'unknown' : true;
    const body = after.slice(name.length);
    if (body.trim() === '') return final ? !isAlone : 'unknown';
    return !/^\s*(?:[[{<]|\n)/u.test(body);
  }
  if (isAlone && /^<[|｜‹].*\S$/u.test(text) && /^\S/u.test(after)) return false;
  if (/^\s*(?:[[{<]|```)/u.test(after) || /^\s*[\w.:-]+\s*[({[<]/u.test(after)) return false;
  if (/^\s*(?:`{1,2}|[\w.:-]*\s*)$/u.test(after)) return final ? !isAlone : 'unknown';
  return !(isAlone && /^\s*[\w.:-]+[ \t]*\n/u.test(after));
}

/** Whether what was said waits for more. */
export const isUnfinished = (said: string): boolean => /[\p{L}\p{N},;:(]\s*$/u.test(said);

/** Marks after which somebody else has the word. */
export const isOthersTurn = ({ text }: Mark): boolean => /user|system|observation|^\[INST\]/u.test(text);
