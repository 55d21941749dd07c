import { describe, expect, it } from 'vitest';
import { read } from './test-calendar-reading.ts';
import { calendarOf, entry } from './test-calendars.ts';

const at = (...lines: readonly string[]) => entry('UID:a', 'SUMMARY:Interview', ...lines);
const AHEAD = 'DTSTART:20261126T100000Z';
const offs = (entries: readonly string[], ...more: readonly string[]) =>
  read(calendarOf(entries, ...more)).calledOff?.map(({ off, uid, occurrence }) => [off, uid, occurrence]);

describe('[N-15] the version of an entry', () => {
  it('is its number and its time stamp', () => {
    const [event] = read(calendarOf([at(AHEAD, 'SEQUENCE:3', 'DTSTAMP:20261120T101500Z')])).events;
    expect(event).toMatchObject({ sequence: 3, stamp: Date.UTC(2026, 10, 20, 10, 15) });
  });

  it('is bounded, whatever a file claims', () => {
    const [event] = read(calendarOf([at(AHEAD, `SEQUENCE:${'9'.repeat(40)}`)])).events;
    expect(Number.isSafeInteger(event?.sequence)).toBe(true);
  });

  it('decides between two of one number by their time stamps, in whichever order they stand', () => {
    const both = [
      at(AHEAD, 'DTSTAMP:20261120T120000Z', 'LOCATION:New'),
      at(AHEAD, 'DTSTAMP:20261120T110000Z', 'LOCATION:Old'),
    ];
    for (const entries of [both, both.toReversed()])
      expect(read(calendarOf(entries)).events.map(({ location }) => location)).toEqual(['New']);
  });
});

describe('an entry that does not lie ahead', () => {
  it.each<[string, string[], ...string[]]>([
    ['cancelled', [at(AHEAD, 'STATUS:CANCELLED')]],
    ['cancelled', [at(AHEAD)], 'METHOD:CANCEL'],
    ['cancelled', [at(AHEAD, 'RRULE:FREQ=WEEKLY', 'STATUS:CANCELLED')]],
    ['declined', [at(AHEAD, 'ATTENDEE;PARTSTAT=DECLINED:mailto:amara@example.com')]],
    ['past', [at('DTSTART:20261001T100000Z')]],
  ])('is %s: %j', (off, entries, ...more) => {
    expect(offs(entries, ...more)).toEqual([[off, 'a', '']]);
    expect(read(calendarOf(entries, ...more)).events).toEqual([]);
  });

  it('may be one occurrence of a series', () => {
    const series = [
      at(AHEAD, 'RRULE:FREQ=WEEKLY;COUNT=2'),
      at('RECURRENCE-ID:20261203T100000Z', 'DTSTART:20261203T100000Z', 'STATUS:CANCELLED'),
    ];
    expect(offs(series)).toEqual([['cancelled', 'a', expect.stringMatching(/./)]]);
    expect(read(calendarOf(series)).events).toHaveLength(1);
  });

  it('is none that lies ahead', () => expect(offs([at(AHEAD)])).toBeUndefined());
});
