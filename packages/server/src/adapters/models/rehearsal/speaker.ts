import type { Spoken, ToolOutcome } from '../../../core/mind/ports.ts';

/** How a speaker uses a tool: the call and its result are said as they happen, the outcome comes back. */
export type ToolBelt = { use(name: string, args: Record<string, unknown>): AsyncGenerator<Spoken, ToolOutcome> };

/** Puts a brief into words. */
export type Speaker<Brief> = (brief: Brief, tools: ToolBelt) => AsyncGenerator<Spoken>;
