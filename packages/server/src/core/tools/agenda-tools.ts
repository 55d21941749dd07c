import * as z from 'zod';
import { type Calendars, type Interview, whenOf } from '../calendar/ports.ts';
import { stageSchema } from '../interview/ports.ts';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Postings } from '../postings/ports.ts';
import { AGENDA_MINUTES, agendaOf, interviewPostingOf } from '../preparation/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { competencyIdsIn } from '../vocabulary/ports.ts';
import { CALENDAR_DEADLINE_MS } from './interview-tools.ts';
import type { Tool } from './ports.ts';
import { tool, unlessMissing } from './tool.ts';

export type AgendaDependencies = {
  readonly calendars: Calendars;
  readonly postings: Postings;
  readonly resumes: Resumes;
};

const MINUTE_MS = 60_000;
const ALL = 50;

const block = z.object({
  stage: stageSchema,
  title: z.string(),
  fromMinute: z.number(),
  toMinute: z.number(),
  startsAt: z.string().optional(),
  endsAt: z.string().optional(),
  purpose: z.string(),
  bring: z.array(z.string()).readonly(),
  questions: z.array(z.string()).readonly(),
});

/** What the tool gives. */
export const agendaOutput = z.object({
  title: z.string(),
  company: z.string().optional(),
  /** Nothing is known of the job: the agenda is of interviews in general. */
  general: z.boolean(),
  minutes: z.number(),
  interview: z.object({ id: z.string(), title: z.string(), when: z.string(), startsAt: z.string() }).optional(),
  blocks: z.array(block),
});

export function agendaTools(dependencies: AgendaDependencies): readonly Tool[] {
  return [generateInterviewAgenda(dependencies)];
}

const DESCRIPTION =
  'Use when the candidate wants to know how an interview will go, or how its time divides. Lays out ' +
  'the parts of the interview with what each is for and what to bring, from the posting; at the real ' +
  'times when the interview is in the connected calendar. `interview_id` comes ' +
  'from get_upcoming_interviews. The employer has not confirmed any of it.';

function generateInterviewAgenda(dependencies: AgendaDependencies): Tool {
  return tool({
    name: 'generate_interview_agenda',
    description: DESCRIPTION,
    input: z.strictObject({
      minutes: z.int().min(AGENDA_MINUTES.least).max(AGENDA_MINUTES.most).optional(),
      interview_id: z.string().min(1).max(64).optional(),
    }),
    output: agendaOutput,
    readOnly: true,
    scope: 'preps',
    deadlineMs: CALENDAR_DEADLINE_MS,
    async run({ minutes, interview_id }, { scope, postingId, locale }) {
      const wanted = { interviewId: interview_id, postingId, locale };
      const { interview, when } = await interviewFor(dependencies.calendars, scope, wanted);
      const about = interview?.postingId ?? postingId;
      const [posting, resume] = await Promise.all([
        about === undefined ? undefined : unlessMissing(dependencies.postings.get(scope, about)),
        unlessMissing(dependencies.resumes.get(scope)),
      ]);
      const job = interviewPostingOf(posting);
      const agenda = agendaOf({
        posting: job,
        minutes: minutes ?? lengthOf(interview) ?? AGENDA_MINUTES.usual,
        seed: about ?? 'general',
        ...(resume === undefined ? {} : { resumeCompetencyIds: competencyIdsIn(resume.text, { byCandidate: true }) }),
        ...(interview === undefined || interview.allDay ? {} : { startsAt: Date.parse(interview.startsAt) }),
      });
      const blocks = agenda.blocks.map(({ startsAt, endsAt, ...rest }) => ({
        ...rest,
        ...(startsAt === undefined ? {} : { startsAt: isoTime(startsAt) }),
        ...(endsAt === undefined ? {} : { endsAt: isoTime(endsAt) }),
      }));
      const { title, company } = job;
      const appointed =
        interview === undefined || when === undefined
          ? {}
          : { interview: { id: interview.id, title: interview.title, when, startsAt: interview.startsAt } };
      return {
        output: {
          title,
          ...defined({ company }),
          general: posting === undefined,
          minutes: agenda.minutes,
          ...appointed,
          blocks,
        },
        summary:
          `Laid out ${agenda.minutes} minutes in ${blocks.length} ` +
          `parts${when === undefined ? '' : `, for ${when}`}`,
      };
    },
  });
}

type Wanted = {
  readonly interviewId: string | undefined;
  readonly postingId: string | undefined;
  readonly locale: string | undefined;
};

/** The interview that was named; otherwise the next one about this posting, or the next one that is about none we know. */
async function interviewFor(
  calendars: Calendars,
  scope: Scope,
  { interviewId, postingId, locale }: Wanted,
): Promise<{ interview?: Interview; when?: string }> {
  const { data, timeZone } = await calendars.upcoming(scope, { limit: ALL });
  const reader = defined({ timeZone, locale });
  if (interviewId !== undefined) {
    const named = data.find(({ id }) => id === interviewId);
    if (named === undefined)
      throw new ServiceError('not_found', { detail: 'There is no upcoming interview with that id.' });
    return { interview: named, when: whenOf(named, reader) };
  }
  const about = postingId === undefined ? undefined : data.find((interview) => interview.postingId === postingId);
  const next = about ?? data.find((interview) => interview.postingId === undefined || postingId === undefined);
  return next === undefined ? {} : { interview: next, when: whenOf(next, reader) };
}

function lengthOf(interview: Interview | undefined): number | undefined {
  if (interview === undefined || interview.allDay) return undefined;
  const minutes = (Date.parse(interview.endsAt) - Date.parse(interview.startsAt)) / MINUTE_MS;
  return minutes >= AGENDA_MINUTES.least ? minutes : undefined;
}
