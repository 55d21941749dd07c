import type { ReplyEvent, ToolOutcome } from '../../../core/engine/ports.ts';

/** How a reply rule uses a tool: yields the call and its result as events, returns the outcome. */
export type ToolCaller = { use(name: string, args: Record<string, unknown>): AsyncGenerator<ReplyEvent, ToolOutcome> };

/** Generates the reply for a prompt context. */
export type ReplyRule<Context> = (context: Context, tools: ToolCaller) => AsyncGenerator<ReplyEvent>;
