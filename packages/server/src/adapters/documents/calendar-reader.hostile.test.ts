import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { childReader } from './child-reader.ts';
import { APPLE, BERLIN, calendarOf, entry, GOOGLE, OUTLOOK } from './calendar/test-calendars.ts';

const megabyte = 1024 * 1024;
const question = { from: Date.UTC(2026, 10, 21), until: Date.UTC(2027, 1, 19) };
const MEMORY = 384 * megabyte;

// The limit on bytes is lifted, so that the other limits are met.
let peak = 0;
const reader = childReader({
  calendarBytes: 64 * megabyte,
  memoryBytes: MEMORY,
  onPeak: (bytes) => (peak = Math.max(peak, bytes)),
});
afterAll(() => reader.close());

const good = entry('UID:good', 'DTSTART:20261201T090000Z', 'SUMMARY:Interview');
const bad = (...all: string[]) => calendarOf([entry('UID:bad', 'DTSTART:20261122T090000Z', ...all), good]);
const rule = (text: string) => bad(`RRULE:${text}`);
const zone = (rules: string) =>
  calendarOf(
    [entry('UID:bad', 'DTSTART;TZID=Odd:20261122T090000'), good],
    'BEGIN:VTIMEZONE',
    'TZID:Odd',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    rules,
    'END:STANDARD',
    'END:VTIMEZONE',
  );

/** What is hopeless or too much for one child: refused in words, or got through by a faster machine. */
const HEAVY = new Set([
  'half a million added dates',
  'half a million excluded dates',
  'a zone that changes every second',
  'a million parameters',
  'noughts all through',
]);
/** What is read as a calendar in which nothing stands where it should. */
/** In every other the good entry is found all the same. */
const HOSTILE: readonly (readonly [what: string, file: () => string | Buffer])[] = [
  ['a rule for every second', () => rule('FREQ=SECONDLY')],
  [
    'a rule for every second of fifty years',
    () => bad('RRULE:FREQ=SECONDLY').replace('20261122T090000Z', '19760101T000000Z'),
  ],
  ['ten thousand rules on one entry', () => bad(...Array.from({ length: 10_000 }, () => 'RRULE:FREQ=MINUTELY'))],
  [
    'ten thousand entries for every minute',
    () =>
      calendarOf([
        ...Array.from({ length: 10_000 }, (_, index) =>
          entry(`UID:${index}`, 'DTSTART:20200101T000000Z', 'RRULE:FREQ=MINUTELY'),
        ),
        good,
      ]),
  ],
  ['a day that never comes', () => rule('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30')],
  ['a week that never comes', () => rule('FREQ=MONTHLY;BYDAY=6MO;BYSETPOS=366')],
  [
    'every part a rule can have',
    () =>
      rule(
        `FREQ=YEARLY;BYMONTH=${Array.from({ length: 12 }, (_, index) => index + 1).join()};BYMONTHDAY=${Array.from({ length: 31 }, (_, index) => index + 1).join()};BYHOUR=${Array.from({ length: 24 }, (_, index) => index).join()};BYMINUTE=${Array.from({ length: 60 }, (_, index) => index).join()};BYSECOND=${Array.from({ length: 60 }, (_, index) => index).join()}`,
      ),
  ],
  ['an interval of nothing', () => rule('FREQ=DAILY;INTERVAL=0')],
  ['an interval of ages', () => rule('FREQ=YEARLY;INTERVAL=99999999')],
  ['a count below nothing', () => rule('FREQ=DAILY;COUNT=-5')],
  [
    'half a million added dates',
    () => bad(`RDATE:${Array.from({ length: 500_000 }, () => '20261124T090000Z').join()}`),
  ],
  [
    'half a million excluded dates',
    () => bad('RRULE:FREQ=DAILY', `EXDATE:${Array.from({ length: 500_000 }, () => '20261124T090000Z').join()}`),
  ],
  ['a zone that changes every second', () => zone('RRULE:FREQ=SECONDLY')],
  [
    'a zone with a hundred thousand changes',
    () => zone(`RDATE:${Array.from({ length: 100_000 }, (_, index) => `${1970 + (index % 50)}0101T000000`).join()}`),
  ],
  [
    'a zone without a name',
    () =>
      calendarOf(
        [good],
        'BEGIN:VTIMEZONE',
        'BEGIN:STANDARD',
        'DTSTART:19700101T000000',
        'END:STANDARD',
        'END:VTIMEZONE',
      ),
  ],
  ['a year far away', () => bad().replace('20261122T090000Z', '99991231T235959Z')],
  ['a date that is none', () => bad().replace('20261122T090000Z', '20269999T999999Z')],
  ['a length of ages', () => bad('DURATION:P99999999999W')],
  ['a line of ten megabytes', () => bad(`DESCRIPTION:${'x'.repeat(10 * megabyte)}`)],
  ['ten megabytes folded into crumbs', () => bad(`DESCRIPTION:${'x\r\n '.repeat((10 * megabyte) / 4)}`)],
  ['a million parameters', () => bad(`DESCRIPTION;${'A=b;'.repeat(1_000_000)}C=d:x`)],
  ['a parameter that is never closed', () => bad(`ORGANIZER;CN="${'a'.repeat(megabyte)}`)],
  ['two hundred thousand components in each other', () => calendarOf([good, 'BEGIN:VEVENT\r\n'.repeat(200_000)])],
  [
    'two hundred thousand calendars in each other',
    () => `${'BEGIN:VCALENDAR\r\n'.repeat(200_000)}${calendarOf([good])}`,
  ],
  ['only ends', () => `${'END:VEVENT\r\n'.repeat(200_000)}${calendarOf([good])}`],
  ['a hundred thousand alarms', () => bad('BEGIN:VALARM\r\nTRIGGER:-PT1M\r\nEND:VALARM\r\n'.repeat(100_000).trim())],
  [
    'names of the prototype',
    () => bad('__PROTO__:x', 'CONSTRUCTOR:y', 'X-__proto__;__proto__=1:z').replace('UID:bad', 'UID:__proto__'),
  ],
  [
    'bytes that are no text',
    () =>
      Buffer.concat([
        Buffer.from(calendarOf([good]).replace('SUMMARY:Interview', 'SUMMARY:'), 'latin1').subarray(0, 120),
        randomBytes(5_000),
        Buffer.from(`\r\n${calendarOf([good])}`),
      ]),
  ],
  ['noughts all through', () => Buffer.from(calendarOf([good]).replaceAll('\r\n', '\0\r\n\0'))],
  ['half of a character at every cut', () => bad(`SUMMARY:${'a'.repeat(299)}😀`, `LOCATION:${'😀'.repeat(500)}`)],
];

