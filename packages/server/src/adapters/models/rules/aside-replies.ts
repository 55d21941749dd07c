import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { asText } from './markup.ts';
import { phrase, type PhraseName } from './phrases.ts';
import { list, paragraph, phraseReply, type ReplyEvents } from './reply-text.ts';

type AsideReply = (context: CoachContext) => ReplyEvents;

/** Replies to messages that are no answers. Where a question is open, each ends with it, or leaves it in peace. */

/** Says something, and then that the question is still open, where one is. */
const thenOpen =
  (...names: readonly PhraseName[]): AsideReply =>
  (context) =>
    paragraph(
      ...names.map((name) => phrase(name, context)),
      context.question === undefined ? undefined : phrase('stillOpen', context),
    );

async function* feeling(context: CoachContext): ReplyEvents {
  const met = context.feeling ?? 'nerves';
  yield* phraseReply(met === 'anger' || met === 'low' || met === 'tired' || met === 'glad' ? met : 'nerves', context);
  if (met === 'tired' || met === 'glad') return yield* thenOpen()(context);
  yield* phraseReply(context.question === undefined ? 'smallWayInNoQuestion' : 'smallWayIn', context);
}

async function* rephrased(context: CoachContext): ReplyEvents {
  const { plainly, question } = context;
  if (question === undefined || plainly === undefined) return yield* phraseReply('noQuestionYet', context);
  yield* phraseReply('plainLead', context, { question: asText(plainly.text) });
  for (const { word, meaning } of plainly.words)
    yield* phraseReply('plainWord', context, { word: asText(word), meaning: asText(meaning) });
  const { outline } = question;
  yield* outline === undefined
    ? phraseReply('plainShort', context)
    : phraseReply('plainSteps', context, {
        situation: asText(outline.situation),
        action: asText(outline.action),
        result: asText(outline.result),
      });
}

async function* example(context: CoachContext): ReplyEvents {
  if (context.example === undefined) return yield* phraseReply('noQuestionYet', context);
  yield* phraseReply('exampleLead', context, { trade: context.example.trade });
  yield* paragraph(`*${asText(context.example.answer)}*`);
  yield* phraseReply('exampleClose', context);
}

const ANSWER_ADVICE: Readonly<Record<string, PhraseName>> = {
  length: 'anyLength',
  names: 'anyName',
  group: 'anyGroup',
  ending: 'anyEnding',
  truth: 'anyTruth',
};

const aboutAnswer: AsideReply = (context) => thenOpen(ANSWER_ADVICE[context.subject ?? ''] ?? 'anyPlace')(context);

async function* disputed(context: CoachContext): ReplyEvents {
  const { reread, answered } = context;
  if (answered === undefined) return yield* phraseReply('unfairNothing', context);
  if (reread === undefined) return yield* phraseReply('rereadTwice', context);
  const { metBefore, met, of, point } = reread;
  if (met === undefined) yield* phraseReply('rereadUnjudged', context);
  else {
    const name =
      metBefore === undefined || met === metBefore ? 'rereadSame' : met > metBefore ? 'rereadMore' : 'rereadLess';
    yield* phraseReply(name, context, { met: String(met), of: String(of ?? 0), before: String(metBefore ?? 0) });
  }
  if (point === undefined) return;
  yield* point.quote === undefined || point.shown === 'no'
    ? phraseReply('pointMissing', context, { label: point.label })
    : phraseReply('pointShown', context, { label: point.label, quote: asText(point.quote) });
}

async function* aboutFeedback(context: CoachContext): ReplyEvents {
  yield* phraseReply(context.answered === undefined ? 'acknowledged' : 'aboutFeedback', context);
}

