import { decodeEntities } from '../../../../structured-data/src/entities.ts';

export { decodeEntities };

export type HtmlToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly type: 'close'; readonly name: string }
  /** The content of an element whose content is not markup: `script`, `style`, … Entities are as they stood. */
  | { readonly type: 'raw'; readonly text: string };

const rawEnds = new Map(
  ['script', 'style', 'textarea', 'title', 'iframe', 'noembed', 'noframes', 'xmp'].map((name) => [
    name,
    new RegExp(`</${name}(?=[\\s/>])`, 'giu'),
  ]),
);
const SPACE = /\s/u;
const LETTER = /[a-z]/iu;

const MOST_TOKENS = 100_000; // three times the heaviest job page we know; a hostile one must not hold everybody else up

/** Reads HTML the way browsers do, as far as text is concerned: once from left to right, never throwing. */
export function* htmlTokens(html: string): Generator<HtmlToken> {
  let [textStart, searched] = [0, 0];
  for (let tokens = 0; tokens < MOST_TOKENS; tokens += 1) {
    const open = html.indexOf('<', searched);
    const markup = open === -1 ? undefined : markupAt(html, open);
    if (open !== -1 && markup === undefined) {
      searched = open + 1; // only a "less than": part of the text
      continue;
    }
    const text = html.slice(textStart, markup === undefined ? html.length : open);
    if (text !== '') yield { type: 'text', text: decodeEntities(text) };
    if (markup === undefined) return;
    textStart = searched = markup.end;
    if (markup.token === undefined) continue;
    yield markup.token;
    const rawEnd = markup.token.type === 'open' ? rawEnds.get(markup.token.name) : undefined;
    if (rawEnd === undefined) continue;
    rawEnd.lastIndex = textStart;
    const end = rawEnd.exec(html)?.index ?? html.length;
    yield { type: 'raw', text: html.slice(textStart, end) };
    textStart = searched = end;
  }
}

type Markup = { readonly end: number; readonly token?: HtmlToken };

/** What begins at a `<`; `undefined` when it is only that character. */
function markupAt(html: string, open: number): Markup | undefined {
  const next = html.charAt(open + 1);
  if (html.startsWith('<!--', open)) return { end: after(html, '-->', open + 4) };
  if (next === '!' || next === '?') return { end: after(html, '>', open + 2) };
  const isClose = next === '/';
  const nameStart = open + (isClose ? 2 : 1);
  if (!LETTER.test(html.charAt(nameStart))) return isClose ? { end: after(html, '>', open + 2) } : undefined;
  let nameEnd = nameStart;
  while (nameEnd < html.length && !isNameEnd(html.charAt(nameEnd))) nameEnd += 1;
  const name = html.slice(nameStart, nameEnd).toLowerCase();
  const { attributes, end } = attributesAt(html, nameEnd);
  // Only foreign elements may close themselves; browsers ignore the slash in all others.
  if (!isClose && (name === 'svg' || name === 'math') && html.charAt(end - 2) === '/') return { end };
  return { end, token: isClose ? { type: 'close', name } : { type: 'open', name, attributes } };
}

function after(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
}

function isNameEnd(character: string): boolean {
  return character === '>' || character === '/' || SPACE.test(character);
}

/** Attributes up to the `>` that ends the tag; a `>` between quotation marks does not. */
function attributesAt(html: string, from: number): { attributes: Map<string, string>; end: number } {
  const attributes = new Map<string, string>();
  let at = from;
  while (at < html.length && html.charAt(at) !== '>') {
    if (isNameEnd(html.charAt(at))) {
      at += 1;
      continue;
    }
    const start = at;
    at += 1;
    while (at < html.length && html.charAt(at) !== '=' && !isNameEnd(html.charAt(at))) at += 1;
    const name = html.slice(start, at).toLowerCase();
    const value = valueAt(html, at);
    if (!attributes.has(name)) attributes.set(name, value.text);
    at = value.end;
  }
  return { attributes, end: Math.min(at + 1, html.length) };
}

function valueAt(html: string, from: number): { text: string; end: number } {
  let at = from;
  while (SPACE.test(html.charAt(at))) at += 1;
  if (html.charAt(at) !== '=') return { text: '', end: at };
  at += 1;
  while (SPACE.test(html.charAt(at))) at += 1;
  const quote = html.charAt(at);
  if (quote === '"' || quote === "'") {
    const close = html.indexOf(quote, at + 1);
    const end = close === -1 ? html.length : close;
    return { text: decodeEntities(html.slice(at + 1, end)), end: end + 1 };
  }
  let end = at;
  while (end < html.length && html.charAt(end) !== '>' && !SPACE.test(html.charAt(end))) end += 1;
  return { text: decodeEntities(html.slice(at, end)), end };
}
