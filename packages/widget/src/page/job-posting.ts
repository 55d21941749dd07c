import type { PostingSource } from '@interview-prep/sdk';

/** A schema.org `JobPosting` as it stands in a page. Its fields are whatever the page says. */
export type JobPosting = Record<string, unknown>;

/** The page's job as the contract takes it. Its address goes without the query, which may hold what is between the page and its visitor. */
export function pagePosting(job: string | undefined): Extract<PostingSource, { kind: 'job_posting' }> | undefined {
  const jobPosting = readJobPosting(document, { job, url: location.href });
  return jobPosting && { kind: 'job_posting', jobPosting, pageUrl: location.origin + location.pathname };
}

/** Which of several to take. `job` is an identifier, an address or a title; `none` takes nothing. */
export type JobChoice = { readonly job?: string | undefined; readonly url: string };

// A page of ours, in characters: far above any real advert, far below what could stall a phone.
const MAX_SCRIPT_LENGTH = 300_000;
const MAX_POSTING_LENGTH = 100_000;
const MAX_POSTINGS = 100;
const MAX_DEPTH = 5;

/**
 * The job a page speaks of, from its JSON-LD (also inside arrays, `@graph` and `mainEntity`): the one that `job` names,
 * else the one with the page's own address, else the first. Never throws, whatever stands in the page.
 */
export function readJobPosting(root: ParentNode, { job, url }: JobChoice): JobPosting | undefined {
  if (job === 'none') return undefined;
  const found: JobPosting[] = [];
  for (const { textContent } of root.querySelectorAll('script[type="application/ld+json" i]')) {
    try {
      if (textContent.length <= MAX_SCRIPT_LENGTH) collect(JSON.parse(textContent), found, 0);
    } catch {
      // Not JSON, or nested without end. The page's other scripts may be better.
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

const matchesJob = (name: unknown, job: string): boolean =>
  String(name).trim().toLowerCase() === job.trim().toLowerCase();

// Addresses of one page differ in their query and their last slash.
function normalizedUrl(url: unknown, base: string): string | undefined {
  try {
    const { origin, pathname } = new URL(String(url ?? 'x:'), base);
    return origin + pathname.replace(/\/$/, '');
  } catch {
    return undefined;
  }
}
