import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { type AgentCard, type Message, type Part, type Task, Role } from '@a2a-js/sdk';
import {
  type Client,
  ClientFactory,
  ClientFactoryOptions,
  DefaultAgentCardResolver,
  JsonRpcTransportFactory,
} from '@a2a-js/sdk/client';
import { InterviewPrep } from '@interview-prep/sdk';
import type { FastifyInstance } from 'fastify';
import { memoryStorage } from '../../packages/server/src/adapters/storage/memory/storage.ts';
import { compose } from '../../packages/server/src/composition/compose.ts';
import { readConfig } from '../../packages/server/src/config.ts';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import { defined } from '../../packages/server/src/core/kernel/defined.ts';
import { newId } from '../../packages/server/src/core/kernel/ids.ts';
import type { WebSearch } from '../../packages/server/src/core/research/ports.ts';
import { keyRecord } from '../../packages/server/src/core/identity/key-administration.ts';
import { newKeyText } from '../../packages/server/src/core/identity/key-text.ts';
import type { HttpOptions } from '../../packages/server/src/entrypoints/http/options.ts';
import { httpServer } from '../../packages/server/src/entrypoints/server.ts';
import { scriptedEngine } from '../../packages/server/src/testing/scripted-engine.ts';

export const QUOTE = 'Northfield runs four hospitals in the north';

/** A search that holds every question until it is opened, and notices when its signal aborts. */
export function heldSearch(): WebSearch & { open(): void; readonly stopped: number; readonly asked: Promise<void> } {
  let [open, received] = [() => {}, () => {}];
  const opened = new Promise<void>((resolve) => (open = resolve));
  const asked = new Promise<void>((resolve) => (received = resolve));
  const state = { stopped: 0 };
  return {
    kind: 'searxng',
    asked,
    open: () => open(),
    get stopped() {
      return state.stopped;
    },
    search: (_query, { signal }) => {
      received();
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => {
          state.stopped += 1;
          reject(signal.reason);
        });
        void opened.then(() =>
          resolve([{ title: 'About Northfield', url: 'https://northfield.example/about', snippet: `${QUOTE}.` }]),
        );
      });
    },
  };
}

/** An engine that searches once and finds one fact. */
export const searchingEngine = scriptedEngine({
  reply: [{ use: 'research_company', args: { query: 'Northfield' } }, 'Done.'],
  decisions: {
    'research.findings': {
      sections: [
        {
          section: 'overview',
          facts: [{ text: 'It runs four hospitals.', quote: QUOTE, sourceNumbers: [1] }],
          notFound: [],
        },
      ],
    },
  },
});

export type A2aServer = {
  readonly url: string;
  readonly app: FastifyInstance;
  readonly lines: object[];
  readonly secretKey: string;
  readonly otherSecretKey: string;
  readonly publishableKey: string;
  /** A token for a candidate of the first tenant. */
  token(name: string, options?: { scopes?: ('preps' | 'chats')[] }): Promise<string>;
  close(): Promise<void>;
};

/** The server as it is composed for real, listening, with a scripted engine and a search of the test's own. */
export async function startA2aServer(search: WebSearch, options: Partial<HttpOptions> = {}): Promise<A2aServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const memory = memoryStorage(systemClock);
  const storage = { ...memory, alone: true, ping: async () => {}, close: async () => {} };
  const prepApp = await compose(readConfig({}), { publicUrl: url }, { storage, engine: searchingEngine, search });
  const keys = await Promise.all([newTenant(storage.tenancy), newTenant(storage.tenancy)]);
  await prepApp.begin();
  const lines: object[] = [];
  const keep = (fields: object) => void lines.push(fields);
  const app = await httpServer(prepApp.services, {
    publicUrl: url,
    logger: { info: keep, warn: keep, error: keep },
    clock: systemClock,
    ...options,
  });
  await app.listen({ port, host: '127.0.0.1' });
  const [first, second] = keys;
  const backend = new InterviewPrep({ baseUrl: url, secretKey: first.secretKey });
  let closing: Promise<void> | undefined;
  return {
    url,
    app,
    lines,
    secretKey: first.secretKey,
    otherSecretKey: second.secretKey,
    publishableKey: first.publishableKey,
    token: async (name, { scopes } = {}) =>
      (await backend.clientTokens.create({ candidate: { externalId: name }, ...defined({ scopes }) })).token,
    close: () =>
      (closing ??= (async () => {
        await app.close();
        await prepApp.close({ drainMs: 1_000 });
      })()),
  };
}

async function newTenant(store: ReturnType<typeof memoryStorage>['tenancy']) {
  const tenantId = newId('ten');
  await store.createTenant({ id: tenantId, name: 'Northfield', adjustments: { text: 'Write to us.' } });
  const [secretKey, publishableKey] = [newKeyText('secret'), newKeyText('publishable')];
  await store.createKey(keyRecord(secretKey, { tenantId, kind: 'secret', origins: [] }, 0));
  await store.createKey(
    keyRecord(publishableKey, { tenantId, kind: 'publishable', origins: ['https://jobs.example.com'] }, 0),
  );
  return { secretKey, publishableKey };
}

/** The official client with a credential; `legacy` uses version 0.3. */
export async function a2aClient(
  url: string,
  credential: string,
  { legacy = false }: { legacy?: boolean } = {},
): Promise<Client> {
  const fetchImpl: typeof fetch = (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set('authorization', `Bearer ${credential}`);
    return fetch(input, { ...init, headers });
  };
  const legacyCompat = { enabled: legacy };
  const transports = [new JsonRpcTransportFactory({ fetchImpl, legacyCompat })];
  const factory = new ClientFactory(
    ClientFactoryOptions.createFrom(ClientFactoryOptions.default, {
      transports,
      cardResolver: new DefaultAgentCardResolver({ fetchImpl, legacyCompat }),
    }),
  );
  // A client of 0.3 sends no version when it asks for the card.
  return legacy
    ? factory.createFromAgentCard((await (await fetch(`${url}/.well-known/agent-card.json`)).json()) as AgentCard)
    : factory.createFromUrl(url);
}

const part = (content: NonNullable<Part['content']>): Part => ({
  content,
  metadata: undefined,
  filename: '',
  mediaType: content.$case === 'data' ? 'application/json' : 'text/plain',
});
export const textPart = (value: string): Part => part({ $case: 'text', value });
export const dataPart = (value: unknown): Part => part({ $case: 'data', value });
export const urlPart = (value: string): Part => part({ $case: 'url', value });

/** A message as `SendMessage` takes it. `wait`: answered when the task has ended. */
export function sending(
  parts: readonly Part[],
  { wait = false, ...change }: Partial<Message> & { wait?: boolean } = {},
) {
  const message: Message = {
    messageId: randomUUID(),
    role: Role.ROLE_USER,
    parts: [...parts],
    taskId: '',
    contextId: '',
    extensions: [],
    metadata: undefined,
    referenceTaskIds: [],
    ...change,
  };
  return {
    tenant: '',
    metadata: undefined,
    message,
    configuration: {
      returnImmediately: !wait,
      acceptedOutputModes: [],
      historyLength: undefined,
      taskPushNotificationConfig: undefined,
    },
  };
}

export const byId = (id: string) => ({ id, tenant: '', historyLength: undefined, metadata: undefined });

/** What was answered to a message, which is always a task. */
export function asTask(answer: Task | Message): Task {
  if ('messageId' in answer) throw new Error('A message instead of a task');
  return answer;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('There is no free port.')),
      );
    });
  });
}
