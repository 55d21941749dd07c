import type { FastifyInstance } from 'fastify';
import { httpServer } from '../../packages/server/src/entrypoints/server.ts';
import { toolbox } from '../../packages/server/src/core/tools/toolbox.ts';
import type { HttpLog, HttpOptions, HttpServices } from '../../packages/server/src/entrypoints/http/options.ts';
import { FileCalendars } from './fakes/calendars.ts';
import { MemoryConsents, MemoryPostings, personalDataOf, transcriptsOf, TrustingResumes } from './fakes/candidate.ts';
import { steppedClock, type SteppedClock } from './fakes/clock.ts';
import { type WatchedIdempotency, watchedIdempotency } from './fakes/idempotency.ts';
import { InstantPreps, ScriptedChats } from './fakes/practice.ts';
import { InstantResearch } from './fakes/research.ts';
import { MemoryTenancy } from './fakes/tenancy.ts';
import { memoryToolServers } from './fakes/tools.ts';
import { nothingUsed } from './fakes/usage.ts';

export type TestTenant = { readonly secretKey: string; readonly publishableKey: string; readonly origin: string };

/** A running server with two tenants, and what the access matrix needs of it. Everything else goes through HTTP. */
export type TestServer = {
  readonly app: FastifyInstance;
  readonly tenant: TestTenant;
  readonly otherTenant: TestTenant;
  readonly clock: SteppedClock;
  /** A link like this one, well signed, to a document that there is not. */
  linkOfNothing(link: string): string;
  close(): Promise<void>;
};

/** The services of a test server, for tests that bypass HTTP. */
export type TestServices = {
  readonly chats: ScriptedChats;
  readonly idempotency: WatchedIdempotency;
  readonly lines: object[];
  readonly services: HttpServices;
};

type Settings = { options?: Partial<HttpOptions>; services?: Partial<HttpServices>; clock?: SteppedClock };

export async function startTestServer(settings: Settings = {}): Promise<TestServer & TestServices> {
  const clock = settings.clock ?? steppedClock();
  const tenancy = new MemoryTenancy(clock);
  const chats = new ScriptedChats(clock);
  const postings = new MemoryPostings(clock);
  const idempotency = watchedIdempotency();
  const { log, lines } = keptLog();
  const services: HttpServices = {
    access: tenancy,
    identity: tenancy,
    chats,
    postings,
    resumes: new TrustingResumes(clock),
    preps: new InstantPreps(clock, postings),
    calendars: new FileCalendars(clock),
    research: new InstantResearch(clock),
    consents: new MemoryConsents(clock),
    personalData: personalDataOf(tenancy, clock),
    transcripts: transcriptsOf(chats),
    tools: toolbox([], clock),
    toolServers: memoryToolServers(clock),
    idempotency,
    usage: nothingUsed,
    ready: async () => ({ storage: 'ok' }),
    ...settings.services,
  };
  const generous = { credential: 1e6, turns: 1e6, resumes: 1e6, calendars: 1e6, embedSessions: 1e6, anonymous: 1e6 };
  const app = await httpServer(services, {
    publicUrl: 'http://127.0.0.1:3000',
    logger: log,
    clock,
    limits: generous,
    ...settings.options,
  });
  return {
    app,
    tenant: tenancy.tenant('https://jobs.example.com'),
    otherTenant: tenancy.tenant('https://careers.example.org'),
    clock,
    linkOfNothing: (link) => link.replace(/^prp_\w+/, 'prp_0'),
    chats,
    idempotency,
    lines,
    services,
    close: () => app.close(),
  };
}

function keptLog(): { log: HttpLog; lines: object[] } {
  const lines: object[] = [];
  const keep = (fields: object, message: string) => void lines.push({ ...fields, message });
  return { log: { info: keep, warn: keep, error: keep }, lines };
}

/** A token for one candidate of a tenant, minted as a platform's backend does it. */
export async function clientToken(
  { app }: TestServer,
  tenant: TestTenant,
  input: { externalId?: string; origin?: string; scopes?: string[]; ttlSeconds?: number; postingId?: string } = {},
): Promise<string> {
  const { externalId = 'user-1', ...rest } = input;
  const response = await app.inject({
    method: 'POST',
    url: '/v1/client-tokens',
    headers: bearer(tenant.secretKey),
    payload: { candidate: { externalId }, ...rest },
  });
  return response.json<{ token: string }>().token;
}

/** A token for the backend of a tenant itself, which may act for its candidates at the tools. */
export async function serviceToken(
  { app }: Pick<TestServer, 'app'>,
  tenant: TestTenant,
  ttlSeconds = 600,
): Promise<{ id: string; token: string }> {
  const response = await app.inject({
    method: 'POST',
    url: '/v1/service-tokens',
    headers: bearer(tenant.secretKey),
    payload: { actFor: 'candidates', ttlSeconds },
  });
  return response.json();
}

export function bearer(credential: string): { authorization: string } {
  return { authorization: `Bearer ${credential}` };
}
