import {
  type Agent,
  type AgentCall,
  type AgentSpec,
  type AgentTurn,
  appendToolEvent,
  ScoreClaims,
  withdrawMessage,
} from '../agents/ports.ts';
import type { Feedback, FeedbackService } from '../feedback/ports.ts';
import { followUp, likelyQuestions, questionsToAsk } from '../interview/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import type { Call, Engine } from '../engine/ports.ts';
import type { Postings } from '../postings/ports.ts';
import { ownResume, type Resumes } from '../resumes/ports.ts';
import {
  decisionFact,
  KeptProjection,
  type LogReader,
  type MessageRef,
  type SessionWriter,
} from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Toolbox } from '../tools/ports.ts';
import { languageOf } from '../vocabulary/ports.ts';
import { AskedWords } from './asked-words.ts';
import { attemptAt } from './attempt.ts';
import { type CoachFacts, coachFacts, interviewPosting, postingContext, resumeContext } from './coach-facts.ts';
import { coachProjection, type CoachState } from './coach-state.ts';
import { chatIntent, type Intent, type IntentFacts } from './decisions.ts';
import { namedFigures } from './named-figures.ts';
import { type QuestionFact, pickedQuestion } from './picked-question.ts';
import { type CoachContext, coachReply } from './reply-spec.ts';
import { occursIn } from './reply-words.ts';

export type CoachDependencies = {
  readonly engine: Engine;
  readonly feedback: FeedbackService;
  readonly tools: Pick<Toolbox, 'offered'>;
  readonly log: LogReader;
  readonly postings: Pick<Postings, 'get'>;
  readonly resumes: Pick<Resumes, 'get' | 'plainPdf'>;
  readonly clock: Clock;
};

type CoachTurn = {
  readonly chatId: string;
  readonly messageId: string;
  readonly text: string;
  readonly state: CoachState;
  readonly facts: CoachFacts;
  readonly postingId?: string;
};

type Outcome = Pick<CoachContext, 'question' | 'asksNow' | 'feedback' | 'followUp' | 'listed'> & { ask?: QuestionFact };

type DecidedTurn = {
  readonly intent: Intent;
  readonly language: string;
  /** Feedback that was begun before the intent was known. */
  readonly early: Promise<Feedback> | undefined;
  readonly writer: SessionWriter;
  readonly call: Call;
};

const SILENT: Outcome = { asksNow: false, listed: [] };
const LISTED = 6;

/**
 * One turn of the coach: finds the intent, computes the outcome, then streams the reply. The outcome is in the log
 * before the engine writes about it, so a reply cannot claim what code did not find.
 */
export class CoachAgent implements Agent {
  readonly spec: AgentSpec;
  readonly #dependencies: CoachDependencies;
  readonly #states: KeptProjection<CoachState>;

  constructor(spec: AgentSpec, dependencies: CoachDependencies) {
    this.spec = spec;
    this.#dependencies = dependencies;
    this.#states = new KeptProjection(dependencies.log, coachProjection);
  }

  async turn(turn: AgentTurn, writer: SessionWriter, call: AgentCall): Promise<void> {
    const input = await this.#input(turn, call);
    const language = languageOf(input.text).code;
    const asked = intentFacts(input, language);
    const { engine } = this.#dependencies;
    const known = engine.knownAnswer(chatIntent, asked);
    // Where a model decides whether this is an answer, it is judged as one at the same time: no word waits for both in
    // turn. Judging shows and changes nothing, and is counted to its end also where nobody asked for it.
    const early = known === undefined ? this.#judged(input, call) : undefined;
    const judgingEnded = Promise.allSettled([early]);
    try {
      const decided = known ?? (await engine.runDecision(chatIntent, asked, call));
      writer.appendLater(decisionFact(chatIntent, decided));
      await this.#answer(input, { intent: decided.answer, language, early, writer, call });
    } finally {
      await judgingEnded;
    }
    writer.appendLater({ type: 'usage', ...call.meter.total });
  }

