import type { FeedbackGiver } from '../feedback/ports.ts';
import { followUp, likelyQuestions, questionsToAsk } from '../interview/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { newId } from '../kernel/ids.ts';
import type { Call, Mind, Spoken } from '../mind/ports.ts';
import { decisionFact, type SessionWriter } from '../sessions/ports.ts';
import type { Toolbox } from '../tools/ports.ts';
import { languageOf } from '../vocabulary/ports.ts';
import { attemptText, judgedBefore } from './attempt.ts';
import { type CoachFacts, interviewPosting, postingBrief, resumeBrief } from './coach-facts.ts';
import { askedQuestion, type CoachState } from './coach-state.ts';
import { chatIntent, type Intent } from './decisions.ts';
import { namedFigures } from './named-figures.ts';
import { type AskedNow, pickedQuestion } from './picked-question.ts';
import { ScoreClaims } from './score-claims.ts';
import { type CoachBrief, coachReply } from './speech.ts';

export type TurnInput = {
  readonly chatId: string;
  readonly utteranceId: string;
  readonly text: string;
  readonly state: CoachState;
  readonly facts: CoachFacts;
  readonly postingId: string | undefined;
  /** The résumé's file, where a model may read it as it is. */
  resumeFile(): Promise<Uint8Array | undefined>;
};

type Outcome = Pick<CoachBrief, 'question' | 'asksNow' | 'feedback' | 'followUp' | 'listed'> & { ask?: AskedNow };

const SILENT: Outcome = { asksNow: false, listed: [] };
const LISTED = 6;
const NO_USAGE = { inputTokens: 0, outputTokens: 0 };

/**
 * One turn of the coach: what does the candidate want, what follows from it, and how is it said. What was decided is in
 * the log before a word about it is spoken, so that no speaker can claim what code did not find.
 */
export class Orchestrator {
  readonly #mind: Mind;
  readonly #feedback: FeedbackGiver;
  readonly #toolbox: Toolbox;
  readonly #clock: Clock;

  constructor(house: { mind: Mind; feedback: FeedbackGiver; toolbox: Toolbox; clock: Clock }) {
    this.#mind = house.mind;
    this.#feedback = house.feedback;
    this.#toolbox = house.toolbox;
    this.#clock = house.clock;
  }

  /** Writes the whole turn except its end, which is the caller's. Throws the signal's reason when stopped. */
  async turn(input: TurnInput, writer: SessionWriter, call: Call): Promise<void> {
    const language = languageOf(input.text).code;
    const intent = await this.#intent(input, { language, writer, call });
    const { ask, ...outcome } = await this.#outcome(input, { intent, writer, call });
    call.signal.throwIfAborted();
    const speech = await this.#speak(input, { brief: this.#brief(input, { intent, language, outcome }), writer, call });
    // What is asked was decided. A speaker that left it out, or changed it, does not change what the answer is held against.
    if (ask !== undefined && !standsIn(ask.text, speech)) writer.say(`\n\n**${ask.text}**\n\n`);
    if (ask !== undefined) writer.note(ask);
    writer.note({ type: 'usage', ...(call.meter?.total ?? NO_USAGE) });
  }