describe('a calendar that is an attack', () => {
  it.each(HOSTILE)(
    '%s is refused or read past',
    async (what, file) => {
      const bytes = Buffer.from(file());
      const answer = await reader.readCalendar(bytes, question).then(
        ({ events }) => events.filter(({ uid }) => uid === 'good').length,
        (failure: { code?: string; detail?: string }) => failure,
      );
      if (!HEAVY.has(what)) expect(answer).toBe(1);
      else if (typeof answer !== 'number')
        expect(answer).toMatchObject({
          code: 'calendar_unreadable',
          detail: expect.stringMatching(/^[A-Z].{10,}\.$/u),
        });
      expect(JSON.stringify(answer)).not.toContain('documents/');
    },
    60_000,
  );

  it('never took more memory than it may, but for what it took between two looks', () => {
    expect(peak).toBeGreaterThan(0);
    expect(peak).toBeLessThan(MEMORY * 1.75);
  });

  it('leaves the next calendar to be read as ever', async () => {
    for (const [text, title] of [
      [GOOGLE, 'Interview – Registered Nurse, Paediatrics'],
      [OUTLOOK, 'Vorstellungsgespräch Pflegefachkraft'],
      [APPLE, 'Entretien Hôpital Saint-Roch'],
      [calendarOf([good], ...BERLIN), 'Interview'],
    ] as const) {
      const { events, unread } = await reader.readCalendar(Buffer.from(text), question);
      expect({ unread, found: events.some((event) => event.title === title) }).toEqual({ unread: 0, found: true });
    }
  });
});

