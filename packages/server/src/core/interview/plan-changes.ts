import type { Stage } from './bank-schema.ts';
import {
  askedIn,
  type InterviewPlan,
  minutesFor,
  MOST_PLANNED,
  plannedMinutes,
  planProgress,
  questionsIn,
} from './plan.ts';
import { dividedQuestions, plannedStages, STAGES } from './plan-stages.ts';
import type { InterviewPosting } from './posting-profile.ts';

/** How long a practice interview is to be. */
export type PlanLength = { readonly minutes: number } | { readonly questions: number };

/** What a candidate may want to be different. Ending is no change: see `endedPlan`. */
export type PlanChange =
  | ({ readonly kind: 'length' } & PlanLength)
  | { readonly kind: 'shorter' | 'longer' }
  | { readonly kind: 'leave_out' | 'only' | 'more_of'; readonly stage: Stage }
  | { readonly kind: 'more_about'; readonly competencyIds: readonly string[] };

/** A plan for a posting, of which nothing was asked yet. Any length is brought to one between the shortest and the longest. */
export function planFor(posting: InterviewPosting, length: PlanLength): InterviewPlan {
  const { minutes, questions } = lengthOf(length);
  const counts = dividedQuestions(questions, { asked: () => 0, without: [] });
  return {
    version: 1,
    minutes,
    state: 'running',
    stages: plannedStages(counts, posting, new Map()),
    questions: [],
    focus: [],
    secondsUsed: 0,
  };
}

/** The plan with a change. What was asked stays, so that no change makes it shorter than that. */
export function changedPlan(plan: InterviewPlan, change: PlanChange, posting: InterviewPosting): InterviewPlan {
  const { asked, of } = planProgress(plan);
  const without = STAGES.filter((stage) => plan.stages.find((one) => one.stage === stage)?.questions === 0);
  switch (change.kind) {
    case 'length': {
      const { minutes, questions } = lengthOf(change);
      return divided({ ...plan, minutes }, { total: questions, without, posting });
    }
    case 'shorter': {
      const total = Math.max(1, asked + Math.floor((of - asked) / 2));
      return divided({ ...plan, minutes: scaled(plan, total) }, { total, without, posting });
    }
    case 'longer': {
      const total = Math.min(MOST_PLANNED, of + Math.max(2, Math.ceil(of / 2)));
      return divided({ ...plan, minutes: scaled(plan, total) }, { total, without, posting });
    }
    case 'leave_out': {
      const pending =
        (plan.stages.find(({ stage }) => stage === change.stage)?.questions ?? 0) - askedIn(plan, change.stage);
      return divided(plan, { total: of - pending, without: [...without, change.stage], posting });
    }
    case 'only':
      return divided(plan, { total: of, without: STAGES.filter((stage) => stage !== change.stage), posting });
    case 'more_of':
      return withPlaceFor(plan, change.stage) ?? plan;
    case 'more_about':
      return { ...plan, focus: [...new Set([...change.competencyIds, ...plan.focus])] };
  }
}

/** The plan with a question of this stage to come, in the place of the last one of another; `undefined` where none is left. */
export function withPlaceFor(plan: InterviewPlan, stage: Stage): InterviewPlan | undefined {
  const pending = plan.stages.filter((one) => one.questions > askedIn(plan, one.stage)).map((one) => one.stage);
  if (pending.includes(stage)) return plan;
  const given = pending.findLast((one) => one !== 'closing') ?? pending[0];
  if (given === undefined) return undefined;
  const moved = (one: Stage) => Number(one === stage) - Number(one === given);
  return { ...plan, stages: plan.stages.map((one) => ({ ...one, questions: one.questions + moved(one.stage) })) };
}

function lengthOf(length: PlanLength): { readonly minutes: number; readonly questions: number } {
  if ('minutes' in length) {
    const minutes = plannedMinutes(length.minutes);
    return { minutes, questions: questionsIn(minutes) };
  }
  const questions = Math.min(MOST_PLANNED, Math.max(1, Math.round(length.questions)));
  return { minutes: minutesFor(questions), questions };
}

const scaled = (plan: InterviewPlan, total: number): number =>
  plannedMinutes((plan.minutes * total) / Math.max(1, planProgress(plan).of));

function divided(
  plan: InterviewPlan,
  {
    total,
    without,
    posting,
  }: { readonly total: number; readonly without: readonly Stage[]; readonly posting: InterviewPosting },
): InterviewPlan {
  const counts = dividedQuestions(total, { asked: (stage) => askedIn(plan, stage), without });
  const covered = new Map(
    plan.questions.flatMap(({ requirementId, stage }) => (requirementId === undefined ? [] : [[requirementId, stage]])),
  );
  return { ...plan, stages: plannedStages(counts, posting, covered) };
}
