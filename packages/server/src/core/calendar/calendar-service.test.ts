import { describe, expect, it } from 'vitest';
import { ServiceError } from '../kernel/service-error.ts';
import { type Scope } from '../tenancy/scope.ts';
import { CALENDAR_LIMITS } from './kept-interviews.ts';
import { setUp, entry, START, DAY, FILE, HOUR, candidate } from './test-calendar-service.ts';

const URL_SOURCE = { kind: 'url', url: 'https://calendar.example/private-token/amara.ics' } as const;

describe('a connected calendar', () => {
  it('keeps interviews and nothing of the rest', async () => {
    const { calendars, scope, storage } = setUp([
      entry('Dentist', START + DAY),
      entry('Interview', START + 2 * DAY, {
        location: 'https://acme.zoom.us/j/1?pwd=secret',
        organiser: { name: 'Jo', address: 'jo@x.example' },
      }),
      entry('Call Northfield', START + 3 * DAY),
    ]);
    expect(await calendars.connect(scope, FILE, {})).toEqual({
      source: { kind: 'file' },
      events: { seen: 3, unread: 0, interviews: 2 },
      readAt: '2026-11-21T00:00:00.000Z',
      coversUntil: '2027-02-19T00:00:00.000Z',
    });
    const { connected, data } = await calendars.upcoming(scope, { limit: 10 });
    expect(connected).toBe(true);
    expect(data).toEqual([
      {
        id: expect.stringMatching(/^int_[0-9a-f]{32}$/u),
        title: 'Interview',
        startsAt: '2026-11-23T00:00:00.000Z',
        endsAt: '2026-11-23T01:00:00.000Z',
        allDay: false,
        timeZone: 'Europe/Berlin',
        location: 'acme.zoom.us',
        organiser: 'Jo',
        videoHost: 'acme.zoom.us',
        isInterview: { by: 'word', words: 'Interview' },
      },
      expect.objectContaining({
        title: 'Call Northfield',
        postingId: 'pst_1',
        isInterview: { by: 'posting', words: 'Northfield' },
      }),
    ]);
    const row = JSON.stringify(
      await storage.records
        .collection('calendar', { schema: (await import('zod')).unknown() })
        .list(scope, { limit: 10 }),
    );
    for (const gone of ['Dentist', 'secret', 'jo@x.example', '@example']) expect(row).not.toContain(gone);
  });

  it('knows the postings of the platform by what was practised', async () => {
    const { calendars, scope } = setUp([entry('Call with Elsewhere', START + DAY)]);
    await calendars.connect(scope, FILE, {});
    expect((await calendars.upcoming(scope, { limit: 1 })).data).toMatchObject([{ postingId: 'pst_shared' }]);
  });

  it('is read for 90 days, of which at most fifty interviews are kept', async () => {
    const { calendars, scope, state } = setUp(
      Array.from({ length: 120 }, (_, index) => entry(`Interview ${index}`, START + (119 - index) * DAY + HOUR)),
    );
    const { events, truncated } = await calendars.connect(scope, FILE, { timeZone: 'Europe/Berlin' });
    expect({ interviews: events.interviews, truncated }).toEqual({
      interviews: CALENDAR_LIMITS.interviews,
      truncated: true,
    });
    const jobs = [
      { postingId: 'pst_1', title: 'Ward Clerk', company: 'Northfield' },
      { postingId: 'pst_shared', title: 'Porter', company: 'Elsewhere' },
    ];
    expect(state.questions).toEqual([{ from: START - DAY, until: START + 90 * DAY, timeZone: 'Europe/Berlin', jobs }]);
    const { data } = await calendars.upcoming(scope, { limit: 3 });
    expect(data.map(({ title }) => title)).toEqual(['Interview 119', 'Interview 118', 'Interview 117']);
  });

  it('gives an interview the same id when it is moved, and another to everybody else', async () => {
    const { calendars, scope, state } = setUp([entry('Interview', START + DAY)]);
    await calendars.connect(scope, URL_SOURCE, {});
    const idOf = async (who: Scope) => (await calendars.upcoming(who, { limit: 1 })).data[0]?.id;
    const before = await idOf(scope);
    state.events = [entry('Interview', START + 3 * DAY)];
    await calendars.connect(scope, URL_SOURCE, {});
    expect(await idOf(scope)).toBe(before);
    const other = candidate(scope.tenantId);
    await calendars.connect(other, URL_SOURCE, {});
    expect(await idOf(other)).not.toBe(before);
  });

  it('is replaced by the next one, and stays when that cannot be read', async () => {
    const { calendars, scope, state } = setUp([entry('Interview', START + DAY)]);
    await calendars.connect(scope, FILE, {});
    state.fails = new ServiceError('validation_failed', {
      detail: 'The address of the calendar could not be reached from here.',
    });
    await expect(calendars.connect(scope, URL_SOURCE, {})).rejects.toBe(state.fails);
    expect(await calendars.get(scope)).toMatchObject({ source: { kind: 'file' } });
    state.fails = undefined;
    await calendars.connect(scope, URL_SOURCE, {});
    expect(await calendars.get(scope)).toMatchObject({ source: { kind: 'url', host: 'calendar.example' } });
  });

  it.each([
    'http://calendar.example/a.ics',
    'ftp://calendar.example/',
    'https://user:pw@calendar.example/',
    'calendar.example',
    'file:///etc/passwd',
    'javascript:1',
    '//calendar.example',
    'https://',
  ])('is not fetched from %s', async (url) => {
    const { calendars, scope, state } = setUp();
    await expect(calendars.connect(scope, { kind: 'url', url }, {})).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ in: 'body', path: '/url', message: 'must be an address of https' }],
    });
    expect(state.fetched).toEqual([]);
  });

  it('may be named as calendar programs do', async () => {
    const { calendars, scope, state } = setUp();
    await calendars.connect(scope, { kind: 'url', url: 'webcal://calendar.example/a.ics' }, {});
    expect(state.fetched).toEqual(['https://calendar.example/a.ics']);
  });

  it('is refused for a time zone that nobody knows', async () => {
    const { calendars, scope } = setUp();
    await expect(calendars.connect(scope, FILE, { timeZone: 'Mars/Olympus' })).rejects.toMatchObject({
      fields: [{ in: 'query', path: '/timeZone', message: expect.stringContaining('is not a time zone we know') }],
    });
  });

  it('is gone when it was disconnected', async () => {
    const { calendars, scope } = setUp([entry('Interview', START + DAY)]);
    await expect(calendars.disconnect(scope)).rejects.toMatchObject({ code: 'not_found' });
    await calendars.connect(scope, FILE, {});
    await calendars.disconnect(scope);
    await expect(calendars.get(scope)).rejects.toMatchObject({ code: 'not_found' });
    expect(await calendars.upcoming(scope, { limit: 5 })).toEqual({ connected: false, data: [] });
    expect(await calendars.kept(scope)).toBeUndefined();
  });

  it('is one, however many are connected at once, and gone when it is disconnected', async () => {
    const { calendars, scope } = setUp([entry('Interview', START + DAY)]);
    await Promise.all([1, 2, 3].map(() => calendars.connect(scope, FILE, {})));
    await calendars.disconnect(scope);
    await expect(calendars.get(scope)).rejects.toMatchObject({ code: 'not_found' });
    await expect(calendars.disconnect(scope)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is erased with everything else of its candidate', async () => {
    const { calendars, scope, storage } = setUp([entry('Interview', START + DAY)]);
    await calendars.connect(scope, URL_SOURCE, {});
    await storage.erasure.erase(scope, { now: 0 });
    expect(await calendars.kept(scope)).toBeUndefined();
  });

  it('never tells its whole address again', async () => {
    const { calendars, scope } = setUp([entry('Interview', START + DAY)]);
    const replies = [
      await calendars.connect(scope, URL_SOURCE, {}),
      await calendars.get(scope),
      await calendars.upcoming(scope, { limit: 5 }),
      await calendars.kept(scope),
    ];
    expect(JSON.stringify(replies)).not.toContain('private-token');
  });
});

