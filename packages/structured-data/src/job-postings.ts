import { decodedFully } from './entities.ts';
import { isJobPosting, itemsOf, objectIn, termOf, wordsOf, type JsonObject } from './posting-terms.ts';
import { soundText } from './sound-text.ts';
import { withoutEnding } from './without-ending.ts';

/** How much of somebody else's data is looked at. */
const LIMITS = { things: 5_000, parts: 200, depth: 6, postings: 100, text: 200_000 } as const;
/** Parts of a page that name other jobs than its own. */
const OTHERS = /^(?:itemlistelement|similar|related|isrelatedto|issimilarto|recommend|significantlink|relatedlink)/iu;

/** What may be named by a reference alone, and what a person reads as a name: an address in its place names nothing. */
const THINGS = /^(?:hiringOrganization|jobLocation)$/u;
const NAMES = /^(?:hiringOrganization|jobLocation|name|legalName)$/u;
const ADDRESS = /^\s*(?:#|_:|[a-z]+:\/\/)\S*\s*$/iu;

/** A posting with the names of schema.org, its references resolved. `listed`: it is one of a list, or a related one. */
export type FoundPosting = { readonly posting: JsonObject; readonly listed: boolean };

/** What a page says about itself, to find its own posting among several. */
export type PageIdentity = {
  readonly url?: string | undefined;
  /** Its headings and titles, the most telling first. */
  readonly titles?: readonly string[];
  /** An identifier, address or title that the owner of the page chose. */
  readonly job?: string | undefined;
};

/** Every `JobPosting` in the values of a page, in order. Deep or endless data is looked at only so far. */
export function jobPostingsIn(values: readonly unknown[]): readonly FoundPosting[] {
  const found: { thing: JsonObject; listed: boolean }[] = [];
  const known = new Map<string, JsonObject>();
  const waiting = values.map((value) => ({ value, listed: false }));
  for (const [seen, { value, listed }] of waiting.entries()) {
    if (seen === LIMITS.things) break;
    const thing = objectIn(value);
    if (Array.isArray(value)) {
      const items: readonly unknown[] = value.slice(0, LIMITS.things);
      const isList = listed || areSeveralJobs(items);
      waiting.push(...items.map((item) => ({ value: item, listed: isList })));
    }
    if (thing === undefined) continue;
    remember(thing, known);
    const isPosting = isJobPosting(thing);
    if (isPosting && !isReference(thing)) found.push({ thing, listed });
    const parts = Object.entries(thing).filter(([, part]) => typeof part === 'object' && part !== null);
    for (const [key, part] of parts.slice(0, LIMITS.parts)) {
      const name = key.replace(/^.*[/:@]/u, '');
      // A posting inside a posting is another one.
      waiting.push({ value: part, listed: listed || isPosting || OTHERS.test(name) });
    }
  }
  const whole = found
    .slice(0, LIMITS.postings)
    .map(({ thing, listed }) => ({ posting: new References(known).resolved(merged(thing, known)), listed }));
  return withoutRepeats(whole);
}

/** Whether jobs with several titles stand side by side. Where some have a description, those without one do not count. */
function areSeveralJobs(items: readonly unknown[]): boolean {
  const jobs = items.map(objectIn).filter((item) => item !== undefined && isJobPosting(item));
  const said = (term: string) =>
    jobs.map((job) => wordsOf(Object.entries(job ?? {}).find(([key]) => termOf(key) === term)?.[1], 300));
  const [titles, names, descriptions] = [said('title'), said('name'), said('description')];
  const isFull = (at: number) => descriptions[at] !== undefined || descriptions.every((text) => text === undefined);
  const all = titles.map((title, at) => (isFull(at) ? folded(title ?? names[at] ?? '') : ''));
  return new Set(all.filter((title) => title !== '')).size > 1;
}

/** Something that a page says in a list or beside its own job once more is the same posting. */
function withoutRepeats(found: readonly FoundPosting[]): FoundPosting[] {
  const seen = new Set<string>();
  return found.filter(({ posting }) => {
    const text = JSON.stringify(posting);
    return !seen.has(text) && seen.add(text);
  });
}

const isReference = (thing: JsonObject) =>
  typeof thing['@id'] === 'string' && Object.keys(thing).every((key) => key === '@id' || key === '@type');

/** A thing may be described in several places under one id. */
function remember(thing: JsonObject, known: Map<string, JsonObject>): void {
  const id = thing['@id'];
  if (typeof id !== 'string' || id.length > 2_000 || isReference(thing)) return;
  for (const name of new Set([id, fragmentOf(id)])) {
    const earlier = known.get(name);
    if (name !== '') known.set(name, earlier === undefined || earlier['@id'] !== id ? thing : { ...thing, ...earlier });
  }
}

/** `#org` and `https://jobs.example/1#org` are one thing of a page. */
const fragmentOf = (id: string) => (id.includes('#') ? id.slice(id.lastIndexOf('#')) : id);

function merged(thing: JsonObject, known: ReadonlyMap<string, JsonObject>): JsonObject {
  const same = typeof thing['@id'] === 'string' ? known.get(thing['@id']) : undefined;
  return same === undefined ? thing : { ...same, ...thing };
}

/** Follows references; a ring of them ends at the depth, and any number of them at the count of values. */
class References {
  readonly #known: ReadonlyMap<string, JsonObject>;
  #left: number = LIMITS.things;

  constructor(known: ReadonlyMap<string, JsonObject>) {
    this.#known = known;
  }

  /** The terms that are read, under their names in schema.org, with what their references name. */
  resolved(thing: JsonObject, depth = 0): JsonObject {
    const result: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(thing)) {
      const term = termOf(key);
      if (term === undefined || (Object.hasOwn(result, term) && key !== term)) continue;
      result[term] = this.#value(value, depth, term);
    }
    return result;
  }

  #value(value: unknown, depth: number, term: string): unknown {
    this.#left -= 1;
    if (depth > LIMITS.depth || this.#left < 0) return undefined;
    if (typeof value === 'string') {
      const thing = THINGS.test(term) ? this.#named(value) : undefined;
      if (thing !== undefined) return this.resolved(thing, depth + 1);
      return NAMES.test(term) && ADDRESS.test(value) ? undefined : soundText(value.slice(0, LIMITS.text));
    }
    if (Array.isArray(value)) return value.slice(0, LIMITS.parts).map((item) => this.#value(item, depth + 1, term));
    const thing = objectIn(value);
    if (thing === undefined) return value;
    const list = thing['@list'] ?? thing['@set'];
    if (Array.isArray(list)) return this.#value(list, depth + 1, term);
    const id = thing['@id'];
    return this.resolved((typeof id === 'string' && isReference(thing) && this.#named(id)) || thing, depth + 1);
  }

  #named(id: string): JsonObject | undefined {
    return this.#known.get(id) ?? (id.includes('#') ? this.#known.get(fragmentOf(id)) : undefined);
  }
}

/**
 * Which of the postings are the page's own: those that `job` names, or that have the address or the title of the page. The
 * others may serve where there is none; of a list of several jobs none does, since the page is about no single one.
 */
export function postingsOfPage(
  found: readonly FoundPosting[],
  { job, url, titles = [] }: PageIdentity,
): { readonly own: readonly JsonObject[]; readonly others: readonly JsonObject[] } {
  const postings = found.map(({ posting }) => posting);
  if (job) return { own: postings.filter((posting) => namesOf(posting).some((name) => isName(name, job))), others: [] };
  const at = (whole: boolean) =>
    url === undefined
      ? []
      : postings.filter((posting) => addressesOf(posting, url, whole).includes(comparable(url, whole)));
  const near = at(false);
  const own = new Set([...at(true), ...(near.length === 1 ? near : []), ...byTitle(postings, titles)]);
  const bare = found.filter(({ listed }) => !listed).map(({ posting }) => posting);
  const others = bare.length > 0 || postings.length > 1 ? bare : postings;
  return { own: [...own], others: others.filter((posting) => !own.has(posting)) };
}

/** The one of them to prepare for: its own, else the first with a description, else the first with a title. */
export function chosenPosting(found: readonly FoundPosting[], page: PageIdentity): JsonObject | undefined {
  const { own, others } = postingsOfPage(found, page);
  const says = (term: string) => (posting: JsonObject) => posting[term] !== undefined && posting[term] !== '';
  return (
    own.find((posting) => says('title')(posting) || says('name')(posting) || says('description')(posting)) ??
    others.find(says('description')) ??
    others.find((posting) => says('title')(posting) || says('name')(posting))
  );
}

const isName = (name: string, job: string) =>
  name.trim().toLowerCase() === job.trim().toLowerCase() || (folded(name) === folded(job) && folded(job) !== '');

function byTitle(postings: readonly JsonObject[], titles: readonly string[]): readonly JsonObject[] {
  const named = postings.flatMap((posting) => {
    const title = folded(wordsOf(posting['title'] ?? posting['name'], 300) ?? '');
    return title === '' ? [] : [{ posting, title }];
  });
  for (const heading of titles.map(folded)) {
    const same = named.filter(({ title }) => title === heading);
    if (same.length > 0) return same.map(({ posting }) => posting);
  }
  for (const heading of titles.map(folded)) {
    const inside = named.filter(({ title }) => title.length >= 4 && ` ${heading} `.includes(` ${title} `));
    if (inside.length > 0)
      return inside.toSorted((a, b) => b.title.length - a.title.length).map(({ posting }) => posting);
  }
  return [];
}

/** Letters and digits in lower case, one space between words. */
const folded = (text: string) =>
  decodedFully(text.slice(0, 2_000))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function namesOf(posting: JsonObject): string[] {
  return ['identifier', 'url', 'title', '@id', 'name']
    .flatMap((term) => itemsOf(posting[term], 5))
    .flatMap((name) => {
      const thing = objectIn(name);
      return thing === undefined ? [name] : [thing['value'], thing['name'], thing['@id'], thing['@value']];
    })
    .flatMap((name) => (typeof name === 'string' || typeof name === 'number' ? [String(name)] : []));
}

function addressesOf(posting: JsonObject, base: string, whole: boolean): readonly string[] {
  return ['url', '@id', 'mainEntityOfPage', 'sameAs']
    .flatMap((term) => itemsOf(posting[term], 5))
    .flatMap((value) => [value, objectIn(value)?.['@id'], objectIn(value)?.['url'], objectIn(value)?.['@value']])
    .flatMap((value) =>
      typeof value === 'string' && isAddress(value, base) ? [comparable(new URL(value, base).href, whole)] : [],
    );
}

/** A bare fragment names a thing of any page. */
const isAddress = (value: string, base: string) =>
  value.length <= 2_000 && !value.startsWith('#') && value !== '' && URL.canParse(value, base);

/** Addresses of one page may differ in scheme, `www`, fragment and a final slash; `whole` keeps the query. */
function comparable(url: string, whole: boolean): string {
  if (!URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  const path = host.replace(/^www\./u, '') + withoutEnding(pathname, /\//u);
  return whole ? path + search : path;
}
