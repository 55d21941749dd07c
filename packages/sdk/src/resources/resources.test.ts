import { describe, expect, it } from 'vitest';
import { InterviewPrep } from '../index.ts';

type Sent = { request: string; accept: string | null; type: string | null; key: string | null; body: unknown };

/** What one call sends, and what it returns for a server that answers `{"data":[],"nextCursor":null}`. */
async function sentBy(call: (client: InterviewPrep) => unknown): Promise<Sent> {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const headers = new Headers(init.headers);
    const { pathname, search } = new URL(String(url));
    sent.push({
      request: `${init.method} ${pathname}${search}`,
      accept: headers.get('accept'),
      type: headers.get('content-type'),
      key: headers.get('idempotency-key'),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
    });
    return Response.json({ data: [], nextCursor: null });
  };
  await call(new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch }));
  const [only] = sent;
  if (only === undefined || sent.length > 1) throw new Error(`${sent.length} requests`);
  return only;
}

const bytes = new Uint8Array([66, 69, 71]);
const options = { idempotencyKey: 'key-of-the-caller' };
const page = { limit: 5, cursor: 'next', ...options };

describe('a call sends what it was given', () => {
  it.each<[string, (client: InterviewPrep) => unknown]>([
    ['GET /v1/chats?limit=5&cursor=next', ({ chats }) => chats.list(page)],
    ['GET /v1/postings?limit=5&cursor=next', ({ postings }) => postings.list(page)],
    ['GET /v1/preps?limit=5&cursor=next', ({ preps }) => preps.list(page)],
    ['GET /v1/transcripts?limit=5&cursor=next', ({ transcripts }) => transcripts.list(page)],
    ['GET /v1/consents?limit=5&cursor=next', ({ consents }) => consents.list(page)],
    ['GET /v1/keys?limit=5&cursor=next', ({ keys }) => keys.list(page)],
    ['GET /v1/tool-servers?limit=5&cursor=next', ({ toolServers }) => toolServers.list(page)],
    ['GET /v1/interviews/upcoming?limit=3', ({ interviews }) => interviews.upcoming({ limit: 3, ...options })],
    [
      'GET /v1/usage?from=2026-11-01&to=2026-11-21',
      ({ usage }) => usage.get({ from: '2026-11-01', to: '2026-11-21', ...options }),
    ],
    [
      'GET /v1/chats/c/events?after=4.2&limit=9',
      ({ chats }) => chats.pastEvents('c', { after: '4.2', limit: 9, ...options }),
    ],
    [
      'GET /v1/preps/p/events?after=4&limit=9',
      ({ preps }) => preps.pastEvents('p', { after: '4', limit: 9, ...options }),
    ],
    ['GET /v1/chats/c', ({ chats }) => chats.get('c', options)],
    ['POST /v1/chats/c/complete', ({ chats }) => chats.complete('c', options)],
    ['POST /v1/chats/c/turns/t/cancel', ({ chats }) => chats.cancelTurn('c', 't', options)],
    ['GET /v1/postings/p', ({ postings }) => postings.get('p', options)],
    ['GET /v1/preps/p', ({ preps }) => preps.get('p', options)],
    ['POST /v1/preps/p/cancel', ({ preps }) => preps.cancel('p', options)],
    ['GET /v1/resume', ({ resume }) => resume.get(options)],
    ['DELETE /v1/resume', ({ resume }) => resume.delete(options)],
    ['GET /v1/calendar', ({ calendar }) => calendar.get(options)],
    ['DELETE /v1/calendar', ({ calendar }) => calendar.delete(options)],
    ['GET /v1/transcripts/c', ({ transcripts }) => transcripts.get('c', options)],
    ['POST /v1/consents/c/withdraw', ({ consents }) => consents.withdraw('c', options)],
    ['GET /v1/me', ({ me }) => me.get(options)],
    ['GET /v1/me/export', ({ me }) => me.export(options)],
    ['DELETE /v1/me', ({ me }) => me.erase(options)],
    ['DELETE /v1/keys/k', ({ keys }) => keys.revoke('k', options)],
    ['DELETE /v1/client-tokens/t', ({ clientTokens }) => clientTokens.revoke('t', options)],
    ['DELETE /v1/service-tokens/t', ({ serviceTokens }) => serviceTokens.revoke('t', options)],
    ['DELETE /v1/tool-servers/t', ({ toolServers }) => toolServers.delete('t', options)],
    ['GET /v1/embed/config', ({ embed }) => embed.config(options)],
    ['GET /livez', ({ health }) => health.live(options)],
    ['GET /readyz', ({ health }) => health.ready(options)],
  ])('%s', async (request, call) => {
    expect(await sentBy(call)).toEqual({
      request,
      accept: 'application/json',
      type: null,
      key: 'key-of-the-caller',
      body: undefined,
    });
  });

  it.each<[string, unknown, (client: InterviewPrep) => unknown]>([
    ['POST /v1/chats', { postingId: 'p' }, ({ chats }) => chats.create({ postingId: 'p' }, options)],
    ['POST /v1/chats', {}, ({ chats }) => chats.create(undefined, options)],
    ['POST /v1/chats/c/turns', { text: 'Hello' }, ({ chats }) => chats.createTurn('c', { text: 'Hello' }, options)],
    ['POST /v1/preps', { postingId: 'p' }, ({ preps }) => preps.create({ postingId: 'p' }, options)],
    ['PATCH /v1/resume', { text: 'Nurse' }, ({ resume }) => resume.correct({ text: 'Nurse' }, options)],
    [
      'PUT /v1/calendar',
      { url: 'https://a.example/i.ics' },
      ({ calendar }) => calendar.put({ url: 'https://a.example/i.ics' }, options),
    ],
    ['PATCH /v1/keys/k', { name: 'New' }, ({ keys }) => keys.update('k', { name: 'New' }, options)],
    ['POST /v1/keys/k/rotate', {}, ({ keys }) => keys.rotate('k', undefined, options)],
    ['POST /v1/keys/k/rotate', { overlapSeconds: 60 }, ({ keys }) => keys.rotate('k', { overlapSeconds: 60 }, options)],
    ['POST /v1/embed/sessions', {}, ({ embed }) => embed.openSession(undefined, options)],
    [
      'POST /v1/consents',
      { kind: 'practice', textVersion: '1' },
      ({ consents }) => consents.record({ kind: 'practice', textVersion: '1' }, options),
    ],
    [
      'POST /v1/client-tokens',
      { candidate: { externalId: '1' } },
      ({ clientTokens }) => clientTokens.create({ candidate: { externalId: '1' } }, options),
    ],
  ])('%s with %j', async (...[request, body, call]) => {
    expect(await sentBy(call)).toEqual({
      request,
      accept: 'application/json',
      type: 'application/json',
      key: 'key-of-the-caller',
      body,
    });
  });

  it.each<[string, string, (client: InterviewPrep) => unknown]>([
    [
      'PUT /v1/resume?fileName=a.pdf',
      'application/octet-stream',
      ({ resume }) => resume.put(bytes, { fileName: 'a.pdf', ...options }),
    ],
    [
      'PUT /v1/calendar?timeZone=Europe%2FBerlin',
      'text/calendar',
      ({ calendar }) => calendar.put(bytes, { timeZone: 'Europe/Berlin', ...options }),
    ],
  ])('%s with bytes of %s', async (...[request, type, call]) => {
    expect(await sentBy(call)).toEqual({
      request,
      accept: 'application/json',
      type,
      key: 'key-of-the-caller',
      body: bytes,
    });
  });

  it.each<[string, string, (client: InterviewPrep) => unknown]>([
    ['GET /v1/preps/p/document', 'application/pdf', ({ preps }) => preps.document('p')],
    [
      'GET /v1/preps/p/document?format=markdown',
      'text/markdown',
      ({ preps }) => preps.document('p', { format: 'markdown' }),
    ],
    ['GET /v1/documents/l', '*/*', ({ preps }) => preps.documentByLink('l')],
    ['GET /v1/transcripts/c?format=text', 'text/plain', ({ transcripts }) => transcripts.text('c')],
  ])('%s for %s', async (...[request, accept, call]) => {
    expect(await sentBy(call)).toMatchObject({ request, accept });
  });
});

it('a document is a blob and a transcript its text', async () => {
  const client = new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch: async () => new Response('words') });
  expect(await client.transcripts.text('c')).toBe('words');
  expect(await (await client.preps.document('p')).text()).toBe('words');
  expect(await (await client.preps.documentByLink('l')).text()).toBe('words');
});
