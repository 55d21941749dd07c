import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectContract, operations, specification, type Operation } from './expect-contract.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken, serviceToken, type TestServer, type TestTenant } from './test-server.ts';

/**
 * Every operation of the contract, with every credential, on a thing of every owner. What must come out is declared once,
 * by `expected`; nothing here knows a single operation's answer by heart.
 */
const CREDENTIALS = [
  'none',
  'garbage',
  'publishable key',
  'secret key',
  'secret key from a browser',
  'client token',
  'expired client token',
  'client token from a foreign origin',
  'client token without the scope',
  'service token',
  'expired service token',
] as const;
const OWNERS = ['own', 'other candidate', 'other tenant', 'unknown'] as const;

type Credential = (typeof CREDENTIALS)[number];
type Owner = (typeof OWNERS)[number];
type Outcome = 'served' | 401 | 403 | 404;

const KIND: Partial<Record<Credential, string>> = {
  'publishable key': 'publishable_key',
  'secret key': 'secret_key',
  'client token': 'client_token',
  'client token without the scope': 'client_token',
  'service token': 'service_token',
};

function expected(
  { 'x-access': { credentials, owner: rule, scope }, parameters }: Operation,
  credential: Credential,
  owner: Owner,
): Outcome {
  if (credentials.length > 0) {
    if (
      credential === 'none' ||
      credential === 'garbage' ||
      credential === 'expired client token' ||
      credential === 'expired service token'
    )
      return 401;
    if (credential === 'secret key from a browser' || credential === 'client token from a foreign origin') return 403;
    if (!credentials.includes(KIND[credential] ?? '')) return 403;
    if (credential === 'client token without the scope' && scope !== undefined) return 403;
  }
  if (!namesThing(parameters)) return 'served';
  if (rule === 'link') return owner === 'unknown' ? 404 : 'served';
  // A tenant holds its keys and tokens itself: those it made for another candidate are its own as well.
  if (rule === 'tenant' && owner === 'other candidate') return 'served';
  return owner === 'own' ? 'served' : 404;
}

const pathParameters = (parameters: Operation['parameters'] = []) =>
  parameters.map(({ $ref }) => $ref.split('/').at(-1) ?? '').filter((name) => THINGS.has(name));
const namesThing = (parameters: Operation['parameters']) => pathParameters(parameters).length > 0;

const THINGS = new Map([
  ['PostingId', 'postingId'],
  ['ChatId', 'chatId'],
  ['TurnId', 'turnId'],
  ['PrepId', 'prepId'],
  ['ConsentId', 'consentId'],
  ['KeyId', 'keyId'],
  ['TokenId', 'tokenId'],
  ['ServiceTokenId', 'serviceTokenId'],
  ['ToolServerId', 'toolServerId'],
  ['Link', 'link'],
]);
const SCOPES: readonly string[] = ['postings', 'resume', 'chats', 'preps', 'me'];
const ORIGIN = 'https://jobs.example.com';
const UNKNOWN: Record<string, string> = {
  postingId: 'pst_0',
  chatId: 'cht_0',
  turnId: 'trn_0',
  prepId: 'prp_0',
  consentId: 'con_0',
  keyId: 'key_0',
  tokenId: 'tok_0',
  serviceTokenId: 'svt_0',
  toolServerId: 'tsv_0',
};

let server: TestServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());

type Person = { tenant: TestTenant; externalId: string };
const person = (owner: Owner): Person =>
  owner === 'other tenant'
    ? { tenant: server.otherTenant, externalId: 'user-1' }
    : { tenant: server.tenant, externalId: owner === 'other candidate' ? 'user-2' : 'user-1' };

