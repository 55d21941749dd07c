import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { JsonSchema } from '../mind/model.ts';
import type { BoundTool, ToolOutcome } from '../mind/ports.ts';
import type { Tool, Toolbox, ToolCall, ToolSource } from './ports.ts';

export function toolbox(tools: readonly Tool[], clock: Clock, sources: readonly ToolSource[] = []): Toolbox {
  const schemas = new Map(tools.map((tool) => [tool, inputSchemaOf(tool)]));
  const bind = (call: Omit<ToolCall, 'signal'>) =>
    tools.map((tool): BoundTool => ({
      name: tool.name,
      description: tool.description,
      inputSchema: schemas.get(tool) ?? inputSchemaOf(tool),
      run: (args, signal) => outcomeOf(tool, args, { call: { ...call, signal }, clock }),
    }));
  return {
    tools,
    bind,
    async offered(call, signal) {
      const found = await Promise.allSettled(sources.map((source) => source.tools(call.scope, signal)));
      signal.throwIfAborted();
      return withoutDoubles([...bind(call), ...found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []))]);
    },
  };
}

/** Of tools with one name the first stays: what is ours cannot be replaced from outside. */
function withoutDoubles(tools: readonly BoundTool[]): readonly BoundTool[] {
  const names = new Set<string>();
  return tools.filter(({ name }) => !names.has(name) && names.add(name));
}

/** The input of a tool as JSON Schema, for those who speak it. */
export function inputSchemaOf({ input }: Pick<Tool, 'input'>): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input' });
  return schema;
}

/** The output of a tool as JSON Schema: what `run` answers with when it went well. */
export function outputSchemaOf({ output }: Pick<Tool, 'output'>): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(output, { io: 'output' });
  return schema;
}

/** Runs a tool inside its deadline. Whatever happens is an outcome, so that the speaker can say it and go on. */
async function outcomeOf(tool: Tool, args: unknown, { call, clock }: { call: ToolCall; clock: Clock }): Promise<ToolOutcome> {
  const input = tool.input.safeParse(args);
  if (!input.success) {
    const [issue] = input.error.issues;
    return failed(`The input is not right: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim());
  }
  const deadline = new AbortController();
  const ended = new AbortController();
  const signal = AbortSignal.any([call.signal, deadline.signal]);
  const expiry = clock.sleep(tool.deadlineMs, ended.signal).then(
    () => deadline.abort(new ServiceError('internal', { detail: 'The tool took too long.' })),
    () => {},
  );
  try {
    const { output, summary } = await Promise.race([tool.run(input.data, { ...call, signal }), aborted(signal)]);
    return { ok: true, summary, output: tool.output.parse(output) };
  } catch (thrown) {
    if (call.signal.aborted) throw call.signal.reason;
    const { message, detail } = ServiceError.from(thrown);
    return failed(detail ?? message);
  } finally {
    ended.abort();
    await expiry;
  }
}

function failed(summary: string): ToolOutcome {
  return { ok: false, summary, output: null };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
