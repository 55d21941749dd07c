import { cleanLine, cleanText, cut } from '../text/clean-text.ts';
import { pageFacts, pageText } from '../text/html-text.ts';
import { jobPostingContent, POSTING_LIMITS, titleOf, type PostingContent } from './job-posting.ts';
import { itemsOf, jobPostingsIn, objectIn, scriptJson, type JsonObject } from './json-values.ts';

const SCRIPTS = 50;
const LEAST_TEXT = 200; // characters; less is a cookie notice or a page that needs scripts

type Page = { readonly url: string; readonly contentType: string; readonly body: string };

/** The posting a page holds: its JSON-LD, or else what can be read on it. `undefined` when there is neither. */
export function postingOfPage(page: Page): PostingContent | undefined {
  if (page.contentType.includes('json')) return bestOf(jobPostingsIn(scriptJson(page.body)), page.url);
  if (page.contentType === 'text/plain') return readable(cleanText(page.body), undefined);
  const { title, jsonLd } = pageFacts(page.body);
  const postings = jsonLd.slice(0, SCRIPTS).flatMap((script) => jobPostingsIn(scriptJson(script)));
  return bestOf(postings, page.url) ?? readable(pageText(page.body), title);
}

/** Of several the one that calls this page its own, else the first that says something. */
export function bestOf(postings: readonly JsonObject[], pageUrl: string | undefined): PostingContent | undefined {
  const own = postings.filter(
    (posting) => pageUrl !== undefined && addressesOf(posting, pageUrl).includes(withoutFragment(pageUrl)),
  );
  for (const posting of [...own, ...postings.slice(0, 20)]) {
    const content = jobPostingContent(posting);
    if (content !== undefined && content.description !== '') return content;
  }
  return postings
    .slice(0, 20)
    .map(jobPostingContent)
    .find((content) => content !== undefined);
}

function addressesOf(posting: JsonObject, base: string): readonly string[] {
  const values = [
    posting['url'],
    posting['@id'],
    objectIn(posting['mainEntityOfPage'])?.['@id'] ?? posting['mainEntityOfPage'],
  ];
  return values
    .flatMap((value) => itemsOf(value, 5))
    .flatMap((value) =>
      typeof value === 'string' && URL.canParse(value, base) ? [withoutFragment(new URL(value, base).href)] : [],
    );
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? url;
}

function readable(text: string, title: string | undefined): PostingContent | undefined {
  if (text.length < LEAST_TEXT) return undefined;
  return {
    title: (title === undefined ? undefined : cleanLine(title, POSTING_LIMITS.line)) ?? titleOf(text),
    description: cut(text, POSTING_LIMITS.description),
  };
}
