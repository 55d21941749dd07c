import { sentencesOf, type Span } from '../../../core/vocabulary/ports.ts';

/** A piece of an answer small enough to quote. `sentence` counts from 0. */
export type Clause = Span & { readonly sentence: number };

type Token = { readonly start: number; readonly end: number; readonly bare: string; readonly closes: boolean };

const FEWEST_WORDS = 3;
const MOST_WORDS = 22;
/** Where even a sentence without any punctuation may be cut: before a word that begins a new clause. */
const OPENERS = new Set(
  'and but so because then which while when after before until who where although though as if or since'.split(' '),
);
const JOINERS = new Set(['and', 'but', 'so']);
/** After a joiner, these begin a clause of its own. */
const SUBJECTS = new Set(
  'then i we it they he she the this that my our his her their there you nobody everyone everybody'.split(' '),
);

/**
 * The clauses of an answer in order, none longer than 22 words. A fragment of fewer than three words stays with its
 * neighbour. A clause begins and ends with a word, so that it reads well as a quote.
 */
export function clausesOf(answer: string): Clause[] {
  return sentencesOf(answer).flatMap((sentence, index) =>
    pieces(tokensOf(answer, sentence)).flatMap((piece) => clauseOf(answer, piece, index)),
  );
}

function tokensOf(answer: string, { start, end }: Span): Token[] {
  const tokens: Token[] = [];
  for (const match of answer.slice(start, end).matchAll(/\S+/gu)) {
    const [raw] = match;
    const letters = /[\p{L}\p{N}£$€+(“"‘']/u.exec(raw);
    const last = lastLetter(raw);
    // A sign that stands alone belongs to no clause, but a dash or a bullet ends the one before it.
    if (letters === null || last < 0) {
      const before = tokens.at(-1);
      if (before !== undefined) tokens[tokens.length - 1] = { ...before, closes: true };
      continue;
    }
    const at = start + match.index;
    const bare = raw.slice(letters.index, last + 1);
    const numbering = tokens.length === 0 && /^\(?\d{1,2}[.)]$/u.test(raw);
    if (!numbering)
      tokens.push({
        start: at + letters.index,
        end: at + last + 1,
        bare: bare.toLowerCase(),
        closes: /[,;:–—]$/u.test(raw),
      });
  }
  return tokens;
}

/** Where the last letter, digit or percent sign of a word stands; -1 when it has none. */
function lastLetter(raw: string): number {
  for (let at = raw.length - 1; at >= 0; at -= 1)
    if (/[\p{L}\p{N}\p{M}%+#]/u.test(characterEndingAt(raw, at))) return at;
  return -1;
}

/** The whole character of which a UTF-16 unit is the last: letters outside the basic plane have two. */
function characterEndingAt(raw: string, at: number): string {
  return /[\udc00-\udfff]/.test(raw.charAt(at)) ? raw.slice(Math.max(0, at - 1), at + 1) : raw.charAt(at);
}

function pieces(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [];
  let current: Token[] = [];
  for (const [index, token] of tokens.entries()) {
    const opens =
      current.length >= FEWEST_WORDS && tokens.length - index >= FEWEST_WORDS && beginsClause(tokens, index);
    if (opens) {
      found.push(current);
      current = [];
    }
    current.push(token);
  }
  if (current.length > 0) found.push(current);
  return found.flatMap(short);
}

function beginsClause(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  const token = tokens[index];
  if (before?.closes === true) return true;
  return token !== undefined && JOINERS.has(token.bare) && SUBJECTS.has(tokens[index + 1]?.bare ?? '');
}

/** A clause in parts of at most the greatest length, cut before a word that begins a new clause where there is one. */
function short(tokens: Token[]): Token[][] {
  const parts: Token[][] = [];
  let rest = tokens;
  while (rest.length > MOST_WORDS) {
    let cut = MOST_WORDS - 2;
    for (let at = MOST_WORDS; at > MOST_WORDS / 3; at -= 1) {
      if (OPENERS.has(rest[at]?.bare ?? '') && rest.length - at >= FEWEST_WORDS) {
        cut = at;
        break;
      }
    }
    if (JOINERS.has(rest[cut - 1]?.bare ?? '')) cut -= 1;
    parts.push(rest.slice(0, cut));
    rest = rest.slice(cut);
  }
  parts.push(rest);
  return parts;
}

function clauseOf(answer: string, tokens: readonly Token[], sentence: number): Clause[] {
  const joined = JOINERS.has(tokens[0]?.bare ?? '') && tokens[1]?.bare !== 'that';
  const lead = joined && tokens.length > FEWEST_WORDS ? 1 : 0;
  const [first, last] = [tokens[lead], tokens.at(-1)];
  if (first === undefined || last === undefined) return [];
  return [{ text: answer.slice(first.start, last.end), start: first.start, end: last.end, sentence }];
}
