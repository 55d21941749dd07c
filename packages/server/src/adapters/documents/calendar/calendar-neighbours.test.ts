import { describe, expect, it } from 'vitest';
import { calendarOf, entry } from './test-calendars.ts';
import { one, read, single } from './test-calendar-reading.ts';

const START = 'DTSTART:20261201T140000Z';
const vevent = (...lines: readonly string[]) => entry('UID:a', 'SUMMARY:Interview', ...lines);
const starts = (text: string | Uint8Array) =>
  read(text, { timeZone: 'Europe/Berlin' }).events.map(({ title, startsAt, allDay, writtenStart }) =>
    [
      title,
      new Date(startsAt).toISOString().slice(0, allDay ? 10 : 16),
      ...(allDay ? ['day'] : []),
      ...(writtenStart === undefined ? [] : ['?']),
    ].join(' '),
  );

describe('[N-15] a start', () => {
  it.each([
    ['DTSTART:2026-12-01T14:00:00.000Z', 'Interview 2026-12-01T14:00'],
    ['DTSTART:2026-12-01T14:00Z', 'Interview 2026-12-01T14:00'],
    ['DTSTART:2026-12-01 14:00:00Z', 'Interview 2026-12-01T14:00'],
    ['DTSTART:20261201t140000z', 'Interview 2026-12-01T14:00'],
    ['DTSTART:20261201T140000+0100', 'Interview 2026-12-01T13:00'],
    ['DTSTART:2026-12-01T14:00:00-05:00', 'Interview 2026-12-01T19:00'],
    ['DTSTART:2026-12-01T23:00:00-05:00', 'Interview 2026-12-02T04:00'],
    ['DTSTART;TZID=Europe/London:2026-12-01T14:00', 'Interview 2026-12-01T14:00'],
    ['DTSTART;TZID="Europe/London";VALUE=DATE-TIME:20261201T140000', 'Interview 2026-12-01T14:00'],
    ['DTSTART;VALUE=DATE-TIME;TZID=Europe/London:20261201T140000', 'Interview 2026-12-01T14:00'],
    ['DTSTART; TZID=Europe/London:20261201T140000', 'Interview 2026-12-01T13:00 ?'],
    ['DTSTART: 20261201T140000Z ', 'Interview 2026-12-01T14:00'],
    ['dtstart:20261201T140000Z', 'Interview 2026-12-01T14:00'],
    ['DTSTART:20261201T240000Z', 'Interview 2026-12-02T00:00'],
    ['DTSTART:20261201T140060Z', 'Interview 2026-12-01T14:00'],
    ['DTSTART;VALUE=DATE:2026-12-01', 'Interview 2026-11-30 day'],
    ['DTSTART;VALUE=DATE:20261201T000000', 'Interview 2026-11-30 day'],
    ['DTSTART;VALUE=DATE:20261201T140000', 'Interview 2026-12-01T13:00 ?'],
    ['DTSTART:20261201T140000', 'Interview 2026-12-01T13:00 ?'],
  ])('%s is read', (start, right) => {
    expect(starts(calendarOf([vevent(start)]))).toEqual([right]);
  });

  it.each([
    'DTSTART:20261301T140000Z',
    'DTSTART:20270229T140000Z',
    'DTSTART:20261201T250000Z',
    'DTSTART:12/01/2026 2:00 PM',
    'DTSTART:1 December 2026',
    'DTSTART:',
    'DTSTART',
  ])('%j is none, and the entry is named', (start) => {
    const { events, unread, unreadEntries } = read(calendarOf([vevent(start)]));
    expect({ events, unread, titles: unreadEntries.map(({ title }) => title) }).toEqual({
      events: [],
      unread: 1,
      titles: ['Interview'],
    });
  });
});

