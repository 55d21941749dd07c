import type { ZodType } from 'zod';
import type { Span } from '../kernel/tracer.ts';
import type { BoundTool } from '../mind/ports.ts';
import type { TurnEvent } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type ToolCall = {
  readonly scope: Scope;
  readonly signal: AbortSignal;
  /** The posting of the conversation, where there is one. */
  readonly postingId?: string;
  /** The work that uses the tool, for traces. */
  readonly span?: Span;
  /** Tells the candidate something while the tool runs: progress, a list, a finished document. */
  report(event: TurnEvent): Promise<void>;
};

/** What an agent may do for a candidate. Identity comes from the call; no input names a person, a tenant or an address of ours. */
export type Tool<Input = unknown, Output = unknown> = {
  readonly name: string;
  /** Read by a model, so it says when to use the tool, not how it works. */
  readonly description: string;
  readonly input: ZodType<Input>;
  readonly output: ZodType<Output>;
  readonly readOnly: boolean;
  readonly deadlineMs: number;
  run(input: Input, call: ToolCall): Promise<{ output: Output; summary: string }>;
};

/** The one list of tools: spoken in process, and by other doors. */
export interface Toolbox {
  readonly tools: readonly Tool[];
  /** The tools with a caller in them. They throw only when they are told to stop. */
  bind(call: Omit<ToolCall, 'signal'>): readonly BoundTool[];
}
