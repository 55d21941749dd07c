import { cleanLine, cleanText, cut } from '../text/clean-text.ts';
import type { ReadPage, SearchHit } from './ports.ts';
import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';

/** Sizes in characters. What the specialist is shown and what its quotes are held against are cut at the same place. */
const SIZES = { url: 2_000, title: 200, snippet: 800, page: 8_000 };
const MOST_SOURCES = 40;
const MOST_SNIPPETS = 3;

/** What was seen of one address in a run: what searches showed of it, and its page once that was read. */
export type SeenSource = {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly snippets: readonly string[];
  readonly page?: string;
};

/** Everything that was shown or fetched in one run, each address once, numbered in the order in which it was first seen. */
export class SeenSources {
  readonly #sources: SeenSource[] = [];
  readonly #numbers = new Map<string, number>();

  get all(): readonly SeenSource[] {
    return this.#sources;
  }

  /** The source of a search result. `undefined` for what is no web address, and when there are too many. */
  show({ title, url, snippet }: SearchHit): SeenSource | undefined {
    const address = webAddress(url);
    if (address === undefined) return undefined;
    const known = this.find(address);
    const shown = snippetOf(snippet);
    if (known === undefined) return this.#add(address, { title, snippets: shown === '' ? [] : [shown] });
    if (shown === '' || known.snippets.includes(shown) || known.snippets.length === MOST_SNIPPETS) return known;
    return this.#change(known, { snippets: [...known.snippets, shown] });
  }

  /** The source whose page was read at `asked`, under the address at which its text stood. */
  read(asked: string, { url, title, text }: ReadPage): SeenSource | undefined {
    const found = webAddress(url) ?? asked;
    const page = cut(cleanText(text), SIZES.page);
    const known = this.find(asked) ?? this.find(found) ?? this.#add(found, { title, snippets: [] });
    if (known === undefined) return undefined;
    // A redirect to another secure address is where the words stand; one away from security is not believed.
    const better = found.startsWith('https:') && this.find(found) === undefined ? { url: found } : {};
    const read = this.#change(known, {
      ...better,
      page,
      ...(cleanLine(title, SIZES.title) === undefined ? {} : { title: titleOf(title, known.url) }),
    });
    this.#numbers.set(keyOf(found), this.#numbers.get(keyOf(found)) ?? read.number);
    return read;
  }

  find(url: string): SeenSource | undefined {
    const address = webAddress(url);
    const number = address === undefined ? undefined : this.#numbers.get(keyOf(address));
    return number === undefined ? undefined : this.#sources[number - 1];
  }

  #add(url: string, { title, snippets }: { title: string; snippets: readonly string[] }): SeenSource | undefined {
    if (this.#sources.length === MOST_SOURCES) return undefined;
    const source = { number: this.#sources.length + 1, title: titleOf(title, url), url, snippets };
    this.#sources.push(source);
    this.#numbers.set(keyOf(url), source.number);
    return source;
  }

  #change(source: SeenSource, change: Partial<SeenSource>): SeenSource {
    const changed = { ...source, ...change };
    this.#sources[source.number - 1] = changed;
    return changed;
  }
}

/** What was read of a source, each text by itself: words across the border of two stand in neither. */
export function passagesOf({ snippets, page }: Pick<SeenSource, 'snippets' | 'page'>): readonly string[] {
  return page === undefined ? snippets : [...snippets, page];
}

/** An address of the web as it is written everywhere. `undefined` for anything else, and for one with a password in it. */
export function webAddress(text: string): string | undefined {
  if (text.length > SIZES.url || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  if ((url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '')
    return undefined;
  url.hash = '';
  return url.href;
}

/** The same page with and without encryption, and with and without a slash at its end, is one. */
function keyOf(address: string): string {
  const { host, pathname, search } = new URL(address);
  return `${host}${withoutEnding(pathname, /\//u)}${search}`;
}

function snippetOf(snippet: string): string {
  return cut(cleanText(snippet.slice(0, SIZES.snippet * 8)), SIZES.snippet);
}

function titleOf(title: string, url: string): string {
  return cleanLine(title, SIZES.title) ?? new URL(url).hostname;
}
