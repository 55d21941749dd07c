import { CalendarRoom } from './core/calendar/calendars.ts';
import type { CalendarFetcher, CalendarReader } from './core/calendar/ports.ts';
import { ChatRoom } from './core/chat/chats.ts';
import { Orchestrator } from './core/chat/orchestrator.ts';
import { practicePast } from './core/chat/practice-past.ts';
import { feedbackGiver } from './core/feedback/feedback-giver.ts';
import type { IdempotencyStore } from './core/idempotency/ports.ts';
import type { Clock } from './core/kernel/clock.ts';
import type { Tracer } from './core/kernel/tracer.ts';
import type { Mind } from './core/mind/ports.ts';
import type { ObjectStore } from './core/objects/ports.ts';
import { analysePosting } from './core/postings/posting-analysis.ts';
import type { PageFetcher, Postings } from './core/postings/ports.ts';
import { postings } from './core/postings/postings.ts';
import { ownFigures } from './core/preparation/own-figures.ts';
import { savedAnswers } from './core/preparation/saved-answers.ts';
import type { PdfRenderer } from './core/preps/ports.ts';
import { PrepShelf } from './core/preps/prep-shelf.ts';
import { prepBook } from './core/preps/prep-steps.ts';
import { PrepRoom } from './core/preps/preps.ts';
import { reportWriter } from './core/preps/written-report.ts';
import type { Records } from './core/records/ports.ts';
import type { Researcher } from './core/research/ports.ts';
import { ResearchRoom } from './core/research/research-room.ts';
import { ResearchShelf } from './core/research/research-shelf.ts';
import { researchBook } from './core/research/research-steps.ts';
import type { DocumentReader } from './core/resumes/ports.ts';
import { ResumeShelf } from './core/resumes/resumes.ts';
import { DurableSessionLog } from './core/sessions/log.ts';
import { positionId } from './core/sessions/position.ts';
import type { SessionLog, SessionStore } from './core/sessions/ports.ts';
import { DISCLOSURE } from './core/tenancy/disclosure.ts';
import { identityOf } from './core/tenancy/identity.ts';
import { installationSeal } from './core/tenancy/installation-seal.ts';
import type { TenancyStore } from './core/tenancy/ports.ts';
import { type SignedLinks, signedLinks } from './core/tenancy/signed-links.ts';
import type { TokenSigner } from './core/tenancy/token-signer.ts';
import { candidateTools } from './core/tools/candidate-tools.ts';
import type { ToolServers, ToolSource } from './core/tools/ports.ts';
import { toolServers } from './core/tools/tool-servers.ts';
import { toolbox } from './core/tools/toolbox.ts';
import { transcripts } from './core/transcripts/transcripts.ts';
import { consents } from './core/trust/consents.ts';
import { personalData } from './core/trust/personal-data.ts';
import { retention } from './core/trust/retention.ts';
import { usageLedger } from './core/usage/ledger.ts';
import type { Budgets, Usages, UsageStore } from './core/usage/ports.ts';
import { type Prices, priceTable } from './core/usage/prices.ts';
import type { JobQueue, WorkflowStore } from './core/workflows/ports.ts';
import { WorkflowRunner } from './core/workflows/runner.ts';
import { BODY_LIMITS } from './limits.ts';

/** Every store, from one place. `alone`: no other process can use it. */
export type Storage = {
  readonly alone: boolean;
  readonly records: Records;
  readonly sessions: SessionStore;
  readonly tenancy: TenancyStore;
  readonly idempotency: IdempotencyStore;
  readonly workflows: WorkflowStore;
  readonly jobs: JobQueue;
  readonly objects: ObjectStore;
  readonly usage: UsageStore;
  ping(): Promise<void>;
  close(): Promise<void>;
};

/** What the rooms stand on. */
export type Ground = {
  readonly clock: Clock;
  readonly processId: string;
  readonly storage: Storage;
  readonly mind: Mind;
  /** Does research and writes documents. */
  readonly researchMind: Mind;
  readonly researcher: Researcher;
  readonly reader: DocumentReader;
  readonly calendars: { readonly reader: CalendarReader; readonly fetcher: CalendarFetcher };
  readonly renderer: PdfRenderer & { close(): Promise<void> };
  readonly fetcher: PageFetcher;
  readonly signer: TokenSigner;
  readonly tracer: Tracer;
  /** How tenants' own tool servers are reached. */
  readonly toolServers: { mayCall(url: string): boolean; source(servers: ToolServers): ToolSource };
  closeEgress(): Promise<void>;
  /** Sends what was traced and not yet sent. */
  closeTracer(): Promise<void>;
};

export type HouseOptions = {
  readonly publicUrl: string;
  readonly chatLifetimeMs: number;
  readonly turnDeadlineMs: number;
  readonly retentionDays: number;
  readonly budgets: Budgets;
  readonly prices: Prices;
};

export type House = Awaited<ReturnType<typeof houseOf>>;

const DAY_MS = 86_400_000;