describe('an address', () => {
  it('is read again after an hour, once for all who look', async () => {
    const { calendars, scope, state, clock } = setUp([entry('Interview', START + DAY)]);
    await calendars.connect(scope, URL_SOURCE, {});
    await clock.advance(HOUR - 1);
    await calendars.upcoming(scope, { limit: 5 });
    expect(state.fetched).toHaveLength(1);
    await clock.advance(1);
    state.events = [entry('Interview two', START + 2 * DAY)];
    const looks = await Promise.all([
      calendars.upcoming(scope, { limit: 5 }),
      calendars.get(scope),
      calendars.upcoming(scope, { limit: 5 }),
    ]);
    expect(state.fetched).toHaveLength(2);
    expect(looks[0]).toMatchObject({ readAt: '2026-11-21T01:00:00.000Z', data: [{ title: 'Interview two' }] });
    expect(looks[1]).toMatchObject({ readAt: '2026-11-21T01:00:00.000Z', nextReadAt: '2026-11-21T02:00:00.000Z' });
  });

  it('that fails keeps what was known, says how old it is, and is tried again in ten minutes', async () => {
    const { calendars, scope, state, clock } = setUp([entry('Interview', START + DAY)]);
    await calendars.connect(scope, URL_SOURCE, {});
    await clock.advance(HOUR);
    state.fails = new ServiceError('validation_failed', {
      detail: 'The address of the calendar took too long to answer.',
    });
    const stale = {
      connected: true,
      readAt: '2026-11-21T00:00:00.000Z',
      data: [{ title: 'Interview' }],
      trouble: { at: '2026-11-21T01:00:00.000Z', message: 'The address of the calendar took too long to answer.' },
    };
    expect(await calendars.upcoming(scope, { limit: 5 })).toMatchObject(stale);
    await clock.advance(599_999);
    expect(await calendars.upcoming(scope, { limit: 5 })).toMatchObject(stale);
    expect(state.fetched).toHaveLength(2);
    await clock.advance(1);
    state.fails = undefined;
    expect(await calendars.upcoming(scope, { limit: 5 })).not.toHaveProperty('trouble');
    expect(state.fetched).toHaveLength(3);
  });

  it('that was taken away while it was read is not brought back', async () => {
    const { calendars, scope, state, clock } = setUp([entry('Interview', START + DAY)]);
    await calendars.connect(scope, URL_SOURCE, {});
    await clock.advance(HOUR);
    const looking = calendars.upcoming(scope, { limit: 5 });
    await calendars.disconnect(scope);
    expect(await looking).toEqual({ connected: false, data: [] });
    expect(await calendars.kept(scope)).toBeUndefined();
    expect(state.fetched.length).toBeLessThanOrEqual(2);
  });

  it('a file is never read again', async () => {
    const { calendars, scope, state, clock } = setUp([entry('Interview', START + 50 * DAY)]);
    await calendars.connect(scope, FILE, {});
    await clock.advance(40 * DAY);
    await calendars.upcoming(scope, { limit: 5 });
    expect({ fetched: state.fetched, read: state.questions.length }).toEqual({ fetched: [], read: 1 });
    expect(await calendars.get(scope)).not.toHaveProperty('nextReadAt');
  });
});
