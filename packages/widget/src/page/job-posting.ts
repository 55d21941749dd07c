import type { PostingSource } from '@interview-prep/sdk';

/** A schema.org `JobPosting` of a page. Its fields are untrusted and may have any type. */
export type JobPosting = Record<string, unknown>;

/**
 * The page's job posting as the API accepts it. The page URL is sent without its query, which may contain personal
 * data.
 */
export function pagePosting(job: string | undefined): Extract<PostingSource, { kind: 'job_posting' }> | undefined {
  const jobPosting = readJobPosting(document, { job, url: location.href });
  return jobPosting && { kind: 'job_posting', jobPosting, pageUrl: location.origin + location.pathname };
}

/** Which of several postings to take. `job` is an identifier, URL or title; `none` takes none. */
export type JobChoice = { readonly job?: string | undefined; readonly url: string };

// Limits in characters: far above real adverts, and small enough to parse quickly on a phone.
const MAX_SCRIPT_LENGTH = 300_000;
const MAX_POSTING_LENGTH = 100_000;
const MAX_POSTINGS = 100;
const MAX_DEPTH = 5;

/**
 * Finds the `JobPosting` in a page's JSON-LD (also inside arrays, `@graph` and `mainEntity`): the one named by `job`,
 * else the one with the page's own URL, else the first. Never throws.
 */
export function readJobPosting(root: ParentNode, { job, url }: JobChoice): JobPosting | undefined {
  if (job === 'none') return undefined;
  const found: JobPosting[] = [];
  for (const { textContent } of root.querySelectorAll('script[type="application/ld+json" i]')) {
    try {
      if (textContent.length <= MAX_SCRIPT_LENGTH) collect(JSON.parse(textContent), found, 0);
    } catch {
      // Invalid or too deeply nested JSON. Other scripts of the page may still be valid.
    }
  }
  if (job) return found.find((posting) => names(posting).some((name) => matchesJob(name, job)));
  const page = normalizedUrl(url, url);
  return found.find((posting) => page !== undefined && normalizedUrl(posting.url, url) === page) ?? found[0];
}

function collect(value: unknown, found: JobPosting[], depth: number): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH || found.length >= MAX_POSTINGS) return;
  // Any JSON object is a record of unknown fields.
  const node = value as JobPosting;
  if (Array.isArray(value)) for (const item of value) collect(item, found, depth + 1);
  else if (/(^|\/)JobPosting$/m.test([node['@type']].flat().join('\n'))) {
    if (JSON.stringify(node).length <= MAX_POSTING_LENGTH) found.push(node);
  } else for (const part of ['@graph', 'mainEntity']) collect(node[part], found, depth + 1);
}

function names({ identifier, url, title, '@id': id }: JobPosting): unknown[] {
  return [identifier, url, title, id]
    .flat()
    .flatMap((name) => (typeof name === 'object' && name !== null && 'value' in name ? name.value : name));
}

// A name that is an object has no text, and may even have a `toString` of its own that is no function.
const matchesJob = (name: unknown, job: string): boolean =>
  typeof name !== 'object' && String(name).trim().toLowerCase() === job.trim().toLowerCase();

// URLs of the same page may differ in their query and a trailing slash.
function normalizedUrl(url: unknown, base: string): string | undefined {
  try {
    const { origin, pathname } = new URL(String(url ?? 'x:'), base);
    return origin + pathname.replace(/\/$/, '');
  } catch {
    return undefined;
  }
}
