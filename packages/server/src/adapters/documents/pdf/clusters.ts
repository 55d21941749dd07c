import type { Glyph } from './drawn-glyph.ts';
import { hasRightToLeft } from './right-to-left.ts';

// Forms that fonts have for drawing and nobody types: Arabic and Hebrew forms, ligatures, radicals, vertical punctuation.
const drawingForms = /[\u2e80-\u2fd5\ufb00-\ufb4f\ufb50-\ufdff\ufe10-\ufe19\ufe30-\ufe4f\ufe70-\ufefc]+/gu;
const onlyMarks = /^\p{M}+$/u;
/** Vowel signs that are drawn before the consonant they are written after. */
const drawnBefore =
  /^[\u093f\u094e\u09bf\u09c7\u09c8\u0a3f\u0abf\u0b47\u0bc6-\u0bc8\u0d46-\u0d48\u0dd9\u0ddb\u1031\u17c1-\u17c3]$/u;
const joiner = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u1039\u17d2]$/u;
/** An "r" that is written before a consonant is drawn above it or after it. */
const reph = /^(?:\u0930\u094d|\u09b0\u09cd|\u0ab0\u0acd|\u0b30\u0b4d|\u0c30\u0c4d|\u0cb0\u0ccd)$/u;

/** Glyphs whose texts are as people type them: forms for drawing replaced, marks with their letters, in the order of reading. */
export function readableGlyphs(glyphs: readonly Glyph[]): Glyph[] {
  const result: Glyph[] = [];
  let before: Glyph | undefined;
  let above: Glyph | undefined;
  glyphs.forEach((raw, index) => {
    const glyph = { ...raw, text: typed(raw.text) };
    const next = glyphs[index + 1];
    const last = result.at(-1);
    if (glyph.text === '') {
      // The rest of a cluster whose letters its first glyph has: it takes place, and says nothing.
      if (last !== undefined && isBase(last, glyph)) result[result.length - 1] = joined(last, glyph);
    } else if (drawnBefore.test(glyph.text) && isBase(next, glyph)) {
      if (before !== undefined) result.push(before);
      before = glyph;
    } else if (
      onlyMarks.test(glyph.text) &&
      hasRightToLeft(glyph.text) &&
      isOver(glyph, next) &&
      !isOver(glyph, last)
    ) {
      above = above === undefined ? glyph : joined(above, glyph);
    } else if (onlyMarks.test(glyph.text) && last !== undefined && isBase(last, glyph)) {
      result[result.length - 1] = joined(last, glyph);
    } else if (reph.test(glyph.text) && glyph.width < glyph.size * 0.12 && isBase(last, glyph)) {
      const first = syllableStart(result);
      const start = result[first];
      if (start !== undefined) result[first] = { ...start, text: glyph.text + start.text };
    } else {
      let whole = above === undefined ? glyph : { ...glyph, text: glyph.text + above.text };
      above = undefined;
      if (before !== undefined && !joiner.test(whole.text)) {
        whole = { ...joined(whole, before), x: Math.min(before.x, whole.x) };
        before = undefined;
      }
      result.push(whole);
    }
  });
  return [...result, ...[before, above].filter((left) => left !== undefined)].map(inDrawingOrder);
}

function typed(text: string): string {
  return text
    .replace(/\t/gu, ' ')
    .replace(/\p{Cc}/gu, '')
    .replace(drawingForms, (form) => form.normalize('NFKC').replace(/^ (?=\p{M})/u, ''));
}

function joined(base: Glyph, mark: Glyph): Glyph {
  const right = Math.max(base.x + base.width, mark.x + mark.width);
  return { ...base, text: base.text + mark.text, width: Math.abs(base.angle) < 1 ? right - base.x : base.width };
}

/** A letter beside which a mark stands. */
function isBase(letter: Glyph | undefined, mark: Glyph): boolean {
  return (
    letter !== undefined &&
    /\p{L}/u.test(letter.text) &&
    Math.abs(letter.y - mark.y) < mark.size * 1.2 &&
    Math.abs(letter.x - mark.x) < mark.size * 3
  );
}

function isOver(mark: Glyph, letter: Glyph | undefined): boolean {
  if (letter === undefined || !isBase(letter, mark)) return false;
  const [x] = mark.width > 0.1 ? mark.center : [mark.x];
  return x > letter.x - mark.size * 0.08 && x < letter.x + letter.width + mark.size * 0.08;
}

/** The glyph that begins the syllable at the end: consonants without a vowel of their own are joined to the next. */
function syllableStart(glyphs: readonly Glyph[]): number {
  let first = glyphs.length - 1;
  while (first > 0 && joiner.test(glyphs[first - 1]?.text ?? '')) first -= 1;
  return first;
}

/** Several letters in one glyph are listed as they are read; those around it stand from left to right. */
function inDrawingOrder(glyph: Glyph): Glyph {
  if (!hasRightToLeft(glyph.text) || glyph.field !== undefined) return glyph;
  const clusters = glyph.text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return clusters.length < 2 ? glyph : { ...glyph, text: clusters.toReversed().join('') };
}
