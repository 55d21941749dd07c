import * as z from 'zod';
import { type Calendars, type Interview, type Reader, whenOf } from '../calendar/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { Tool } from './ports.ts';
import { tool } from './tool.ts';

/** A look at a calendar may fetch it and read it anew. */
export const CALENDAR_DEADLINE_MS = 30_000;

const MOST = 10;
const HOW_TO_CONNECT =
  'Add your calendar where this platform offers it: the .ics file itself, or its private address in iCal ' +
  'format. Google Calendar has that address under Settings, your calendar, “Secret address in iCal ' +
  'format”; Outlook under Settings, Shared calendars, “Publish a calendar”; Apple Calendar makes the file ' +
  'under File, Export.';

const interviewView = z.object({
  id: z.string(),
  title: z.string(),
  when: z.string(),
  startsAt: z.string(),
  endsAt: z.string(),
  allDay: z.boolean(),
  timeZone: z.string().optional(),
  writtenStart: z.string().optional(),
  location: z.string().optional(),
  organiser: z.string().optional(),
  videoHost: z.string().optional(),
  isInterview: z.object({ by: z.enum(['word', 'posting', 'candidate']), words: z.string() }),
  postingId: z.string().optional(),
});

/** What the tool gives. */
export const upcomingOutput = z.object({
  connected: z.boolean(),
  interviews: z.array(interviewView),
  howToConnect: z.string().optional(),
  readAt: z.string().optional(),
  trouble: z.string().optional(),
});

export function interviewTools(dependencies: { calendars: Calendars }): readonly Tool[] {
  return [getUpcomingInterviews(dependencies)];
}

function getUpcomingInterviews({ calendars }: { calendars: Calendars }): Tool {
  return tool({
    name: 'get_upcoming_interviews',
    description:
      'Use when the candidate asks about their interviews, or when time until one matters. Reads the ' +
      "interviews in the candidate's own connected calendar; without a calendar it says how to connect " +
      'one. Never guess a date yourself: say `when` with every time and place in it. One with `writtenStart` has no time zone: say its time as written and ' +
      'ask in which zone it is.',
    input: z.strictObject({}),
    output: upcomingOutput,
    readOnly: true,
    scope: 'preps',
    deadlineMs: CALENDAR_DEADLINE_MS,
    async run(_input, { scope, locale }) {
      const { connected, data, readAt, timeZone, trouble } = await calendars.upcoming(scope, { limit: MOST });
      if (!connected && data.length === 0)
        return {
          output: { connected, interviews: [], howToConnect: HOW_TO_CONNECT },
          summary: 'No calendar is connected yet',
        };
      const reader = defined({ timeZone, locale });
      const interviews = data.map((interview) => ({ ...interview, when: whenOf(interview, reader) }));
      const stale =
        trouble === undefined ? {} : { trouble: `${trouble.message} What is shown is as old as the last reading.` };
      return {
        output: { connected, interviews, ...defined({ readAt }), ...stale },
        summary: `${found(data, reader)}${trouble === undefined ? '' : '; the calendar could not be read again'}`,
      };
    },
  });
}

function found([next, ...others]: readonly Interview[], reader: Reader): string {
  if (next === undefined) return 'No interview in the next 90 days';
  const when = whenOf(next, reader);
  return others.length === 0 ? `1 interview: ${when}` : `${others.length + 1} interviews, the next ${when}`;
}
