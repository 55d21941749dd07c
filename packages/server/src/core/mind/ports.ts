import type { ZodType } from 'zod';
import type { Scope } from '../tenancy/scope.ts';

export type Usage = { readonly inputTokens: number; readonly outputTokens: number; readonly costUsd?: number };

/**
 * One small question for the mind. A language model answers from a prompt, the rehearsal mind by a rule over `facts`.
 * Answers are enums, booleans and spans, never free numbers: numbers are computed by code.
 */
export type Decision<Name extends string, Facts, Answer> = {
  readonly name: Name;
  readonly version: number;
  readonly facts: ZodType<Facts>;
  readonly answer: ZodType<Answer>;
  /** The declared safe default. */
  fallback(facts: Facts): Answer;
};

/** Free speech for one purpose. `brief` is what the speaker may know, typed. */
export type Speech<Name extends string, Brief> = { readonly name: Name; readonly version: number; readonly brief: ZodType<Brief> };

export type FactsOf<D> = D extends Decision<string, infer Facts, unknown> ? Facts : never;
export type AnswerOf<D> = D extends { readonly answer: ZodType<infer Answer> } ? Answer : never;
export type BriefOf<S> = S extends Speech<string, infer Brief> ? Brief : never;

/** A tool with its caller's identity already in it. */
export type BoundTool = {
  readonly name: string;
  readonly description: string;
  readonly input: ZodType;
  /** A failure is an outcome with `ok: false`, which the speaker may react to. Throws only the reason of its signal. */
  run(args: unknown, signal: AbortSignal): Promise<ToolOutcome>;
};

export type ToolOutcome = { readonly ok: boolean; readonly summary: string; readonly output: unknown };

export type Message = { readonly role: 'candidate' | 'coach'; readonly text: string };

export type Conversation<Brief> = {
  readonly speech: Speech<string, Brief>;
  readonly brief: Brief;
  readonly history: readonly Message[];
  readonly tools: readonly BoundTool[];
};

export type Spoken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_call'; readonly id: string; readonly name: string; readonly args: Record<string, unknown> }
  | { readonly type: 'tool_result'; readonly id: string; readonly name: string; readonly outcome: ToolOutcome }
  | { readonly type: 'usage'; readonly usage: Usage };

export type Call = { readonly scope: Scope; readonly signal: AbortSignal };

export type Decided<Answer> = { readonly answer: Answer; readonly by: 'model' | 'rules' | 'fallback'; readonly usage: Usage };

/** The two ways to think. */
export interface Mind {
  readonly kind: 'rehearsal' | 'model';
  /** What the interface says about it. */
  readonly label: string;
  /** Validated, then the fallback. Says who answered. Never throws for a bad answer. */
  decide<Facts, Answer>(decision: Decision<string, Facts, Answer>, facts: Facts, call: Call): Promise<Decided<Answer>>;
  /** Ends normally only when the speaker finished; everything else throws. */
  converse<Brief>(conversation: Conversation<Brief>, call: Call): AsyncIterable<Spoken>;
}
