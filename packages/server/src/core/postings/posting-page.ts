import { forgivingValues } from '../../../../structured-data/src/forgiving-json.ts';
import {
  jobPostingsIn,
  postingsOfPage,
  type FoundPosting,
  type PageIdentity,
} from '../../../../structured-data/src/job-postings.ts';
import { isPostingMarkup, markupItem } from '../../../../structured-data/src/markup-posting.ts';
import { cleanLine, cleanText, cut } from '../text/clean-text.ts';
import { pageFacts, pageText } from '../text/html-text.ts';
import { htmlTree, type HtmlElement } from '../text/html-tree.ts';
import { jobPostingContent, POSTING_LIMITS, titleOf, type PostingContent } from './job-posting.ts';

const SCRIPTS = 50;
const ITEMS = 50;
const ITEM_ELEMENTS = 10_000; // of all items of a page; an element counts once for each item that refers to it
const LEAST_TEXT = 200; // characters; less is a cookie notice or a page that needs scripts

type Page = { readonly url: string; readonly contentType: string; readonly body: string };

/** The posting a page holds: its structured data, or else what can be read on it. `undefined` when there is neither. */
export function postingOfPage({ url, contentType, body }: Page): PostingContent | undefined {
  if (contentType.includes('json')) return bestOf(jobPostingsIn(forgivingValues(body)), { url });
  if (contentType === 'text/plain') return readable(cleanText(body), undefined);
  const { titles, jsonLd } = pageFacts(body);
  const page = { url, titles };
  const scripts = jsonLd.slice(0, SCRIPTS).flatMap((script) => forgivingValues(script));
  const found = bestOf(jobPostingsIn(scripts), page) ?? bestOf(jobPostingsIn(markupItems(body)), page);
  if (found !== undefined && found.description !== '') return found;
  const visible = readable(pageText(body), titles[0]);
  return found === undefined ? visible : { ...found, description: visible?.description ?? '' };
}

/** Of several the page's own, else the first that says something. */
export function bestOf(found: readonly FoundPosting[], page: PageIdentity): PostingContent | undefined {
  const { own, others } = postingsOfPage(found, page);
  const contents = others.slice(0, 20).map(jobPostingContent);
  return (
    own.map(jobPostingContent).find((content) => content !== undefined) ??
    contents.find((content) => content !== undefined && content.description !== '') ??
    contents.find((content) => content !== undefined)
  );
}

/** Postings in microdata and RDFa. */
function markupItems(html: string): readonly unknown[] {
  if (!/job_?posting/iu.test(html)) return [];
  const items: unknown[] = [];
  const tree = htmlTree(html);
  const budget = { elements: ITEM_ELEMENTS };
  let byId: ReadonlyMap<string, HtmlElement> | undefined;
  const elementById = (id: string) => (byId ??= elementsById(tree)).get(id);
  const waiting: HtmlElement[] = [...tree].toReversed();
  for (let element = waiting.pop(); element !== undefined && items.length < ITEMS; element = waiting.pop()) {
    if (isPostingMarkup(element)) items.push(markupItem(element, elementById, budget));
    else waiting.push(...element.children.toReversed());
  }
  return items;
}

/** The first of each id, as in a browser; things of RDFa by what they are called there. */
function elementsById(tree: readonly HtmlElement[]): ReadonlyMap<string, HtmlElement> {
  const elements = new Map<string, HtmlElement>();
  const waiting = [...tree].toReversed();
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const isThing = element.attribute('typeof') !== undefined;
    const named = isThing ? [element.attribute('resource'), element.attribute('about')] : [];
    for (const id of [element.attribute('id') ?? '', ...named.map((name) => name?.replace(/^#/u, '') ?? '')])
      if (!elements.has(id)) elements.set(id, element);
    waiting.push(...element.children.toReversed());
  }
  return elements;
}

function readable(text: string, title: string | undefined): PostingContent | undefined {
  if (text.length < LEAST_TEXT) return undefined;
  return {
    title: (title === undefined ? undefined : cleanLine(title, POSTING_LIMITS.line)) ?? titleOf(text),
    description: cut(text, POSTING_LIMITS.description),
  };
}
