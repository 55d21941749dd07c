import type { Requirement } from '../vocabulary/ports.ts';
import type { Question, Stage } from './bank-schema.ts';
import { freshQuestions, nextQuestion, type PickedQuestion, type QuestionWish } from './next-question.ts';
import { askedIn, type InterviewPlan, isTimeOver } from './plan.ts';
import { isAbout, isFrameStage, requirementsFor } from './plan-stages.ts';

type PlanWish = Pick<QuestionWish, 'posting' | 'resume' | 'asked' | 'seed'>;

/** What is asked next: about this requirement, or in general. */
type Aim = { readonly stage: Stage; readonly fresh: readonly Question[]; readonly requirement?: Requirement };

/**
 * The next question of a plan, never one that was put before; `undefined` where the plan is over. A requirement comes
 * again only after all that the planned stages have questions about were covered. Where the time is over, only what
 * closes the interview is left.
 */
export function nextInPlan(plan: InterviewPlan, wish: PlanWish): PickedQuestion | undefined {
  if (plan.state === 'ended') return undefined;
  const aim = nextAim(plan, wish);
  if (aim === undefined) return undefined;
  const { stage, fresh, requirement } = aim;
  const ids = new Set(fresh.map(({ id }) => id));
  const posting = requirement === undefined ? wish.posting : { ...wish.posting, requirements: [requirement] };
  const { requirementId: _, ...picked } = nextQuestion({ ...wish, posting, stage, among: ({ id }) => ids.has(id) });
  return requirement === undefined ? picked : { ...picked, requirementId: requirement.id };
}

function nextAim(plan: InterviewPlan, wish: PlanWish): Aim | undefined {
  const pending = plan.stages
    .filter(({ stage, questions }) => questions > askedIn(plan, stage))
    .map(({ stage }) => ({ stage, fresh: freshQuestions({ ...wish, stage }) }))
    .filter(({ fresh }) => fresh.length > 0);
  const [first] = isTimeOver(plan) ? pending.filter(({ stage }) => stage === 'closing') : pending;
  if (first === undefined || isFrameStage(first.stage)) return first;
  const wanted = pending.flatMap(({ stage, fresh }) => {
    const about = isFrameStage(stage) ? [] : fresh.filter((question) => isAbout(question, plan.focus));
    return about.length === 0 ? [] : [{ stage, fresh: about }];
  })[0];
  return aimedAt(plan, wish, wanted ?? first);
}

/** The aim with the requirement whose turn it is, and the questions about it. */
function aimedAt(plan: InterviewPlan, { posting }: PlanWish, { stage, fresh }: Aim): Aim {
  const planned = plan.stages.filter(({ questions }) => questions > 0);
  const times = (id: string) => plan.questions.filter(({ requirementId }) => requirementId === id).length;
  const fitting = requirementsFor(
    posting,
    planned.map((one) => one.stage),
  );
  const fewest = Math.min(...fitting.map(({ id }) => times(id)));
  // What a later stage is to cover is left to it.
  const reserved = planned
    .filter((one) => one.stage !== stage && one.questions > askedIn(plan, one.stage))
    .flatMap(({ requirementIds }) => requirementIds);
  const rank = (requirement: Requirement) =>
    Number(isAbout(requirement, plan.focus)) * 4 +
    Number(!reserved.includes(requirement.id)) * 2 +
    Number(requirement.importance === 'must');
  const [requirement] = fitting
    .filter((one) => !reserved.includes(one.id) || isAbout(one, plan.focus))
    .filter(
      ({ id, competencyIds }) => times(id) === fewest && fresh.some((question) => isAbout(question, competencyIds)),
    )
    .toSorted((a, b) => rank(b) - rank(a));
  if (requirement === undefined) return { stage, fresh };
  return { stage, requirement, fresh: fresh.filter((question) => isAbout(question, requirement.competencyIds)) };
}
