import { z } from 'zod';
import { jobPostingsIn } from '../../../../structured-data/src/job-postings.ts';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { type Collection, insertOnce, type Records, type Row } from '../records/ports.ts';
import { sha256 } from '../kernel/digests.ts';
import type { Scope } from '../tenancy/scope.ts';
import { cleanLine, cleanText, cut } from '../text/clean-text.ts';
import { headingOf } from './advert-heading.ts';
import { POSTING_LIMITS, present, type PostingContent } from './job-posting.ts';
import type { PostingAnalysis } from './posting-analysis.ts';
import { bestOf, postingOfPage } from './posting-page.ts';
import type { PageFetcher, Posting, Postings, PostingSource } from './ports.ts';

const requirementSchema = z.object({
  id: z.string(),
  text: z.string(),
  importance: z.enum(['must', 'nice']),
  competencies: z.array(z.string()),
  years: z.number().int().exactOptional(),
});

const recordSchema = z.object({
  title: z.string(),
  description: z.string(),
  company: z.string().exactOptional(),
  location: z.string().exactOptional(),
  employmentType: z.string().exactOptional(),
  salary: z.string().exactOptional(),
  validThrough: z.string().exactOptional(),
  pageUrl: z.string().exactOptional(),
  requirements: z.array(requirementSchema),
  roleFamily: z.string(),
  language: z.string(),
});

type PostingRecord = z.infer<typeof recordSchema>;

export type PostingDependencies = {
  readonly records: Records;
  readonly fetcher: PageFetcher;
  /** `analysePosting`, or something that knows more. `text` is the description. */
  readonly analyse: (text: string, title: string) => PostingAnalysis;
};

const BOUND = 'This token is for one posting, so it creates no other. List the postings to find the one it is for.';

/** Job postings, from text, schema.org or an address. The same posting of the same owner is kept once. */
export function postings({ records, fetcher, analyse }: PostingDependencies): Postings {
  const rows: Collection<PostingRecord> = records.collection('posting', { schema: recordSchema, shared: true });

  async function keep(scope: Scope, content: PostingContent, pageUrl: string | undefined): Promise<Posting> {
    const id = postingId(scope, content);
    const known = await rows.get(scope, id);
    if (known !== undefined) return shown(known);
    const value = { ...content, ...defined({ pageUrl }), ...analyse(content.description, content.title) };
    return shown(await insertOnce(rows, scope, { id, value }));
  }

  return {
    async create(scope, source) {
      if (scope.postingId !== undefined) throw new ServiceError('forbidden', { detail: BOUND });
      const { content, pageUrl } = await contentOf(source, fetcher);
      return keep(scope, content, pageUrl);
    },
    async get(scope, id) {
      const row = await rows.get(scope, id);
      if (row === undefined) throw new ServiceError('not_found');
      return shown(row);
    },
    async list(scope, page) {
      const { rows: found, nextCursor } = await rows.list(scope, page);
      return { data: found.map(shown), nextCursor };
    },
  };
}

type Understood = { readonly content: PostingContent; readonly pageUrl: string | undefined };

async function contentOf(source: PostingSource, fetcher: PageFetcher): Promise<Understood> {
  if (source.kind === 'text') return { content: textContent(source), pageUrl: undefined };
  if (source.kind === 'job_posting') {
    const { jobPosting } = source;
    const pageUrl = webAddress(source.pageUrl ?? jobPosting['url']);
    const page = { url: pageUrl };
    const content =
      bestOf(jobPostingsIn([jobPosting]), page) ??
      bestOf(jobPostingsIn([{ ...jobPosting, '@type': 'JobPosting' }]), page);
    if (content === undefined)
      throw refused('/source/jobPosting', 'must be a schema.org JobPosting with a title or a description');
    return { content, pageUrl };
  }
  if (webAddress(source.url) === undefined) throw refused('/source/url', 'must be an address of http or https');
  const page = await fetcher.fetch(source.url);
  const content = postingOfPage(page);
  if (content === undefined) {
    throw new ServiceError('posting_not_found_on_page', {
      detail: 'The page shows too little text without scripts. Paste the text of the advert instead.',
    });
  }
  return { content, pageUrl: webAddress(page.url) };
}

function textContent({ text, title, company }: Extract<PostingSource, { kind: 'text' }>): PostingContent {
  const description = cut(cleanText(text), POSTING_LIMITS.description);
  if (description === '') throw refused('/source/text', 'must hold text that a person can see');
  const given = cleanLine(title ?? '', POSTING_LIMITS.line);
  const heading = given === undefined ? headingOf(description) : { title: given };
  return { ...heading, description, ...present({ company: cleanLine(company ?? '', POSTING_LIMITS.line) }) };
}

function webAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2_000 || !URL.canParse(value)) return undefined;
  const url = new URL(value);
  return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
    ? url.href
    : undefined;
}

function refused(path: string, message: string): ServiceError {
  return new ServiceError('validation_failed', { fields: [{ in: 'body', path, message }] });
}

/** The address is left out: the same job is reached by many, with a mark of the campaign that led there. */
function postingId({ tenantId, subject }: Scope, content: PostingContent): string {
  const { title, description, company, location, employmentType, salary, validThrough } = content;
  const words = [
    tenantId,
    subject.kind,
    subject.id,
    title,
    description,
    company,
    location,
    employmentType,
    salary,
    validThrough,
  ];
  return `pst_${sha256(JSON.stringify(words)).slice(0, 40)}`;
}

function shown({ id, value, createdAt }: Row<PostingRecord>): Posting {
  return { id, ...value, createdAt: isoTime(createdAt) };
}
