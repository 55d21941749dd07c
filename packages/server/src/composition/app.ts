import type { AppDependencies, AppOptions } from './dependencies.ts';
import { createBackgroundServices } from './create-background-services.ts';
import { createIdentityServices } from './create-identity-services.ts';
import { createLifecycle } from './create-lifecycle.ts';
import { createPreparationServices } from './create-preparation-services.ts';
import { createToolServices } from './create-tool-services.ts';
import { ChatService } from '../core/chat/chat-service.ts';
import { Orchestrator } from '../core/chat/orchestrator.ts';
import { feedbackService } from '../core/feedback/feedback-service.ts';
import { analysePosting } from '../core/postings/posting-analysis.ts';
import { postings } from '../core/postings/postings.ts';
import { boundRecords } from '../core/records/bound-records.ts';
import { ResumeService } from '../core/resumes/resume-service.ts';
import { DurableSessionLog } from '../core/sessions/log.ts';
import { positionId } from '../core/sessions/position.ts';
import { DISCLOSURE } from '../core/consents/disclosure.ts';
import { signedLinks } from '../core/identity/signed-links.ts';
import { transcripts } from '../core/transcripts/transcripts.ts';
import { consents } from '../core/consents/consents.ts';
import { candidateEraser } from '../core/trust/candidate-eraser.ts';
import { personalData } from '../core/trust/export-and-erasure.ts';
import { objectsOfPresent } from '../core/trust/objects-of-present.ts';
import { usageLedger } from '../core/usage/ledger.ts';
import { priceTable } from '../core/usage/prices.ts';

export type App = Awaited<ReturnType<typeof createApp>>;

const DAY_MS = 86_400_000;

/** Creates every service over its dependencies. Nothing runs before `begin`. */
export async function createApp(given: AppDependencies, options: AppOptions) {
  const objects = objectsOfPresent(given.storage.objects, given.storage.erasure);
  const records = boundRecords(given.storage.records);
  const dependencies = { ...given, storage: { ...given.storage, objects, records } };
  const { clock, storage, engine, tracer } = dependencies;
  const { tenancy, idempotency } = storage;
  const log = new DurableSessionLog({ store: storage.sessions, clock, processId: dependencies.processId });
  const { access, identity, forgetTokens } = createIdentityServices(dependencies, options);
  const shared = {
    log,
    postings: postings({ records, fetcher: dependencies.fetcher, analyse: analysePosting }),
    resumes: new ResumeService({ records, objects, reader: dependencies.reader, clock }),
    usage: usageLedger({ store: storage.usage, clock, budgets: options.budgets, prices: priceTable(options.prices) }),
  };
  const links = await signedLinks(tenancy, clock);
  const { runner, ...background } = createBackgroundServices(dependencies, {
    ...shared,
    links,
    publicUrl: options.publicUrl,
  });
  const { past, ...preparation } = createPreparationServices(dependencies, shared);
  const tooling = await createToolServices(dependencies, { ...shared, ...background, ...preparation, past, clock });
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
  const transcriptService = transcripts({ chats, log });
  const running = [log, runner, chats, past, transcriptService, { abandon: forgetTokens }];
  const eraser = candidateEraser({ ...storage, running, clock, onFailure: dependencies.onBackgroundError });
  const kept = { resumes, postings: postingService, chats, calendars, consents: consentService, ...background };
  const services = {
    ...kept,
    ...tooling,
    access,
    identity,
    personalData: personalData({ ...kept, eraser, answers, figures, positionId, clock }),
    transcripts: transcriptService,
    idempotency,
    usage,
    ready: async (): Promise<Record<string, string>> => {
      await storage.ping();
      return { storage: 'ok', engine: engine.kind };
    },
  };
  const keepMs = options.retentionDays * DAY_MS;
  return { services, tenancy, clock, ...createLifecycle(dependencies, { log, runner, chats, eraser, keepMs }) };
}
