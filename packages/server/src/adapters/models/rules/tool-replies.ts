import type * as z from 'zod';
import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { defined } from '../../../core/kernel/defined.ts';
import { agendaOutput } from '../../../core/tools/agenda-tools.ts';
import { compensationOutput } from '../../../core/tools/compensation-tools.ts';
import { goalsOutput } from '../../../core/tools/goal-tools.ts';
import { upcomingOutput } from '../../../core/tools/interview-tools.ts';
import { asText } from './markup.ts';
import { phrase, type PhraseName } from './phrases.ts';
import type { ToolCaller } from './reply-rule.ts';
import { list, paragraph, phraseReply, type ReplyEvents } from './reply-text.ts';

/** Replies that use one tool and state only what it returned. */

export async function* upcomingInterviews(context: CoachContext, tools: ToolCaller): ReplyEvents {
  const used = yield* tools.use('get_upcoming_interviews', {});
  const found = upcomingOutput.safeParse(used.output);
  if (!used.ok || !found.success) return yield* phraseReply('toolFailed', context, { reason: asText(used.summary) });
  const { connected, interviews, howToConnect, trouble } = found.data;
  if (!connected && interviews.length === 0) {
    yield* phraseReply('noCalendar', context);
    return yield* paragraph(howToConnect);
  }
  if (interviews.length === 0) yield* phraseReply('noInterviews', context);
  else {
    yield* phraseReply(interviews.length === 1 ? 'oneInterview' : 'someInterviews', context);
    yield* list(interviews.map(interviewLine));
    yield* phraseReply('interviewsClose', context);
  }
  if (trouble !== undefined) yield* phraseReply('calendarTrouble', context, { trouble: asText(trouble) });
}

function interviewLine({
  title,
  when,
  location,
  videoHost,
}: z.infer<typeof upcomingOutput>['interviews'][number]): string {
  const place = videoHost === undefined ? location : `by video (${videoHost})`;
  return `**${asText(title)}**, ${asText(when)}${place === undefined ? '' : `, ${asText(place)}`}`;
}

export async function* savedAnswer(context: CoachContext, tools: ToolCaller): ReplyEvents {
  if (context.answered === undefined) return yield* phraseReply('noAnswerYet', context);
  const kept = yield* tools.use('save_prep_response', { ...context.answered });
  yield* kept.ok
    ? phraseReply('answerKept', context)
    : phraseReply('toolFailed', context, { reason: asText(kept.summary) });
}

export async function* agenda(context: CoachContext, tools: ToolCaller): ReplyEvents {
  const minutes = context.named?.minutes;
  const used = yield* tools.use('generate_interview_agenda', defined({ minutes }));
  const made = agendaOutput.safeParse(used.output);
  if (!used.ok || !made.success) return yield* phraseReply('toolFailed', context, { reason: asText(used.summary) });
  const { interview, general, blocks } = made.data;
  yield* paragraph(
    phrase(general ? 'agendaGeneral' : 'agendaLead', context, {
      title: asText(made.data.title),
      minutes: String(made.data.minutes),
    }),
    interview === undefined ? undefined : phrase('agendaAppointed', context, { when: asText(interview.when) }),
  );
  yield* list(
    blocks.map(
      ({ fromMinute, toMinute, title, purpose, bring }) =>
        `**Minute ${fromMinute} to ${toMinute}: ${asText(title)}.** ${asText(purpose)} Have ready: ` +
        `${bring.map((one) => asText(one)).join(' ')}`,
    ),
  );
  yield* phraseReply('agendaClose', context);
}

export async function* compensation(context: CoachContext, tools: ToolCaller): ReplyEvents {
  const { minutes: _minutes, ...figures } = context.named ?? {};
  const used = yield* tools.use('get_compensation_context', figures);
  const found = compensationOutput.safeParse(used.output);
  if (!used.ok || !found.success) return yield* phraseReply('toolFailed', context, { reason: asText(used.summary) });
  const { posting, own, comparisons, wishedToCurrentPercent } = found.data;
  const pay = posting?.pay;
  yield* paragraph(
    pay === undefined ? phrase('payUnsaid', context) : phrase('paySaid', context, { pay: asText(pay.text) }),
  );
  yield* paragraph(
    ...comparisons.map((comparison) => comparisonSentence(comparison, own)),
    differenceSentence(wishedToCurrentPercent),
  );
  const assumed = [...new Set(comparisons.flatMap((comparison) => comparison.assumed ?? []))];
  if (assumed.length > 0) yield* phraseReply('payAssumed', context, { assumed: assumed.join(' ') });
  if (own.wished === undefined) yield* phraseReply('payAskFigures', context);
  yield* phraseReply('payMarket', context);
}

type Compensation = z.infer<typeof compensationOutput>;
type Own = Compensation['own'];

function comparisonSentence(
  { figure, position, differencePercent = 0, because }: Compensation['comparisons'][number],
  own: Own,
): string {
  const said =
    figure === 'wished'
      ? `What you would like, ${moneyOf(own.wished)},`
      : `What you have now, ${moneyOf(own.current)},`;
  switch (position) {
    case 'within':
      return `${said} lies within that.`;
    case 'below':
      return `${said} is ${Math.abs(differencePercent)} % below it.`;
    case 'above':
      return `${said} is ${differencePercent} % above the most they name.`;
    case 'not_comparable':
      return `${said} cannot be compared with it: ${asText(because ?? '')}`;
  }
}

function differenceSentence(percent: number | undefined): string | undefined {
  if (percent === undefined || percent === 0) return undefined;
  return `Your wish is ${Math.abs(percent)} % ${percent > 0 ? 'more' : 'less'} than you have now.`;
}

function moneyOf(figure: Own['wished']): string {
  if (figure === undefined) return '';
  const { amount, currency, period } = figure;
  return [
    currency,
    amount.toLocaleString('en-GB', { maximumFractionDigits: 2 }),
    period === undefined ? undefined : `per ${period}`,
  ]
    .filter((part) => part !== undefined)
    .join(' ');
}

const STATES = { done: 'Done.', partly: 'Begun.', open: 'Still open.' } as const;

const NEXT: Readonly<Record<string, PhraseName>> = {
  resume: 'nextResume',
  questions: 'nextQuestions',
  strong_answers: 'nextStrong',
  requirements: 'nextRequirements',
  document: 'nextDocument',
  saved_answers: 'nextSaved',
  interview_date: 'nextDate',
};

export async function* progress(context: CoachContext, tools: ToolCaller): ReplyEvents {
  const used = yield* tools.use('get_prep_goals_status', {});
  const found = goalsOutput.safeParse(used.output);
  if (!used.ok || !found.success) return yield* phraseReply('toolFailed', context, { reason: asText(used.summary) });
  const { goals, done, of } = found.data;
  yield* phraseReply('progressLead', context, { done: String(done), of: String(of) });
  yield* list(goals.map(({ label, state, evidence }) => `**${STATES[state]}** ${label}${countOf(evidence)}`));
  const next = goals.find(({ state }) => state !== 'done');
  const step = next === undefined ? 'progressDone' : NEXT[next.id];
  if (step !== undefined) yield* phraseReply(step, context);
}

/** Says how many of how many, where the evidence counts towards something. */
function countOf({ of, practised, strong, saved, daysUntil }: Readonly<Record<string, number>>): string {
  if (daysUntil !== undefined)
    return daysUntil === 0 ? ': it is today' : daysUntil === 1 ? ': it is tomorrow' : `: it is in ${daysUntil} days`;
  const count = practised ?? strong ?? saved;
  return of === undefined || count === undefined ? '' : `: ${count} so far`;
}
