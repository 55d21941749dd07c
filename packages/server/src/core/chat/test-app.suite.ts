import { calendarDocument } from '../../adapters/documents/calendar/calendar-document.ts';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { memoryStorage, type MemoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { CalendarService } from '../calendar/calendar-service.ts';
import type { CalendarFetcher } from '../calendar/ports.ts';
import { newId } from '../kernel/ids.ts';
import { noTracer, type Tracer } from '../kernel/tracer.ts';
import type { Engine } from '../engine/ports.ts';
import { postings } from '../postings/postings.ts';
import { ownFigures } from '../preparation/own-figures.ts';
import { savedAnswers } from '../preparation/saved-answers.ts';
import type { PdfRenderer } from '../preps/ports.ts';
import { prepTasks } from '../preps/prep-tasks.ts';
import { prepWorkflow, type ReportWriter } from '../preps/prep-workflow.ts';
import { PrepService } from '../preps/prep-service.ts';
import { reportWriter } from '../preps/written-report.ts';
import type { Researcher } from '../research/ports.ts';
import { ResumeService } from '../resumes/resume-service.ts';
import { DurableSessionLog } from '../sessions/log.ts';
import { BEGINNING, type SessionFact } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { signedLinks } from '../identity/signed-links.ts';
import { candidateTools } from '../tools/candidate-tools.ts';
import { toolbox } from '../tools/toolbox.ts';
import { consents } from '../consents/consents.ts';
import { usageLedger } from '../usage/ledger.ts';
import type { Budgets } from '../usage/ports.ts';
import { priceTable } from '../usage/prices.ts';
import { WorkflowRunner } from '../workflows/runner.ts';
import { ChatService } from './chat-service.ts';
import { createAgents } from './create-agents.ts';
import { agentSpecs, NAMED } from '../agent-specs.ts';
import { feedbackService } from '../feedback/feedback-service.ts';
import { rubricNamed } from '../feedback/rubric.ts';
import { practicePast } from '../practice/practice-past.ts';

/** A researcher that looks nothing up. */
export const noResearch: Researcher = {
  research: async ({ company }) => ({
    company,
    searched: false,
    facts: [],
    sources: [],
    notFound: [
      `News, size and culture of ${company}: no web search is connected, so nothing was looked up and nothing is claimed.`,
    ],
  }),
};

export const DISCLOSURE = { version: 'test', text: 'You are practising with software.' } as const;
export const CHAT_LIFETIME_MS = 86_400_000;
export const TURN_DEADLINE_MS = 60_000;

export const NO_BUDGETS: Budgets = { turnTokens: 0, sessionTokens: 0, tenantDayTokens: 0 };

type TestAppOptions = {
  engine?: Engine;
  /** Of agents beside those that are shipped. */
  specs?: readonly unknown[];
  tracer?: Tracer;
  budgets?: Budgets;
  write?: ReportWriter;
  renderer?: PdfRenderer;
  researcher?: Researcher;
  storage?: MemoryStorage;
  clock?: ReturnType<typeof manualClock>;
  processId?: string;
  fetcher?: CalendarFetcher;
};

/** The services of a practice over storage in memory, with a manual clock. */
export async function testApp({
  clock = manualClock(),
  storage = memoryStorage(clock),
  processId = 'one',
  ...given
}: TestAppOptions = {}) {
  const engine = given.engine ?? ruleEngine({ clock, wordDelayMs: 0 });
  const renderer = given.renderer ?? { render: async () => new TextEncoder().encode('%PDF-1.7') };
  const { records, objects, tenancy } = storage;
  const tracer = given.tracer ?? noTracer;
  const usage = usageLedger({
    store: storage.usage,
    clock,
    budgets: given.budgets ?? NO_BUDGETS,
    prices: priceTable(),
  });
  const log = new DurableSessionLog({ store: storage.sessions, clock, processId });
  const links = await signedLinks(tenancy, clock);
  const reader = {
    read: async (bytes: Uint8Array) => ({
      kind: 'text' as const,
      text: new TextDecoder().decode(bytes),
      hidden: [],
      truncated: false,
    }),
    close: async () => {},
  };
  const postingService = postings({
    records,
    fetcher: { fetch: async () => Promise.reject(new Error('no network')) },
    analyse: () => ({ requirements: [], roleFamily: 'other', language: 'en' }),
  });
  const resumes = new ResumeService({ records, objects, reader, clock });
  const consentService = consents({ records, clock });
  const prepared = prepTasks({ records, log, links, publicUrl: 'https://prep.example' });
  const workflow = prepWorkflow({
    tasks: prepared,
    postings: postingService,
    resumes,
    objects,
    renderer,
    researcher: given.researcher ?? noResearch,
    write: given.write ?? reportWriter(engine),
    usage,
    clock,
  });
  const runner = new WorkflowRunner({ store: storage.workflows, clock, processId, tracer }, [workflow]);
  const preps = new PrepService({
    tasks: prepared,
    workflows: runner,
    postings: postingService,
    objects,
    links,
    clock,
  });
  const past = practicePast({ records, log });
  const calendars = new CalendarService({
    records,
    clock,
    postings: postingService,
    past,
    reader: { readCalendar: async (bytes, question) => calendarDocument(bytes, question) },
    fetcher: given.fetcher ?? { fetch: async () => Promise.reject(new Error('no network')) },
  });
  const [answers, figures] = [savedAnswers({ records, clock }), ownFigures({ records, clock })];
  const tools = toolbox(
    candidateTools({ resumes, preps, postings: postingService, calendars, answers, figures, past, clock }),
    clock,
    { tracer },
  );
  const agents = createAgents([...agentSpecs, ...(given.specs ?? [])], {
    engines: { coach: engine, research: engine },
    toolbox: tools,
    log,
    postings: postingService,
    resumes,
    past,
    clock,
    feedbackBy: (rubric, judge) => feedbackService(judge, rubricNamed(rubric)),
    named: NAMED,
  });
  const options = { chatLifetimeMs: CHAT_LIFETIME_MS, turnDeadlineMs: TURN_DEADLINE_MS, disclosure: DISCLOSURE };
  const chats = new ChatService({
    records,
    log,
    agents,
    postings: postingService,
    resumes,
    consents: consentService,
    usage,
    tracer,
    clock,
    options,
  });
  await runner.work({ alone: false });
  const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
  return {
    clock,
    storage,
    log,
    links,
    postings: postingService,
    resumes,
    consents: consentService,
    preps,
    runner,
    chats,
    calendars,
    answers,
    figures,
    past,
    tools,
    usage,
    scope,
  };
}

export type TestApp = Awaited<ReturnType<typeof testApp>>;

/** Sends a message and waits for the turn to end; returns the facts of the turn, adjacent text merged. */
export async function sendTurn(app: TestApp, chatId: string, text: string): Promise<SessionFact[]> {
  const { scope } = app;
  const { turnId, after } = await app.chats.turn(scope, chatId, { text });
  const facts: SessionFact[] = [];
  for await (const { fact } of app.chats.events(scope, chatId, {
    after,
    signal: new AbortController().signal,
    untilTurnEnds: turnId,
  })) {
    const last = facts.at(-1);
    if (fact.type === 'token' && last?.type === 'token')
      facts[facts.length - 1] = { ...last, text: last.text + fact.text };
    else facts.push(fact);
  }
  return facts;
}

/** Everything in a session's log. */
export async function everything({ log, scope }: TestApp, sessionId: string): Promise<SessionFact[]> {
  return (await log.read(scope, sessionId, { after: BEGINNING, limit: 1_000, reader: 'server' })).map(
    ({ fact }) => fact,
  );
}

/** The one fact of a kind, or a failure of the test. */
export function only<Type extends SessionFact['type']>(
  facts: readonly SessionFact[],
  type: Type,
): Extract<SessionFact, { type: Type }> {
  const found = facts.filter((fact): fact is Extract<SessionFact, { type: Type }> => fact.type === type);
  const [first] = found;
  if (found.length !== 1 || first === undefined)
    throw new Error(`Expected one ${type}, found ${found.length} among ${facts.map((fact) => fact.type).join(', ')}`);
  return first;
}
