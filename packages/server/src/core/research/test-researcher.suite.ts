import { manualClock } from '../../testing/manual-clock.ts';
import { type Line, type Script, scriptedEngine } from '../../testing/scripted-engine.ts';
import { newId } from '../kernel/ids.ts';
import type { Engine } from '../engine/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { FindingsFacts } from './decisions.ts';
import {
  PageFailure,
  type PageReader,
  type ReadPage,
  type ResearchRequest,
  type SearchHit,
  type WebSearch,
} from './ports.ts';
import { researcher, type ResearcherDependencies } from './researcher.ts';

export const REQUEST: ResearchRequest = {
  company: 'Northfield Hospitals',
  posting: { title: 'Paediatric Nurse', text: 'Two years of paediatric nursing.' },
};
export const HOME = 'https://northfield.example/about';
export const FOUNDED = 'Northfield was founded in 1962 as a children’s hospital';

/** The web as one search and its pages show it. */
export const HITS: readonly SearchHit[] = [
  { title: 'About Northfield', url: HOME, snippet: 'Northfield runs four hospitals in the north.' },
  {
    title: 'Northfield news',
    url: 'https://news.example/northfield',
    snippet: 'In March 2026 Northfield opened a ward for newborns.',
  },
];
export const PAGES: Readonly<Record<string, string>> = {
  [HOME]: `Who we are. ${FOUNDED} and has 3,200 employees today.`,
};

/** A search engine that shows the same whatever it is asked. */
export function steadySearch(hits: readonly SearchHit[] = HITS): WebSearch & { readonly queries: string[] } {
  const queries: string[] = [];
  return { kind: 'searxng', queries, search: async (query) => (queries.push(query), hits) };
}

/** Pages from a table; any other cannot be read. */
export function tableReader(
  pages: Readonly<Record<string, string | ReadPage>> = PAGES,
): PageReader & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    read: async (url) => {
      asked.push(url);
      const page = pages[url];
      if (page === undefined) throw new PageFailure('That page could not be read.');
      return typeof page === 'string' ? { url, title: 'About us', text: page } : page;
    },
  };
}

export const fact = (text: string, quote: string, ...sourceNumbers: number[]) => ({ text, quote, sourceNumbers });
export const finds = (...facts: ReturnType<typeof fact>[]) => ({
  sections: [{ section: 'overview', facts, notFound: [] }],
});

export const searchOnce: Line = { use: 'research_company', args: { query: 'Northfield Hospitals' } };
export const readHome: Line = { use: 'read_page', args: { url: HOME } };

/** A researcher over a scripted engine, with a record of everything the engine received. */
export function specialist({ script, ...dependencies }: Partial<ResearcherDependencies> & { script?: Script } = {}) {
  const received: {
    contexts: unknown[];
    facts: FindingsFacts[];
    outcomes: { name: string; ok: boolean; summary: string; output: unknown }[];
    failures: unknown[];
    steps: string[];
  } = { contexts: [], facts: [], outcomes: [], failures: [], steps: [] };
  const clock = manualClock();
  const scripted = scriptedEngine({ reply: [searchOnce, readHome], ...script });
  const engine: Engine = {
    ...scripted,
    runDecision: (decision, facts, call) => {
      received.facts.push(facts as FindingsFacts);
      return scripted.runDecision(decision, facts, call);
    },
    async *streamReply(request, call) {
      received.contexts.push(request.context);
      for await (const event of scripted.streamReply(request, call)) {
        if (event.type === 'tool_result') received.outcomes.push({ name: event.name, ...event.outcome });
        yield event;
      }
    },
  };
  const made = researcher({
    engine,
    search: steadySearch(),
    reader: tableReader(),
    clock,
    onFailure: (failure) => void received.failures.push(failure),
    ...dependencies,
  });
  const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
  const research = (request: ResearchRequest = REQUEST, signal: AbortSignal = new AbortController().signal) =>
    made.research(request, { scope, signal, onProgress: async (step) => void received.steps.push(step) });
  return { research, received, clock };
}
