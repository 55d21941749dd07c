import type { components } from '../../contract/openapi.d.ts';
import { isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { Stage } from './bank-schema.ts';
import type { PickedQuestion } from './next-question.ts';

/** A practice interview as the contract has it: data only, the same for text, panel and voice. */
export type InterviewPlan = components['schemas']['InterviewPlan'];
export type PlannedQuestion = components['schemas']['PlannedQuestion'];
type Score = components['schemas']['Score'];

export const PLAN_MINUTES = { least: 5, most: 90 } as const;
/** No practice is helped by more. */
export const MOST_PLANNED = 24;
export const MOST_FOLLOW_UPS = 2;

/** One answer in a plan. `words` is how many it has, `at` when it came, in epoch milliseconds. */
export type PlannedAnswer = {
  readonly result: 'scored' | 'insufficient_evidence';
  readonly score?: Score;
  readonly words: number;
  readonly at: number;
};

const QUESTIONS_PER_MINUTE = 0.3;
const WORDS_PER_SECOND = 2;
const SECONDS_TO_THINK = 60;

const between = (value: number, least: number, most: number) => Math.min(most, Math.max(least, Math.round(value)));

/** How many questions fit into a time, and how long so many take. */
export const questionsIn = (minutes: number): number => between(minutes * QUESTIONS_PER_MINUTE, 2, MOST_PLANNED);
export const minutesFor = (questions: number): number =>
  between(questions / QUESTIONS_PER_MINUTE, PLAN_MINUTES.least, PLAN_MINUTES.most);

export const plannedMinutes = (minutes: number): number => between(minutes, PLAN_MINUTES.least, PLAN_MINUTES.most);

/** How many questions were asked, and how many are planned in all. */
export function planProgress({ questions, stages }: InterviewPlan): { readonly asked: number; readonly of: number } {
  return { asked: questions.length, of: stages.reduce((sum, stage) => sum + stage.questions, 0) };
}

/** How many questions of a stage were asked. */
export const askedIn = ({ questions }: Pick<InterviewPlan, 'questions'>, stage: Stage): number =>
  questions.filter((question) => question.stage === stage).length;

/** The question that waits for an answer. */
export function openIn({ questions }: InterviewPlan): PlannedQuestion | undefined {
  return questions.find(({ state }) => state === 'open');
}

export const isTimeOver = ({ secondsUsed, minutes }: InterviewPlan): boolean => secondsUsed >= minutes * 60;

/** The plan with one more question, which is open now. The one before it is over. */
export function withQuestion(
  plan: InterviewPlan,
  picked: Pick<PickedQuestion, 'questionId' | 'stage' | 'requirementId' | 'competencyIds'>,
  at: number,
): InterviewPlan {
  const { questionId, stage, requirementId, competencyIds } = picked;
  const asked: PlannedQuestion = { questionId, stage, state: 'open', followUps: 0, ...defined({ requirementId }) };
  return {
    ...settled(plan),
    questions: [...settled(plan).questions, asked],
    focus: plan.focus.filter((id) => !competencyIds.includes(id)),
    openedAt: isoTime(at),
  };
}

/** The plan with an answer to its open question: the best one counts, and so much time was used. */
export function withAnswer(plan: InterviewPlan, answer: PlannedAnswer): InterviewPlan {
  const { words, at } = answer;
  const waited = plan.openedAt === undefined ? 0 : Math.max(0, at - Date.parse(plan.openedAt)) / 1_000;
  // Nobody is timed while they type, or sleep: no more is counted than saying it aloud would take.
  const seconds = Math.min(waited, SECONDS_TO_THINK + words / WORDS_PER_SECOND);
  return {
    ...changedOpen(plan, (open) => bestOf(open, answer)),
    secondsUsed: plan.secondsUsed + Math.round(seconds),
    openedAt: isoTime(at),
  };
}

/** The plan with one more follow-up to its open question. */
export function withFollowUp(plan: InterviewPlan): InterviewPlan {
  return changedOpen(plan, (open) => ({ ...open, followUps: Math.min(MOST_FOLLOW_UPS, open.followUps + 1) }));
}

export function endedPlan(plan: InterviewPlan, endedBy: NonNullable<InterviewPlan['endedBy']>): InterviewPlan {
  const { openedAt: _, ...rest } = settled(plan);
  return { ...rest, state: 'ended', endedBy };
}

function bestOf(open: PlannedQuestion, { result, score }: PlannedAnswer): PlannedQuestion {
  const worth = (one: Score | undefined) => (one === undefined ? -1 : one.met / one.of);
  return open.result !== undefined && worth(open.score) >= worth(score)
    ? open
    : { ...open, result, ...defined({ score }) };
}

function settled(plan: InterviewPlan): InterviewPlan {
  return changedOpen(plan, (open) => ({ ...open, state: open.result === undefined ? 'passed' : 'answered' }));
}

function changedOpen(plan: InterviewPlan, change: (open: PlannedQuestion) => PlannedQuestion): InterviewPlan {
  return {
    ...plan,
    questions: plan.questions.map((question) => (question.state === 'open' ? change(question) : question)),
  };
}