describe('[N-15] an entry with a broken part', () => {
  it.each([
    [['DTEND:tomorrow']],
    [['DTEND;TZID=Nowhere:20261201T150000']],
    [['DURATION:']],
    [['DURATION:1 hour']],
    [['RRULE:']],
    [['EXDATE:']],
    [['ATTENDEE;CN=Weber, Ines (HR: Jobs):mailto:ines@example.test']],
    [['GEO:north']],
    [['LAST-MODIFIED:yesterday']],
    [['ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY:iVBORw0KGgo', ' AAAANSUhEUgAAAAUA']],
    [['X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE HTML><p>Dear:</p>']],
    [['LOCATION;ALTREP="CID:part:1":Room 3']],
    [['this is nothing at all']],
    [[':::']],
    [['SEQUENCE:first']],
    [['STATUS:MAYBE']],
    [['DTSTAMP:']],
    [['RECURRENCE-ID:']],
    [[`DESCRIPTION:${'x'.repeat(50_000)}`]],
    [['DESCRIPTION:One', '', 'Two', 'Three: four', '- five', 'END of it']],
    [['DESCRIPTION:Note', 'Location: by the door', 'Url: none', 'Dtstart: none']],
  ])('is read all the same: %j', (lines) => {
    const text = calendarOf([vevent(START, ...lines)]);
    expect(starts(text)).toEqual(['Interview 2026-12-01T14:00']);
    expect(read(text).unread).toBe(0);
  });

  it.each([
    [['RRULE:FREQ=FORTNIGHTLY']],
    [['RRULE:BYDAY=MO']],
    [['RRULE:FREQ=WEEKLY', 'EXDATE:next week']],
    [['RECURRENCE-ID:the second']],
  ])('is read, and named, where the part says when it takes place: %j', (lines) => {
    const { events, unreadEntries } = read(calendarOf([vevent(START, ...lines)]));
    expect(events[0]?.startsAt).toBe(Date.UTC(2026, 11, 1, 14));
    expect(unreadEntries).toMatchObject([{ title: 'Interview' }]);
  });

  it('keeps the length by the zone of its start where the end names none', () => {
    for (const end of ['DTEND:20261201T150000', 'DTEND;TZID=Nowhere:20261201T150000'])
      expect(one(single('DTSTART;TZID=Asia/Tokyo:20261201T140000', end)).endsAt).toBe('2026-12-01T06:00:00.000Z');
  });

  it('has the words of other encodings', () => {
    const qp = single(START, 'SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Vorstellungsgespr=C3=', '=A4ch');
    expect(one(qp).title).toBe('Vorstellungsgespräch');
    expect(one(single(START, 'SUMMARY;ENCODING=BASE64:SW50ZXJ2aWV3')).title).toBe('Interview');
    expect(one(single(START, 'SUMMARY:R&amp;D interview &#8211; Northfield')).title).toBe('R&D interview – Northfield');
    expect(one(single(START, 'ORGANIZER;CN="Jo ^\'JM^\' Meyer":mailto:jo@example.test')).organiser?.name).toBe(
      'Jo "JM" Meyer',
    );
    expect(
      one(single(START, 'ORGANIZER;CN=Meyer\\, Jo;SENT-BY="mailto:a@example.test":MAILTO:jo@example.test')).organiser,
    ).toEqual({ name: 'Meyer, Jo', address: 'jo@example.test' });
  });
});

describe('[N-15] a file with a broken frame', () => {
  const good = vevent(START);
  const other = entry('UID:b', 'SUMMARY:Other', 'DTSTART:20261202T140000Z');
  const both = ['Interview 2026-12-01T14:00', 'Other 2026-12-02T14:00'];

  it.each([
    ['an entry that never ends', calendarOf([good.replace('\r\nEND:VEVENT', ''), other])],
    ['an alarm that never ends', calendarOf([vevent(START, 'BEGIN:VALARM', 'TRIGGER:-PT5M'), other])],
    ['no end of the calendar', calendarOf([good, other]).replace('END:VCALENDAR\r\n', '')],
    [
      'two calendars, the first without an end',
      `${calendarOf([good]).replace('END:VCALENDAR\r\n', '')}${calendarOf([other])}`,
    ],
    ['a byte order mark and blank lines', `\ufeff\r\n${calendarOf([good, other]).replaceAll('\r\n', '\r\n\r\n')}`],
    ['line ends of three kinds', calendarOf([good.replaceAll('\r\n', '\r'), other.replaceAll('\r\n', '\n')])],
    ['carriage returns twice', calendarOf([good, other]).replaceAll('\r\n', '\r\r\n')],
    ['marks in small letters', calendarOf([good, other]).replaceAll('BEGIN:', 'begin:').replaceAll('END:', 'end:')],
    ['spaces behind its marks', calendarOf([good, other]).replaceAll('VEVENT', 'VEVENT  ')],
    [
      'tasks, free times and journals',
      calendarOf([
        good,
        'BEGIN:VTODO\r\nUID:t\r\nSUMMARY:Interview task\r\nEND:VTODO',
        'BEGIN:VFREEBUSY\r\nDTSTART:20261201T000000Z\r\nEND:VFREEBUSY',
        other,
      ]),
    ],
  ])('is read: %s', (_what, text) => {
    expect(starts(text)).toEqual(both);
    expect(read(text).unread).toBe(0);
  });

  it('keeps each calendar in its own zone', () => {
    const at = (zone: string, uid: string) =>
      calendarOf([entry(`UID:${uid}`, 'SUMMARY:Interview', 'DTSTART:20261201T140000')], `X-WR-TIMEZONE:${zone}`);
    expect(starts(`${at('Europe/London', 'a')}${at('Eastern Standard Time', 'b')}`)).toEqual([
      'Interview 2026-12-01T14:00',
      'Interview 2026-12-01T19:00',
    ]);
  });
});

