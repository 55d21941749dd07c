import { expect, it } from 'vitest';
import type { Calendars, Interview, UpcomingInterviews } from '../calendar/ports.ts';
import { CALENDAR_DEADLINE_MS, interviewTools } from './interview-tools.ts';
import { scope } from './test-fakes.ts';

const interview = (id: string, hour: string): Interview => ({
  id,
  title: `Interview ${id}`,
  startsAt: `2026-11-26T${hour}:00:00Z`,
  endsAt: `2026-11-26T${hour}:45:00Z`,
  allDay: false,
  timeZone: 'Europe/Berlin',
  isInterview: { by: 'word', words: 'Interview' },
});

async function looked(upcoming: UpcomingInterviews, locale?: string) {
  const asked: unknown[] = [];
  const not = () => Promise.reject(new Error('not asked for'));
  const calendars: Calendars = {
    connect: not,
    get: not,
    disconnect: not,
    kept: not,
    added: not,
    add: not,
    remove: not,
    stateZone: not,
    upcoming: async (...parameters) => {
      asked.push(parameters);
      return upcoming;
    },
  };
  const [tool] = interviewTools({ calendars });
  const result = await tool?.run(
    {},
    {
      scope,
      signal: new AbortController().signal,
      report: async () => {},
      ...(locale === undefined ? {} : { locale }),
    },
  );
  return { asked, result, tool };
}

const shown = (id: string, hour: string, local: string) => ({
  ...interview(id, hour),
  when: `Thursday 26 November 2026 at ${local}`,
});

it('asks for ten interviews of the caller, and says that it changes nothing and may take half a minute', async () => {
  const { asked, tool } = await looked({ connected: true, data: [] });
  expect(asked).toEqual([[scope, { limit: 10 }]]);
  expect(tool).toMatchObject({ readOnly: true, scope: 'preps', deadlineMs: CALENDAR_DEADLINE_MS });
  expect(CALENDAR_DEADLINE_MS).toBe(30_000);
});

it.each<[string, UpcomingInterviews, unknown]>([
  [
    'no calendar',
    { connected: false, data: [] },
    {
      output: { connected: false, interviews: [], howToConnect: expect.stringContaining('iCal') },
      summary: 'No calendar is connected yet',
    },
  ],
  [
    'no interview',
    { connected: true, data: [] },
    { output: { connected: true, interviews: [] }, summary: 'No interview in the next 90 days' },
  ],
  [
    'one',
    { connected: true, data: [interview('a', '13')], readAt: '2026-11-25T08:00:00Z' },
    {
      output: { connected: true, interviews: [shown('a', '13', '14:00 in Berlin')], readAt: '2026-11-25T08:00:00Z' },
      summary: '1 interview: Thursday 26 November 2026 at 14:00 in Berlin',
    },
  ],
  [
    'three, read long ago',
    {
      connected: true,
      data: [interview('a', '09'), interview('b', '13'), interview('c', '14')],
      trouble: { at: '2026-11-25T09:00:00Z', message: 'The address did not answer.' },
    },
    {
      output: {
        connected: true,
        interviews: [
          shown('a', '09', '10:00 in Berlin'),
          shown('b', '13', '14:00 in Berlin'),
          shown('c', '14', '15:00 in Berlin'),
        ],
        trouble: 'The address did not answer. What is shown is as old as the last reading.',
      },
      summary:
        '3 interviews, the next Thursday 26 November 2026 at 10:00 in Berlin; the calendar could not be read again',
    },
  ],
  [
    'one elsewhere',
    { connected: true, data: [interview('a', '13')], timeZone: 'America/New_York' },
    {
      output: { connected: true, interviews: [shown('a', '13', '14:00 in Berlin (08:00 in New York)')] },
      summary: '1 interview: Thursday 26 November 2026 at 14:00 in Berlin (08:00 in New York)',
    },
  ],
])('answers %s', async (_, upcoming, result) => {
  expect((await looked(upcoming)).result).toEqual(result);
});

it('[N-15] says the time on the clock of the locale that the chat is in', async () => {
  const { result } = await looked({ connected: true, data: [interview('a', '13')] }, 'en-US');
  expect(result).toMatchObject({
    output: { interviews: [{ when: 'Thursday, November 26, 2026 at 2:00 PM in Berlin' }] },
    summary: '1 interview: Thursday, November 26, 2026 at 2:00 PM in Berlin',
  });
});
