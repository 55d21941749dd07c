import { cleanText } from './clean-text.ts';
import { decodedFully } from '../../../../structured-data/src/entities.ts';
import { markedText, unmarked } from './html-names.ts';
import { decodeEntities, htmlTokens, type HtmlToken } from './html-tokens.ts';

const paragraphs = new Set(
  (
    'address article aside blockquote body dd details dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr ' +
    'main nav ol p pre section summary table ul'
  ).split(' '),
);
const lines = new Set(['div', 'tr', 'caption', 'legend', 'option']);
const cells = new Set(['td', 'th']);
const ELEMENT = /<(?:!|\/?[a-z])[^<]{0,2000}>/iu;
const TEXT_ELEMENT = /<\/(?:p|li|ul|ol|div|h[1-6]|strong|b|span)\s{0,20}>|<br\s{0,20}\/?>/iu;
const ENCODED = /&(?:amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|[nm]dash|bull|#\d{2,5}|#x[\da-f]{2,4});/iu;
/** Never read out to a person, or not part of what the page says. */
const unread = new Set(
  'script style noscript template head svg math iframe object video audio canvas select textarea button title'.split(
    ' ',
  ),
);
// Not `form`: some recruiting systems put their whole page into one.
const furniture = new Set(['nav', 'footer', 'aside', 'dialog', 'menu']);

/** The text of a piece of HTML: paragraphs apart, one line per list item with a bullet. Plain text stays plain text. */
export function htmlText(html: string): string {
  return textOf(htmlTokens(html), unread);
}

/** The text of a whole page without what stands around its content. */
export function pageText(html: string): string {
  const tokens = [...htmlTokens(html)];
  const content = within(tokens, 'main') ?? within(tokens, 'article') ?? tokens;
  return textOf(content, new Set([...unread, ...furniture]));
}

/**
 * The plain text of a description that may be HTML, HTML written with entities (as many sites put it into JSON) or plain.
 */
export function descriptionText(description: string): string {
  return unmarked(markedDescription(description));
}

function markedDescription(description: string): string {
  let markup = markedText(description);
  // A system that passes a text on may encode it once more.
  for (let layer = 0; layer < 4 && !ELEMENT.test(markup); layer += 1) {
    const decoded = decodeEntities(markup);
    if (decoded === markup) return cleanText(markup);
    markup = markedText(decoded);
  }
  const text = htmlText(markup);
  // Text that is markup again had elements around it, or inside it, that were encoded once less.
  if (TEXT_ELEMENT.test(text)) return markedDescription(text);
  return ENCODED.test(text) ? cleanText(decodedFully(text)) : text;
}

function textOf(tokens: Iterable<HtmlToken>, skipped: ReadonlySet<string>): string {
  const page = layout();
  const depths = new Map<string, number>();
  let pre = 0;
  for (const token of tokens) {
    if (token.type === 'raw') continue;
    if (token.type === 'text') {
      if (depths.size === 0) page.write(pre > 0 ? token.text : token.text.replace(/\s+/gu, ' '));
      continue;
    }
    if (skipped.has(token.name)) deepen(depths, token);
    if (token.name === 'pre') pre = Math.max(0, pre + (token.type === 'open' ? 1 : -1));
    if (depths.size === 0) lay(token, page);
  }
  return tightBullets(cleanText(page.text()));
}

/** Each kind of element is counted by itself, so that a stray end tag cannot uncover or swallow the rest. */
function deepen(depths: Map<string, number>, { type, name }: { type: 'open' | 'close'; name: string }): void {
  const depth = (depths.get(name) ?? 0) + (type === 'open' ? 1 : -1);
  if (depth > 0) depths.set(name, depth);
  else depths.delete(name);
}

function lay({ type, name }: Extract<HtmlToken, { name: string }>, page: Layout): void {
  if (name === 'br') page.lineBreak();
  else if (name === 'li') page.item(type === 'open');
  else if (paragraphs.has(name)) page.atLeast(2);
  else if (lines.has(name)) page.atLeast(1);
  else if (cells.has(name) && type === 'close') page.write(' ');
}

type Layout = ReturnType<typeof layout>;

/** Breaks wait until there are words after them: elements without any leave no gaps, and a bullet stands before its words. */
function layout() {
  const pieces: string[] = [];
  let [breaks, bullet] = [0, false];
  return {
    write(text: string) {
      if (text.trim() === '') {
        if (breaks === 0) pieces.push(text);
        return;
      }
      pieces.push('\n'.repeat(Math.min(breaks, 2)), bullet ? '• ' : '', text);
      [breaks, bullet] = [0, false];
    },
    atLeast(count: number) {
      if (!bullet) breaks = Math.max(breaks, count);
    },
    lineBreak() {
      if (!bullet) breaks += 1;
    },
    item(opens: boolean) {
      breaks = Math.max(breaks, 1);
      bullet = opens;
    },
    text: () => pieces.join(''),
  };
}

/** Bullets of a list follow one another without empty lines. */
function tightBullets(text: string): string {
  const tidy: string[] = [];
  for (const line of text.split('\n')) {
    if (line.startsWith('• ') && tidy.at(-1) === '' && tidy.at(-2)?.startsWith('• ') === true) tidy.pop();
    tidy.push(line);
  }
  return tidy.join('\n');
}

/** What stands between the first start of an element of that name and the last end of one, if there is anything to read. */
function within(tokens: readonly HtmlToken[], name: string): readonly HtmlToken[] | undefined {
  const start = tokens.findIndex((token) => token.type === 'open' && token.name === name);
  if (start === -1) return undefined;
  const end = tokens.findLastIndex((token) => token.type === 'close' && token.name === name);
  const inside = tokens.slice(start + 1, end > start ? end : undefined);
  return inside.some((token) => token.type === 'text' && token.text.trim() !== '') ? inside : undefined;
}

/** The parts of a page that say what it is about: its first heading and its titles, the most telling first, and scripts of JSON-LD. */
export function pageFacts(html: string): { titles: readonly string[]; jsonLd: readonly string[] } {
  const jsonLd: string[] = [];
  const titles = new Map<'h1' | 'title' | 'og:title', string>();
  let heading: string[] | undefined;
  let opened: Extract<HtmlToken, { type: 'open' }> | undefined;
  for (const token of htmlTokens(html)) {
    if (token.type === 'raw' && opened?.name === 'script' && isJsonLd(opened.attributes.get('type')))
      jsonLd.push(token.text);
    if (token.type === 'raw' && opened?.name === 'title' && !titles.has('title'))
      titles.set('title', decodeEntities(token.text));
    if (token.type === 'text') heading?.push(token.text);
    if (token.type === 'close' && token.name === 'h1' && heading !== undefined) {
      titles.set('h1', heading.join(''));
      heading = undefined;
    }
    if (token.type !== 'open') continue;
    opened = token;
    if (token.name === 'h1' && !titles.has('h1')) heading ??= [];
    if (token.name === 'meta' && token.attributes.get('property') === 'og:title')
      titles.set('og:title', token.attributes.get('content') ?? '');
  }
  return {
    titles: [titles.get('h1'), titles.get('og:title'), titles.get('title')].filter(
      (title): title is string => title !== undefined && title.trim() !== '',
    ),
    jsonLd,
  };
}

function isJsonLd(type: string | undefined): boolean {
  return type !== undefined && /ld\+json|json\+ld/iu.test(type);
}
