import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { CALENDAR_EGRESS, calendarFetcher } from './calendar-fetcher.ts';
import { guardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function serving(
  contentType: string,
  body: string,
): Promise<{ url: string; asked: { agent?: string | undefined; accept?: string | undefined } }> {
  const asked: { agent?: string | undefined; accept?: string | undefined } = {};
  const server = createServer((request, response) => {
    asked.agent = request.headers['user-agent'];
    asked.accept = request.headers.accept;
    response.setHeader('content-type', contentType).end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // listens on TCP, so that this is never a pipe's name
  return { url: `http://127.0.0.1:${port}/`, asked };
}

async function fetched(url: string, more: GuardedFetchOptions = { allowLoopback: true }): Promise<string> {
  const guarded = guardedFetch({ ...CALENDAR_EGRESS, ...more });
  try {
    return new TextDecoder().decode(await calendarFetcher(guarded).fetch(url));
  } finally {
    await guarded.close();
  }
}

describe('a calendar from an address', () => {
  it.each(['text/calendar', 'text/calendar; charset=UTF-8', 'application/octet-stream', 'text/plain'])(
    'comes as %s',
    async (contentType) => {
      const { url, asked } = await serving(contentType, 'BEGIN:VCALENDAR Gespräch');
      expect(await fetched(url)).toBe('BEGIN:VCALENDAR Gespräch');
      expect(asked).toMatchObject({
        agent: expect.stringContaining('reads one calendar at the request of a candidate'),
        accept: expect.stringContaining('text/calendar'),
      });
    },
  );

  it('is UTF-8 for the reader, whatever it was on the way', async () => {
    const server = createServer((_request, response) =>
      response.setHeader('content-type', 'text/calendar; charset=iso-8859-1').end(Buffer.from('Gespräch', 'latin1')),
    );
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo; // as above
    expect(await fetched(`http://127.0.0.1:${port}/`)).toBe('Gespräch');
  });

  it('is refused in words that name the field, when it is a page or too large', async () => {
    const page = await serving('text/html', '<p>Sign in</p>');
    await expect(fetched(page.url)).rejects.toMatchObject({
      code: 'validation_failed',
      detail: expect.stringContaining('iCal format'),
      fields: [{ in: 'body', path: '/url', message: expect.stringContaining('iCal format') }],
    });
    const large = await serving('text/calendar', 'x'.repeat(1024 * 1024 + 1));
    await expect(fetched(large.url)).rejects.toMatchObject({ detail: expect.stringContaining('larger than we read') });
  });

  it.each([
    'https://127.0.0.1/a.ics',
    'https://169.254.169.254/',
    'https://localhost/',
    'https://[::1]/',
    'https://calendar.internal/',
    'http://93.184.216.34/',
    'https://93.184.216.34:8443/',
  ])('is never asked for at %s, and nothing of our network is told', async (url) => {
    await expect(fetched(url, {})).rejects.toMatchObject({
      code: 'validation_failed',
      detail: 'The address of the calendar could not be reached from here.',
    });
  });
});
