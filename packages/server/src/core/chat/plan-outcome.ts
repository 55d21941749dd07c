import type { Feedback } from '../feedback/ports.ts';
import {
  changedPlan,
  endedPlan,
  type InterviewPlan,
  isTimeOver,
  nextInPlan,
  openIn,
  planEndingIn,
  planFor,
  planProgress,
  withPlaceFor,
  withAnswer,
  withFollowUp,
  withQuestion,
} from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import { practiceSummary } from '../practice/ports.ts';
import { interviewPosting } from './coach-facts.ts';
import { askOutcome, type Outcome, questionContext, SILENT } from './coach-outcome.ts';
import type { CoachTurn } from './coach-turn.ts';
import type { Intent } from './decisions.ts';
import { questionFact, topicalQuestion } from './picked-question.ts';
import { staysWith } from './plan-follow-up.ts';
import { changeOf, isRunning, lengthWished, orderWished } from './plan-wish.ts';
import type { CoachContext } from './reply-spec.ts';

type Practice = NonNullable<CoachContext['practice']>;
type Asking = { readonly intent: Intent; readonly at: number };

/** What a turn comes to where it orders something of a practice interview, or leads it on; `undefined` in all other turns. */
export function planOutcome(input: CoachTurn, asking: Asking): Outcome | undefined {
  const { state, facts } = input;
  const plan = isRunning(state.plan) ? state.plan : undefined;
  switch (asking.intent.intent) {
    case 'practise_interview': {
      const begun = planFor(interviewPosting(facts), lengthWished(input.text, asking.intent));
      const first = movedOn(input, begun, asking.at);
      return { ...first, plan: first.plan ?? begun, practice: practiceOf(first.planAsking ?? begun, 'begins') };
    }
    case 'change_plan':
      return plan === undefined
        ? { ...still(input), practice: practiceOf(undefined, 'nothing_yet') }
        : changed(input, plan, asking);
    case 'end_practice':
      return plan !== undefined && planEndingIn(input.text) !== 'so_far'
        ? ended(input, endedPlan(plan, 'stopped'))
        : soFar(input, plan);
    case 'next_question':
      return plan === undefined ? undefined : wanted(input, plan, asking);
    default:
      return undefined;
  }
}

/** What a turn comes to after an answer in a practice interview: a follow-up, the next question, or the end with its summary. */
export function planAfterAnswer(
  input: CoachTurn,
  outcome: Outcome,
  { judged, at }: { judged: Feedback; at: number },
): Outcome {
  const { plan } = input.state;
  const { event } = judged;
  if (!isRunning(plan) || openIn(plan)?.questionId !== event.questionId) return outcome;
  const answered = withAnswer(plan, {
    result: event.result,
    ...defined({ score: event.score }),
    words: input.text.split(/\s+/u).length,
    at,
  });
  if (staysWith(answered, judged)) {
    const followed = withFollowUp(answered);
    return { ...outcome, plan: followed, practice: practiceOf(followed, 'follows_up') };
  }
  const state = { ...input.state, feedback: [...input.state.feedback, event] };
  const next = movedOn({ ...input, state }, answered, at);
  return { ...next, plan: next.plan ?? answered, ...defined({ feedback: outcome.feedback }) };
}

/** The next question of the plan, or its end where there is none. */
function movedOn(input: CoachTurn, plan: InterviewPlan, at: number): Outcome {
  const { state, facts, chatId } = input;
  const picked = nextInPlan(plan, {
    posting: interviewPosting(facts),
    asked: state.askedQuestionIds,
    seed: chatId,
    ...(facts.resume === undefined ? {} : { resume: { competencyIds: facts.resumeCompetencyIds } }),
  });
  if (picked === undefined) return ended(input, endedPlan(plan, isTimeOver(plan) ? 'time' : 'completed'));
  const planAsking = withQuestion(plan, picked, at);
  return { ...askOutcome(questionFact(picked, facts)), planAsking, practice: practiceOf(planAsking, 'asks') };
}