/** What the advert says of what was asked, or that it does not. Nothing where nothing in particular was asked. */
export async function* fromAdvert(context: CoachContext): ReplyEvents {
  const { advert } = context;
  if (advert === undefined) return;
  const { details, passages } = advert;
  const about = advert.about.join(' and ');
  if (details.length === 0 && passages.length === 0)
    return yield* about === ''
      ? phraseReply('advertSilentThis', context)
      : phraseReply('advertSilent', context, { about });
  yield* about === '' ? phraseReply('advertSaysThis', context) : phraseReply('advertSays', context, { about });
  yield* list([...details.map((detail) => asText(detail)), ...passages.map((passage) => `“${asText(passage)}”`)]);
}

const PROCESS_ADVICE: Readonly<Record<string, PhraseName>> = {
  clothes: 'clothes',
  bring: 'bring',
  late: 'late',
  waiting: 'waiting',
  length: 'interviewLength',
};

async function* process(context: CoachContext): ReplyEvents {
  const isThere = context.advert !== undefined && context.advert.passages.length + context.advert.details.length > 0;
  yield* isThere ? fromAdvert(context) : phraseReply('advertSilentThis', context);
  yield* phraseReply(PROCESS_ADVICE[context.subject ?? ''] ?? 'anyProcess', context);
}

const PRIVACY: Readonly<Record<string, PhraseName>> = {
  deletion: 'deletion',
  recording: 'recorded',
  keeping: 'kept',
  selection: 'selection',
};

const privacy: AsideReply = (context) => thenOpen(PRIVACY[context.subject ?? ''] ?? 'seen')(context);

async function* adjusted(context: CoachContext): ReplyEvents {
  const said: readonly PhraseName[] = [
    ...(context.manner.includes('short') ? (['adjustedShort'] as const) : []),
    ...(context.manner.includes('plain') ? (['adjustedPlain'] as const) : []),
    ...(context.manner.includes('untimed') ? (['adjustedUntimed'] as const) : []),
  ];
  const names: readonly PhraseName[] = ['adjusted', ...(said.length > 0 ? said : (['adjustedAny'] as const))];
  yield* paragraph(...names.map((name) => phrase(name, context)));
  const question = context.plainly?.text ?? context.question?.text;
  if (question !== undefined) yield* phraseReply('stillOpenWords', context, { question: asText(question) });
}

async function* otherLanguage(context: CoachContext): ReplyEvents {
  const language = context.subject ?? context.language;
  yield* language === 'en'
    ? phraseReply('otherLanguageAny', context)
    : phraseReply('otherLanguageNow', context, {
        languageName: new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language,
      });
  if (context.question !== undefined) yield* phraseReply('stillOpen', context);
}

const notWorking: AsideReply = (context) => {
  const { subject } = context;
  const name = subject === 'microphone' || subject === 'lost_text' || subject === 'connection' ? subject : 'screen';
  return thenOpen(name)(context);
};

async function* denied(context: CoachContext): ReplyEvents {
  yield* phraseReply('notAnswer', context);
  if (context.question !== undefined)
    yield* phraseReply('stillOpenWords', context, { question: asText(context.question.text) });
}

const jobRead: AsideReply = (context) =>
  paragraph(
    phrase('jobRead', context, { title: asText(context.posting?.title ?? 'this job') }),
    phrase('jobReadNext', context),
  );

/** By intent. */
export const ASIDE_REPLIES = {
  needs_moment: (context) => phraseReply('anyMoment', context),
  feeling,
  thinking: (context) => phraseReply('thinking', context),
  rephrase: rephrased,
  example,
  about_answer: aboutAnswer,
  dispute: disputed,
  about_feedback: aboutFeedback,
  about_process: process,
  privacy,
  adjust: adjusted,
  other_language: otherLanguage,
  not_working: notWorking,
  small_talk: thenOpen('smallTalk'),
  acknowledge: (context) => phraseReply(context.question === undefined ? 'jobReadNext' : 'acknowledged', context),
  job_text: jobRead,
  unclear: (context) => phraseReply('whether', context),
  denies_answer: denied,
} as const satisfies Partial<Record<CoachContext['intent'], AsideReply>>;