  abandon(owner: Scope): void {
    this.#states.abandon(owner);
  }

  /** The outcome of the intent, and the reply that puts it in words. */
  async #answer(input: CoachTurn, turn: DecidedTurn): Promise<void> {
    const { intent, language, writer, call } = turn;
    const { ask, ...outcome } = await this.#outcome(input, turn);
    call.signal.throwIfAborted();
    const { message, reply } = await this.#streamReply(input, {
      context: this.#context(input, { intent, language, outcome }),
      writer,
      call,
    });
    // What is asked was decided. A reply that leaves it out, or changes it, does not change what the answer is judged
    // against.
    if (ask !== undefined && !occursIn(ask.text, reply)) writer.appendText(message, `\n\n**${ask.text}**\n\n`);
    if (ask !== undefined) writer.appendLater({ ...ask, ...message });
  }

  /** What it knows in this turn: as much of it as its spec allows. */
  async #input({ sessionId, messageId, text, postingId }: AgentTurn, { scope }: AgentCall): Promise<CoachTurn> {
    const { postings, resumes } = this.#dependencies;
    const { knowledge } = this.spec;
    const [state, posting, resume] = await Promise.all([
      this.#states.of(scope, sessionId),
      postingId !== undefined && knowledge.includes('posting') ? postings.get(scope, postingId) : undefined,
      knowledge.includes('resume') ? ownResume(resumes, scope) : undefined,
    ]);
    return {
      chatId: sessionId,
      messageId,
      text,
      state,
      facts: coachFacts(posting, resume, () => resumes.plainPdf(scope)),
      ...defined({ postingId }),
    };
  }

  async #outcome(input: CoachTurn, turn: DecidedTurn): Promise<Outcome> {
    const { state, facts, chatId } = input;
    const { intent, early, writer, call } = turn;
    const open = state.open === undefined ? {} : { question: questionContext(state.open, state.attempts.length + 1) };
    switch (intent.intent) {
      case 'answer': {
        const judged = early ?? this.#judged(input, call);
        return state.open === undefined || judged === undefined
          ? SILENT
          : feedbackOutcome(input, { open: state.open, judged: await judged, writer });
      }
      case 'try_again':
        return state.open === undefined ? SILENT : askOutcome({ ...state.open, attempt: state.attempts.length + 1 });
      case 'next_question':
        return askOutcome(
          pickedQuestion({ text: input.text, facts, asked: state.askedQuestionIds, seed: chatId }, intent),
        );
      case 'likely_questions':
      case 'questions_to_ask':
        return { ...SILENT, ...open, listed: listed(intent.intent, facts, chatId) };
      default:
        return { ...SILENT, ...open };
    }
  }

  /** Feedback on the message as an answer to the open question, or `undefined` where none is open. */
  #judged(input: CoachTurn, call: Call): Promise<Feedback> | undefined {
    const { open } = input.state;
    return open === undefined ? undefined : this.#dependencies.feedback.judge(attemptAt(open, input), call);
  }

  #context(input: CoachTurn, turn: { intent: Intent; language: string; outcome: Omit<Outcome, 'ask'> }): CoachContext {
    const { facts, chatId, state } = input;
    const posting = postingContext(facts);
    const resume = resumeContext(facts, new Date(this.#dependencies.clock.now()).getUTCFullYear());
    const answered = state.attempts.at(-1);
    const named = namedFigures(input.text, turn.intent);
    return {
      intent: turn.intent.intent,
      seed: `${chatId}/${state.turns}`,
      language: turn.language,
      ...defined({ posting, resume }),
      ...(answered === undefined ? {} : { answered: { question: answered.question, answer: answered.answer } }),
      ...defined({ named }),
      ...turn.outcome,
    };
  }

  async #streamReply(
    input: CoachTurn,
    turn: { context: CoachContext; writer: SessionWriter; call: Call },
  ): Promise<{ message: MessageRef; reply: string }> {
    const { context, writer, call } = turn;
    const tools = await this.#dependencies.tools.offered(
      {
        scope: call.scope,
        report: (event) => writer.append(event),
        ...defined({ span: call.span, postingId: input.postingId }),
      },
      call.signal,
    );
    const history = [...input.state.messages, { role: 'candidate', text: input.text } as const];
    const claims = new ScoreClaims({
      said: [countedScore(context), ...history.map(({ text }) => text)],
      known: [JSON.stringify(context)],
    });
    const { engine } = this.#dependencies;
    const asked = new AskedWords(engine.kind === 'model' && context.asksNow ? context.question?.text : undefined);
    let message: MessageRef = { messageId: newId('msg'), speakerId: this.spec.id };
    let reply = '';
    const show = (text: string): Promise<void> | undefined => {
      reply += text;
      writer.appendText(message, text);
      return writer.drained();
    };
    const request = { spec: coachReply, context, history, tools, ...defined({ attachment: input.facts.attachment }) };
    for await (const event of engine.streamReply(request, call)) {
      call.signal.throwIfAborted();
      if (event.type === 'text') {
        const waiting = show(asked.push(claims.push(event.text)));
        if (waiting !== undefined) await waiting;
      } else if (event.type === 'withdrawn') {
        void [asked.push(claims.end()), asked.end()];
        message = withdrawMessage(message, writer);
        reply = '';
      } else {
        await show(asked.push(claims.end()) + asked.end());
        if (event.type === 'tool_result') claims.learn(event.outcome.output);
        appendToolEvent(event, writer);
      }
    }
    await show(asked.push(claims.end()) + asked.end());
    return { message, reply };
  }
}

