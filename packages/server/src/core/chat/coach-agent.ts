import type { Agent, AgentCall, AgentSpec, AgentTurn } from '../agents/ports.ts';
import type { Call, Engine } from '../engine/ports.ts';
import type { Feedback, FeedbackService } from '../feedback/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import type { Postings } from '../postings/ports.ts';
import type { PracticePast } from '../practice/ports.ts';
import { ownResume, type Resumes } from '../resumes/ports.ts';
import { decisionFact, KeptProjection, type LogReader, type SessionWriter } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Toolbox } from '../tools/ports.ts';
import { languageOf } from '../vocabulary/ports.ts';
import { attemptAt } from './attempt.ts';
import { asideOutcome } from './aside-outcome.ts';
import { topicContext } from './asked-topic.ts';
import type { Manner } from './coach-log.ts';
import { rereadAttempt, rereadContext, secondReading } from './reread-answer.ts';
import { coachFacts, postingContext, resumeContext } from './coach-facts.ts';
import { askOutcome, feedbackOutcome, listed, type Outcome, questionContext, SILENT } from './coach-outcome.ts';
import { coachProjection, type CoachState } from './coach-state.ts';
import type { CoachTurn } from './coach-turn.ts';
import { writeCoachWords } from './coach-words.ts';
import { chatIntent, type Intent, type IntentFacts } from './decisions.ts';
import { namedFigures } from './named-figures.ts';
import { planAfterAnswer, planOutcome } from './plan-outcome.ts';
import { isRunning } from './plan-wish.ts';
import { topicalQuestion } from './picked-question.ts';
import { worded } from './plan-wording.ts';
import { remembered } from './remembered.ts';
import type { CoachContext } from './reply-spec.ts';
import { occursIn } from './reply-words.ts';

export type CoachDependencies = {
  readonly engine: Engine;
  readonly feedback: FeedbackService;
  readonly tools: Pick<Toolbox, 'offered'>;
  readonly log: LogReader;
  readonly postings: Pick<Postings, 'get' | 'create'>;
  readonly resumes: Pick<Resumes, 'get' | 'plainPdf'>;
  readonly past: Pick<PracticePast, 'practised'>;
  readonly clock: Clock;
};

type ShownOutcome = Omit<Outcome, 'ask' | 'choices' | 'asked'>;

