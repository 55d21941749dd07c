/** A piece of a text, trimmed: `text === whole.slice(start, end)`. */
export type Span = { readonly text: string; readonly start: number; readonly end: number };

const ABBREVIATIONS = new Set([
  'e.g',
  'i.e',
  'etc',
  'dr',
  'mr',
  'mrs',
  'ms',
  'st',
  'approx',
  'min',
  'max',
  'no',
  'inc',
  'ltd',
  'vs',
  'z.b',
  'bzw',
  'ca',
  'incl',
  'p.ej',
  'a.m',
  'p.m',
]);
const BULLET = /^(?:[-–—*•●▪◦·‣✓✔➤►]|\(?\d{1,2}[.)]|\([a-z]\))\s+/u;

/** The non-empty lines of a text, trimmed. A bullet sign in mid-line begins a new line, as pasted adverts often need. */
export function linesOf(text: string): (Span & { bullet: boolean })[] {
  const lines: (Span & { bullet: boolean })[] = [];
  for (const match of text.matchAll(/[^\n\r\u2028\u2029•●▪‣]+/gu)) {
    const line = trimmed(text, match.index, match.index + match[0].length);
    const marker = BULLET.exec(line.text)?.[0] ?? '';
    const bullet = marker !== '' || /[•●▪‣]/u.test(text.charAt(match.index - 1));
    lines.push({ ...trimmed(text, line.start + marker.length, line.end), bullet });
  }
  return lines.filter((line) => line.text !== '');
}

/** What may follow the sign that ends a sentence and still belongs to it. */
const CLOSING = /["'”’).!?]/u;

/** The sentences of `text` between two offsets, with the marks that close them. Abbreviations and decimal points do not end one. */
export function sentencesOf(text: string, from = 0, to = text.length): Span[] {
  const sentences: Span[] = [];
  let start = from;
  for (let at = from; at < to; at++) {
    if (!endsSentence(text, { start, at, to })) continue;
    if (text.charAt(at) !== '\n') while (at + 1 < to && CLOSING.test(text.charAt(at + 1))) at += 1;
    sentences.push(trimmed(text, start, at + 1));
    start = at + 1;
  }
  sentences.push(trimmed(text, start, to));
  return sentences.filter((sentence) => sentence.text !== '');
}

function endsSentence(text: string, place: { start: number; at: number; to: number }): boolean {
  const { start, at, to } = place;
  const sign = text.charAt(at);
  if (sign === '\n') return true;
  if ('。！？।'.includes(sign)) return true;
  if (!'.!?'.includes(sign)) return false;
  if (at + 1 < to && !/[\s"'”’)]/u.test(text.charAt(at + 1))) return false;
  if (sign !== '.') return true;
  const last = /[\p{L}.]+$/u.exec(text.slice(Math.max(start, at - 12), at))?.[0] ?? '';
  return !ABBREVIATIONS.has(last.toLowerCase());
}

/** The span between two offsets without the white space at its ends. */
export function trimmed(text: string, from: number, to: number): Span {
  const piece = text.slice(from, to);
  const start = from + (piece.length - piece.trimStart().length);
  const end = Math.max(start, to - (piece.length - piece.trimEnd().length));
  return { text: text.slice(start, end), start, end };
}
