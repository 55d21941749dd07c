import * as z from 'zod';
import { ServiceError } from '../kernel/service-error.ts';
import type { ModelClient } from './model-retry.ts';
import { streamReply } from './tool-loop.ts';
import { runDecision } from './run-decision.ts';
import type { Decision, DecisionResult, Engine, ReplySpec } from './ports.ts';
import { type Prompt, type Prompts, slotsOf } from './prompt.ts';
import { ThoughtHabit } from './thought-habit.ts';

/** By the name of a decision: the answer that is certain, or `undefined` where only a model can say. */
export type CertainRules = Readonly<Record<string, (facts: never) => unknown>>;

/** By the name of a decision: the answer that stands after a model's, which is `undefined` where it could not be read. */
export type ReviewRules = Readonly<Record<string, (facts: never, said: never) => unknown>>;

export type LlmEngineOptions = ModelClient & {
  readonly prompts: Prompts;
  /** The decisions it must be able to run: each needs a prompt, or creating the engine throws. */
  readonly decisions: readonly Pick<Decision<string, unknown, unknown>, 'name' | 'facts'>[];
  readonly replySpecs: readonly Pick<ReplySpec<string, unknown>, 'name' | 'context'>[];
  /** What is decided without asking the model. */
  readonly certainRules?: CertainRules;
  /** What is made of what the model decided. */
  readonly reviewRules?: ReviewRules;
};

const NO_USAGE = { inputTokens: 0, outputTokens: 0 };

/** The engine over a language model. Throws, naming it, when a prompt is missing or has a slot that nothing fills. */
export function llmEngine(options: LlmEngineOptions): Engine {
  for (const { name, facts } of options.decisions) ensureFits(promptOf(options, name), facts);
  for (const { name, context } of options.replySpecs) ensureFits(promptOf(options, name), context);
  const { certainRules = {}, reviewRules = {} } = options;
  const client = { ...options, habit: new ThoughtHabit() };
  return {
    kind: 'model',
    label: `Answers are written by a language model (${options.model.id}). It can be wrong.`,
    knownAnswer: (decision, facts) => certainAnswer(certainRules, decision, facts),
    runDecision: async (decision, facts, call) =>
      certainAnswer(certainRules, decision, facts) ??
      reviewed(
        reviewRules,
        { decision, facts },
        await runDecision({ ...client, prompt: promptOf(options, decision.name) }, { decision, facts }, call),
      ),
    streamReply: (request, call) =>
      streamReply({ ...client, prompt: promptOf(options, request.spec.name) }, request, call),
  };
}

function certainAnswer<Facts, Answer>(
  rules: CertainRules,
  decision: Decision<string, Facts, Answer>,
  facts: Facts,
): DecisionResult<Answer> | undefined {
  // Facts and answer are both checked by the decision, so a rule of another decision can do no harm.
  const answer = rules[decision.name]?.(decision.facts.parse(facts) as never);
  return answer === undefined ? undefined : { answer: decision.answer.parse(answer), by: 'rules', usage: NO_USAGE };
}

function reviewed<Facts, Answer>(
  rules: ReviewRules,
  { decision, facts }: { decision: Decision<string, Facts, Answer>; facts: Facts },
  result: DecisionResult<Answer>,
): DecisionResult<Answer> {
  const said = result.by === 'fallback' ? undefined : result.answer;
  // As above: facts and answers are checked by the decision.
  const answer = rules[decision.name]?.(decision.facts.parse(facts) as never, said as never);
  return answer === undefined || answer === said
    ? result
    : { ...result, answer: decision.answer.parse(answer), by: 'rules' };
}

function promptOf({ prompts }: Pick<LlmEngineOptions, 'prompts'>, name: string): Prompt {
  const prompt = prompts.get(name);
  if (prompt === undefined) throw new ServiceError('internal', { detail: `There is no prompt named ${name}.` });
  return prompt;
}

function ensureFits(prompt: Prompt, data: z.ZodType): void {
  const known = data instanceof z.ZodObject ? Object.keys(data.shape) : [];
  const unknown = slotsOf(prompt).filter((slot) => !known.includes(slot));
  if (unknown.length > 0)
    throw new Error(`The prompt ${prompt.name} has slots that nothing fills: ${unknown.join(', ')}`);
}
