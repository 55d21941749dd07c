import { describe, expect, it } from 'vitest';
import { InterviewPrep } from '../index.ts';

/** What one call sends, in a line: method, path with query, accepted type, and the body with its type. */
async function sentBy(call: (client: InterviewPrep) => Promise<unknown>, response: unknown = {}) {
  const sent: string[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const headers = new Headers(init.headers);
    const body = typeof init.body === 'string' ? init.body : init.body instanceof Uint8Array ? `${init.body}` : '';
    const { pathname, search } = new URL(String(url));
    const parts = [init.method, pathname + search, headers.get('accept'), headers.get('content-type'), body];
    sent.push(parts.filter(Boolean).join(' '));
    return typeof response === 'string' ? new Response(response) : Response.json(response);
  };
  const result = await call(new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch }));
  return { sent: sent.join(), result };
}

const page = { data: [], nextCursor: null };

describe('what a method sends', () => {
  it.each<[string, (client: InterviewPrep) => Promise<unknown>]>([
    ['GET /v1/usage?from=2026-11-01&to=2026-11-30', ({ usage }) => usage.get({ from: '2026-11-01', to: '2026-11-30' })],
    ['GET /v1/usage', ({ usage }) => usage.get()],
    ['GET /v1/interviews/upcoming?limit=5', ({ interviews }) => interviews.upcoming({ limit: 5 })],
    ['GET /v1/interviews/upcoming', ({ interviews }) => interviews.upcoming()],
    [
      'GET /v1/chats/cht_1/events?after=7.12&limit=50',
      ({ chats }) => chats.pastEvents('cht_1', { after: '7.12', limit: 50 }),
    ],
    ['GET /v1/preps/prp_1/events?after=3', ({ preps }) => preps.pastEvents('prp_1', { after: '3' })],
    ['POST /v1/preps/prp_1/cancel', ({ preps }) => preps.cancel('prp_1')],
    ['POST /v1/chats/cht_1/complete', ({ chats }) => chats.complete('cht_1')],
  ])('%s', async (expected, call) => {
    const [method, path] = expected.split(' ');
    expect((await sentBy(call)).sent).toBe(`${method} ${path} application/json`);
  });

  it.each<[string, string, (client: InterviewPrep) => Promise<unknown>]>([
    ['POST /v1/chats', '{"postingId":"pst_1"}', ({ chats }) => chats.create({ postingId: 'pst_1' })],
    ['POST /v1/chats', '{}', ({ chats }) => chats.create()],
    ['POST /v1/chats/cht_1/turns', '{"text":"Hello"}', ({ chats }) => chats.createTurn('cht_1', { text: 'Hello' })],
    ['POST /v1/embed/sessions', '{}', ({ embed }) => embed.openSession()],
    ['POST /v1/keys', '{"kind":"secret"}', ({ keys }) => keys.create({ kind: 'secret' })],
    ['PATCH /v1/keys/key_1', '{"name":"Careers page"}', ({ keys }) => keys.update('key_1', { name: 'Careers page' })],
    ['POST /v1/keys/key_1/rotate', '{"overlapSeconds":60}', ({ keys }) => keys.rotate('key_1', { overlapSeconds: 60 })],
    ['POST /v1/keys/key_1/rotate', '{}', ({ keys }) => keys.rotate('key_1')],
    ['PATCH /v1/resume', '{"text":"Staff nurse"}', ({ resume }) => resume.correct({ text: 'Staff nurse' })],
    ['POST /v1/preps', '{"postingId":"pst_1"}', ({ preps }) => preps.create({ postingId: 'pst_1' })],
    [
      'PUT /v1/calendar?timeZone=Europe%2FBerlin',
      '{"url":"https://calendar.example/a.ics"}',
      ({ calendar }) => calendar.put({ url: 'https://calendar.example/a.ics' }, { timeZone: 'Europe/Berlin' }),
    ],
    [
      'POST /v1/consents',
      '{"kind":"practice","textVersion":"3"}',
      ({ consents }) => consents.record({ kind: 'practice', textVersion: '3' }),
    ],
    [
      'POST /v1/client-tokens',
      '{"candidate":{"externalId":"user-1042"}}',
      ({ clientTokens }) => clientTokens.create({ candidate: { externalId: 'user-1042' } }),
    ],
    [
      'POST /v1/service-tokens',
      '{"actFor":"candidates"}',
      ({ serviceTokens }) => serviceTokens.create({ actFor: 'candidates' }),
    ],
    [
      'POST /v1/postings',
      '{"source":{"kind":"text","text":"A job"}}',
      ({ postings }) => postings.create({ source: { kind: 'text', text: 'A job' } }),
    ],
  ])('%s with the body %s', async (expected, body, call) => {
    expect((await sentBy(call)).sent).toBe(`${expected} application/json application/json ${body}`);
  });

  it('the bytes of a calendar file, as a calendar', async () => {
    const { sent } = await sentBy(({ calendar }) => calendar.put(new Uint8Array([66, 69, 71])));
    expect(sent).toBe('PUT /v1/calendar application/json text/calendar 66,69,71');
  });

  it.each<[string, (client: InterviewPrep) => Promise<unknown>]>([
    ['/v1/chats', ({ chats }) => chats.list({ limit: 2, cursor: 'c' })],
    ['/v1/consents', ({ consents }) => consents.list({ limit: 2, cursor: 'c' })],
    ['/v1/keys', ({ keys }) => keys.list({ limit: 2, cursor: 'c' })],
    ['/v1/postings', ({ postings }) => postings.list({ limit: 2, cursor: 'c' })],
    ['/v1/preps', ({ preps }) => preps.list({ limit: 2, cursor: 'c' })],
    ['/v1/tool-servers', ({ toolServers }) => toolServers.list({ limit: 2, cursor: 'c' })],
    ['/v1/transcripts', ({ transcripts }) => transcripts.list({ limit: 2, cursor: 'c' })],
  ])('the page that is asked for of %s', async (path, call) => {
    expect((await sentBy(call, page)).sent).toBe(`GET ${path}?limit=2&cursor=c application/json`);
  });
});