  async #intent(
    { text, state, facts }: TurnInput,
    turn: { language: string; writer: SessionWriter; call: Call },
  ): Promise<Intent> {
    const { language, writer, call } = turn;
    const asked = {
      text,
      language,
      hasOpenQuestion: state.open !== undefined,
      hasFeedback: state.attempts.length > 0,
      hasPosting: facts.posting !== undefined,
      hasResume: facts.resume !== undefined,
    };
    const decided = await this.#mind.decide(chatIntent, asked, call);
    writer.note(decisionFact(chatIntent, decided));
    return decided.answer;
  }

  async #outcome(input: TurnInput, turn: { intent: Intent; writer: SessionWriter; call: Call }): Promise<Outcome> {
    const { state, facts, chatId } = input;
    const { intent } = turn;
    const open = state.open === undefined ? {} : { question: questionBrief(state.open, state.attempts.length + 1) };
    switch (intent.intent) {
      case 'answer':
        return state.open === undefined ? SILENT : this.#judge(input, state.open, turn);
      case 'try_again':
        return state.open === undefined ? SILENT : asking({ ...state.open, attempt: state.attempts.length + 1 });
      case 'next_question':
        return asking(pickedQuestion({ text: input.text, facts, asked: state.askedQuestionIds, seed: chatId }, intent));
      case 'likely_questions':
      case 'questions_to_ask':
        return { ...SILENT, ...open, listed: listed(intent.intent, facts, chatId) };
      default:
        return { ...SILENT, ...open };
    }
  }

  async #judge(
    input: TurnInput,
    open: AskedNow,
    { writer, call }: { writer: SessionWriter; call: Call },
  ): Promise<Outcome> {
    const { state, facts, text, utteranceId, chatId } = input;
    const previous = judgedBefore(state);
    const spoken = state.messages.filter(({ role }) => role === 'coach').map((message) => withoutQuotes(message.text));
    const { event, weakest, decisions } = await this.#feedback.judge(
      {
        question: askedQuestion(open),
        utteranceId,
        answer: attemptText(text, state),
        said: text,
        number: state.attempts.length + 1,
        ...(previous === undefined ? {} : { previous }),
        knownTexts: [
          open.text,
          ...open.lookingFor,
          ...Object.values(open.outline ?? {}),
          facts.posting?.description ?? '',
          facts.resume?.text ?? '',
          ...spoken,
        ],
      },
      call,
    );
    writer.note(...decisions, event);
    const seed = `${chatId}/${state.turns}`;
    return {
      ...SILENT,
      question: questionBrief(open, event.attempt + 1),
      feedback: {
        result: event.result,
        attempt: event.attempt,
        gained: event.previous?.gained ?? [],
        lost: event.previous?.lost ?? [],
        strengths: event.strengths,
        nextStep: event.nextStep,
        ...(event.reason === undefined ? {} : { reason: event.reason }),
        ...(event.reasonText === undefined ? {} : { reasonText: event.reasonText }),
        ...(event.score === undefined ? {} : event.score),
      },
      ...(weakest === undefined ? {} : { followUp: followUp(weakest, seed) }),
    };
  }

  #brief(input: TurnInput, turn: { intent: Intent; language: string; outcome: Omit<Outcome, 'ask'> }): CoachBrief {
    const { facts, chatId, state } = input;
    const posting = postingBrief(facts);
    const resume = resumeBrief(facts, new Date(this.#clock.now()).getUTCFullYear());
    const answered = state.attempts.at(-1);
    const named = namedFigures(input.text, turn.intent);
    return {
      intent: turn.intent.intent,
      seed: `${chatId}/${state.turns}`,
      language: turn.language,
      ...(posting === undefined ? {} : { posting }),
      ...(resume === undefined ? {} : { resume }),
      ...(answered === undefined ? {} : { answered: { question: answered.question, answer: answered.answer } }),
      ...(named === undefined ? {} : { named }),
      ...turn.outcome,
    };
  }

  async #speak(input: TurnInput, turn: { brief: CoachBrief; writer: SessionWriter; call: Call }): Promise<string> {
    const { brief, writer, call } = turn;
    const tools = await this.#toolbox.offered(
      {
        scope: call.scope,
        report: (event) => writer.append(event),
        ...(call.span === undefined ? {} : { span: call.span }),
        ...(input.postingId === undefined ? {} : { postingId: input.postingId }),
      },
      call.signal,
    );
    const history = [...input.state.messages, { role: 'candidate', text: input.text } as const];
    const { resume } = input.facts;
    const attachment = resume === undefined ? {} : { attachment: { text: resume.text, pdf: () => input.resumeFile() } };
    const claims = new ScoreClaims({
      said: [countedScore(brief), ...history.map(({ text }) => text)],
      known: [JSON.stringify(brief)],
    });
    let speech = '';
    const say = (text: string): Promise<void> => {
      speech += text;
      writer.say(text);
      return writer.drained();
    };
    for await (const spoken of this.#mind.converse(
      { speech: coachReply, brief, history, tools, ...attachment },
      call,
    )) {
      call.signal.throwIfAborted();
      if (spoken.type === 'text') await say(claims.push(spoken.text));
      else {
        await say(claims.end());
        if (spoken.type === 'tool_result') claims.learn(spoken.outcome.output);
        noteStep(spoken, writer);
      }
    }
    await say(claims.end());
    return speech;
  }
}

function noteStep(spoken: Exclude<Spoken, { type: 'text' }>, writer: SessionWriter): void {
  if (spoken.type === 'tool_call')
    return writer.note({ type: 'tool_call', id: spoken.id, name: spoken.name, args: spoken.args });
  const { ok, summary } = spoken.outcome;
  writer.note({ type: 'tool_result', id: spoken.id, name: spoken.name, ok, summary });
}

/** The only score that may be spoken of. */
function countedScore({ feedback }: CoachBrief): string {
  return feedback?.met === undefined ? '' : `${feedback.met} of ${feedback.of}, ${feedback.met}/${feedback.of}`;
}

/** Whether the words stand there, however the lines are broken or marked up. */
function standsIn(words: string, speech: string): boolean {
  const plain = (text: string) => text.replaceAll(/[\s*_\\]+/gu, ' ').trim();
  return plain(speech).includes(plain(words));
}

// The coach quotes the candidate. Their own words are theirs to say again.
function withoutQuotes(text: string): string {
  return text.replace(/“[^“”]{0,1000}”/gu, '');
}

function listed(intent: 'likely_questions' | 'questions_to_ask', facts: CoachFacts, seed: string): string[] {
  const posting = interviewPosting(facts);
  const options = { count: LISTED, seed };
  if (intent === 'questions_to_ask') return questionsToAsk(posting, options).map(({ text }) => text);
  const resume = facts.resume === undefined ? undefined : { competencyIds: facts.resumeCompetencyIds };
  return likelyQuestions(posting, resume, options).map(({ text }) => text);
}

function asking(ask: AskedNow): Outcome {
  return { ...SILENT, asksNow: true, question: questionBrief(ask, ask.attempt), ask };
}

function questionBrief(
  { text, kind, requirement, lookingFor, outline }: AskedNow,
  attempt: number,
): NonNullable<CoachBrief['question']> {
  return {
    text,
    kind,
    attempt,
    lookingFor,
    ...(requirement === undefined ? {} : { requirement }),
    ...(outline === undefined ? {} : { outline }),
  };
}

/** A new utterance of the candidate. */
export function newUtteranceId(): string {
  return newId('utt');
}