async function sent(credential: Credential, scope: string | undefined): Promise<Record<string, string>> {
  const { tenant } = server;
  const token = (input: Parameters<typeof clientToken>[2] = {}) =>
    clientToken(server, tenant, { origin: ORIGIN, ...input });
  switch (credential) {
    case 'none':
      return {};
    case 'garbage':
      return bearer('isk_garbage');
    case 'publishable key':
      return { ...bearer(tenant.publishableKey), origin: tenant.origin };
    case 'secret key':
      return bearer(tenant.secretKey);
    case 'secret key from a browser':
      return { ...bearer(tenant.secretKey), origin: ORIGIN };
    case 'client token':
      return { ...bearer(await token()), origin: ORIGIN };
    case 'expired client token': {
      const old = await token({ ttlSeconds: 60 });
      await server.clock.advance(61_000);
      return { ...bearer(old), origin: ORIGIN };
    }
    case 'client token from a foreign origin':
      return { ...bearer(await token()), origin: 'https://evil.example' };
    case 'client token without the scope':
      return { ...bearer(await token({ scopes: SCOPES.filter((one) => one !== scope) })), origin: ORIGIN };
    case 'service token':
      return { ...bearer((await serviceToken(server, tenant)).token), 'x-user-email': 'user-1@example.com' };
    case 'expired service token': {
      const old = await serviceToken(server, tenant, 60);
      await server.clock.advance(61_000);
      return bearer(old.token);
    }
  }
}

async function made(
  method: 'POST' | 'GET',
  url: string,
  { headers, payload }: { headers: Record<string, string>; payload?: object },
): Promise<Record<string, unknown>> {
  const response = await server.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  if (response.statusCode >= 300) throw new Error(`${method} ${url} answered ${response.statusCode} ${response.body}`);
  return response.body.startsWith('{') ? response.json() : {};
}

const example = (name: string) => specification.components.examples[name]!.value as object;

/** A thing of that owner's, made as its owner makes it. Practice belongs to a candidate, except where a tenant asks. */
async function thing(
  name: string,
  owner: Owner,
  { asTenant, made: before }: { asTenant: boolean; made: Record<string, string> },
): Promise<string> {
  if (owner === 'unknown' && name !== 'link') return UNKNOWN[name] ?? '';
  const { tenant, externalId } = person(owner);
  const candidate = bearer(await clientToken(server, tenant, { externalId }));
  const holder = asTenant && owner !== 'other candidate' ? bearer(tenant.secretKey) : candidate;
  const posting = async (headers = candidate) =>
    String((await made('POST', '/v1/postings', { headers, payload: example('PostingCreate') }))['id']);
  const prep = async () => made('POST', '/v1/preps', { headers: candidate, payload: { postingId: await posting() } });
  switch (name) {
    case 'postingId':
      return posting(holder);
    case 'chatId':
      return String((await made('POST', '/v1/chats', { headers: candidate, payload: {} }))['id']);
    case 'turnId':
      return String(
        (
          await made('POST', `/v1/chats/${before['chatId']}/turns`, {
            headers: candidate,
            payload: example('TurnCreate'),
          })
        )['turnId'],
      );
    case 'prepId':
      return finished(String((await prep())['id']), candidate);
    case 'consentId':
      return String(
        (await made('POST', '/v1/consents', { headers: candidate, payload: example('ConsentCreate') }))['id'],
      );
    case 'keyId':
      return String(
        (await made('POST', '/v1/keys', { headers: bearer(tenant.secretKey), payload: example('KeyCreate') }))['id'],
      );
    case 'tokenId':
      return String(
        (
          await made('POST', '/v1/client-tokens', {
            headers: bearer(tenant.secretKey),
            payload: { candidate: { externalId } },
          })
        )['id'],
      );
    case 'serviceTokenId':
      return (await serviceToken(server, tenant)).id;
    case 'toolServerId':
      return toolServerOf(bearer(tenant.secretKey));
    default:
      return owner === 'unknown'
        ? server.linkOfNothing(await linkOf(candidate, await prep()))
        : linkOf(candidate, await prep());
  }
}

/** A tenant has few, and each of its own name: those from before make room. */
async function toolServerOf(headers: Record<string, string>): Promise<string> {
  const before = await server.app.inject({ method: 'GET', url: '/v1/tool-servers', headers });
  for (const { id } of before.json<{ data: { id: string }[] }>().data)
    await server.app.inject({ method: 'DELETE', url: `/v1/tool-servers/${id}`, headers });
  return String((await made('POST', '/v1/tool-servers', { headers, payload: example('ToolServerCreate') }))['id']);
}

