import type { PostingSource } from '@interview-prep/sdk';
import { POSTING_SHAPE } from './posting-shape.ts';
import { forgivingValues, MAX_JSON_LENGTH } from '../../../structured-data/src/forgiving-json.ts';
import { chosenPosting, jobPostingsIn, type FoundPosting } from '../../../structured-data/src/job-postings.ts';
import { isPostingMarkup, markupItem, type MarkupElement } from '../../../structured-data/src/markup-posting.ts';
import { wordsOf, type JsonObject } from '../../../structured-data/src/posting-terms.ts';
import { soundText } from '../../../structured-data/src/sound-text.ts';

// Far above real pages.
const MAX_SCRIPTS = 50;
const MAX_ITEMS = 50;
const MAX_POSTING_LENGTH = 400_000;
const MAX_TEXT_LENGTH = 50_000;

type JobPostingSource = Extract<PostingSource, { kind: 'job_posting' }>;

/** What a page says about its job: a posting, or the reason why there is none, with what the site owner can do. */
export type PageReading = { readonly posting?: JsonObject; readonly advice?: string };

/**
 * The page's job posting as the API accepts it; without one, `report` gets a sentence that says why. `job` is an
 * identifier, URL or title; `none` takes none. The page URL is sent without its query, which may contain personal data.
 */
export function pagePosting(
  job: string | undefined,
  { report, isElement = false }: { report: (advice: string) => void; isElement?: boolean },
): JobPostingSource | undefined {
  if (job === 'none') return undefined;
  const { posting, advice } = readPage(document, { job, url: location.href, isElement });
  if (advice !== undefined) report(advice);
  return posting && sourceOf(posting);
}

/**
 * The posting that the owner of an element has set: a `PostingSource` as it is, or a schema.org `JobPosting`. For anything
 * else `report` gets the right shape.
 */
export function ownPosting(value: unknown, report: (advice: string) => void): PostingSource | undefined {
  const kind = typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
  // Safe: the server says what else such a posting lacks.
  if (kind === 'text' || kind === 'url' || kind === 'job_posting') return value as PostingSource;
  const found = jobPostingsIn(typeof value === 'string' ? forgivingValues(value) : [value]);
  const posting = chosenPosting(found, { url: location.href });
  if (posting === undefined) report(`the property "posting" of <interview-prep> is ${kindOf(value)}. ${POSTING_SHAPE}`);
  return posting && sourceOf(posting);
}

const sourceOf = (posting: JsonObject): JobPostingSource => ({
  kind: 'job_posting',
  jobPosting: posting,
  pageUrl: location.origin + location.pathname,
});

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  const names = Object.keys(value).slice(0, 5).join(', ');
  const kind =
    'kind' in value && typeof value.kind === 'string' ? ` of the kind "${value.kind.slice(0, 60)}"` : ' without "kind"';
  return `an object${kind}${names && ` (it has ${names.slice(0, 200)})`}`;
}

/** Reads JSON-LD, else microdata and RDFa. Never throws. */
export function readPage(
  page: Document,
  choice: { readonly job?: string | undefined; readonly url: string; readonly isElement?: boolean },
): PageReading {
  const scripts = [...page.querySelectorAll('script[type*="ld+json" i],script[type*="json+ld" i]')].slice(
    0,
    MAX_SCRIPTS,
  );
  const texts = scripts.map(({ textContent }) => textContent ?? '');
  const identity = { ...choice, titles: titlesOf(page) };
  const scripted = jobPostingsIn(texts.flatMap((text) => forgivingValues(text)));
  const written = chosenPosting(scripted, identity);
  const marked = written === undefined ? jobPostingsIn(markupItems(page)) : [];
  const posting = written ?? chosenPosting(marked, identity);
  if (posting !== undefined) return { posting: sentPosting(posting) };
  return { advice: adviceFor([...scripted, ...marked], texts, choice) };
}

