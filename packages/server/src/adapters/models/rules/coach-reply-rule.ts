import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { isVeryLong } from '../../../core/feedback/ports.ts';
import { ASIDE_REPLIES, fromAdvert } from './aside-replies.ts';
import { changeWords } from './change-words.ts';
import { asText } from './markup.ts';
import { phrase } from './phrases.ts';
import { planFeedback, planTurn } from './plan-replies.ts';
import { rememberedWords } from './remembered-words.ts';
import type { ReplyRule, ToolCaller } from './reply-rule.ts';
import { list, paragraph, phraseReply, type IntentReply, type ReplyEvents } from './reply-text.ts';
import { agenda, compensation, progress, savedAnswer, upcomingInterviews } from './tool-replies.ts';

const titleOf = (context: CoachContext): string => asText(context.posting?.title ?? 'this job');

function leadTo(open: NonNullable<CoachContext['question']>, context: CoachContext): string {
  const { level, topic } = context;
  if (open.attempt > 1) return phrase('again', context);
  const compared = level === undefined ? undefined : phrase(level === 'harder' ? 'harderLead' : 'easierLead', context);
  if (topic?.found === false)
    return [compared, phrase('topicMissing', context, { topic: `“${asText(topic.asked)}”` })].filter(Boolean).join(' ');
  if (compared !== undefined) return compared;
  // What quotes the advert itself is not announced by the same quote.
  const { requirement } = open;
  if (requirement === undefined || open.text.includes(`“${requirement.slice(0, 20).trimEnd()}`))
    return phrase('askLead', context);
  return phrase('askLeadAbout', context, { requirement: asText(requirement.replace(/[.;]$/u, '')) });
}

async function* question(context: CoachContext): ReplyEvents {
  const { question: open, practice } = context;
  if (practice !== undefined) return yield* planTurn(context);
  if (open === undefined) return yield* phraseReply('noQuestionYet', context);
  yield* paragraph(rememberedWords(context));
  yield* paragraph(leadTo(open, context));
  yield* paragraph(`**${asText(open.text)}**`);
  if (open.attempt === 1 && !context.manner.includes('short')) yield* phraseReply('askClose', context);
}

async function* feedback(context: CoachContext): ReplyEvents {
  const { feedback: given, followUp } = context;
  if (given === undefined) return yield* phraseReply('noQuestionYet', context);
  if (context.practice !== undefined && context.practice.step !== 'follows_up') return yield* planFeedback(context);
  if (given.result === 'insufficient_evidence') {
    const lead = given.reason === 'concern' ? 'concern' : 'insufficient';
    yield* phraseReply(lead, context, { reasonText: given.reasonText ?? '' });
    if (given.length !== undefined) yield* paragraph(asText(given.length.text));
    return yield* phraseReply('insufficientNext', context, { nextStep: given.nextStep });
  }
  const [strength] = given.strengths;
  const { length } = given;
  if (length !== undefined && isVeryLong(length)) yield* paragraph(asText(length.text));
  yield* paragraph(
    phrase('scored', context, { met: String(given.met ?? 0), of: String(given.of ?? 0) }),
    ...changeWords(given, context),
    strength === undefined ? undefined : phrase('strong', context, { strength: asText(strength) }),
    given.reasonText,
    length === undefined || isVeryLong(length) ? undefined : asText(length.text),
  );
  if (followUp === undefined && (given.met ?? 0) < (given.of ?? 0))
    return yield* phraseReply('moveOn', context, { nextStep: given.nextStep });
  yield* followUp === undefined
    ? phraseReply(length === undefined ? 'complete' : 'completeLong', context, { nextStep: given.nextStep })
    : phraseReply('followUp', context, { followUp: asText(followUp) });
}

async function* explanation(context: CoachContext): ReplyEvents {
  const { question: open } = context;
  if (open === undefined) return yield* phraseReply('noQuestionYet', context);
  yield* paragraph(phrase('explainLead', context));
  yield* list(open.lookingFor.map(asText));
  if (open.outline === undefined) return;
  const { situation, task, action, result } = open.outline;
  yield* paragraph(phrase('outlineLead', context));
  yield* list([
    `**Situation.** ${asText(situation)}`,
    `**Task.** ${asText(task)}`,
    `**Action.** ${asText(action)}`,
    `**Result.** ${asText(result)}`,
  ]);
}

async function* posting(context: CoachContext): ReplyEvents {
  if (context.posting === undefined) return yield* phraseReply('noPosting', context);
  const { advert } = context;
  if (advert !== undefined && (advert.about.length > 0 || advert.passages.length > 0))
    return yield* fromAdvert(context);
  const { requirements } = context.posting;
  if (requirements.length === 0) return yield* phraseReply('noRequirements', context, { title: titleOf(context) });
  yield* phraseReply('postingLead', context, { title: titleOf(context) });
  yield* list(
    requirements.map(({ text, importance }) =>
      importance === 'nice' ? `${asText(text)} *(nice to have)*` : asText(text),
    ),
  );
}

