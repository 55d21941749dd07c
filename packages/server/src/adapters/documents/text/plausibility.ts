/** How far a letter that a language does not use counts for it: names come from everywhere. */
const foreignLetter = 0.4;

const script = (letter: string) =>
  /\p{Script=Latin}/u.test(letter)
    ? 'latin'
    : /\p{Script=Cyrillic}/u.test(letter)
      ? 'cyrillic'
      : /\p{Script=Greek}/u.test(letter)
        ? 'greek'
        : 'other';
const isLetter = (text: string) => /^[\p{L}\p{M}]/u.test(text);
const isLower = (text: string) => /^\p{Ll}/u.test(text);
const isUpper = (text: string) => /^\p{Lu}/u.test(text);
const isEdge = (text: string) => !/^[\p{L}\p{M}\p{N}]/u.test(text);

/**
 * How plausible it is, from 0 to 1, that a text was read in its own encoding: the share of its characters beyond ASCII that
 * stand where a writer puts them and, of letters, belong to one of the alphabets. `undefined` where there are none.
 */
export function plausibility(text: string, alphabets: readonly string[]): number | undefined {
  const characters = Array.from(text);
  const letters: { readonly letter: string; readonly fits: number }[] = [];
  let [sum, count] = [0, 0];
  for (const [index, character] of characters.entries()) {
    if ((character.codePointAt(0) ?? 0) < 0x80) continue;
    const at = (distance: number) => characters[index + distance] ?? '\n';
    const around = { before: at(-1), after: at(1), farBefore: at(-2), farAfter: at(2) };
    const fits = isLetter(character) ? letterFits(around, character) : symbolFits(around, character);
    if (isLetter(character)) letters.push({ letter: character.toLowerCase(), fits });
    else sum += fits;
    count += 1;
  }
  if (count === 0) return undefined;
  const byAlphabet = alphabets.map((alphabet) => {
    const own = new Set(alphabet);
    return letters.reduce(
      (total, { letter, fits }) => total + fits * (/\p{M}/u.test(letter) || own.has(letter) ? 1 : foreignLetter),
      0,
    );
  });
  return (sum + Math.max(0, ...byAlphabet)) / count;
}

type Neighbours = {
  readonly before: string;
  readonly after: string;
  readonly farBefore: string;
  readonly farAfter: string;
};

/** A letter among letters of its own script, not a capital after a small one, and seldom alone. */
function letterFits({ before, after, farBefore }: Neighbours, letter: string): number {
  const neighbours = [before, after].filter(isLetter);
  if (neighbours.some((neighbour) => script(neighbour) !== script(letter))) return 0;
  if (/\p{M}/u.test(letter)) return isLetter(before) ? 1 : 0;
  if (isUpper(letter) && isLower(before)) return 0;
  // `IÕve` is an apostrophe that was read as a capital.
  if (isUpper(letter) && isUpper(before) && isLower(after) && !isUpper(farBefore)) return 0.5;
  if (neighbours.length > 0) return 1;
  return /[àáèéêóôòåæøíуеёоиаяквсєіў]/iu.test(letter) ? 0.8 : 0.3;
}

function symbolFits({ before, after, farBefore, farAfter }: Neighbours, symbol: string): number {
  const [begins, ends] = [isEdge(before), isEdge(after)];
  const isNumber = [before, after, farBefore, farAfter].some((neighbour) => /\d/u.test(neighbour));
  if (/[\u00a0\u00ad\u200c-\u200f]/u.test(symbol)) return 1;
  if (/[–—―]/u.test(symbol)) return (begins || /\d/u.test(before)) && (ends || /\d/u.test(after)) ? 1 : 0.6;
  if (/[’‘]/u.test(symbol)) return apostropheFits({ before, after, farBefore, farAfter });
  if (/[«»]/u.test(symbol)) return begins || ends ? 1 : 0;
  // Behind a word they are letters of DOS: `Jos‚`.
  if (/[„‚]/u.test(symbol)) return begins && /\S/u.test(after) ? 1 : 0.3;
  if (/[“”‹›]/u.test(symbol)) return (begins && /\S/u.test(after)) || (ends && /\S/u.test(before)) ? 1 : 0.3;
  if (/[•·●■▪◦○►]/u.test(symbol)) return begins ? 1 : 0.2;
  if (/[¿¡№]/u.test(symbol)) return begins && !ends ? 1 : 0.2;
  if (/[©§†‡]/u.test(symbol)) return isLetter(after) ? 0.2 : 0.9;
  if (/[€£¥½¼¾±×÷²³°]/u.test(symbol)) return isNumber ? 1 : 0.3;
  return /[ºª®™%‰…،؛؟٪µ]/u.test(symbol) && !isLetter(after) ? 0.9 : 0;
}

/** An apostrophe of English, French or Italian, or a quotation mark at the edge of a word. */
function apostropheFits({ before, after, farBefore, farAfter }: Neighbours): number {
  if (!isLetter(before) || !isLetter(after)) return isLetter(before) || isLetter(after) ? 1 : 0.5;
  const isEnglish = (/[stdm]/iu.test(after) && isEdge(farAfter)) || /^(?:re|ve|ll)$/iu.test(`${after}${farAfter}`);
  const isElision = /[ldjnmtscou]/iu.test(before) && (isEdge(farBefore) || /[lqu]/iu.test(farBefore));
  return isEnglish || isElision ? 1 : 0.6;
}