/** The rooms, furnished. Nothing runs before `begin`. */
export async function houseOf(ground: Ground, options: HouseOptions) {
  const { clock, storage, mind, tracer } = ground;
  const { records, objects, tenancy } = storage;
  const log = new DurableSessionLog({ store: storage.sessions, clock, processId: ground.processId });
  const { access, identity, candidates } = identityOf({
    store: tenancy,
    signer: ground.signer,
    clock,
    publicOrigin: options.publicUrl,
    facts: embedFacts(mind, options),
  });
  const postingRoom = postings({ records, fetcher: ground.fetcher, analyse: analysePosting });
  const resumes = new ResumeShelf({ records, objects, reader: ground.reader, clock });
  const consentRoom = consents({ records, clock });
  const usage = usageLedger({
    store: storage.usage,
    clock,
    budgets: options.budgets,
    prices: priceTable(options.prices),
  });
  const { preps, research, runner } = backgroundRooms(ground, {
    usage,
    log,
    links: await signedLinks(tenancy, clock),
    postings: postingRoom,
    resumes,
    publicUrl: options.publicUrl,
  });

  const { calendars, answers, figures, past } = preparationRooms(ground, { log, postings: postingRoom });
  const servers = toolServers({
    records,
    seal: await installationSeal(tenancy),
    clock,
    mayCall: ground.toolServers.mayCall,
  });
  const tools = toolbox(
    candidateTools({ resumes, preps, postings: postingRoom, calendars, answers, figures, past, clock }),
    clock,
    { tracer, sources: [ground.toolServers.source(servers)] },
  );
  const orchestrator = new Orchestrator({ mind, feedback: feedbackGiver(mind), toolbox: tools, clock });
  const chatOptions = {
    chatLifetimeMs: options.chatLifetimeMs,
    turnDeadlineMs: options.turnDeadlineMs,
    disclosure: DISCLOSURE,
  };
  const chats = new ChatRoom({
    records,
    log,
    orchestrator,
    postings: postingRoom,
    resumes,
    consents: consentRoom,
    usage,
    tracer,
    clock,
    options: chatOptions,
  });
  const services = {
    access,
    identity,
    chats,
    postings: postingRoom,
    resumes,
    preps,
    research,
    calendars,
    consents: consentRoom,
    personalData: personalData({
      records,
      objects,
      candidates,
      resumes,
      postings: postingRoom,
      chats,
      preps,
      calendars,
      answers,
      figures,
      research,
      consents: consentRoom,
      positionId,
      clock,
    }),
    transcripts: transcripts({ chats, log }),
    tools,
    toolServers: servers,
    idempotency: storage.idempotency,
    usage,
    ready: async (): Promise<Record<string, string>> => {
      await storage.ping();
      return { storage: 'ok', mind: mind.kind };
    },
  };
  return {
    services,
    tenancy,
    clock,
    ...lifetime(ground, { log, runner, chats, keepMs: options.retentionDays * DAY_MS }),
  };
}

/** What candidates keep beside their chats. */
function preparationRooms(
  { storage, clock, calendars }: Ground,
  { log, postings: postingRoom }: { log: SessionLog; postings: Postings },
) {
  const { records } = storage;
  const past = practicePast({ records, log });
  return {
    past,
    answers: savedAnswers({ records, clock }),
    figures: ownFigures({ records, clock }),
    calendars: new CalendarRoom({ records, ...calendars, postings: postingRoom, past, clock }),
  };
}

type PrepNeeds = {
  usage: Usages;
  log: SessionLog;
  links: SignedLinks;
  postings: Postings;
  resumes: ResumeShelf;
  publicUrl: string;
};

/** The rooms whose work goes on in steps behind the scenes. */
function backgroundRooms(
  { storage, clock, processId, renderer, researcher, researchMind, tracer }: Ground,
  needs: PrepNeeds,
) {
  const { usage, log, links, postings: postingRoom, resumes, publicUrl } = needs;
  const { records, objects } = storage;
  const shelf = new PrepShelf({ records, log, links, publicUrl });
  const book = prepBook({
    shelf,
    postings: postingRoom,
    resumes,
    objects,
    renderer,
    researcher,
    write: reportWriter(researchMind),
    usage,
    clock,
  });
  const researchShelf = new ResearchShelf({ records, log, clock });
  const runner = new WorkflowRunner({ store: storage.workflows, queue: storage.jobs, clock, processId, tracer }, [
    book,
    researchBook({ shelf: researchShelf, researcher, usage }),
  ]);
  return {
    runner,
    research: new ResearchRoom({ shelf: researchShelf, workflows: runner }),
    preps: new PrepRoom({ shelf, workflows: runner, postings: postingRoom, objects, log, links, clock }),
  };
}

/** How the house begins and ends. */
function lifetime(
  ground: Ground,
  running: { log: DurableSessionLog; runner: WorkflowRunner; chats: ChatRoom; keepMs: number },
) {
  const { storage, clock } = ground;
  const { log, runner, chats, keepMs } = running;
  const keeper = retention({ records: storage.records, objects: storage.objects, clock, keepMs });
  return {
    /** Ends what a crash cut off and begins background work. */
    async begin(): Promise<void> {
      await log.recover({ everyone: storage.alone });
      void log.keep();
      await runner.work({ alone: storage.alone });
      keeper.begin();
    },
    /** Begins no more turns and finishes those under way, at most `drainMs`. */
    drain: ({ drainMs }: { drainMs: number }): Promise<void> => chats.drain(AbortSignal.timeout(drainMs)),
    /** Finishes what is under way, at most `drainMs`, then lets go of everything. */
    async close({ drainMs }: { drainMs: number }): Promise<void> {
      await chats.drain(AbortSignal.timeout(drainMs));
      runner.close();
      keeper.close();
      await log.close();
      await Promise.all([ground.reader.close(), ground.renderer.close(), ground.closeEgress(), ground.closeTracer()]);
      await storage.close();
    },
  };
}

function embedFacts(mind: Mind, { retentionDays }: HouseOptions) {
  return {
    engine: { kind: mind.kind, label: mind.label },
    retentionDays,
    features: ['chat', 'resume', 'preps'],
    limits: BODY_LIMITS,
  };
}
