import { describe, expect, it } from 'vitest';
import { read } from './test-calendar-reading.ts';
import { calendarOf, entry } from './test-calendars.ts';

const ME = 'mailto:amara@example.com';
const invited = (answer: string, address = ME, more = '') => `ATTENDEE${more};PARTSTAT=${answer}:${address}`;
const at = (...lines: readonly string[]) => entry('UID:a', 'SUMMARY:Interview', 'DTSTART:20261126T100000Z', ...lines);
const count = (entries: readonly string[], ...more: readonly string[]) =>
  read(calendarOf(entries, ...more)).events.length;

describe('[N-15] an invitation that was declined', () => {
  it.each<[string, string[], ...string[]]>([
    ['by the only person invited', [at('ORGANIZER:mailto:jo@northfield.example', invited('DECLINED'))]],
    ['as some programs write it', [at(`ATTENDEE;partstat=declined:${ME}`)]],
    [
      'by the only person invited, to a room',
      [at(invited('DECLINED'), invited('ACCEPTED', 'mailto:r@x.example', ';CUTYPE=ROOM'))],
    ],
    ['in an answer to it', [at(invited('DECLINED'))], 'METHOD:REPLY'],
    [
      'by whoever keeps the calendar',
      [at(invited('ACCEPTED', 'mailto:jo@x.example'), invited('DECLINED'))],
      'X-WR-CALNAME:amara@example.com',
    ],
    [
      'by whoever keeps the calendar, in other letters',
      [at(invited('ACCEPTED', 'mailto:jo@x.example'), invited('DECLINED', 'MAILTO:Amara@Example.com'))],
      'X-WR-CALNAME:amara@example.com',
    ],
    ['for the whole series', [at('RRULE:FREQ=WEEKLY;COUNT=3', invited('DECLINED'))]],
  ])('is no upcoming interview: %s', (_, entries, ...more) => {
    expect(count(entries, ...more)).toBe(0);
  });

  it.each<[string, string[], ...string[]]>([
    ['accepted', [at(invited('ACCEPTED'))]],
    ['not answered yet', [at(invited('NEEDS-ACTION'))]],
    ['accepted for now', [at(invited('TENTATIVE'))]],
    [
      'one of several declined, and nobody knows who that is',
      [at(invited('ACCEPTED', 'mailto:jo@x.example'), invited('DECLINED'))],
    ],
    [
      'an interviewer declined',
      [at(invited('DECLINED', 'mailto:jo@x.example'), invited('ACCEPTED'))],
      'X-WR-CALNAME:amara@example.com',
    ],
    ['the room declined', [at(invited('DECLINED', 'mailto:r@x.example', ';CUTYPE=ROOM'))]],
    ['nobody is invited', [at()]],
  ])('stays one where it was %s', (_, entries, ...more) => {
    expect(count(entries, ...more)).toBe(1);
  });

  it('takes away one occurrence of a series, or all but one', () => {
    const weekly = (answer: string) => at('RRULE:FREQ=WEEKLY;COUNT=3', invited(answer));
    const second = (answer: string) =>
      entry(
        'UID:a',
        'SUMMARY:Interview',
        'RECURRENCE-ID:20261203T100000Z',
        'DTSTART:20261203T100000Z',
        invited(answer),
      );
    const starts = (entries: readonly string[]) =>
      read(calendarOf(entries)).events.map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 10));
    expect(starts([weekly('ACCEPTED'), second('DECLINED')])).toEqual(['2026-11-26', '2026-12-10']);
    expect(starts([weekly('DECLINED'), second('ACCEPTED')])).toEqual(['2026-12-03']);
  });
});
