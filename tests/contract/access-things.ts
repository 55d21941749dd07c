import { afterAll, beforeAll } from 'vitest';
import { defined } from '../../packages/server/src/core/kernel/defined.ts';
import { specification } from './expect-contract.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken, serviceToken, type TestServer, type TestTenant } from './test-server.ts';

export const OWNERS = ['own', 'other candidate', 'other tenant', 'unknown'] as const;
export type Owner = (typeof OWNERS)[number];
const UNKNOWN: Record<string, string> = {
  postingId: 'pst_0',
  chatId: 'cht_0',
  turnId: 'trn_0',
  prepId: 'prp_0',
  consentId: 'con_0',
  interviewId: 'int_0',
  keyId: 'key_0',
  tokenId: 'tok_0',
  serviceTokenId: 'svt_0',
  toolServerId: 'tsv_0',
};

export let server: TestServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());

type Person = { tenant: TestTenant; externalId: string };
const person = (owner: Owner): Person =>
  owner === 'other tenant'
    ? { tenant: server.otherTenant, externalId: 'user-1' }
    : { tenant: server.tenant, externalId: owner === 'other candidate' ? 'user-2' : 'user-1' };

async function made(
  method: 'POST' | 'GET',
  url: string,
  { headers, payload }: { headers: Record<string, string>; payload?: object },
): Promise<Record<string, unknown>> {
  const response = await server.app.inject({ method, url, headers, ...defined({ payload }) });
  if (response.statusCode >= 300) throw new Error(`${method} ${url} answered ${response.statusCode} ${response.body}`);
  return response.body.startsWith('{') ? response.json() : {};
}

export const example = (name: string) => specification.components.examples[name]!.value as object;

/** A thing of that owner's, made as its owner makes it. Practice belongs to a candidate, except where a tenant asks. */
export async function thing(
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
    case 'interviewId':
      return String(
        (await made('POST', '/v1/interviews', { headers: candidate, payload: example('InterviewCreate') }))['id'],
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

/** A tenant has few, and each of its own name: earlier ones are removed first. */
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
