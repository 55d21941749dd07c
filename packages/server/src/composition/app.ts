import type { AppDependencies, AppOptions } from './dependencies.ts';
import { createBackgroundServices } from './create-background-services.ts';
import { createChatServices } from './create-chat-services.ts';
import { createIdentityServices } from './create-identity-services.ts';
import { createLifecycle } from './create-lifecycle.ts';
import { createPreparationServices } from './create-preparation-services.ts';
import { createToolServices } from './create-tool-services.ts';
import { createTrustServices } from './create-trust-services.ts';
import { analysePosting } from '../core/postings/posting-analysis.ts';
import { postings } from '../core/postings/postings.ts';
import { boundRecords } from '../core/records/bound-records.ts';
import { ResumeService } from '../core/resumes/resume-service.ts';
import { defined } from '../core/kernel/defined.ts';
import { DurableSessionLog } from '../core/sessions/log.ts';
import { signedLinks } from '../core/identity/signed-links.ts';
import { consents } from '../core/consents/consents.ts';
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
  const { clock, storage } = dependencies;
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
  const { chats, transcripts } = createChatServices(
    dependencies,
    { ...shared, past, consents: consentService, toolbox: tooling.tools },
    options,
  );
  const { resumes, usage } = shared;
  const kept = {
    resumes,
    postings: shared.postings,
    chats,
    calendars: preparation.calendars,
    consents: consentService,
    ...background,
  };
  const running = [log, runner, chats, past, transcripts, { abandon: forgetTokens }];
  const { eraser, personalData } = createTrustServices(dependencies, { ...kept, ...preparation }, running);
  const services = {
    ...kept,
    ...tooling,
    access,
    identity,
    personalData,
    transcripts,
    idempotency,
    usage,
    ...defined({ turnCounts: storage.turnCounts }),
    ready: async (): Promise<Record<string, string>> => {
      await storage.ping();
      return { storage: 'ok', engine: dependencies.engine.kind };
    },
  };
  const keepMs = options.retentionDays * DAY_MS;
  return { services, tenancy, clock, ...createLifecycle(dependencies, { log, runner, chats, eraser, keepMs }) };
}
