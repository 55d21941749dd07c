import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { changeWords } from './change-words.ts';
import { asText } from './markup.ts';
import { phrase } from './phrases.ts';
import type { ReplyRule, ToolCaller } from './reply-rule.ts';
import { list, paragraph, phraseReply, type IntentReply, type ReplyEvents } from './reply-text.ts';
import { agenda, compensation, progress, savedAnswer, upcomingInterviews } from './tool-replies.ts';

const titleOf = (context: CoachContext): string => asText(context.posting?.title ?? 'this job');

async function* question(context: CoachContext): ReplyEvents {
  const { question: open, seed } = context;
  if (open === undefined) return yield* phraseReply('noQuestionYet', context);
  const lead =
    open.attempt > 1
      ? phrase('again', seed)
      : open.requirement === undefined || open.text.includes(`“${open.requirement.slice(0, 20).trimEnd()}`)
        ? // What quotes the advert itself is not announced by the same quote.
          phrase('askLead', seed)
        : phrase('askLeadAbout', seed, { requirement: asText(open.requirement.replace(/[.;]$/u, '')) });
  yield* paragraph(lead);
  yield* paragraph(`**${asText(open.text)}**`);
  if (open.attempt === 1) yield* phraseReply('askClose', context);
}

async function* feedback(context: CoachContext): ReplyEvents {
  const { feedback: given, followUp, seed } = context;
  if (given === undefined) return yield* phraseReply('noQuestionYet', context);
  if (given.result === 'insufficient_evidence') {
    yield* phraseReply('insufficient', context, { reasonText: given.reasonText ?? '' });
    return yield* phraseReply('insufficientNext', context, { nextStep: given.nextStep });
  }
  const [strength] = given.strengths;
  yield* paragraph(
    phrase('scored', seed, { met: String(given.met ?? 0), of: String(given.of ?? 0) }),
    ...changeWords(given, seed),
    strength === undefined ? undefined : phrase('strong', seed, { strength: asText(strength) }),
  );
  if (followUp === undefined && (given.met ?? 0) < (given.of ?? 0))
    return yield* phraseReply('moveOn', context, { nextStep: given.nextStep });
  yield* followUp === undefined
    ? phraseReply('complete', context)
    : phraseReply('followUp', context, { followUp: asText(followUp) });
}

async function* explanation(context: CoachContext): ReplyEvents {
  const { question: open, seed } = context;
  if (open === undefined) return yield* phraseReply('noQuestionYet', context);
  yield* paragraph(phrase('explainLead', seed));
  yield* list(open.lookingFor.map(asText));
  if (open.outline === undefined) return;
  const { situation, task, action, result } = open.outline;
  yield* paragraph(phrase('outlineLead', seed));
  yield* list([
    `**Situation.** ${asText(situation)}`,
    `**Task.** ${asText(task)}`,
    `**Action.** ${asText(action)}`,
    `**Result.** ${asText(result)}`,
  ]);
}

async function* posting(context: CoachContext): ReplyEvents {
  if (context.posting === undefined) return yield* phraseReply('noPosting', context);
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

const welcome: IntentReply = (context) =>
  context.posting === undefined
    ? phraseReply('welcomeNoPosting', context)
    : phraseReply('welcome', context, { title: titleOf(context) });

const INTENT_REPLIES: Record<CoachContext['intent'], IntentReply> = {
  answer: feedback,
  next_question: question,
  try_again: question,
  explain_question: explanation,
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
  greeting: welcome,
  goodbye: (context) => phraseReply('goodbye', context),
  other: (context) =>
    context.language === 'en'
      ? phraseReply('other', context)
      : phraseReply('otherLanguage', context, {
          languageName: new Intl.DisplayNames('en', { type: 'language' }).of(context.language) ?? context.language,
        }),
};

/** The coach's replies in the rule engine: written phrases around what was decided. */
export const coachReplyRule: ReplyRule<CoachContext> = (context, tools) =>
  INTENT_REPLIES[context.intent](context, tools);
