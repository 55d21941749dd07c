import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { only } from '../../testing/only.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import type { Records } from '../records/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { liesAhead } from './calendar-record.ts';
import { CalendarService } from './calendar-service.ts';
import type { CalendarEvent, CalendarQuestion, CalendarReader, ReadCalendar } from './ports.ts';
import { daysUntil } from './when.ts';

const NOW = Date.parse('2026-11-21T09:00:00.000Z');
const HOUR = 3_600_000;
const scopeOf = (id: string) => scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id } });
const scope = scopeOf('cand_a');
const event = (title: string): CalendarEvent => ({
  uid: title,
  occurrence: '',
  title,
  startsAt: NOW + 48 * HOUR,
  endsAt: NOW + 49 * HOUR,
  allDay: false,
  links: [],
});
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (title: string, more: Partial<ReadCalendar> = {}): ReadCalendar => ({
  seen: 7,
  unread: 1,
  truncated: false,
  unreadEntries: [],
  events: [event(title)],
  ...more,
});

type Given = {
  fetch?: (url: string) => Promise<Uint8Array>;
  more?: Partial<ReadCalendar>;
  postings?: Partial<Postings>;
  practised?: string[];
  records?: (records: Records) => Records;
};

/** A service whose reader finds one entry, with the content of the file as its title. */
function setUp({ fetch = async (address) => bytes(`Interview ${address.at(-1)}`), more = {}, ...given }: Given = {}) {
  const clock = manualClock(NOW);
  const questions: CalendarQuestion[] = [];
  const reader: CalendarReader = {
    readCalendar: async (content, question) => {
      questions.push(question);
      return read(new TextDecoder().decode(content), more);
    },
  };
  const storage = memoryStorage(clock);
  const calendars = new CalendarService({
    records: given.records?.(storage.records) ?? storage.records,
    reader,
    fetcher: { fetch },
    postings: only<Postings>({ list: async () => ({ data: [], nextCursor: null }), ...given.postings }),
    past: { postingIds: async () => given.practised ?? [] },
    clock,
  });
  return { clock, calendars, questions };
}

const file = (title: string) => ({ kind: 'file' as const, bytes: bytes(title) });
const url = (name: string) => ({ kind: 'url' as const, url: `https://cal.example/${name}` });
const titles = async ({ calendars }: ReturnType<typeof setUp>, of = scope) =>
  (await calendars.upcoming(of, { limit: 9 })).data.map(({ title }) => title);

describe('a calendar', () => {
  it('says what was read of it, and for how long that counts', async () => {
    const { calendars, questions } = setUp({ more: { truncated: true, timeZone: 'Europe/Berlin' } });
    const until = NOW + 90 * 24 * HOUR;
    const view = {
      events: { seen: 7, unread: 1, interviews: 1 },
      readAt: '2026-11-21T09:00:00.000Z',
      coversUntil: new Date(until).toISOString(),
      truncated: true,
      timeZone: 'Europe/Berlin',
    };
    expect(await calendars.connect(scope, file('Interview'), { timeZone: 'Europe/Berlin' })).toEqual({
      source: { kind: 'file' },
      ...view,
    });
    expect(await calendars.connect(scope, url('a'), {})).toEqual({
      source: { kind: 'url', host: 'cal.example' },
      ...view,
      nextReadAt: '2026-11-21T10:00:00.000Z',
    });
    expect(questions).toEqual([
      { from: NOW - 24 * HOUR, until, timeZone: 'Europe/Berlin', jobs: [] },
      { from: NOW - 24 * HOUR, until, jobs: [] },
    ]);
    const plain = setUp();
    expect(await plain.calendars.connect(scope, file('Interview'), {})).not.toHaveProperty('truncated');
  });

  it('keeps its time zone however often it is read again', async () => {
    const { calendars, clock, questions } = setUp();
    await calendars.connect(scope, url('a'), { timeZone: 'Europe/Berlin' });
    for (let hour = 0; hour < 2; hour += 1) {
      await clock.advance(HOUR);
      await calendars.get(scope);
    }
    expect(questions.map(({ timeZone }) => timeZone)).toEqual(['Europe/Berlin', 'Europe/Berlin', 'Europe/Berlin']);
  });

  it('is kept whole for whoever exports it', async () => {
    const { calendars } = setUp();
    expect(await calendars.kept(scope)).toBeUndefined();
    const calendar = await calendars.connect(scope, file('Interview'), {});
    const { data: interviews } = await calendars.upcoming(scope, { limit: 9 });
    expect(interviews).toHaveLength(1);
    expect(await calendars.kept(scope)).toEqual({ calendar, interviews });
  });

  it('that there is not is missing by name', async () => {
    const { calendars } = setUp();
    const missing = { code: 'not_found', detail: 'There is no calendar yet.' };
    await expect(calendars.get(scope)).rejects.toMatchObject(missing);
    await expect(calendars.disconnect(scope)).rejects.toMatchObject(missing);
  });

  it.each([
    'https://user@cal.example/',
    'https://:word@cal.example/',
    'http://cal.example/',
    'cal',
    'ftp://cal.example/',
  ])('has no address like %s', async (address) => {
    await expect(setUp().calendars.connect(scope, { kind: 'url', url: address }, {})).rejects.toMatchObject({
      code: 'validation_failed',
      fields: [{ in: 'body', path: '/url', message: 'must be an address of https' }],
    });
  });
});