/** Its events end when the document is made, so that reading them to their end is waiting for it. */
async function finished(prepId: string, headers: Record<string, string>): Promise<string> {
  await made('GET', `/v1/preps/${prepId}/events`, { headers: { ...headers, accept: 'text/event-stream' } });
  return prepId;
}

async function linkOf(headers: Record<string, string>, { id }: Record<string, unknown>): Promise<string> {
  const prep = await made('GET', `/v1/preps/${await finished(String(id), headers)}`, { headers });
  return String(prep['url']).split('/').at(-1) ?? '';
}

let names = 0;

async function request(
  { method, path, operation }: (typeof operations)[number],
  { headers, owner, credential }: { headers: Record<string, string>; owner: Owner; credential: Credential },
) {
  let url = path;
  const things: Record<string, string> = {};
  for (const parameter of pathParameters(operation.parameters)) {
    const name = THINGS.get(parameter) ?? '';
    things[name] = await thing(name, owner, { asTenant: credential === 'secret key', made: things });
    url = url.replace(`{${name}}`, things[name]);
  }
  const media = operation.requestBody?.content ?? {};
  if (media['text/calendar'] !== undefined)
    return server.app.inject({
      method: 'PUT',
      url,
      headers: { ...headers, 'content-type': 'text/calendar' },
      payload: EMPTY_CALENDAR,
    });
  const json = media['application/json'];
  if (json === undefined)
    return server.app.inject({
      method: method as 'GET',
      url,
      headers: operation.requestBody === undefined ? headers : { ...headers, 'content-type': 'text/plain' },
      ...(operation.requestBody === undefined ? {} : { payload: 'Amara Bello. Paediatric nurse for six years.' }),
    });
  const reference =
    Object.values(json.examples ?? {})[0]
      ?.$ref.split('/')
      .at(-1) ?? '';
  const payload = { ...example(reference) } as Record<string, unknown>;
  if (operation.operationId === 'createToolServer') payload['name'] = `server_${(names += 1)}`;
  // Examples name a posting; one of the caller's own makes them good.
  if ('postingId' in payload) payload['postingId'] = await thing('postingId', 'own', { asTenant: false, made: {} });
  return server.app.inject({ method: method as 'POST', url, headers, payload });
}

/** Served means: the operation ran. That nothing is left to cancel or delete is its answer, not a refusal of access. */
const SERVED_CONFLICTS: Readonly<Record<string, string>> = { cancelPrep: 'prep_finished' };

const EMPTY_CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n';

async function ready(operation: Operation, headers: Record<string, string>): Promise<void> {
  if (operation.operationId === 'getCalendar' || operation.operationId === 'deleteCalendar') {
    await server.app.inject({
      method: 'PUT',
      url: '/v1/calendar',
      headers: { ...headers, 'content-type': 'text/calendar' },
      payload: EMPTY_CALENDAR,
    });
  }
  if (operation['x-access'].scope !== 'resume' || operation.operationId === 'putResume') return;
  await server.app.inject({
    method: 'PUT',
    url: '/v1/resume',
    headers: { ...headers, 'content-type': 'text/plain' },
    payload: 'Amara Bello. Paediatric nurse for six years.',
  });
}

describe.each(operations.map((one) => ({ ...one, name: one.operation.operationId })))(
  '$name',
  ({ method, path, operation }) => {
    it.each(CREDENTIALS)('with %s, on what belongs to anybody', async (credential) => {
      for (const owner of namesThing(operation.parameters) ? OWNERS : (['own'] as const)) {
        const headers = await sent(credential, operation['x-access'].scope);
        await ready(operation, headers);
        const response = await request({ method, path, operation }, { headers, owner, credential });
        expectContract(response);
        const outcome = expected(operation, credential, owner);
        const conflict = response.statusCode === 409 ? response.json<{ code: string }>().code : undefined;
        const served =
          response.statusCode < 300 || (conflict !== undefined && conflict === SERVED_CONFLICTS[operation.operationId]);
        expect([owner, served ? 'served' : response.statusCode], response.body.slice(0, 300)).toEqual([owner, outcome]);
      }
    });
  },
);

it('covers every operation that the contract has', () => {
  expect(operations.length).toBeGreaterThan(35);
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
});