describe('a download', () => {
  it.each<[string, (client: InterviewPrep) => Promise<Blob>]>([
    ['/v1/preps/prp_1/document application/pdf', ({ preps }) => preps.document('prp_1')],
    ['/v1/preps/prp_1/document?format=pdf application/pdf', ({ preps }) => preps.document('prp_1', { format: 'pdf' })],
    [
      '/v1/preps/prp_1/document?format=markdown text/markdown',
      ({ preps }) => preps.document('prp_1', { format: 'markdown' }),
    ],
    ['/v1/documents/a-signed-link */*', ({ preps }) => preps.documentByLink('a-signed-link')],
  ])('of a document asks for %s', async (expected, call) => {
    let text = '';
    const { sent } = await sentBy(async (client) => (text = await (await call(client)).text()), '# Your interview');
    expect({ sent, text }).toEqual({ sent: `GET ${expected}`, text: '# Your interview' });
  });

  it('of a transcript as text returns it unchanged', async () => {
    expect(await sentBy(({ transcripts }) => transcripts.text('cht_1'), 'Coach: Hello')).toEqual({
      sent: 'GET /v1/transcripts/cht_1?format=text text/plain',
      result: 'Coach: Hello',
    });
  });
});

describe('options of a call', () => {
  const stopped = { signal: AbortSignal.abort(new Error('the page closed')) };

  it.each<[string, (client: InterviewPrep) => Promise<unknown>]>([
    ['calendar.put', ({ calendar }) => calendar.put({ url: 'https://calendar.example/a.ics' }, stopped)],
    ['calendar.get', ({ calendar }) => calendar.get(stopped)],
    ['calendar.delete', ({ calendar }) => calendar.delete(stopped)],
    ['interviews.upcoming', ({ interviews }) => interviews.upcoming({ limit: 1, ...stopped })],
    ['usage.get', ({ usage }) => usage.get(stopped)],
    ['chats.pastEvents', ({ chats }) => chats.pastEvents('cht_1', stopped)],
    ['chats.list', ({ chats }) => chats.list(stopped)],
    ['preps.document', ({ preps }) => preps.document('prp_1', stopped)],
    ['resume.put', ({ resume }) => resume.put(new Uint8Array([1]), { fileName: 'cv.pdf', ...stopped })],
    ['transcripts.text', ({ transcripts }) => transcripts.text('cht_1', stopped)],
  ])('reach the request of %s', async (_name, call) => {
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      init?.signal?.throwIfAborted();
      return Response.json(page);
    };
    await expect(call(new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch }))).rejects.toThrow(
      'the page closed',
    );
  });
});