async function* match(context: CoachContext, tools: ToolCaller): ReplyEvents {
  const read = yield* tools.use('get_resume', {});
  if (!read.ok || context.resume === undefined) return yield* phraseReply('noResume', context);
  const { hiddenPassages, matches } = context.resume;
  if (context.posting === undefined) return yield* phraseReply('noPosting', context);
  if (matches.length > 0 && matches.every(({ status }) => status === 'not_compared'))
    return yield* phraseReply('matchOtherLanguage', context);
  yield* phraseReply('matchLead', context);
  const shown = matches.filter(({ status }) => status !== 'not_shown');
  const missing = matches.filter(({ status }) => status === 'not_shown');
  if (shown.length > 0) {
    yield* phraseReply('matchShown', context);
    yield* list(
      shown.map(
        ({ requirement, quote }) => `${asText(requirement)}${quote === undefined ? '' : ` — “${asText(quote)}”`}`,
      ),
    );
  }
  if (missing.length > 0) {
    yield* phraseReply('matchMissing', context);
    yield* list(missing.map(({ requirement }) => asText(requirement)));
  }
  if (hiddenPassages > 0)
    yield* phraseReply('hidden', context, { count: hiddenPassages === 1 ? 'a passage' : `${hiddenPassages} passages` });
}

async function* document(context: CoachContext, tools: ToolCaller): ReplyEvents {
  yield* phraseReply('documentFirst', context);
  const made = yield* tools.use('generate_prep', {});
  yield* made.ok
    ? phraseReply('documentDone', context)
    : phraseReply('documentFailed', context, { reason: made.summary });
}

async function* documents(context: CoachContext, tools: ToolCaller): ReplyEvents {
  const found = yield* tools.use('list_preps', {});
  const some = found.ok && found.output !== null && JSON.stringify(found.output) !== '{"preps":[]}';
  yield* phraseReply(some ? 'listSome' : 'listNone', context);
}

async function* questionsToAsk(context: CoachContext): ReplyEvents {
  yield* phraseReply('toAskLead', context);
  yield* list(context.listed.map(asText));
}

async function* likely(context: CoachContext): ReplyEvents {
  yield* phraseReply('likelyLead', context, { title: titleOf(context) });
  yield* list(context.listed.map(asText));
  yield* phraseReply('likelyClose', context);
}

const otherReply = (context: CoachContext): ReplyEvents =>
  context.question === undefined
    ? phraseReply('other', context)
    : paragraph(phrase('otherOpen', context), phrase('stillOpen', context));

const openGreeting = (context: CoachContext): ReplyEvents =>
  paragraph(phrase('helloOpen', context), phrase('stillOpen', context));

const welcome = (context: CoachContext): ReplyEvents =>
  context.posting === undefined
    ? phraseReply('welcomeNoPosting', context)
    : phraseReply('welcome', context, { title: titleOf(context) });

async function* otherQuestion(context: CoachContext): ReplyEvents {
  yield* phraseReply('declined', context);
  yield* question(context);
}

async function* confirmed(context: CoachContext): ReplyEvents {
  yield* context.feedback === undefined ? phraseReply('nothingToConfirm', context) : feedback(context);
}

async function* hint(context: CoachContext): ReplyEvents {
  if (context.subject === 'stuck') yield* phraseReply('stuckLead', context);
  yield* explanation(context);
}

const INTENT_REPLIES: Record<CoachContext['intent'], IntentReply> = {
  answer: feedback,
  next_question: question,
  try_again: question,
  practise_interview: planTurn,
  change_plan: planTurn,
  end_practice: planTurn,
  explain_question: hint,
  make_document: document,
  list_documents: documents,
  about_resume: match,
  about_posting: posting,
  likely_questions: likely,
  questions_to_ask: questionsToAsk,
  upcoming_interviews: upcomingInterviews,
  save_answer: savedAnswer,
  agenda,
  compensation,
  progress,
  about_method: (context) => phraseReply('method', context),
  greeting: (context) => (context.question === undefined ? welcome(context) : openGreeting(context)),
  goodbye: (context) => phraseReply(context.question === undefined ? 'goodbye' : 'stopped', context),
  ...ASIDE_REPLIES,
  declines: otherQuestion,
  confirms_answer: confirmed,
  other: (context) =>
    context.language === 'en'
      ? otherReply(context)
      : phraseReply('otherLanguage', context, {
          languageName: new Intl.DisplayNames('en', { type: 'language' }).of(context.language) ?? context.language,
        }),
};

/** The coach's replies in the rule engine: written phrases around what was decided. */
export const coachReplyRule: ReplyRule<CoachContext> = (context, tools) =>
  INTENT_REPLIES[context.intent](context, tools);
