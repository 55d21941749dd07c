import type { ReplyEvent, ToolOutcome } from '../../../core/engine/ports.ts';

/** How a speaker uses a tool: the call and its result are said as they happen, the outcome comes back. */
export type ToolCaller = { use(name: string, args: Record<string, unknown>): AsyncGenerator<ReplyEvent, ToolOutcome> };

/** Puts a brief into words. */
export type ReplyRule<Context> = (context: Context, tools: ToolCaller) => AsyncGenerator<ReplyEvent>;