type DecidedTurn = {
  readonly intent: Intent;
  readonly language: string;
  /** Feedback that was begun before the intent was known. */
  readonly early: Promise<Feedback> | undefined;
  readonly writer: SessionWriter;
  readonly call: Call;
};

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
      const about = decided.answer.intent === 'job_text' ? await this.#withPosting(input, turn, call) : input;
      await this.#answer(about, { intent: decided.answer, language, early, writer, call });
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
    const {
      ask,
      plan,
      planAsking,
      choices,
      asked = [],
      ...outcome
    } = await worded(await this.#outcome(input, turn), {
      ...turn,
      input,
      engine: this.#dependencies.engine,
      presentYear: this.#presentYear,
    });
    call.signal.throwIfAborted();
    if (plan !== undefined) writer.appendLater({ type: 'plan', plan });
    if (outcome.summary !== undefined) writer.appendLater(outcome.summary);
    const known = ask === undefined ? undefined : await remembered(this.#dependencies.past, call.scope, { input, ask });
    const { message, reply } = await writeCoachWords(this.#dependencies, input, {
      context: { ...this.#context(input, { intent, language, outcome, asked }), ...defined({ remembered: known }) },
      speakerId: this.spec.id,
      writer,
      call,
    });
    // What is asked was decided. A reply that leaves it out, or changes it, does not change what the answer is judged
    // against.
    if (ask !== undefined && !occursIn(ask.text, reply)) writer.appendText(message, `\n\n**${ask.text}**\n\n`);
    if (ask !== undefined) writer.appendLater({ ...ask, ...message });
    if (planAsking !== undefined) writer.appendLater({ type: 'plan', plan: planAsking });
    if (choices !== undefined) writer.appendLater({ type: 'choices', ...message, choices });
  }

  /** A pasted advert is the job of the chat from now on. */
  async #withPosting(input: CoachTurn, turn: AgentTurn, { scope }: AgentCall): Promise<CoachTurn> {
    const { postings, resumes } = this.#dependencies;
    const posting = await postings.create(scope, { kind: 'text', text: input.text });
    await turn.usePosting?.(posting);
    const facts = coachFacts(posting, input.facts.resume, () => resumes.plainPdf(scope));
    return { ...input, facts, postingId: posting.id };
  }

  /** What it knows in this turn: as much of it as its spec allows. */
  async #input({ sessionId, messageId, text, postingId, locale }: AgentTurn, { scope }: AgentCall): Promise<CoachTurn> {
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
      ...defined({ postingId, locale }),
    };
  }

  async #outcome(input: CoachTurn, turn: DecidedTurn): Promise<Outcome> {
    const { state, facts, chatId } = input;
    const { intent, early, writer, call } = turn;
    const at = this.#dependencies.clock.now();
    // In a practice interview the next question of the plan comes in place of one that is declined.
    const order: Intent = intent.intent === 'declines' ? { intent: 'next_question' } : intent;
    const planned = planOutcome(input, { intent: order, at });
    if (planned !== undefined) return planned;
    const open = state.open === undefined ? {} : { question: questionContext(state.open, state.attempts.length + 1) };
    switch (intent.intent) {
      case 'answer': {
        const judged = await (early ?? this.#judged(input, call));
        if (state.open === undefined || judged === undefined) return SILENT;
        const outcome = feedbackOutcome(input, { open: state.open, judged, writer });
        return planAfterAnswer(input, outcome, { judged, at });
      }
      case 'confirms_answer':
        return this.#confirmed(input, turn);
      case 'dispute':
        return { ...SILENT, ...open, ...(await this.#reread(input, turn)) };
      case 'try_again':
        return state.open === undefined ? SILENT : askOutcome({ ...state.open, attempt: state.attempts.length + 1 });
      case 'next_question':
      case 'declines': {
        const request = { text: input.text, facts, asked: state.askedQuestionIds, seed: chatId };
        const chosen = topicalQuestion(request, intent);
        const topic = intent.intent === 'next_question' ? topicContext(input.text, chosen) : undefined;
        return { ...askOutcome(chosen.question), ...defined({ topic }) };
      }
      case 'likely_questions':
      case 'questions_to_ask':
        return { ...SILENT, ...open, listed: listed(intent.intent, facts, chatId) };
      default:
        return { ...asideOutcome(input, { intent, writer, now: at }), ...open };
    }
  }

  /** The message before was an answer: it is judged as the attempt that it was. */
  async #confirmed(input: CoachTurn, { writer, call }: DecidedTurn): Promise<Outcome> {
    const { open, unclear } = input.state;
    if (open === undefined || unclear === undefined) return SILENT;
    const answer = { ...input, text: unclear.text, messageId: unclear.messageId };
    const judged = await this.#dependencies.feedback.judge(attemptAt(open, answer), call);
    const outcome = feedbackOutcome(answer, { open, judged, writer });
    return planAfterAnswer(answer, outcome, { judged, at: this.#dependencies.clock.now() });
  }

  /** The newest answer read once more, where it was not yet. Both readings stay in the log. */
  async #reread(input: CoachTurn, { writer, call }: DecidedTurn): Promise<Pick<Outcome, 'reread'>> {
    const { open, attempts, reread } = input.state;
    const first = attempts.at(-1);
    if (open === undefined || first === undefined || reread) return {};
    const judged = await this.#dependencies.feedback.judge(rereadAttempt(open, first, input), call);
    const second = secondReading(first, judged);
    writer.appendLater(...judged.decisions, second);
    return { reread: rereadContext(input.text, { first, second }) };
  }

  /** Feedback on the message as an answer to the open question, or `undefined` where none is open. */
  #judged(input: CoachTurn, call: Call): Promise<Feedback> | undefined {
    const { open } = input.state;
    return open === undefined ? undefined : this.#dependencies.feedback.judge(attemptAt(open, input), call);
  }

  get #presentYear(): number {
    return new Date(this.#dependencies.clock.now()).getUTCFullYear();
  }

  #context(
    input: CoachTurn,
    turn: { intent: Intent; language: string; outcome: ShownOutcome; asked: readonly Manner[] },
  ): CoachContext {
    const { facts, chatId, state } = input;
    const posting = postingContext(facts);
    const resume = resumeContext(facts, this.#presentYear);
    const answered = state.attempts.at(-1);
    const named = namedFigures(input.text, turn.intent);
    return {
      intent: turn.intent.intent,
      seed: `${chatId}/${state.turns}`,
      language: turn.language,
      ...defined({ posting, resume }),
      ...(answered === undefined ? {} : { answered: { question: answered.question, answer: answered.answer } }),
      ...defined({ named, feeling: turn.intent.feeling, level: turn.intent.level }),
      manner: [...new Set([...state.manner, ...turn.asked])],
      ...turn.outcome,
    };
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
    asksWhether: state.unclear !== undefined,
    hasPlan: isRunning(state.plan),
  };
}
