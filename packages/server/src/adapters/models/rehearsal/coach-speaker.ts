import type { CoachBrief } from '../../../core/chat/speech.ts';
import { asText } from './markup.ts';
import { phrase } from './phrases.ts';
import type { Speaker, ToolBelt } from './speaker.ts';
import { list, paragraph, say, type Part, type Talk } from './talk.ts';
import { agenda, compensation, progress, savedAnswer, upcomingInterviews } from './tool-parts.ts';

const titleOf = (brief: CoachBrief): string => asText(brief.posting?.title ?? 'this job');

async function* question(brief: CoachBrief): Talk {
  const { question: open, seed } = brief;
  if (open === undefined) return yield* say('noQuestionYet', brief);
  const lead =
    open.attempt > 1
      ? phrase('again', seed)
      : open.requirement === undefined
        ? phrase('askLead', seed)
        : phrase('askLeadAbout', seed, { requirement: asText(open.requirement.replace(/[.;]$/u, '')) });
  yield* paragraph(lead);
  yield* paragraph(`**${asText(open.text)}**`);
  if (open.attempt === 1) yield* say('askClose', brief);
}

async function* feedback(brief: CoachBrief): Talk {
  const { feedback: given, followUp, seed } = brief;
  if (given === undefined) return yield* say('noQuestionYet', brief);
  if (given.result === 'insufficient_evidence') {
    yield* say('insufficient', brief, { reasonText: given.reasonText ?? '' });
    return yield* say('insufficientNext', brief, { nextStep: given.nextStep });
  }
  const [strength] = given.strengths;
  yield* paragraph(
    phrase('scored', seed, { met: String(given.met ?? 0), of: String(given.of ?? 0) }),
    given.gained.length > 0 ? phrase('improved', seed, { gained: given.gained.join(', ').toLowerCase() }) : undefined,
    given.lost.length > 0 ? phrase('lost', seed, { lost: given.lost.join(', ').toLowerCase() }) : undefined,
    strength === undefined ? undefined : phrase('strong', seed, { strength: asText(strength) }),
  );
  yield* followUp === undefined ? say('complete', brief) : say('followUp', brief, { followUp: asText(followUp) });
}

async function* explanation(brief: CoachBrief): Talk {
  const { question: open, seed } = brief;
  if (open === undefined) return yield* say('noQuestionYet', brief);
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

async function* posting(brief: CoachBrief): Talk {
  if (brief.posting === undefined) return yield* say('noPosting', brief);
  const { requirements } = brief.posting;
  if (requirements.length === 0) return yield* say('noRequirements', brief, { title: titleOf(brief) });
  yield* say('postingLead', brief, { title: titleOf(brief) });
  yield* list(
    requirements
      .slice(0, 8)
      .map(({ text, importance }) => (importance === 'nice' ? `${asText(text)} *(nice to have)*` : asText(text))),
  );
}

async function* match(brief: CoachBrief, tools: ToolBelt): Talk {
  const read = yield* tools.use('get_resume', {});
  if (!read.ok || brief.resume === undefined) return yield* say('noResume', brief);
  const { hiddenPassages, matches } = brief.resume;
  if (brief.posting === undefined) return yield* say('noPosting', brief);
  yield* say('matchLead', brief);
  const shown = matches.filter(({ status }) => status !== 'not_shown');
  const missing = matches.filter(({ status }) => status === 'not_shown');
  if (shown.length > 0) {
    yield* say('matchShown', brief);
    yield* list(
      shown
        .slice(0, 5)
        .map(({ requirement, quote }) => `${asText(requirement)}${quote === undefined ? '' : ` — “${asText(quote)}”`}`),
    );
  }
  if (missing.length > 0) {
    yield* say('matchMissing', brief);
    yield* list(missing.slice(0, 5).map(({ requirement }) => asText(requirement)));
  }
  if (hiddenPassages > 0)
    yield* say('hidden', brief, { count: hiddenPassages === 1 ? 'a passage' : `${hiddenPassages} passages` });
}

async function* document(brief: CoachBrief, tools: ToolBelt): Talk {
  yield* say('documentFirst', brief);
  const made = yield* tools.use('generate_prep', {});
  yield* made.ok ? say('documentDone', brief) : say('documentFailed', brief, { reason: made.summary });
}

async function* documents(brief: CoachBrief, tools: ToolBelt): Talk {
  const found = yield* tools.use('list_preps', {});
  const some = found.ok && found.output !== null && JSON.stringify(found.output) !== '{"preps":[]}';
  yield* say(some ? 'listSome' : 'listNone', brief);
}

async function* questionsToAsk(brief: CoachBrief): Talk {
  yield* say('toAskLead', brief);
  yield* list(brief.listed.map(asText));
}

async function* likely(brief: CoachBrief): Talk {
  yield* say('likelyLead', brief, { title: titleOf(brief) });
  yield* list(brief.listed.map(asText));
  yield* say('likelyClose', brief);
}

const welcome: Part = (brief) =>
  brief.posting === undefined ? say('welcomeNoPosting', brief) : say('welcome', brief, { title: titleOf(brief) });

const PARTS: Record<CoachBrief['intent'], Part> = {
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
  about_method: (brief) => say('method', brief),
  greeting: welcome,
  goodbye: (brief) => say('goodbye', brief),
  other: (brief) =>
    brief.language === 'en'
      ? say('other', brief)
      : say('otherLanguage', brief, {
          languageName: new Intl.DisplayNames('en', { type: 'language' }).of(brief.language) ?? brief.language,
        }),
};

/** The coach of the rehearsal mind: written phrases around what was decided. */
export const coachSpeaker: Speaker<CoachBrief> = (brief, tools) => PARTS[brief.intent](brief, tools);
