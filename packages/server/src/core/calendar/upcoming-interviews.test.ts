import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defined } from '../kernel/defined.ts';
import { daysUntil, whenOf } from './when.ts';
import { START, DAY, HOUR, setUp, entry, FILE, candidate } from './test-calendar-service.ts';

describe('an upcoming interview', () => {
  it('never lies in the past, however time goes', async () => {
    const events = fc.array(
      fc.record({
        startsAt: fc.integer({ min: START - 3 * DAY, max: START + 100 * DAY }),
        length: fc.integer({ min: -HOUR, max: 4 * DAY }),
        allDay: fc.boolean(),
      }),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(
        events,
        fc.array(fc.integer({ min: 0, max: 10 * DAY }), { maxLength: 8 }),
        async (times, steps) => {
          const { calendars, scope, clock } = setUp(
            times.map(({ startsAt, length, allDay }, index) =>
              entry(`Interview ${index}`, startsAt, { endsAt: startsAt + length, allDay }),
            ),
          );
          await calendars.connect(scope, FILE, {});
          for (const step of steps) {
            await clock.advance(step);
            const { data } = await calendars.upcoming(scope, { limit: 50 });
            const starts = data.map(({ startsAt }) => Date.parse(startsAt));
            for (const { startsAt, endsAt, allDay } of data) {
              expect(Date.parse(endsAt)).toBeGreaterThan(clock.now());
              if (!allDay) expect(Date.parse(startsAt)).toBeGreaterThan(clock.now());
            }
            expect(starts).toEqual(starts.toSorted((a, b) => a - b));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('belongs to its candidate, also when many connect at once', async () => {
    const { calendars, state } = setUp();
    const people = Array.from({ length: 6 }, () => candidate('ten_same'));
    // The reader of this service answers at once, so that what each gets is what it was set to at its turn.
    for (const [index, scope] of people.entries()) {
      state.events = [entry(`Interview of ${index}`, START + DAY)];
      await calendars.connect(scope, FILE, {});
    }
    const seen = await Promise.all(people.map((scope) => calendars.upcoming(scope, { limit: 5 })));
    expect(seen.map(({ data }) => data.map(({ title }) => title))).toEqual(
      people.map((_, index) => [`Interview of ${index}`]),
    );
  });

  it('is so many days away as a calendar on the wall has it', () => {
    const days = (startsAt: string, now: string, timeZone?: string) =>
      daysUntil({ startsAt, ...defined({ timeZone }) }, Date.parse(now));
    expect(days('2026-11-30T13:00:00Z', '2026-11-25T20:34:00Z', 'Europe/Berlin')).toBe(5);
    expect(days('2026-11-25T23:30:00Z', '2026-11-25T20:00:00Z', 'Europe/Berlin')).toBe(1);
    expect(days('2026-11-25T23:30:00Z', '2026-11-25T20:00:00Z')).toBe(0);
    expect(days('2026-11-24T13:00:00Z', '2026-11-25T20:00:00Z')).toBe(0);
  });

  it('is said as a person would', () => {
    expect(whenOf({ startsAt: '2026-11-26T13:00:00.000Z', allDay: false, timeZone: 'Europe/Berlin' })).toBe(
      'Thursday 26 November 2026 at 14:00 in Berlin',
    );
    expect(whenOf({ startsAt: '2026-11-25T23:00:00.000Z', allDay: true, timeZone: 'Europe/Berlin' })).toBe(
      'Thursday 26 November 2026',
    );
    expect(whenOf({ startsAt: '2026-11-26T00:05:00.000Z', allDay: false })).toBe(
      'Thursday 26 November 2026 at 00:05 (UTC)',
    );
  });

  it.each([
    ['America/New_York', 'Europe/Berlin', 'Friday 4 December 2026 at 09:30 in New York (15:30 in Berlin)'],
    ['America/New_York', 'America/Toronto', 'Friday 4 December 2026 at 09:30 in New York'],
    ['America/New_York', undefined, 'Friday 4 December 2026 at 09:30 in New York'],
    [
      'America/New_York',
      'Pacific/Auckland',
      'Friday 4 December 2026 at 09:30 in New York (Saturday 5 December 2026 at 03:30 in Auckland)',
    ],
    ['Asia/Calcutta', 'UTC', 'Friday 4 December 2026 at 20:00 in Kolkata (14:30 UTC)'],
    ['America/Argentina/Buenos_Aires', undefined, 'Friday 4 December 2026 at 11:30 in Buenos Aires'],
    ['US/Eastern', 'America/New_York', 'Friday 4 December 2026 at 09:30 (Eastern Time)'],
    ['Etc/GMT+5', 'Europe/London', 'Friday 4 December 2026 at 09:30 (GMT-05:00) (14:30 in London)'],
    ['Etc/UTC', 'Europe/Paris', 'Friday 4 December 2026 at 14:30 (UTC) (15:30 in Paris)'],
  ])('[N-15] in %s is said with its zone, and in %s where that differs', (timeZone, own, said) => {
    expect(whenOf({ startsAt: '2026-12-04T14:30:00.000Z', allDay: false, timeZone }, defined({ timeZone: own }))).toBe(
      said,
    );
  });

  it.each([
    ['en-US', 'Friday, December 4, 2026 at 9:30 AM in New York (3:30 PM in Berlin)'],
    ['en-GB', 'Friday 4 December 2026 at 09:30 in New York (15:30 in Berlin)'],
    ['en-AU', 'Friday 4 December 2026 at 9:30 am in New York (3:30 pm in Berlin)'],
    ['en', 'Friday 4 December 2026 at 09:30 in New York (15:30 in Berlin)'],
    ['de', 'Friday 4 December 2026 at 09:30 in New York (15:30 in Berlin)'],
    ['hi-IN', 'Friday 4 December 2026 at 9:30 am in New York (3:30 pm in Berlin)'],
  ])('[N-15] is said on the clock of the candidate: %s', (locale, said) => {
    const interview = { startsAt: '2026-12-04T14:30:00.000Z', allDay: false, timeZone: 'America/New_York' };
    expect(whenOf(interview, { timeZone: 'Europe/Berlin', locale })).toBe(said);
  });

  it('[N-15] is as written on that clock where its zone is not stated', () => {
    const written = { startsAt: '2026-12-04T14:00:00.000Z', allDay: false, writtenStart: '2026-12-04T14:00' };
    expect(whenOf(written, { locale: 'en-US' })).toBe(
      'Friday, December 4, 2026, 2:00 PM as written (time zone not stated)',
    );
  });

  it('is said without a second time where it is a day, or where its zone is not stated', () => {
    const day = { startsAt: '2026-12-04T05:00:00.000Z', allDay: true, timeZone: 'America/New_York' };
    expect(whenOf(day, { timeZone: 'Pacific/Honolulu' })).toBe('Friday 4 December 2026');
    const written = { startsAt: '2026-12-04T10:00:00.000Z', allDay: false, writtenStart: '2026-12-04T11:00' };
    expect(whenOf(written, { timeZone: 'Asia/Tokyo' })).toBe(
      'Friday 4 December 2026, 11:00 as written (time zone not stated)',
    );
  });

  it('comes with the zone of the candidate who connected the calendar', async () => {
    const { calendars, scope } = setUp([entry('Interview', START + DAY)]);
    await calendars.connect(scope, FILE, { timeZone: 'Asia/Tokyo' });
    expect(await calendars.upcoming(scope, { limit: 5 })).toMatchObject({ timeZone: 'Asia/Tokyo' });
    await calendars.connect(scope, FILE, {});
    expect(await calendars.upcoming(scope, { limit: 5 })).not.toHaveProperty('timeZone');
  });
});
