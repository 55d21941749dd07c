import { describe, expect, it } from 'vitest';
import { expectContract, operations, type Operation } from './expect-contract.ts';
import { bearer, clientToken, serviceToken } from './test-server.ts';
import { type Owner, server, thing, example, OWNERS } from './access-things.ts';

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

type Credential = (typeof CREDENTIALS)[number];
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
  ['InterviewId', 'interviewId'],
  ['KeyId', 'keyId'],
  ['TokenId', 'tokenId'],
  ['ServiceTokenId', 'serviceTokenId'],
  ['ToolServerId', 'toolServerId'],
  ['Link', 'link'],
]);
const SCOPES: readonly string[] = ['postings', 'resume', 'chats', 'preps', 'me'];
const ORIGIN = 'https://jobs.example.com';

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
