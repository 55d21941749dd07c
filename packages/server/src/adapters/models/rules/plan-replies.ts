import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { asText } from './markup.ts';
import { phrase } from './phrases.ts';
import { rememberedWords } from './remembered-words.ts';
import { list, paragraph, phraseReply, type ReplyEvents } from './reply-text.ts';

type Practice = NonNullable<CoachContext['practice']>;
type Summary = NonNullable<CoachContext['summary']>;
type Stage = Practice['stages'][number];

const NUMBERS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const inWords = (count: number): string => NUMBERS[count] ?? String(count);
const questions = (count: number): string => (count === 1 ? 'one question' : `${inWords(count)} questions`);
const MOST_NAMED = 3;

const STAGES: Readonly<Record<Stage['stage'], (count: number) => string>> = {
  opening: (count) => (count === 1 ? 'an opening' : `${inWords(count)} to open with`),
  experience: (count) => `${inWords(count)} about your experience`,
  technical: (count) => `${inWords(count)} about the work itself`,
  behavioural: (count) => `${inWords(count)} about how you have handled things`,
  closing: (count) => (count === 1 ? 'one to close' : `${inWords(count)} to close`),
};

/** What the coach says where a practice interview begins, changes, goes on or ends without an answer. */
export async function* planTurn(context: CoachContext): ReplyEvents {
  const { practice } = context;
  switch (practice?.step) {
    case 'begins':
      yield* begins(context, practice);
      return yield* asks(context, practice);
    case 'asks':
      return yield* asks(context, practice);
    case 'changes':
      yield* phraseReply('planChanged', context, {
        minutes: String(practice.minutes),
        questions: questions(practice.of),
      });
      if (practice.topic !== undefined) yield* phraseReply('planTopic', context, { topic: asText(practice.topic) });
      return yield* context.asksNow ? asks(context, practice) : stands(context);
    case 'unchanged':
      yield* phraseReply('planUnchanged', context);
      return yield* stands(context);
    case 'no_topic':
      yield* phraseReply('planNoTopic', context, { topic: asText(practice.topic ?? '') });
      return yield* stands(context);
    case 'ends':
    case 'so_far':
      return yield* summed(context);
    default:
      return yield* phraseReply(context.intent === 'change_plan' ? 'planNone' : 'planNothingYet', context);
  }
}

/** What the coach says about an answer when the interview goes on: little, and then the next question or the end. */
export async function* planFeedback(context: CoachContext): ReplyEvents {
  const { feedback: given, practice } = context;
  if (given?.result === 'scored') {
    const [strength] = given.strengths;
    yield* paragraph(
      phrase('planScored', context, { met: String(given.met ?? 0), of: String(given.of ?? 0) }),
      given.gained.length > 0
        ? phrase('improved', context, { gained: given.gained.join(', ').toLowerCase() })
        : undefined,
      strength === undefined ? undefined : phrase('strong', context, { strength: `${asText(strength)}.` }),
      given.reasonText,
      given.met === given.of ? undefined : phrase('planAdvice', context, { nextStep: given.nextStep }),
    );
  } else {
    const lead = given?.reason === 'concern' ? 'concern' : 'planNoScore';
    yield* phraseReply(lead, context, { reasonText: given?.reasonText ?? '' });
  }
  if (practice?.step === 'ends') return yield* summed(context);
  if (practice !== undefined) yield* asks(context, practice);
}

async function* begins(context: CoachContext, { minutes, of, stages }: Practice): ReplyEvents {
  const named = stages.map(({ stage, questions: count }) => STAGES[stage](count));
  yield* list([
    phrase('planLength', context, { minutes: String(minutes), questions: questions(of) }),
    phrase('planStages', context, { stages: named.join(', ') }),
    phrase('planManners', context),
  ]);
}

async function* asks(context: CoachContext, { step, number, of }: Practice): ReplyEvents {
  const { question } = context;
  if (question === undefined) return;
  const name = step === 'begins' ? 'planFirst' : number === of ? 'planLast' : 'planNext';
  yield* paragraph(rememberedWords(context));
  yield* paragraph(
    phrase(name, context, { number: String(number), of: String(of) }),
    question.requirement === undefined
      ? undefined
      : phrase('askLeadAbout', context, { requirement: asText(question.requirement.replace(/[.;]$/u, '')) }),
  );
  yield* paragraph(`**${asText(question.text)}**`);
}

/** The question that waits, said once more. */
async function* stands(context: CoachContext): ReplyEvents {
  if (context.question === undefined) return;
  yield* phraseReply('planStands', context);
  yield* paragraph(`**${asText(context.question.text)}**`);
}

async function* summed(context: CoachContext): ReplyEvents {
  const { summary } = context;
  if (summary === undefined || summary.answered.length === 0) return yield* phraseReply('summaryNothing', context);
  const { best, habit, notAsked, ends } = summary;
  yield* phraseReply(ends ? 'summaryEnds' : 'summarySoFar', context);
  yield* list(summary.answered.map(answered));
  yield* paragraph(
    best === null ? undefined : phrase('summaryBest', context, { question: asText(best.question) }),
    habit === null
      ? best === null
        ? undefined
        : phrase('summaryNoHabit', context)
      : phrase('summaryHabit', context, {
          label: asText(habit.label),
          answers: habit.of === 1 ? 'that answer' : `${habit.missed} of ${habit.of} answers`,
          note: asText(habit.note),
        }),
  );
  if (notAsked.length > 0) yield* phraseReply('summaryNotAsked', context, { requirements: named(notAsked) });
  if (ends) yield* phraseReply('summaryClose', context);
  else if (context.question?.attempt === 1) yield* stands(context);
}

function answered({ question, requirement, score, shown }: Summary['answered'][number]): string {
  const about = `**${asText((requirement ?? question).replace(/[.;]$/u, ''))}**`;
  if (score === undefined) return `${about}: nothing yet that I could point to.`;
  const [first] = shown.toSorted((a, b) => b.quote.length - a.quote.length);
  const quote = first === undefined ? '' : ` ${asText(first.label)}: “${asText(first.quote)}”.`;
  return `${about}: ${score.met} of ${score.of}.${quote}`;
}

function named(requirements: Summary['notAsked']): string {
  const words = requirements.slice(0, MOST_NAMED).map(({ text }) => `“${asText(text.replace(/[.;]$/u, ''))}”`);
  const more = requirements.length - words.length;
  return more > 0 ? `${words.join(', ')} and ${inWords(more)} more` : words.join(', ');
}
