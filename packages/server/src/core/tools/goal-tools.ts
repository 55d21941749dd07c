import * as z from 'zod';
import { type Calendars, daysUntil } from '../calendar/ports.ts';
import type { PracticePast } from '../practice/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { Postings } from '../postings/ports.ts';
import { goalsOf, type GoalFacts, interviewPostingOf, type SavedAnswers } from '../preparation/ports.ts';
import type { Preps } from '../preps/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { CALENDAR_DEADLINE_MS } from './interview-tools.ts';
import type { Tool } from './ports.ts';
import { tool, unlessMissing } from './tool.ts';

export type GoalDependencies = {
  readonly resumes: Resumes;
  readonly postings: Postings;
  readonly preps: Preps;
  readonly answers: SavedAnswers;
  readonly calendars: Calendars;
  readonly past: PracticePast;
  readonly clock: Clock;
};

const PREPS = 50;
const ANSWERS = 200;

const goal = z.object({
  id: z.string(),
  label: z.string(),
  state: z.enum(['done', 'partly', 'open']),
  evidence: z.record(z.string(), z.number()),
});

/** What the tool gives. */
export const goalsOutput = z.object({ goals: z.array(goal), done: z.number(), of: z.number() });

export function goalTools(dependencies: GoalDependencies): readonly Tool[] {
  return [getPrepGoalsStatus(dependencies)];
}

function getPrepGoalsStatus(dependencies: GoalDependencies): Tool {
  return tool({
    name: 'get_prep_goals_status',
    description:
      'Use when the candidate asks how far they are or what to do next. Counts what was really done: ' +
      'résumé, questions practised and how the answers went, requirements of the posting, documents, ' +
      'answers kept, the date of the interview.',
    input: z.strictObject({}),
    output: goalsOutput,
    readOnly: true,
    scope: 'chats',
    deadlineMs: CALENDAR_DEADLINE_MS,
    async run(_input, { scope, postingId }) {
      const goals = goalsOf(await factsOf(dependencies, scope, postingId));
      const done = goals.filter(({ state }) => state === 'done').length;
      return { output: { goals, done, of: goals.length }, summary: `${done} of ${goals.length} goals reached` };
    },
  });
}

async function factsOf(
  dependencies: GoalDependencies,
  scope: Scope,
  postingId: string | undefined,
): Promise<GoalFacts> {
  const about = defined({ postingId });
  const [resume, posting, practised, preps, saved, interview] = await Promise.all([
    unlessMissing(dependencies.resumes.get(scope)),
    postingId === undefined ? undefined : unlessMissing(dependencies.postings.get(scope, postingId)),
    dependencies.past.practised(scope, about),
    dependencies.preps.list(scope, { limit: PREPS }),
    dependencies.answers.list(scope, { limit: ANSWERS }),
    nextInterview(dependencies, scope, postingId),
  ]);
  const documents = preps.data.filter((prep) => postingId === undefined || prep.postingId === postingId);
  return {
    resume:
      resume === undefined
        ? undefined
        : { words: resume.text.split(/\s+/u).filter(Boolean).length, hiddenPassages: resume.hidden.length },
    practised,
    requirements:
      posting === undefined
        ? undefined
        : interviewPostingOf(posting)
            .requirements.filter(({ importance }) => importance === 'must')
            .map(({ text }) => text),
    documents: {
      ready: documents.filter(({ status }) => status === 'ready').length,
      underWay: documents.filter(({ status }) => status !== 'ready' && status !== 'failed' && status !== 'cancelled')
        .length,
    },
    savedAnswers: saved.data.length,
    interview,
  };
}

async function nextInterview(
  { calendars, clock }: GoalDependencies,
  scope: Scope,
  postingId: string | undefined,
): Promise<GoalFacts['interview']> {
  const { data } = await calendars.upcoming(scope, { limit: PREPS });
  const next =
    data.find((interview) => postingId === undefined || interview.postingId === postingId) ??
    data.find((interview) => interview.postingId === undefined);
  return next === undefined ? undefined : { daysUntil: daysUntil(next, clock.now()) };
}
