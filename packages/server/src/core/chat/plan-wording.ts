import type { Call, Decision, Engine } from '../engine/ports.ts';
import { isLawful, isOneQuestion, isSoundQuestion } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import { decisionFact, type SessionWriter } from '../sessions/ports.ts';
import { matchAgainst } from '../vocabulary/ports.ts';
import { questionContext, type Outcome } from './coach-outcome.ts';
import type { CoachTurn } from './coach-turn.ts';
import { occursIn } from './reply-words.ts';
import { followUpWording, questionWording } from './wording-decisions.ts';

type Wording = {
  readonly input: CoachTurn;
  readonly language: string;
  readonly presentYear: number;
  readonly engine: Engine;
  readonly writer: SessionWriter;
  readonly call: Call;
};

const LEAST_QUOTED_WORDS = 3;

/**
 * The outcome of a turn of a practice interview with its question, or its follow-up, in the words of a language model
 * where they pass the check of code. Without a model, or where they do not, it stays as it is.
 */
export async function worded(outcome: Outcome, wording: Wording): Promise<Outcome> {
  if (wording.engine.kind !== 'model') return outcome;
  if (outcome.practice?.step === 'follows_up') return wordedFollowUp(outcome, wording);
  return outcome.practice?.step === 'asks' ? wordedQuestion(outcome, wording) : outcome;
}

async function wordedQuestion(outcome: Outcome, wording: Wording): Promise<Outcome> {
  const { ask, planAsking, practice } = outcome;
  if (ask === undefined || practice === undefined) return outcome;
  const { facts, state } = wording.input;
  const { language } = wording;
  const planned = planAsking?.questions.at(-1)?.requirementId;
  const requirement = facts.requirements.find(({ id }) => id === planned);
  const about = {
    example: ask.text,
    kind: ask.kind,
    asked: state.messages.filter(({ role }) => role === 'coach').flatMap(({ text }) => boldIn(text)),
    language,
    ...defined({ requirement: ask.requirement }),
  };
  const words = await decided(wording, questionWording, {
    ...about,
    ...defined({ requirementId: requirement?.id, company: facts.company }),
    stage: ask.stage,
    title: facts.title,
    resume:
      requirement === undefined || facts.resume === undefined
        ? []
        : matchAgainst([requirement], facts.resume.text, { presentYear: wording.presentYear }).flatMap(({ quotes }) =>
            quotes.map(({ text }) => text),
          ),
    number: practice.number,
    of: practice.of,
  });
  const text = words?.text.trim() ?? '';
  if ((words?.requirementId ?? undefined) !== requirement?.id || !isSoundQuestion(text, about)) return outcome;
  const asked = { ...ask, text };
  return { ...outcome, ask: asked, question: questionContext(asked, asked.attempt) };
}

async function wordedFollowUp(outcome: Outcome, wording: Wording): Promise<Outcome> {
  const { followUp, question, feedback } = outcome;
  if (followUp === undefined || question === undefined) return outcome;
  const { language, input } = wording;
  const words = await decided(wording, followUpWording, {
    question: question.text,
    answer: input.text,
    missing: feedback?.nextStep ?? '',
    example: followUp,
    language,
  });
  const { text = '', quote = '' } = words ?? {};
  const takesUp =
    (quote.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) >= LEAST_QUOTED_WORDS &&
    occursIn(quote, input.text) &&
    occursIn(quote, text);
  const isSound =
    takesUp && isOneQuestion(text, language) && isLawful(text.replace(quote, ''), [question.text, followUp]);
  const wasAsked = input.state.messages.some(({ role, text: said }) => role === 'coach' && occursIn(text, said));
  return isSound && !wasAsked ? { ...outcome, followUp: text.trim() } : outcome;
}

/** Where the model fails at this, the interview goes on without it. */
async function decided<Facts, Answer>(
  { engine, writer, call }: Wording,
  decision: Decision<string, Facts, Answer>,
  facts: Facts,
): Promise<Answer | undefined> {
  try {
    const result = await engine.runDecision(decision, facts, call);
    writer.appendLater(decisionFact(decision, result));
    return result.by === 'fallback' ? undefined : result.answer;
  } catch {
    call.signal.throwIfAborted();
    return undefined;
  }
}

/** What stands in bold in a text: the questions that were asked. */
const boldIn = (text: string): string[] =>
  [...text.matchAll(/\*\*([^*]{10,400})\*\*/gu)].map(([, words = '']) => words);