describe('a busy calendar', () => {
  const daily = (count: number) =>
    Array.from({ length: count }, (_, index) =>
      entry(`UID:d${index}`, 'DTSTART:20260101T090000Z', 'RRULE:FREQ=DAILY', `SUMMARY:Standup ${index}`),
    );
  const jobs = Array.from({ length: 100 }, (_, index) => ({
    postingId: `pst_${index}`,
    title: `Ward Clerk ${index}`,
    company: `Northfield ${index}`,
  }));

  it.each([12, 500])('of %d daily series hides no interview', async (count) => {
    const text = calendarOf([...daily(count), good.replace('20261201', '20270201')]);
    const { events, truncated, seen } = await reader.readCalendar(Buffer.from(text), { ...question, jobs });
    expect({ titles: events.map(({ title }) => title), truncated, seen }).toEqual({
      titles: ['Interview'],
      truncated: false,
      seen: count + 1,
    });
  });

  it('gives the one occurrence of a daily series that is an interview, and what is about a posting', async () => {
    const moved = entry(
      'UID:d0',
      'RECURRENCE-ID:20261201T090000Z',
      'DTSTART:20261201T100000Z',
      'SUMMARY:Interview Acme',
    );
    const call = entry('UID:call', 'DTSTART:20261202T090000Z', 'SUMMARY:Call with Northfield 7');
    const { events } = await reader.readCalendar(Buffer.from(calendarOf([...daily(1), moved, call])), {
      ...question,
      jobs,
    });
    expect(events.map(({ title }) => title)).toEqual(['Interview Acme', 'Call with Northfield 7']);
  });

  it('names an unread interview behind a hundred other unread entries', async () => {
    const lost = Array.from({ length: 120 }, (_, index) => entry(`UID:l${index}`, `SUMMARY:Lunch ${index}`));
    const text = calendarOf([...lost, entry('UID:i', 'SUMMARY:Interview Acme')]);
    const { unread, unreadEntries } = await reader.readCalendar(Buffer.from(text), { ...question, jobs });
    expect({ unread, unreadEntries }).toEqual({ unread: 121, unreadEntries: [{ title: 'Interview Acme' }] });
  });

  it('of one megabyte of entries with long texts is read in time beside a hundred postings', async () => {
    const text = `DESCRIPTION:${'We meet at the office and talk about the plan. '.repeat(17)}`;
    const many = Array.from({ length: 1_000 }, (_, index) =>
      entry(`UID:m${index}`, 'DTSTART:20261125T090000Z', `SUMMARY:Plan ${index}`, text),
    );
    const { events } = await reader.readCalendar(Buffer.from(calendarOf([...many, good])), { ...question, jobs });
    expect(events.map(({ title }) => title)).toEqual(['Interview']);
  });
});

describe('the reader of calendars', () => {
  it('takes one mebibyte and no byte more, unless told otherwise', async () => {
    const usual = childReader();
    const padded = (bytes: number) => Buffer.from(calendarOf([good]).padEnd(bytes, '\n'));
    expect((await usual.readCalendar(padded(megabyte), question)).events).toHaveLength(1);
    await expect(usual.readCalendar(padded(megabyte + 1), question)).rejects.toMatchObject({
      code: 'payload_too_large',
      detail: 'A calendar may have at most 1 MB.',
    });
    await usual.close();
    await expect(usual.readCalendar(padded(10), question)).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('ends a calendar that takes too long, and says what helps', async () => {
    const hasty = childReader({ readMs: 1, calendarBytes: 64 * megabyte });
    await expect(hasty.readCalendar(Buffer.from(rule('FREQ=SECONDLY')), question)).rejects.toMatchObject({
      code: 'calendar_unreadable',
      detail: 'Opening it took longer than we allow. Export the coming months only.',
    });
    await hasty.close();
  });

  it('rejects with the reason of the signal', async () => {
    const stop = AbortSignal.abort(new Error('gave up'));
    await expect(reader.readCalendar(Buffer.from(GOOGLE), question, stop)).rejects.toThrow('gave up');
  });
});
