import { cleanLine, cleanText, cut } from '../text/clean-text.ts';
import { type Clock, isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { isModelFailure } from '../kernel/service-error.ts';
import type { Message, Engine, ReplyEvent } from '../engine/ports.ts';
import { checkedReport } from './checked-findings.ts';
import { type FindingsFacts, researchFindings } from './decisions.ts';
import {
  PageFailure,
  type PageReader,
  RESEARCH_SECTIONS,
  type Researcher,
  type ResearchCall,
  type ResearchReport,
  type ResearchRequest,
  type WebSearch,
} from './ports.ts';
import { RESEARCH_LIMITS, researchTools } from './research-tools.ts';
import { SECTION_WORDS } from './sections.ts';
import { passagesOf, type SeenSource, SeenSources, webAddress } from './sources.ts';
import { type ResearchContext, researchReport } from './reply-spec.ts';

export type ResearcherDependencies = {
  readonly engine: Engine;
  readonly search: WebSearch;
  readonly reader: PageReader;
  readonly clock: Clock;
  /** Called with searches and pages that failed, for the operator's log. */
  readonly onFailure?: (failure: unknown) => void;
};

const POSTING_CHARACTERS = 6_000;
// Models need a user message first.
const OPENING: readonly Message[] = [
  { role: 'candidate', text: 'Please research this company: search, and read the pages that matter.' },
];
const sections = RESEARCH_SECTIONS.map((section) => ({ section, looksFor: SECTION_WORDS[section].looksFor }));

/**
 * The researcher. A model searches and reads with tools; then a decision turns what it read into statements, of which
 * only those stay whose quote code finds in a source of this run.
 */
export function researcher(dependencies: ResearcherDependencies): Researcher {
  const { engine, search, clock } = dependencies;
  return {
    async research(request, call) {
      if (search.kind === 'none') return nothingLookedUp(request, 'no web search is connected');
      if (engine.kind === 'rehearsal') return nothingLookedUp(request, 'no language model is connected');
      const progress = call.onProgress ?? (async () => {});
      const { sources, searchFailed } = await searchAndRead(request, dependencies, { ...call, onProgress: progress });
      const run = { company: nameOf(request), sources, fetchedOn: dateOf(clock), searchFailed, unread: false };
      if (sources.length === 0) return checkedReport(researchFindings.fallback(factsOf(run)), run);
      await progress('Checking what the pages say');
      const { answer, by } = await engine.runDecision(researchFindings, factsOf(run), call);
      call.signal.throwIfAborted();
      return checkedReport(answer, { ...run, unread: by === 'fallback' });
    },
  };
}

async function searchAndRead(
  request: ResearchRequest,
  { engine, search, reader, clock, onFailure = () => {} }: ResearcherDependencies,
  call: ResearchCall & { onProgress: (step: string) => Promise<void> },
) {
  const seen = new SeenSources();
  let searchFailed = false;
  const tools = researchTools({
    search,
    reader,
    sources: seen,
    postingPage: request.posting.pageUrl === undefined ? undefined : webAddress(request.posting.pageUrl),
    progress: call.onProgress,
    onFailure: (failed, failure) => {
      searchFailed ||= failed === 'search';
      // That a page cannot be read is nothing the operator could do something about.
      if (!(failure instanceof PageFailure)) onFailure(failure);
    },
  });
  await call.onProgress('Looking for sources');
  try {
    await drain(
      engine.streamReply({ spec: researchReport, context: contextOf(request, clock), history: OPENING, tools }, call),
    );
  } catch (thrown) {
    // A specialist that went on calling tools until it was stopped has found things all the same.
    const stoppedLate = isModelFailure(thrown) && seen.all.length > 0 && !call.signal.aborted;
    if (!stoppedLate) throw thrown;
  }
  return { sources: seen.all, searchFailed };
}

/** The text of this reply is discarded: only the findings decision afterwards counts. */
async function drain(events: AsyncIterable<ReplyEvent>): Promise<void> {
  for await (const { type } of events) void type;
}

/** Named field by field, so that no other field of the request can reach a model. */
function contextOf(request: ResearchRequest, clock: Clock): ResearchContext {
  const { title, text, location, pageUrl } = request.posting;
  return {
    company: nameOf(request),
    posting: { title, text: cut(cleanText(text), POSTING_CHARACTERS), ...defined({ location, pageUrl }) },
    sections,
    limits: RESEARCH_LIMITS,
    today: dateOf(clock),
  };
}

function factsOf({ company, sources }: { company: string; sources: readonly SeenSource[] }): FindingsFacts {
  return {
    company,
    sections,
    notes: sources.map((source) => ({
      number: source.number,
      title: source.title,
      url: source.url,
      text: passagesOf(source).join('\n\n'),
    })),
  };
}

function nothingLookedUp(request: ResearchRequest, why: string): ResearchReport {
  return {
    company: nameOf(request),
    searched: false,
    facts: [],
    sources: [],
    notFound: [`Nothing was looked up about the company: ${why}.`],
  };
}

function nameOf({ company }: ResearchRequest): string {
  return cleanLine(company, 200) ?? 'The company';
}

function dateOf(clock: Clock): string {
  return isoTime(clock.now()).slice(0, 10);
}
