import type { Call } from '../mind/ports.ts';

/** One result of a search. `snippet` is what the search engine shows of the page: text of strangers. */
export type SearchHit = { readonly title: string; readonly url: string; readonly snippet: string };

/** A search engine. Throws `SearchFailure` when it cannot be asked; the specialist goes on and says so. */
export interface WebSearch {
  readonly kind: 'tavily' | 'searxng' | 'none';
  /** At most `limit` hits, best first. */
  search(query: string, options: { readonly limit: number; readonly signal: AbortSignal }): Promise<readonly SearchHit[]>;
}

/** The search engine could not be asked. The message is for the operator's log. */
export class SearchFailure extends Error {
  override readonly name = 'SearchFailure';
}

/** The readable text of a public page, fetched through the guarded egress. */
export interface PageReader {
  read(url: string, signal: AbortSignal): Promise<{ readonly url: string; readonly title: string; readonly text: string }>;
}

/** What the specialist receives: the company and the posting, never anything of a candidate. */
export type ResearchRequest = {
  readonly company: string;
  readonly posting: { readonly title: string; readonly text: string; readonly location?: string; readonly pageUrl?: string };
};

/** The parts of a report, in their one order. */
export const RESEARCH_SECTIONS = ['overview', 'products', 'news', 'culture', 'interviews'] as const;
export type ResearchSection = (typeof RESEARCH_SECTIONS)[number];

/** A page that was fetched, or a result that was shown, in this run. Numbers count from 1 without gaps. */
export type ResearchSource = { readonly number: number; readonly title: string; readonly url: string; readonly fetchedOn: string };

/** One statement about the company; every number is one of `sources`. */
export type ResearchFact = { readonly section: ResearchSection; readonly text: string; readonly sourceNumbers: readonly number[] };

export type ResearchReport = {
  readonly company: string;
  /** Whether there was a search engine to ask. Without one nothing is claimed. */
  readonly searched: boolean;
  readonly facts: readonly ResearchFact[];
  readonly sources: readonly ResearchSource[];
  /** What was looked for and not found, in sentences. */
  readonly notFound: readonly string[];
};

export type ResearchCall = Call & {
  /** Told what is being done now, in words for a person. */
  readonly onProgress?: (step: string) => Promise<void>;
};

/** The specialist, as the rooms of this house call it. */
export interface Researcher {
  /** Throws ServiceError `model_unavailable`, `budget_reached`, or the signal's reason. A search that finds nothing is a report. */
  research(request: ResearchRequest, call: ResearchCall): Promise<ResearchReport>;
}
