import type { ZodType } from 'zod';
import type { Span } from '../kernel/tracer.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { JsonSchema } from './model.ts';

export type Usage = { readonly inputTokens: number; readonly outputTokens: number; readonly costUsd?: number };

/**
 * One small question for the engine. A language model answers from a prompt, the rule engine by a rule over `facts`.
 * Answers are enums, booleans and spans, never free numbers: numbers are computed by code.
 */
export type Decision<Name extends string, Facts, Answer> = {
  readonly name: Name;
  readonly version: number;
  readonly facts: ZodType<Facts>;
  readonly answer: ZodType<Answer>;
  /** What a language model is asked for, where that is not the answer itself: it quotes words, it cannot count characters. */
  readonly inWords?: InWords<Facts, Answer>;
  /** How long a model's answer may be. 4,096 tokens where it is left out. */
  readonly outputTokens?: number;
  /** The declared safe default. */
  fallback(facts: Facts): Answer;
};

/** The shape in which a language model answers, and how code makes the answer of it. `read` takes what `shape` has parsed. */
export type InWords<Facts, Answer> = { readonly shape: ZodType; read(said: never, facts: Facts): Answer };

/** What a free reply is for. `context` is the schema of everything the engine may know when it writes it. */
export type ReplySpec<Name extends string, Context> = {
  readonly name: Name;
  readonly version: number;
  readonly context: ZodType<Context>;
};

export type FactsOf<D> = D extends Decision<string, infer Facts, unknown> ? Facts : never;
export type AnswerOf<D> = D extends { readonly answer: ZodType<infer Answer> } ? Answer : never;
export type ContextOf<S> = S extends ReplySpec<string, infer Context> ? Context : never;

/** A tool with its caller's identity already in it. */
export type BoundTool = {
  readonly name: string;
  readonly description: string;
  /** Shown to the model. `run` validates its arguments itself. */
  readonly inputSchema: JsonSchema;
  /** A failure is an outcome with `ok: false`, which the engine may react to. Throws only the reason of its signal. */
  run(args: unknown, signal: AbortSignal): Promise<ToolOutcome>;
};

export type ToolOutcome = { readonly ok: boolean; readonly summary: string; readonly output: unknown };

/** One message; in a list, oldest first. The engine uses as many of the newest as it can. */
export type Message = { readonly role: 'candidate' | 'coach'; readonly text: string };

export type ReplyRequest<Context> = {
  readonly spec: ReplySpec<string, Context>;
  readonly context: Context;
  readonly history: readonly Message[];
  readonly tools: readonly BoundTool[];
  /** The candidate's résumé, for a model that reads one. */
  readonly attachment?: Attachment;
};

/**
 * `pdf` gives the file as it was uploaded, or `undefined` where a person would not see all that it holds; `pages` is how
 * many it has.
 */
export type Attachment = { readonly text: string; readonly pages?: number; pdf(): Promise<Uint8Array | undefined> };

export type ReplyEvent =
  | { readonly type: 'text'; readonly text: string }
  /** All text before it was not meant for a reader: it is taken back, and what was comes again. */
  | { readonly type: 'withdrawn' }
  | { readonly type: 'tool_call'; readonly id: string; readonly name: string; readonly args: Record<string, unknown> }
  | { readonly type: 'tool_result'; readonly id: string; readonly name: string; readonly outcome: ToolOutcome };

/**
 * Meters the tokens of one turn or one piece of background work, and stops it at its budget. Everything a model
 * reported is in the ledger when `record` resolves.
 */
export interface Meter {
  /** All that was recorded here so far. */
  readonly total: Usage;
  /** Call before every request to a model. Throws `budget_reached`. */
  checkBudget(): Promise<void>;
  record(
    use: Pick<Usage, 'inputTokens' | 'outputTokens'> & {
      readonly modelId: string;
      readonly cachedInputTokens?: number;
    },
  ): Promise<void>;
}

export type Call = {
  readonly scope: Scope;
  readonly signal: AbortSignal;
  readonly meter?: Meter;
  readonly span?: Span;
};

/** Which prompt and model answered: the prompt by the hash of its text. */
export type Provenance = { readonly modelId: string; readonly prompt: string };

export type DecisionResult<Answer> = {
  readonly answer: Answer;
  readonly by: 'model' | 'rules' | 'fallback';
  readonly usage: Usage;
  readonly provenance?: Provenance;
};

/**
 * What decides and writes replies: a language model (`llm-engine.ts`) or rules
 * (`adapters/models/rules/rule-engine.ts`).
 */
export interface Engine {
  readonly kind: 'rehearsal' | 'model';
  /** What the interface says about it. */
  readonly label: string;
  /** The answer where rules are certain of it, at once and without a request to a model. */
  knownAnswer<Facts, Answer>(
    decision: Decision<string, Facts, Answer>,
    facts: Facts,
  ): DecisionResult<Answer> | undefined;
  /** Answers with a validated answer, or the decision's fallback; `by` says which. Never throws for a bad answer. */
  runDecision<Facts, Answer>(
    decision: Decision<string, Facts, Answer>,
    facts: Facts,
    call: Call,
  ): Promise<DecisionResult<Answer>>;
  /** Ends normally only when the reply is complete; everything else throws. */
  streamReply<Context>(request: ReplyRequest<Context>, call: Call): AsyncIterable<ReplyEvent>;
}
