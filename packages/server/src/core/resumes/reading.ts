import type { HiddenPassage } from './ports.ts';

/** What one document may hold at most; sizes in bytes and UTF-16 characters. */
export const readingLimits = {
  bytes: 5 * 1024 * 1024,
  characters: 60_000,
  pages: 40,
  passages: 50,
  passageCharacters: 2_000,
  unreadParts: 20,
  afterCharacters: 80,
} as const;

const bidiControls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const reordered = /[\u202d\u202e]([^\u202c\n]{3,})(?:\u202c|$)/gmu;
// Flags of England, Scotland and Wales are spelt with tag characters, the only honest use of them in a résumé.
const flagOrTags = /(\u{1f3f4}[\u{e0030}-\u{e007a}]{3,6}\u{e007f})|[\u{e0000}-\u{e007f}]+/gu;
const selectorBytes = /(?:[\u{e0100}-\u{e01ef}]|[\ufe00-\ufe0f]){4,}/gu;
const zeroWidthRun = /[\u200b-\u200d\u2060-\u2064\ufeff\u180e]{8,}/gu;
const zeroWidth = /[\u200b\u2060-\u2064\ufeff\u180e\u00ad\ufff9-\ufffb]|[\u{e0100}-\u{e01ef}]/gu;
// Persian, the scripts of India and emoji are misspelt without their joiners; Latin, Cyrillic and the like never need them.
const needlessJoiner =
  /(?<=^|[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\d\s\p{P}])[\u200c\u200d]+/gmu;
// oxlint-disable-next-line no-control-regex -- control characters are what is being removed
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ue000-\uf8ff\ufffd\ufffe\uffff]/gu;

/** Text as a person would see it, and what its invisible characters spelt. Idempotent; paragraphs stay apart. */
export function visibleText(raw: string): { text: string; hidden: HiddenPassage[] } {
  const hidden: HiddenPassage[] = [];
  const report = (text: string) => {
    if (text.trim() !== '') hidden.push({ text: text.trim(), reason: 'zero_width' });
    return '';
  };
  const text = raw
    .replace(flagOrTags, (tags, flag: string | undefined) => flag ?? report(spelledByTags(tags)))
    .replace(selectorBytes, (run) => report(spelledBySelectors(run)))
    .replace(zeroWidthRun, (run) => report(spelledByBits(run)))
    .replace(reordered, (whole, inner: string) => {
      if (/[A-Za-z]{3}/u.test(inner)) report(inner);
      return whole;
    })
    .replace(bidiControls, '')
    .replace(zeroWidth, '')
    .replace(needlessJoiner, '')
    .replace(/\r\n?|\u2028/gu, '\n')
    .replace(/[\u2029\f\v]/gu, '\n\n')
    .replace(controls, '')
    .replace(/[\ufb00-\ufb06]/gu, (ligature) => ligature.normalize('NFKC'));
  return { text: settled(text.replace(/\p{Surrogate}/gu, '').normalize('NFC')), hidden };
}

/** Blank space made regular: one space between words, at most one empty line between paragraphs, none at the ends. */
export function settled(text: string): string {
  return text
    .replace(/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+/gu, ' ')
    .replace(/ ?\n ?/gu, '\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}

/** Letters and digits only, for asking whether one text holds another whatever its spacing and punctuation. */
export function squashed(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Cut to what we keep, never through the middle of a character. */
export function capped(text: string, characters: number): { text: string; truncated: boolean } {
  if (text.length <= characters) return { text, truncated: false };
  const cut = text.slice(0, characters);
  return { text: cut.replace(/\p{Surrogate}$/u, '').trimEnd(), truncated: true };
}

/**
 * The passages worth reporting to a person: they hold letters, are not merely a shadow of the visible text, are joined
 * where neighbours share page and reason, and are short enough to show.
 */
export function reportable(passages: readonly HiddenPassage[], visible: string): HiddenPassage[] {
  const shown = squashed(visible);
  const joined: HiddenPassage[] = [];
  for (const passage of passages) {
    const last = joined.at(-1);
    if (last !== undefined && last.reason === passage.reason && last.page === passage.page) {
      joined[joined.length - 1] = { ...last, text: `${last.text} ${passage.text}` };
    } else joined.push(passage);
  }
  const kept: HiddenPassage[] = [];
  for (const passage of joined) {
    const text = visibleText(passage.text).text;
    const letters = squashed(text);
    if (letters.length < 2 || shown.includes(letters)) continue;
    kept.push({ ...passage, text: capped(text, readingLimits.passageCharacters).text });
    if (kept.length === readingLimits.passages) break;
  }
  return kept;
}

function spelledByTags(tags: string): string {
  return Array.from(tags, (tag) => String.fromCodePoint((tag.codePointAt(0) ?? 0xe0020) - 0xe0000))
    .join('')
    .replace(controls, ' ');
}

/** Variation selectors can carry one byte each: 1–16 stand for 0–15, 17–256 for the rest. */
function spelledBySelectors(run: string): string {
  const bytes = Array.from(run, (selector) => {
    const point = selector.codePointAt(0) ?? 0;
    return point < 0xe0100 ? point - 0xfe00 : point - 0xe0100 + 16;
  });
  return readable(Uint8Array.from(bytes), run.length);
}

function spelledByBits(run: string): string {
  const bits = Array.from(run, (mark) => (mark === '\u200b' ? '0' : '1')).join('');
  const bytes = bits.match(/[01]{8}/gu) ?? [];
  return readable(
    Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2)),
    run.length,
  );
}

function readable(bytes: Uint8Array, characters: number): string {
  const text = new TextDecoder().decode(bytes);
  return /^[\p{L}\p{N}\p{P}\p{S}\p{Zs}\s]+$/u.test(text) && !text.includes('\ufffd')
    ? text
    : `(${characters} invisible characters)`;
}