describe('[N-15] what was called off', () => {
  const series = (...more: readonly string[]) =>
    entry('UID:a', 'SUMMARY:Round', 'DTSTART;TZID=Europe/Berlin:20261201T140000', 'RRULE:FREQ=WEEKLY;COUNT=4', ...more);
  const change = (...lines: readonly string[]) => entry('UID:a', 'SUMMARY:Round', ...lines);
  const days = (text: string) => starts(text).map((line) => line.slice(6));
  const ID = 'RECURRENCE-ID;TZID=Europe/Berlin:20261208T140000';
  const AT = 'DTSTART;TZID=Europe/Berlin:20261208T140000';

  it.each([
    ['by its status, however it is spelled', calendarOf([series('STATUS:Canceled')]), []],
    [
      'by a cancellation of the whole beside it',
      `${calendarOf([series()])}${calendarOf([series()], 'METHOD:CANCEL')}`,
      [],
    ],
    ['by a cancellation that came first', `${calendarOf([series()], 'METHOD:CANCEL')}${calendarOf([series()])}`, []],
    [
      'but not where it was set anew later',
      `${calendarOf([series()], 'METHOD:CANCEL')}${calendarOf([series('SEQUENCE:3')])}`,
      ['2026-12-01T13:00', '2026-12-08T13:00', '2026-12-15T13:00', '2026-12-22T13:00'],
    ],
    [
      'one occurrence, by a cancellation',
      `${calendarOf([series()])}${calendarOf([change(ID, AT)], 'METHOD:CANCEL')}`,
      ['2026-12-01T13:00', '2026-12-15T13:00', '2026-12-22T13:00'],
    ],
    [
      'one occurrence, by its day',
      calendarOf([series('EXDATE;VALUE=DATE:20261208')]),
      ['2026-12-01T13:00', '2026-12-15T13:00', '2026-12-22T13:00'],
    ],
    [
      'one occurrence, named in another zone',
      calendarOf([series('EXDATE;TZID=Eastern Standard Time:20261208T080000')]),
      ['2026-12-01T13:00', '2026-12-15T13:00', '2026-12-22T13:00'],
    ],
    [
      'this and the following',
      calendarOf([series(), change(ID.replace(';', ';RANGE=THISANDFUTURE;'), AT, 'STATUS:CANCELLED')]),
      ['2026-12-01T13:00'],
    ],
    [
      'and moved from then on, but for one that was moved by itself',
      calendarOf([
        series(),
        change(
          'RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261208T140000',
          'DTSTART;TZID=Europe/Berlin:20261209T090000',
        ),
        change('RECURRENCE-ID;TZID=Europe/Berlin:20261215T140000', 'DTSTART;TZID=Europe/Berlin:20261217T110000'),
      ]),
      ['2026-12-01T13:00', '2026-12-09T08:00', '2026-12-17T10:00', '2026-12-23T08:00'],
    ],
  ])('%s', (_how, text, right) => {
    expect(days(text)).toEqual(right);
  });

  it('keeps the time on the wall of what was moved when the clocks change', () => {
    const text = calendarOf([
      entry('UID:a', 'SUMMARY:R', 'DTSTART;TZID=Europe/Berlin:20270301T140000', 'RRULE:FREQ=WEEKLY;COUNT=6'),
      entry('UID:a', 'SUMMARY:R', 'RECURRENCE-ID;RANGE=THISANDFUTURE:20270308T130000Z', 'DTSTART:20270308T150000Z'),
    ]);
    const { events } = read(text, { until: Date.UTC(2027, 6, 1) });
    expect(events.map(({ startsAt }) => new Date(startsAt).toISOString().slice(5, 16))).toEqual([
      '03-01T13:00',
      '03-08T15:00',
      '03-15T15:00',
      '03-22T15:00',
      '03-29T14:00',
      '04-05T14:00',
    ]);
  });
});

describe('[N-15] a rule', () => {
  const rule = (text: string, start = START) =>
    read(calendarOf([entry('UID:a', start, `RRULE:${text}`)])).events.map(({ startsAt }) =>
      new Date(startsAt).toISOString().slice(5, 10),
    );

  it.each([
    ['FREQ=DAILY;INTERVAL=7;BYDAY=WE', ['12-01']],
    ['FREQ=DAILY;BYMONTHDAY=31;BYMONTH=2', ['12-01']],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', ['12-01']],
    ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4', ['12-01']],
    ['FREQ=DAILY;COUNT=3;BYDAY=TU,TH', ['12-01', '12-03', '12-08']],
    ['FREQ=DAILY;BYMONTH=12;UNTIL=20261203', ['12-01', '12-02', '12-03']],
    ['FREQ=WEEKLY;UNTIL=2026-12-15;', ['12-01', '12-08', '12-15']],
    ['FREQ=WEEKLY;COUNT=2;INTERVAL=0', ['12-01', '12-08']],
    ['freq=weekly;count=2', ['12-01', '12-08']],
    ['FREQ=MONTHLY;BYDAY=1TU;COUNT=3', ['12-01', '01-05', '02-02']],
    ['FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=2', ['12-01', '12-31', '01-31']],
    ['FREQ=YEARLY', ['12-01']],
    ['FREQ=WEEKLY;BYHOUR=14;BYMINUTE=0;COUNT=2', ['12-01', '12-08']],
  ])('%s ends and fits', (text, right) => {
    expect(rule(text)).toEqual(right);
  });
});