function titlesOf(page: Document): string[] {
  return [
    page.querySelector('h1')?.textContent,
    page.querySelector('meta[property="og:title"]')?.getAttribute('content'),
    page.title,
  ].filter((title) => typeof title === 'string');
}

function markupItems(page: Document): JsonObject[] {
  const byId = (id: string) => {
    const name = CSS.escape(id);
    const element = page.querySelector(`[id="${name}"],[typeof][resource="#${name}"],[typeof][about="#${name}"]`);
    return element ? markupElement(element) : undefined;
  };
  return [...page.querySelectorAll('[itemtype*="Job" i],[typeof*="Job" i]')]
    .map(markupElement)
    .filter(isPostingMarkup)
    .slice(0, MAX_ITEMS)
    .map((element) => markupItem(element, byId));
}

function markupElement(element: Element): MarkupElement {
  return {
    name: element.localName,
    attribute: (name) => element.getAttribute(name) ?? undefined,
    get children() {
      return [...element.children].map(markupElement);
    },
    text: () => element.textContent ?? '',
    html: () => element.innerHTML,
  };
}

/** With title and employer as words, which are shown before the server has read the rest. */
function sentPosting(posting: JsonObject): JsonObject {
  const title = wordsOf(posting['title'] ?? posting['name'], 300);
  const company = wordsOf(posting['hiringOrganization'], 300);
  const whole = {
    '@type': 'JobPosting',
    ...posting,
    ...(title !== undefined && { title }),
    ...(company !== undefined && { hiringOrganization: { '@type': 'Organization', name: company } }),
  };
  if (JSON.stringify(whole).length <= MAX_POSTING_LENGTH) return whole;
  return Object.fromEntries(
    Object.entries(whole)
      .map(
        ([term, value]) =>
          [term, typeof value === 'string' ? soundText(value.slice(0, MAX_TEXT_LENGTH)) : value] as const,
      )
      .filter(([, value]) => JSON.stringify(value ?? '').length <= MAX_TEXT_LENGTH * 2),
  );
}

function adviceFor(
  found: readonly FoundPosting[],
  texts: readonly string[],
  { job, isElement }: { readonly job?: string | undefined; readonly isElement?: boolean },
): string {
  const attribute = isElement ? 'the attribute "job" of the element (data-job of a script tag)' : 'data-job';
  const titles = found.flatMap(({ posting }) => wordsOf(posting['title'], 60) ?? []).slice(0, 5);
  const names = titles.map((title) => `"${title}"`).join(', ');
  if (job)
    return `no JobPosting of this page is called "${job.slice(0, 100)}" by its identifier, URL or title${
      names && ` (found: ${names})`
    }. Correct ${attribute}, or remove it.`;
  if (titles.length > 1)
    return (
      `this page lists several jobs (${names}), and none of them has its URL or title. ` +
      `Choose one with ${attribute}.`
    );
  if (found.length > 0)
    return 'the JobPosting of this page has neither a title nor a description. Add both to its structured data.';
  const broken = texts.findIndex((text) => /JobPosting/i.test(text));
  if (broken !== -1)
    return `the JobPosting in JSON-LD script ${broken + 1} of this page could not be read: ${reasonOf(
      texts[broken] ?? '',
    )} Correct it; https://validator.schema.org shows where it breaks.`;
  const missing = 'this page has no JobPosting in JSON-LD, microdata or RDFa, so the practice knows no job.';
  return isElement
    ? `${missing} Add one (https://schema.org/JobPosting), set the property "posting" of <interview-prep>, or set its ` +
        'attribute job="none" (data-job="none" of a script tag) to practise without a job.'
    : `${missing} Add one (https://schema.org/JobPosting), or set data-job="none" to practise without a job.`;
}

function reasonOf(text: string): string {
  if (text.length > MAX_JSON_LENGTH) return `it is longer than ${MAX_JSON_LENGTH} characters.`;
  try {
    JSON.parse(text);
    return 'no object of it has the type JobPosting.';
  } catch (error) {
    return `it is not JSON (${error instanceof Error ? error.message.slice(0, 200) : ''}).`;
  }
}