function intentFacts({ text, state, facts }: CoachTurn, language: string): IntentFacts {
  return {
    text,
    language,
    hasOpenQuestion: state.open !== undefined,
    hasFeedback: state.attempts.length > 0,
    hasPosting: facts.posting !== undefined,
    hasResume: facts.resume !== undefined,
  };
}

/** The only score that a reply may state. */
function countedScore({ feedback }: CoachContext): string {
  return feedback?.met === undefined ? '' : `${feedback.met} of ${feedback.of}, ${feedback.met}/${feedback.of}`;
}

function listed(intent: 'likely_questions' | 'questions_to_ask', facts: CoachFacts, seed: string): string[] {
  const posting = interviewPosting(facts);
  const options = { count: LISTED, seed };
  if (intent === 'questions_to_ask') return questionsToAsk(posting, options).map(({ text }) => text);
  const resume = facts.resume === undefined ? undefined : { competencyIds: facts.resumeCompetencyIds };
  return likelyQuestions(posting, resume, options).map(({ text }) => text);
}

function askOutcome(ask: QuestionFact): Outcome {
  return { ...SILENT, asksNow: true, question: questionContext(ask, ask.attempt), ask };
}

function questionContext(
  { text, kind, requirement, lookingFor, outline }: QuestionFact,
  attempt: number,
): NonNullable<CoachContext['question']> {
  return { text, kind, attempt, lookingFor, ...defined({ requirement, outline }) };
}

/** The feedback, in the log before the reply is written. */
function feedbackOutcome(
  { state, chatId }: CoachTurn,
  turn: { open: QuestionFact; judged: Feedback; writer: SessionWriter },
): Outcome {
  const { open, judged, writer } = turn;
  const { event, weakest, decisions } = judged;
  writer.appendLater(...decisions, event);
  const seed = `${chatId}/${state.turns}`;
  return {
    ...SILENT,
    question: questionContext(open, event.attempt + 1),
    feedback: {
      result: event.result,
      attempt: event.attempt,
      gained: event.previous?.gained ?? [],
      lost: event.previous?.lost ?? [],
      strengths: event.strengths,
      nextStep: event.nextStep,
      ...defined({ reason: event.reason, reasonText: event.reasonText }),
      ...(event.score === undefined ? {} : event.score),
    },
    ...(weakest === undefined ? {} : { followUp: followUp(weakest, seed) }),
  };
}
