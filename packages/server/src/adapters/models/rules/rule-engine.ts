import type { decisions, replySpecs } from '../../../core/decisions.ts';
import { followUpWording, questionWording } from '../../../core/chat/wording-decisions.ts';
import type { Clock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import type {
  AnswerOf,
  BoundTool,
  ContextOf,
  Call,
  ReplyRequest,
  DecisionResult,
  Decision,
  FactsOf,
  Engine,
  ReplyEvent,
} from '../../../core/engine/ports.ts';
import { agentReplyRule } from './agent-reply-rule.ts';
import { readAnswer } from './answer-rules.ts';
import { coachReplyRule } from './coach-reply-rule.ts';
import { certainIntent, reviewedIntent } from './certain-intents.ts';
import { intentOf } from './intent-rules.ts';
import { foundNothing, researchReplyRule } from './research-rules.ts';
import type { ReplyRule, ToolCaller } from './reply-rule.ts';

type KnownDecision = (typeof decisions)[number];
type DecisionRules = {
  [Name in KnownDecision['name']]: (
    facts: FactsOf<Extract<KnownDecision, { name: Name }>>,
  ) => AnswerOf<Extract<KnownDecision, { name: Name }>>;
};

/** The decisions that need no language model where their rule is certain. */
export const certainRules = { 'chat.intent': certainIntent } satisfies {
  [Name in keyof DecisionRules]?: (
    ...facts: Parameters<DecisionRules[Name]>
  ) => ReturnType<DecisionRules[Name]> | undefined;
};

/** What is made of what a language model decided, or of nothing where it could not be read: rules are the floor. */
export const reviewRules = { 'chat.intent': reviewedIntent } satisfies {
  [Name in keyof DecisionRules]?: (
    facts: Parameters<DecisionRules[Name]>[0],
    said: ReturnType<DecisionRules[Name]> | undefined,
  ) => ReturnType<DecisionRules[Name]>;
};

type KnownReply = (typeof replySpecs)[number];
type ReplyRules = { [Name in KnownReply['name']]: ReplyRule<ContextOf<Extract<KnownReply, { name: Name }>>> };

// Exhaustive on purpose: a new decision or reply spec does not compile until it has a rule.
const DECISION_RULES: DecisionRules = {
  'chat.intent': intentOf,
  // The bank's words are asked as they stand.
  'chat.question_words': questionWording.fallback,
  'chat.follow_up': followUpWording.fallback,
  'feedback.answer_reading': readAnswer,
  'prep.writing': ({ draft }) => draft,
  'research.findings': foundNothing,
};
const REPLY_RULES: ReplyRules = {
  'agent.reply': agentReplyRule,
  'coach.reply': coachReplyRule,
  'research.report': researchReplyRule,
};

const NO_USAGE = { inputTokens: 0, outputTokens: 0 };

export type RuleEngineOptions = {
  clock: Clock;
  /** The pause after each word, so that an answer can be read as it comes, and stopped. */
  wordDelayMs?: number;
};

/**
 * The engine without a language model: decisions by rules over typed facts, replies from written phrases.
 * Deterministic: same facts, same answer.
 */
export function ruleEngine({ clock, wordDelayMs = 12 }: RuleEngineOptions): Engine {
  return {
    kind: 'rehearsal',
    label: 'Rehearsal mode: no language model is connected. Questions and feedback come from written rules.',
    knownAnswer: ruledAnswer,
    runDecision: async (decision, facts) => ruledAnswer(decision, facts),
    async *streamReply<Context>({ spec, context, tools }: ReplyRequest<Context>, call: Call) {
      const replyRule = (REPLY_RULES as Record<string, ReplyRule<never> | undefined>)[spec.name];
      if (replyRule === undefined) throw new Error(`The rule engine has no rule for ${spec.name}`);
      for await (const event of replyRule(spec.context.parse(context) as never, toolCaller(tools, call.signal))) {
        if (event.type === 'text') yield* paced(event.text, { clock, wordDelayMs, signal: call.signal });
        else yield event;
      }
    },
  };
}

function ruledAnswer<Facts, Answer>(decision: Decision<string, Facts, Answer>, facts: Facts): DecisionResult<Answer> {
  // The table is typed by name above; here the name is only known as a string.
  const rule = (DECISION_RULES as Record<string, ((facts: never) => unknown) | undefined>)[decision.name];
  if (rule === undefined) return { answer: decision.fallback(facts), by: 'fallback', usage: NO_USAGE };
  const answer = decision.answer.safeParse(rule(decision.facts.parse(facts) as never));
  return answer.success
    ? { answer: answer.data, by: 'rules', usage: NO_USAGE }
    : { answer: decision.fallback(facts), by: 'fallback', usage: NO_USAGE };
}

async function* paced(
  text: string,
  { clock, wordDelayMs, signal }: { clock: Clock; wordDelayMs: number; signal: AbortSignal },
): AsyncGenerator<ReplyEvent> {
  for (const word of text.match(/\s*\S+\s*/gu) ?? []) {
    signal.throwIfAborted();
    yield { type: 'text', text: word };
    if (wordDelayMs > 0) await clock.sleep(wordDelayMs, signal);
  }
}

function toolCaller(tools: readonly BoundTool[], signal: AbortSignal): ToolCaller {
  return {
    async *use(name, args) {
      const tool = tools.find((candidate) => candidate.name === name);
      if (tool === undefined) return { ok: false, summary: 'That is not possible here.', output: null };
      const id = newId('call');
      yield { type: 'tool_call', id, name, args };
      const outcome = await tool.run(args, signal);
      yield { type: 'tool_result', id, name, outcome };
      return outcome;
    },
  };
}
