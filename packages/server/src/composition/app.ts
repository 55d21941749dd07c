import type { AppDependencies, AppOptions } from './dependencies.ts';
import { backgroundServices } from './background-services.ts';
import { CalendarService } from '../core/calendar/calendar-service.ts';
import { ChatService } from '../core/chat/chat-service.ts';
import { Orchestrator } from '../core/chat/orchestrator.ts';
import { practicePast } from '../core/practice/practice-past.ts';
import type { Engine } from '../core/engine/ports.ts';
import { feedbackService } from '../core/feedback/feedback-service.ts';
import { analysePosting } from '../core/postings/posting-analysis.ts';
import type { Postings } from '../core/postings/ports.ts';
import { postings } from '../core/postings/postings.ts';
import { ownFigures } from '../core/preparation/own-figures.ts';
import { savedAnswers } from '../core/preparation/saved-answers.ts';
import { ResumeService } from '../core/resumes/resume-service.ts';
import { DurableSessionLog } from '../core/sessions/log.ts';
import { positionId } from '../core/sessions/position.ts';
import type { SessionLog } from '../core/sessions/ports.ts';
import { DISCLOSURE } from '../core/consents/disclosure.ts';
import { identityOf } from '../core/identity/create-identity.ts';
import { installationCipher } from '../core/identity/installation-cipher.ts';
import { signedLinks } from '../core/identity/signed-links.ts';
import { candidateTools, type CandidateToolDependencies } from '../core/tools/candidate-tools.ts';
import { toolServers } from '../core/tools/tool-servers.ts';
import { toolbox } from '../core/tools/toolbox.ts';
import { transcripts } from '../core/transcripts/transcripts.ts';
import { consents } from '../core/consents/consents.ts';
import { personalData } from '../core/trust/export-and-erasure.ts';
import { retention } from '../core/trust/retention.ts';
import { usageLedger } from '../core/usage/ledger.ts';
import { priceTable } from '../core/usage/prices.ts';
import type { WorkflowRunner } from '../core/workflows/runner.ts';
import { BODY_LIMITS } from '../limits.ts';

export type App = Awaited<ReturnType<typeof createApp>>;

const DAY_MS = 86_400_000;

/** Creates every service over its dependencies. Nothing runs before `begin`. */
export async function createApp(dependencies: AppDependencies, options: AppOptions) {
  const { clock, storage, engine, tracer } = dependencies;
  const { records, objects, tenancy, idempotency } = storage;
  const log = new DurableSessionLog({ store: storage.sessions, clock, processId: dependencies.processId });
  const { access, identity, candidates } = identityServices(dependencies, options);
  const shared = {
    log,
    postings: postings({ records, fetcher: dependencies.fetcher, analyse: analysePosting }),
    resumes: new ResumeService({ records, objects, reader: dependencies.reader, clock }),
    usage: usageLedger({ store: storage.usage, clock, budgets: options.budgets, prices: priceTable(options.prices) }),
  };
  const links = await signedLinks(tenancy, clock);
  const { runner, ...background } = backgroundServices(dependencies, {
    ...shared,
    links,
    publicUrl: options.publicUrl,
  });
  const { past, ...preparation } = preparationServices(dependencies, shared);
  const tooling = await toolServices(dependencies, { ...shared, ...background, ...preparation, past, clock });
  const consentService = consents({ records, clock });
  const { chatLifetimeMs, turnDeadlineMs } = options;
  const chats = new ChatService({
    ...shared,
    records,
    orchestrator: new Orchestrator({ engine, feedback: feedbackService(engine), toolbox: tooling.tools, clock }),
    consents: consentService,
    tracer,
    clock,
    options: { chatLifetimeMs, turnDeadlineMs, disclosure: DISCLOSURE },
  });
  const { postings: postingService, resumes, usage } = shared;
  const { answers, figures, calendars } = preparation;
  const kept = { resumes, postings: postingService, chats, calendars, consents: consentService, ...background };
  const services = {
    ...kept,
    ...tooling,
    access,
    identity,
    personalData: personalData({ ...kept, records, objects, candidates, answers, figures, positionId, clock }),
    transcripts: transcripts({ chats, log }),
    idempotency,
    usage,
    ready: async (): Promise<Record<string, string>> => {
      await storage.ping();
      return { storage: 'ok', engine: engine.kind };
    },
  };
  const keepMs = options.retentionDays * DAY_MS;
  return { services, tenancy, clock, ...lifecycle(dependencies, { log, runner, chats, keepMs }) };
}

function identityServices({ storage, signer, clock, engine }: AppDependencies, options: AppOptions) {
  return identityOf({
    store: storage.tenancy,
    signer,
    clock,
    publicOrigin: options.publicUrl,
    facts: embedFacts(engine, options),
  });
}

function embedFacts({ kind, label }: Engine, { retentionDays }: AppOptions) {
  return {
    engine: { kind, label },
    disclosure: DISCLOSURE,
    retentionDays,
    features: ['chat', 'resume', 'preps'],
    limits: BODY_LIMITS,
  };
}

/** What candidates keep beside their chats. */
function preparationServices(
  { storage, clock, calendars }: AppDependencies,
  { log, postings: postingService }: { log: SessionLog; postings: Postings },
) {
  const { records } = storage;
  const past = practicePast({ records, log });
  return {
    past,
    answers: savedAnswers({ records, clock }),
    figures: ownFigures({ records, clock }),
    calendars: new CalendarService({ records, ...calendars, postings: postingService, past, clock }),
  };
}

/** The coach's own tools, and those of the servers that tenants registered. */
async function toolServices(
  { storage, clock, tracer, toolServers: { mayCall, source } }: AppDependencies,
  own: CandidateToolDependencies,
) {
  const { records, tenancy } = storage;
  const servers = toolServers({ records, cipher: await installationCipher(tenancy), clock, mayCall });
  return { toolServers: servers, tools: toolbox(candidateTools(own), clock, { tracer, sources: [source(servers)] }) };
}

/** How the app starts its background work, and how it stops. */
function lifecycle(
  dependencies: AppDependencies,
  running: { log: DurableSessionLog; runner: WorkflowRunner; chats: ChatService; keepMs: number },
) {
  const { storage, clock } = dependencies;
  const { log, runner, chats, keepMs } = running;
  const retentionJob = retention({ records: storage.records, objects: storage.objects, clock, keepMs });
  return {
    /** Ends the turns that a crash cut off and begins background work. */
    async begin(): Promise<void> {
      await log.recover({ everyone: storage.alone });
      void log.keepLeases();
      await runner.work({ alone: storage.alone });
      retentionJob.begin();
    },
    /** Begins no more turns and finishes those under way, at most `drainMs`. */
    drain: ({ drainMs }: { drainMs: number }): Promise<void> => chats.drain(AbortSignal.timeout(drainMs)),
    /** Finishes what is under way, at most `drainMs`, then releases every resource. */
    async close({ drainMs }: { drainMs: number }): Promise<void> {
      await chats.drain(AbortSignal.timeout(drainMs));
      runner.close();
      retentionJob.close();
      await log.close();
      const { reader, renderer } = dependencies;
      await Promise.all([reader.close(), renderer.close(), dependencies.closeEgress(), dependencies.closeTracer()]);
      await storage.close();
    },
  };
}
