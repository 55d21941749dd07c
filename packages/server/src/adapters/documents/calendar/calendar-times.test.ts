import { describe, expect, it } from 'vitest';
import { calendarOf, entry } from './test-calendars.ts';
import { instantIn } from '../../../core/calendar/ports.ts';
import { ianaName } from './zones.ts';
import { one, single, read } from './test-calendar-reading.ts';

describe('a time', () => {
  it.each([
    [
      'by a zone that Outlook names and nobody explains',
      'DTSTART;TZID=GMT Standard Time:20261201T090000',
      '2026-12-01T09:00:00.000Z',
      'Europe/London',
    ],
    [
      'by a zone with a maker’s prefix',
      'DTSTART;TZID=/freeassociation.sourceforge.net/Asia/Tokyo:20261201T090000',
      '2026-12-01T00:00:00.000Z',
      'Asia/Tokyo',
    ],
    ['in UTC', 'DTSTART:20261201T090000Z', '2026-12-01T09:00:00.000Z', 'Europe/Berlin'],
  ])('%s is read', (_what, start, ...[startsAt, timeZone]) => {
    expect(one(single(start), { timeZone: 'Europe/Berlin' })).toMatchObject({ startsAt, endsAt: startsAt, timeZone });
  });

  it.each([
    ['without a zone', 'DTSTART:20261201T090000'],
    ['by a zone nobody knows', 'DTSTART;TZID=Customized Time Zone:20261201T090000'],
  ])('%s is given as written, for its zone is not stated', (_what, start) => {
    const found = one(single(start), { timeZone: 'Europe/Berlin' });
    expect(found).toMatchObject({ startsAt: '2026-12-01T08:00:00.000Z', writtenStart: '2026-12-01T09:00' });
    expect(found).not.toHaveProperty('timeZone');
  });

  it('goes by a zone that everybody knows before the rules in the file', () => {
    const odd = [
      'BEGIN:VTIMEZONE',
      'TZID:Europe/Berlin',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0500',
      'TZOFFSETTO:+0500',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const at = (text: string, zone: string) =>
      one(
        calendarOf(
          [entry('UID:a', `DTSTART;TZID=${text}:20261201T090000`)],
          ...odd.map((line) => line.replace('Europe/Berlin', zone)),
        ),
      ).startsAt;
    expect(at('Europe/Berlin', 'Europe/Berlin')).toBe('2026-12-01T08:00:00.000Z');
    expect(at('Customized Time Zone', 'Customized Time Zone')).toBe('2026-12-01T04:00:00.000Z');
  });

  it('is found around the hours that are skipped or come twice', () => {
    expect(new Date(instantIn('Europe/Berlin', Date.UTC(2027, 2, 28, 1, 59))).toISOString()).toBe(
      '2027-03-28T00:59:00.000Z',
    );
    expect(new Date(instantIn('Europe/Berlin', Date.UTC(2027, 2, 28, 3))).toISOString()).toBe(
      '2027-03-28T01:00:00.000Z',
    );
    expect(new Date(instantIn('America/New_York', Date.UTC(2027, 2, 14, 2, 30))).toISOString()).toBe(
      '2027-03-14T07:30:00.000Z',
    );
    expect(new Date(instantIn('Europe/Berlin', Date.UTC(2027, 2, 28, 2, 30))).toISOString()).toBe(
      '2027-03-28T01:30:00.000Z',
    );
    expect(new Date(instantIn('Europe/Berlin', Date.UTC(2026, 9, 25, 3))).toISOString()).toBe(
      '2026-10-25T02:00:00.000Z',
    );
    expect(new Date(instantIn('Asia/Kathmandu', Date.UTC(2026, 9, 25, 3))).toISOString()).toBe(
      '2026-10-24T21:15:00.000Z',
    );
  });

  it('never ends before it begins', () => {
    expect(one(single('DTSTART:20261201T090000Z', 'DTEND:20261130T090000Z')).endsAt).toBe('2026-12-01T09:00:00.000Z');
    expect(one(single('DTSTART:20261201T090000Z', 'DURATION:-PT1H')).endsAt).toBe('2026-12-01T09:00:00.000Z');
    expect(one(single('DTSTART;VALUE=DATE:20261201', 'DTEND;VALUE=DATE:20261130')).endsAt).toBe(
      '2026-12-02T00:00:00.000Z',
    );
  });

  it('knows a zone by all its names', () => {
    expect(
      [
        'Romance Standard Time',
        '"Europe/Madrid"',
        '/mozilla.org/20050126_1/Europe/Rome',
        'UTC',
        'nonsense',
        '',
        undefined,
        '+01:00',
      ].map((id) => ianaName(id)),
    ).toEqual(['Europe/Paris', 'Europe/Madrid', 'Europe/Rome', 'UTC', undefined, undefined, undefined, undefined]);
  });
});

describe('a file that is not as it should be', () => {
  it.each([
    ['', 'This file is empty.'],
    ['hello', 'This is not a calendar in iCalendar format (.ics).'],
    ['<!doctype html><html></html>', 'This is a web page or XML, not a calendar.'],
    ['BEGIN:VCARD\nEND:VCARD', 'These are contacts, not a calendar.'],
    ['BEGIN:VEVENT\nDTSTART:20261201T090000Z\nEND:VEVENT', 'This is not a calendar in iCalendar format (.ics).'],
  ])('%j is refused in words', (text, detail) => {
    expect(() => read(text)).toThrow(
      expect.objectContaining({ code: 'calendar_unreadable', detail: expect.stringContaining(detail) }),
    );
  });

  it('loses the broken entries only, and counts them', () => {
    const good = entry('UID:g', 'DTSTART:20261201T090000Z', 'SUMMARY:Good');
    const broken = [
      entry('UID:a'),
      entry('UID:b', 'DTSTART:tomorrow'),
      entry('UID:c', 'nonsense without any mark'),
      entry('UID:d', 'DTSTART:20261202T090000Z', 'RRULE:FREQ=SOMETIMES', 'SUMMARY:First of some'),
    ];
    const { seen, unread, events } = read(calendarOf([...broken, good]));
    expect({ seen, unread, titles: events.map(({ title }) => title) }).toEqual({
      seen: 5,
      unread: 4,
      titles: ['Good', 'First of some'],
    });
    expect(read(`${calendarOf([good])}BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:x\r\n`)).toMatchObject({
      seen: 2,
      unread: 1,
    });
  });

  it('is read in whatever encoding it came, also where a fold parts a character', () => {
    const text = single('DTSTART:20261201T090000Z', 'SUMMARY:Gespräch');
    expect(one(`\ufeff${text}`).title).toBe('Gespräch');
    for (const bytes of [
      Buffer.from(text, 'latin1'),
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]),
    ])
      expect(read(bytes).events[0]?.title).toBe('Gespräch');
    const [before = '', after = ''] = text.split('ä');
    expect(read(Buffer.concat([Buffer.from(`${before}\xc3\r\n \xa4${after}`, 'latin1')])).events[0]?.title).toBe(
      'Gespräch',
    );
    expect(one(text.replaceAll('\r\n', '\n')).title).toBe('Gespräch');
    expect(one(text.replaceAll('\r\n', '\r')).title).toBe('Gespräch');
  });

  it('keeps what lies deeper than it should out of the entries', () => {
    const nested = entry(
      'UID:a',
      'DTSTART:20261201T090000Z',
      'SUMMARY:Outer',
      'BEGIN:VEVENT',
      'SUMMARY:Inner',
      'END:VEVENT',
      'BEGIN:VALARM',
      'SUMMARY:Alarm',
      'END:VALARM',
    );
    expect(read(calendarOf([nested])).events.map(({ title }) => title)).toEqual(['Outer']);
  });
});
