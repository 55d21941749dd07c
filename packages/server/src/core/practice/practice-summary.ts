import type { components } from '../../contract/openapi.d.ts';
import type { FeedbackEvent } from '../feedback/ports.ts';
import { defined } from '../kernel/defined.ts';

export type SummaryEvent = components['schemas']['SummaryEvent'];
type SummaryAnswer = components['schemas']['SummaryAnswer'];
type Habit = components['schemas']['PracticeHabit'];

export type SummaryFacts = {
  /** Feedback of a practice, oldest first. */
  readonly feedback: readonly FeedbackEvent[];
  /** What the posting asks for, in its order. */
  readonly requirements: readonly { readonly id: string; readonly text: string }[];
  /** Ids of requirements that a question was about, whether or not it was answered. */
  readonly askedRequirementIds: readonly string[];
  /** Whether it ends a practice interview. */
  readonly ends: boolean;
};

const worth = (event: FeedbackEvent): number => (event.score === undefined ? -1 : event.score.met / event.score.of);

/** What a practice showed. Counted and quoted from the feedback that was given; the same feedback, the same summary. */
export function practiceSummary({ feedback, requirements, askedRequirementIds, ends }: SummaryFacts): SummaryEvent {
  const byQuestion = new Map<string, readonly FeedbackEvent[]>();
  for (const event of feedback) byQuestion.set(event.questionId, [...(byQuestion.get(event.questionId) ?? []), event]);
  const best = [...byQuestion.values()].flatMap(
    (attempts) => attempts.toSorted((a, b) => worth(b) - worth(a))[0] ?? [],
  );
  const [strongest] = best.filter(({ result }) => result === 'scored').toSorted((a, b) => worth(b) - worth(a));
  const about = new Set(feedback.map(({ requirement }) => requirement));
  return {
    type: 'summary',
    version: 1,
    ends,
    answered: best.map(answerOf),
    best: strongest === undefined ? null : answerOf(strongest),
    habit: habitOf([...byQuestion.values()]),
    notAsked: requirements
      .filter(({ id, text }) => !askedRequirementIds.includes(id) && !about.has(text))
      .map(({ id, text }) => ({ requirementId: id, text })),
  };
}

function answerOf({ questionId, question, requirement, score, criteria }: FeedbackEvent): SummaryAnswer {
  const shown = criteria.flatMap(({ label, shown: how, quotes }) => {
    const [quote] = quotes.toSorted((a, b) => b.text.length - a.text.length);
    return how === 'yes' && quote !== undefined ? [{ label, quote: quote.text }] : [];
  });
  return { questionId, question, shown, ...defined({ requirement, score }) };
}

/**
 * The criterion that was missing in most answers. The first attempt at each question counts that could be judged: what
 * somebody adds when asked is no habit yet.
 */
function habitOf(answers: readonly (readonly FeedbackEvent[])[]): Habit | null {
  const first = answers.flatMap((attempts) => attempts.find(({ result }) => result === 'scored') ?? []);
  const habits = new Map<string, Habit>();
  for (const { criterionId, label, note, shown } of first.flatMap(({ criteria }) => criteria)) {
    const before = habits.get(criterionId) ?? { criterionId, label, note, missed: 0, of: 0 };
    habits.set(criterionId, { ...before, missed: before.missed + Number(shown === 'no'), of: before.of + 1 });
  }
  const [most] = [...habits.values()].toSorted((a, b) => b.missed - a.missed || b.missed / b.of - a.missed / a.of);
  return most === undefined || most.missed === 0 ? null : most;
}