describe('reading an address again', () => {
  it('gives each of two candidates their own, at the same moment', async () => {
    const given = setUp();
    const [a, b] = [scopeOf('cand_a'), scopeOf('cand_b')];
    await given.calendars.connect(a, url('a'), {});
    await given.calendars.connect(b, url('b'), {});
    await given.clock.advance(HOUR);
    expect(await Promise.all([titles(given, a), titles(given, b)])).toEqual([['Interview a'], ['Interview b']]);
  });

  it('leaves what was connected meanwhile', async () => {
    let go: (content: Uint8Array) => void = () => {};
    const given = setUp({ fetch: async () => new Promise((resolve) => (go = resolve)) });
    const connecting = given.calendars.connect(scope, url('a'), {});
    go(bytes('Interview old'));
    await connecting;
    await given.clock.advance(HOUR);
    const reading = titles(given);
    await given.clock.advance(0);
    await given.calendars.connect(scope, file('Interview new'), {});
    go(bytes('Interview late'));
    expect(await reading).toEqual(['Interview new']);
  });

  it('fails where it cannot be kept', async () => {
    let away: Error | undefined;
    const records = (inner: Records): Records => ({
      ...inner,
      collection: (name, options) => {
        const rows = inner.collection(name, options);
        const replace: typeof rows.replace = async (...request) => {
          if (away !== undefined) throw away;
          return rows.replace(...request);
        };
        return new Proxy(rows, { get: (target, key) => (key === 'replace' ? replace : bound(target, key)) });
      },
    });
    const given = setUp({ records });
    await given.calendars.connect(scope, url('a'), {});
    for (const thrown of [new ServiceError('storage_unavailable'), new TypeError('a bug')]) {
      await given.clock.advance(HOUR);
      away = thrown;
      await expect(titles(given)).rejects.toBe(thrown);
    }
  });

  it.each([
    [new ServiceError('calendar_unreadable', { detail: 'Not a calendar.' }), 'Not a calendar.'],
    [
      new ServiceError('validation_failed', { fields: [{ in: 'body', path: '/url', message: 'did not answer' }] }),
      'did not answer',
    ],
    [new ServiceError('internal'), new ServiceError('internal').message],
  ])('says why it failed', async (failure, message) => {
    let fails = false;
    const given = setUp({ fetch: async () => (fails ? Promise.reject(failure) : bytes('Interview')) });
    await given.calendars.connect(scope, url('a'), {});
    fails = true;
    await given.clock.advance(HOUR);
    expect(await given.calendars.get(scope)).toMatchObject({
      trouble: { at: '2026-11-21T10:00:00.000Z', message },
      nextReadAt: '2026-11-21T10:10:00.000Z',
    });
  });
});

function bound(target: object, key: string | symbol): unknown {
  const value: unknown = Reflect.get(target, key);
  return typeof value === 'function' ? value.bind(target) : value;
}

describe('the jobs an entry may be about', () => {
  const posting = (id: string, company: string) => ({ id, title: 'Nurse', company }) as Posting;

  it('are those of the candidate, and those of the platform that were practised', async () => {
    const asked: unknown[] = [];
    const postings: Partial<Postings> = {
      list: async (_scope, page) => {
        asked.push(page);
        return { data: [posting('pst_own', 'Lakeside'), posting('pst_two', 'Northfield')], nextCursor: null };
      },
      get: async (_scope, id) => {
        asked.push(id);
        if (id === 'pst_gone') throw new ServiceError('not_found');
        return posting(id, 'Riverbank');
      },
    };
    const about = async (title: string) => {
      const { calendars } = setUp({ postings, practised: ['pst_two', 'pst_gone', 'pst_platform'] });
      await calendars.connect(scope, file(title), {});
      return (await calendars.upcoming(scope, { limit: 1 })).data[0]?.postingId;
    };
    expect(await about('Interview Lakeside')).toBe('pst_own');
    expect(asked).toEqual([{ limit: 100 }, 'pst_gone', 'pst_platform']);
    expect([await about('Interview Riverbank'), await about('Interview')]).toEqual(['pst_platform', undefined]);
  });

  it('have to be readable', async () => {
    const away = new ServiceError('storage_unavailable');
    const { calendars } = setUp({ practised: ['pst_a'], postings: { get: async () => Promise.reject(away) } });
    await expect(calendars.connect(scope, file('Interview'), {})).rejects.toBe(away);
  });
});

it('an interview lies ahead until the moment it begins, or its day is over', () => {
  const ahead = (allDay: boolean) =>
    [NOW - 1, NOW, NOW + 1].map((startsAt) =>
      liesAhead({ startsAt, endsAt: startsAt + (allDay ? 0 : 9), allDay }, NOW),
    );
  expect([ahead(false), ahead(true)]).toEqual([
    [false, false, true],
    [false, false, true],
  ]);
});

it.each([
  ['2026-12-31T23:00:00Z', '2027-01-01T01:00:00Z', 1],
  ['2026-01-31T12:00:00Z', '2026-02-01T12:00:00Z', 1],
  ['2026-01-31T12:00:00Z', '2026-03-01T12:00:00Z', 29],
  ['2026-11-21T12:00:00Z', '2026-11-20T12:00:00Z', 0],
])('on %s an interview at %s is %i days away', (now, startsAt, days) => {
  expect(daysUntil({ startsAt }, Date.parse(now))).toBe(days);
});
