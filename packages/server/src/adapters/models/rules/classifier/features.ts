import { folded } from '../../../../core/vocabulary/ports.ts';

/** Where a piece stands in its text, and how it is written. */
export type Place = {
  /** `unknown` where the text around it is not known. */
  readonly position: 'only' | 'first' | 'middle' | 'last' | 'unknown';
  /** Whether it is a point of a list. */
  readonly bullet: boolean;
};

/** Where the weights of a feature stand, and how much it counts. Both are of the same length. */
export type Features = { readonly buckets: Uint32Array; readonly values: Float32Array };

/** How many places the features are hashed to. A power of two. */
export const BUCKETS = 1 << 16;

/** A plain sign counts as much as several n-grams of a clause of usual length. */
const SIGN_VALUE = 0.4;
/** What all word runs together count, and all letter runs. */
const GROUP_VALUE = 0.7;
/** Many languages have none, so that they must not matter. */
const ARTICLES = new Set(['a', 'an', 'the']);
/** Sets the words of a last sentence apart from the same words elsewhere. */
const LAST_SENTENCE = 0x5bd1;
const LONGEST_NGRAM = 3;
const FEWEST_LETTERS = 3;
const MOST_LETTERS = 5;
/** What is read of one piece. */
const MOST_CHARACTERS = 600;

const SIGNS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['i', /\b(?:i|i'm|i've|i'd|me|my|mine|myself)\b/u],
  ['i acts', /\bi (?!am\b|was\b|would\b|will\b|do not\b|don't\b|did not\b|didn't\b)[a-z]+/u],
  ['we', /\b(?:we|us|our|ours)\b/u],
  ['they', /\b(?:they|them|he|him|she|her|his)\b/u],
  ['you', /\b(?:you|your)\b/u],
  ['it', /\b(?:it|nothing|nobody|everybody|everyone|all)\b/u],
  ['digit', /\d/u],
  ['negation', /\b(?:no|not|never|nobody|nothing|none|without|\w+n't)\b/u],
  ['would', /\b(?:would|could|should|might|i'd|we'd)\b/u],
  ['will', /\b(?:will|want|hope|plan|going to|wish)\b/u],
  ['habit', /\b(?:always|usually|often|every|whenever|generally|normally|sometimes|each)\b/u],
  ['since', /\b(?:since|ever since|still|to this day|today|now|until)\b/u],
  ['after', /\b(?:after|afterwards|then|in the end|finally|later|by the)\b/u],
  [
    'time',
    /\b(?:last|ago|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|june|july|august|september|october|november|december|spring|summer|autumn|winter|morning|night|evening|week|month|year|christmas)\b/u,
  ],
  ['past', /\b[a-z]{3,}ed\b/u],
  ['because', /\b(?:because|so that|in order to|as)\b/u],
  ['question', /\?/u],
  ['quotes', /["“”]/u],
  ['colon', /:/u],
];

/** What a classifier looks at in a clause: words, runs of words and of letters, and plain signs. */
export function featuresOf(text: string, place: Place): Features {
  const { plain, words } = read(text);
  return weighed([[...wordRuns(words)], [...letterRuns(words)]], signsOf(plain, words.length, place));
}

/**
 * What a classifier looks at in a whole message: the same, and how it begins and ends, since what somebody is after
 * often stands in the last sentence.
 */
export function messageFeaturesOf(text: string): Features {
  const { plain, words } = read(text);
  const ends = read(/[^.!?\n]*[.!?\s]*$/u.exec(text)?.[0] ?? '');
  const sentences = plain.split(/[.!?\n]+/u).filter((sentence) => sentence.trim() !== '').length;
  const endsWith = [...wordRuns(ends.words)].map((bucket) => (bucket ^ LAST_SENTENCE) & (BUCKETS - 1));
  return weighed(
    [[...wordRuns(words), ...endsWith], [...letterRuns(words)]],
    [
      ...signsOf(plain, words.length, { position: 'unknown', bullet: false }),
      ...signsOf(ends.plain, ends.words.length, { position: 'last', bullet: false }).map((sign) => `ends ${sign}`),
      `sentences ${Math.min(sentences, 4)}`,
    ],
  );
}

function read(text: string): { plain: string; words: string[] } {
  const plain = folded(text.slice(0, MOST_CHARACTERS)).replace(/\d/gu, '0');
  const words = (plain.match(/[\p{L}\p{N}]+(?:'\p{L}+)?|[?]/gu) ?? []).filter((word) => !ARTICLES.has(word));
  return { plain, words };
}

/** Of words and of letters, each group counts as much as `GROUP_VALUE` says, however many there are. */
function weighed(groups: readonly (readonly number[])[], signs: readonly string[]): Features {
  const found = new Map<number, number>();
  for (const runs of groups) {
    const different = new Set(runs);
    const each = GROUP_VALUE / Math.sqrt(Math.max(1, different.size));
    for (const bucket of different) found.set(bucket, each);
  }
  for (const sign of signs) found.set(hashed(`s ${sign}`), SIGN_VALUE);
  return { buckets: Uint32Array.from(found.keys()), values: Float32Array.from(found.values()) };
}

function signsOf(plain: string, length: number, { position, bullet }: Place): string[] {
  const signs = SIGNS.filter(([, sign]) => sign.test(plain)).map(([name]) => name);
  const size = length < 4 ? 'tiny' : length < 8 ? 'short' : length < 16 ? 'usual' : length < 30 ? 'long' : 'endless';
  return [
    ...signs,
    ...signs.map((name) => `${name} ${position}`),
    `at ${position}`,
    `of ${size}`,
    ...(bullet ? ['bullet'] : []),
  ];
}

function* wordRuns(words: readonly string[]): Generator<number> {
  const marked = ['^', ...words, '$'];
  for (let size = 1; size <= LONGEST_NGRAM; size += 1)
    for (let at = 0; at + size <= marked.length; at += 1) yield hashed(`w ${marked.slice(at, at + size).join(' ')}`);
}

function* letterRuns(words: readonly string[]): Generator<number> {
  const line = ` ${words.join(' ')} `;
  for (let size = FEWEST_LETTERS; size <= MOST_LETTERS; size += 1)
    for (let at = 0; at + size <= line.length; at += 1) yield hashed(`c ${line.slice(at, at + size)}`);
}

/** FNV-1a, folded to the number of buckets. */
function hashed(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash ^= text.charCodeAt(at);
    hash = Math.imul(hash, 0x01000193);
  }
  return ((hash >>> 16) ^ hash) & (BUCKETS - 1);
}
