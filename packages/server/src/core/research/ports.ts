import * as z from 'zod';
import type { Call } from '../engine/ports.ts';
import type { Page } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

/** One result of a search. `snippet` is what the search engine shows of the page: text of strangers. */
export type SearchHit = { readonly title: string; readonly url: string; readonly snippet: string };

/** A search engine. Throws `SearchFailure` when it cannot be asked; the specialist goes on and says so. */
export interface WebSearch {
  readonly kind: 'tavily' | 'searxng' | 'none';
  /** At most `limit` hits, best first. */
  search(
    query: string,
    options: { readonly limit: number; readonly signal: AbortSignal },
  ): Promise<readonly SearchHit[]>;
}

/** The search engine could not be asked. The message is for the operator's log: in our words only, without the query. */
export class SearchFailure extends Error {
  override readonly name = 'SearchFailure';
}

export type ReadPage = { readonly url: string; readonly title: string; readonly text: string };

/** The readable text of a public page, fetched through the guarded egress. */
export interface PageReader {
  /** `url` of what comes is where the text stood, after redirects. Throws `PageFailure`, or the signal's reason. */
  read(url: string, signal: AbortSignal): Promise<ReadPage>;
}

/** A page that cannot or may not be read. The message is ours and reveals nothing of our network. */
export class PageFailure extends Error {
  override readonly name = 'PageFailure';
}

/** What the specialist receives: the company and the posting, never anything of a candidate. */
export type ResearchRequest = {
  readonly company: string;
  readonly posting: {
    readonly title: string;
    readonly text: string;
    readonly location?: string;
    readonly pageUrl?: string;
  };
};

/** The parts of a report, in their one order. */
export const RESEARCH_SECTIONS = ['overview', 'products', 'news', 'culture', 'interviews'] as const;
export type ResearchSection = (typeof RESEARCH_SECTIONS)[number];

/** A page that was fetched, or a result that was shown, in this run. Numbers count from 1 without gaps. `fetchedOn` is a date. */
export type ResearchSource = {
  readonly number: number;
  readonly title: string;
  readonly url: string;
  readonly fetchedOn: string;
};

/** One statement about the company; every number is one of `sources`, and `quote` stands word for word in what was read there. */
export type ResearchFact = {
  readonly section: ResearchSection;
  readonly text: string;
  readonly quote: string;
  readonly sourceNumbers: readonly number[];
};

export type ResearchReport = {
  readonly company: string;
  /** Whether there was a search engine to ask. Without one nothing is claimed. */
  readonly searched: boolean;
  readonly facts: readonly ResearchFact[];
  readonly sources: readonly ResearchSource[];
  /** What was looked for and not found, in sentences. */
  readonly notFound: readonly string[];
};

/** A report that was kept, or came from elsewhere. */
export const researchReport: z.ZodType<ResearchReport> = z.object({
  company: z.string(),
  searched: z.boolean(),
  facts: z.array(
    z.object({
      section: z.enum(RESEARCH_SECTIONS),
      text: z.string(),
      quote: z.string(),
      sourceNumbers: z.array(z.number()),
    }),
  ),
  sources: z.array(z.object({ number: z.number(), title: z.string(), url: z.string(), fetchedOn: z.string() })),
  notFound: z.array(z.string()),
});

export type ResearchCall = Call & {
  /** Called with what is being done now, in words for a person. */
  readonly onProgress?: (step: string) => Promise<void>;
};

/** Researches a company, as other services call it. */
export interface Researcher {
  /** Throws ServiceError `model_unavailable`, `budget_reached`, or the signal's reason. A search that finds nothing is a report. */
  research(request: ResearchRequest, call: ResearchCall): Promise<ResearchReport>;
}

/** The last three are ends. */
export type ResearchState = 'submitted' | 'working' | 'completed' | 'failed' | 'cancelled';

/** Research that goes on in the background and survives a restart. Times are epoch milliseconds. */
export type ResearchTask = {
  readonly id: string;
  /** What the caller groups tasks by; the task's own id where they named nothing. */
  readonly contextId: string;
  readonly request: ResearchRequest;
  readonly state: ResearchState;
  /** What is being done now, in words for a person. */
  readonly step: string;
  readonly changedAt: number;
  /** There once `completed`. */
  readonly report?: ResearchReport;
  /** There once `failed`. */
  readonly failure?: { readonly code: string; readonly message: string; readonly retryable: boolean };
};

/** Research as tasks. A foreign task is an unknown one: `not_found`. */
export interface Research {
  /** Resolves when the task is durable. With the `id` of one that the subject has already, it is that one. Throws `validation_failed` for a request that is not one, or that holds more than one. */
  create(scope: Scope, request: ResearchRequest, options?: { contextId?: string; id?: string }): Promise<ResearchTask>;
  get(scope: Scope, taskId: string): Promise<ResearchTask>;
  list(scope: Scope, page: Page): Promise<{ data: readonly ResearchTask[]; nextCursor: string | null }>;
  /** The task as it stands then: one that had ended stays as it was. */
  cancel(scope: Scope, taskId: string): Promise<ResearchTask>;
  /** The task as it is now, then after each change, until it has ended or the signal aborts. */
  follow(scope: Scope, taskId: string, signal: AbortSignal): AsyncIterable<ResearchTask>;
}
