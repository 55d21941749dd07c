import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectContract } from './expect-contract.ts';
import { bearer, clientToken, startTestServer } from './test-server.ts';
import { startRealServer } from './real-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
let headers: Record<string, string>;

beforeAll(async () => {
  server = await startTestServer();
  headers = bearer(await clientToken(server, server.tenant));
});
afterAll(() => server.close());

const put = async (payload: string | object | Buffer, more: Record<string, string> = {}, query = '') => {
  const response = await server.app.inject({
    method: 'PUT',
    url: `/v1/calendar${query}`,
    headers: { ...headers, ...more },
    payload,
  });
  expectContract(response);
  return { status: response.statusCode, body: response.json() };
};

describe('a calendar that is put', () => {
  it('may be a file or an address', async () => {
    expect(
      await put('BEGIN:VCALENDAR', { 'content-type': 'text/calendar; charset=utf-8' }, '?timeZone=Europe/Berlin'),
    ).toMatchObject({
      status: 200,
      body: { source: { kind: 'file' }, events: { seen: 15 }, timeZone: 'Europe/Berlin' },
    });
    expect(await put({ url: 'https://calendar.example/a.ics' })).toMatchObject({
      status: 200,
      body: { source: { kind: 'url', host: 'calendar.example' } },
    });
  });

  it.each([
    ['without an address', {}, [{ in: 'body', path: '/url', message: 'is missing' }]],
    [
      'with more than an address',
      { url: 'https://a.example/', more: 1 },
      [{ in: 'body', path: '/more', message: 'is not a field we know' }],
    ],
    [
      'with another kind of address',
      { url: 'http://a.example/' },
      [{ in: 'body', path: '/url', message: 'must be an address of https' }],
    ],
  ])('is refused by name %s', async (_what, payload, errors) => {
    expect(await put(payload)).toMatchObject({ status: 422, body: { code: 'validation_failed', errors } });
  });

  it('is refused for a zone that has not the form of one, another type and a body that is too large', async () => {
    expect(await put('BEGIN:VCALENDAR', { 'content-type': 'text/calendar' }, '?timeZone=%3Cb%3E')).toMatchObject({
      status: 422,
      body: { errors: [{ in: 'query', path: '/timeZone' }] },
    });
    expect(await put('BEGIN:VCALENDAR', { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
    expect(await put(Buffer.alloc(1024 * 1024 + 1), { 'content-type': 'text/calendar' })).toMatchObject({
      status: 413,
    });
  });

  it('is counted, because each may fetch an address and read a file', async () => {
    const strict = await startTestServer({ options: { limits: { calendars: 2 } } });
    const token = bearer(await clientToken(strict, strict.tenant));
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1)
      statuses.push(
        (
          await strict.app.inject({
            method: 'PUT',
            url: '/v1/calendar',
            headers: { ...token, 'content-type': 'text/calendar' },
            payload: 'BEGIN:VCALENDAR',
          })
        ).statusCode,
      );
    expect(statuses).toEqual([200, 200, 429]);
    await strict.close();
  });
});

it(
  '[S2-1] the server as it is composed reads a calendar in its child, and gives the interviews, the export ' +
    'and the erasure of one candidate',
  async () => {
    const real = await startRealServer();
    const token = async (externalId: string) => bearer(await clientToken(real, real.tenant, { externalId }));
    const [mine, other] = [await token('user-1'), await token('user-2')];
    const ask = async (
      method: 'GET' | 'PUT' | 'DELETE',
      url: string,
      more: { headers?: Record<string, string>; payload?: string } = {},
    ) => {
      const response = await real.app.inject({ method, url, ...more, headers: { ...mine, ...more.headers } });
      expectContract(response);
      return { status: response.statusCode, body: response.body === '' ? undefined : response.json() };
    };
    const file = [
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'BEGIN:VEVENT',
      'UID:1',
      'DTSTART;TZID=Europe/Berlin:20261126T140000',
      'DURATION:PT45M',
      'SUMMARY:Vorstellungsgespräch',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:2',
      'DTSTART:20261127T140000Z',
      'SUMMARY:Dentist',
      'END:VEVENT',
      'END:VCALENDAR',
    ].join('\r\n');

    expect(await ask('GET', '/v1/interviews/upcoming')).toEqual({ status: 200, body: { connected: false, data: [] } });
    expect(
      await ask('PUT', '/v1/calendar', { headers: { 'content-type': 'text/calendar' }, payload: '<html>' }),
    ).toMatchObject({
      status: 422,
      body: { code: 'calendar_unreadable', detail: expect.stringContaining('web page') },
    });
    expect(await ask('GET', '/v1/calendar')).toMatchObject({ status: 404 });
    expect(
      await ask('PUT', '/v1/calendar', { headers: { 'content-type': 'text/calendar' }, payload: file }),
    ).toMatchObject({ status: 200, body: { events: { seen: 2, unread: 0, interviews: 1 } } });
    const interview = {
      title: 'Vorstellungsgespräch',
      startsAt: '2026-11-26T13:00:00.000Z',
      endsAt: '2026-11-26T13:45:00.000Z',
      timeZone: 'Europe/Berlin',
      isInterview: { by: 'word', words: 'Vorstellungsgespräch' },
    };
    expect(await ask('GET', '/v1/interviews/upcoming')).toMatchObject({ body: { connected: true, data: [interview] } });
    expect(await ask('GET', '/v1/interviews/upcoming', { headers: other })).toMatchObject({
      body: { connected: false, data: [] },
    });
    const exported = await ask('GET', '/v1/me/export');
    expect(exported.body).toMatchObject({
      calendar: { calendar: { source: { kind: 'file' } }, interviews: [interview] },
      savedAnswers: [],
    });
    expect(JSON.stringify(exported.body)).not.toContain('Dentist');
    expect(await ask('DELETE', '/v1/me')).toMatchObject({ status: 204 });
    await real.close();
  },
  60_000,
);