/** Where the candidate wants a question of a kind or about something, that one comes in the place of a planned one. */
function wanted(input: CoachTurn, plan: InterviewPlan, { intent, at }: Asking): Outcome {
  const { text, facts, state, chatId } = input;
  const { question: ask, topic } = topicalQuestion(
    { text, facts, asked: state.askedQuestionIds, seed: chatId },
    intent,
  );
  if (topic?.result !== 'found' && intent.wanted === undefined) return movedOn(input, plan, at);
  const named = facts.requirements.find((one) => one.text === ask.requirement);
  const stage = openStage(ask.stage);
  const place = stage === undefined ? undefined : withPlaceFor(plan, stage);
  if (stage === undefined || place === undefined || state.askedQuestionIds.includes(ask.questionId))
    return movedOn(input, plan, at);
  const planAsking = withQuestion(
    place,
    {
      questionId: ask.questionId,
      stage,
      competencyIds: ask.competencies ?? [],
      ...defined({ requirementId: named?.id }),
    },
    at,
  );
  return { ...askOutcome(ask), planAsking, practice: practiceOf(planAsking, 'asks') };
}

const openStage = (name: string) =>
  (['opening', 'experience', 'technical', 'behavioural', 'closing'] as const).find((one) => one === name);

function changed(input: CoachTurn, plan: InterviewPlan, { intent, at }: Asking): Outcome {
  const { text, facts } = input;
  const order = orderWished(text, intent);
  const topic = order?.kind === 'more_about' ? order.topic : undefined;
  const change = order === undefined ? undefined : changeOf(order, facts);
  if (change === undefined) {
    const step = topic === undefined ? 'unchanged' : 'no_topic';
    return { ...still(input), practice: { ...practiceOf(plan, step), ...defined({ topic }) } };
  }
  const now = changedPlan(plan, change, interviewPosting(facts));
  const open = openIn(now);
  const isLeftOut =
    open?.result === undefined &&
    ((change.kind === 'leave_out' && open?.stage === change.stage) ||
      (change.kind === 'only' && open?.stage !== change.stage));
  const practice = { ...practiceOf(now, 'changes'), ...defined({ topic }) };
  if (!isLeftOut) return { ...still(input), plan: now, practice };
  const next = movedOn(input, now, at);
  return next.ask === undefined
    ? next
    : { ...next, plan: now, practice: { ...practice, ...numbers(next.planAsking ?? now) } };
}

function ended(input: CoachTurn, plan: InterviewPlan): Outcome {
  return { ...SILENT, plan, practice: practiceOf(plan, 'ends'), summary: summaryOf(input, plan, true) };
}

/** The summary of a practice that goes on, or of one without a plan. */
function soFar(input: CoachTurn, plan: InterviewPlan | undefined): Outcome {
  const isEmpty = input.state.feedback.length === 0;
  if (isEmpty) return { ...still(input), practice: practiceOf(plan, 'nothing_yet') };
  return {
    ...still(input),
    practice: practiceOf(plan, 'so_far'),
    summary: summaryOf(input, plan ?? input.state.plan, false),
  };
}

function summaryOf({ state, facts }: CoachTurn, plan: InterviewPlan | undefined, ends: boolean) {
  const planned = new Set(plan?.questions.map(({ questionId }) => questionId));
  return practiceSummary({
    feedback: ends ? state.feedback.filter(({ questionId }) => planned.has(questionId)) : state.feedback,
    requirements: facts.requirements,
    askedRequirementIds: plan?.questions.flatMap(({ requirementId }) => requirementId ?? []) ?? [],
    ends,
  });
}

/** A turn after which the same question stands. */
function still({ state }: CoachTurn): Outcome {
  return state.open === undefined
    ? SILENT
    : { ...SILENT, question: questionContext(state.open, state.attempts.length + 1) };
}

function practiceOf(plan: InterviewPlan | undefined, step: Practice['step']): Practice {
  if (plan === undefined) return { step, minutes: 0, number: 0, of: 0, stages: [] };
  const stages = plan.stages.filter(({ questions }) => questions > 0);
  return {
    step,
    minutes: plan.minutes,
    ...numbers(plan),
    stages: stages.map(({ stage, questions }) => ({ stage, questions })),
  };
}

function numbers(plan: InterviewPlan): Pick<Practice, 'number' | 'of'> {
  const { asked, of } = planProgress(plan);
  return { number: asked, of };
}
