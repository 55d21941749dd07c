import * as z from 'zod';
import type { Clock } from '../kernel/clock.ts';
import { within } from '../kernel/deadline.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { contentText, failureName, noTracer, type Tracer } from '../kernel/tracer.ts';
import type { JsonSchema } from '../engine/model.ts';
import type { BoundTool, ToolOutcome } from '../engine/ports.ts';
import type { Tool, Toolbox, ToolCall, ToolSource } from './ports.ts';

/** The tools as they are bound and run, and those of other sources. Each use of ours is a span below that of the call. */
export function toolbox(
  tools: readonly Tool[],
  clock: Clock,
  { tracer = noTracer, sources = [] }: { tracer?: Tracer; sources?: readonly ToolSource[] } = {},
): Toolbox {
  const ours = tools.map((tool) => ({ tool, inputSchema: inputSchemaOf(tool) }));
  const bound = ({ tool, inputSchema }: (typeof ours)[number], call: Omit<ToolCall, 'signal'>): BoundTool => ({
    name: tool.name,
    description: tool.description,
    inputSchema,
    run: (args, signal) => runTraced(tool, args, { call: { ...call, signal }, clock, tracer }),
  });
  return {
    tools,
    bind: (call) => ours.map((each) => bound(each, call)),
    async offered(call, signal) {
      const found = await Promise.allSettled(sources.map((source) => source.tools(call.scope, signal)));
      signal.throwIfAborted();
      return withoutDoubles([
        ...ours.map((each) => forModel(each.tool, bound(each, call))),
        ...found.flatMap((each) => (each.status === 'fulfilled' ? each.value : [])),
      ]);
    },
  };
}

/** The same tool with the outcome that a language model may see. */
function forModel(tool: Tool, ours: BoundTool): BoundTool {
  return { ...ours, run: async (args, signal) => attributedOutcome(tool, await ours.run(args, signal)) };
}

function attributedOutcome({ modelView: viewFor }: Tool, outcome: ToolOutcome): ToolOutcome {
  return viewFor === undefined || !outcome.ok ? outcome : { ...outcome, output: viewFor(outcome.output) };
}

/** Of tools with one name the first stays: what is ours cannot be replaced from outside. */
function withoutDoubles(tools: readonly BoundTool[]): readonly BoundTool[] {
  const names = new Set<string>();
  return tools.filter(({ name }) => !names.has(name) && names.add(name));
}

/** The input of a tool as JSON Schema. */
export function inputSchemaOf({ input }: Pick<Tool, 'input'>): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input' });
  return schema;
}

/** The output of a tool as JSON Schema: what `run` answers with when it went well. */
export function outputSchemaOf({ output }: Pick<Tool, 'output'>): JsonSchema {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(output, { io: 'output' });
  return schema;
}

type Use = { readonly call: ToolCall; readonly clock: Clock; readonly tracer: Tracer };
type Ended = { readonly outcome: ToolOutcome; readonly failure?: string };

/** Names follow https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/#execute-tool-span. */
async function runTraced(tool: Tool, args: unknown, use: Use): Promise<ToolOutcome> {
  const { tracer, call } = use;
  const attributes = {
    'gen_ai.operation.name': 'execute_tool',
    'gen_ai.tool.name': tool.name,
    'gen_ai.tool.type': 'function',
  };
  const span = tracer.begin(`execute_tool ${tool.name}`, {
    kind: 'internal',
    attributes,
    ...defined({ parent: call.span }),
  });
  if (tracer.withContent) span.set({ 'gen_ai.tool.call.arguments': contentText(args) });
  try {
    const { outcome, failure } = await outcomeOf(tool, args, { ...use, call: { ...call, span } });
    if (tracer.withContent)
      span.set({ 'gen_ai.tool.call.result': contentText(attributedOutcome(tool, outcome).output) });
    span.end(defined({ failure }));
    return outcome;
  } catch (thrown) {
    span.end({ failure: failureName(thrown) });
    throw thrown;
  }
}

/** Runs a tool inside its deadline. Whatever happens is an outcome, so that the reply can mention it and go on. */
async function outcomeOf(tool: Tool, args: unknown, { call, clock }: Use): Promise<Ended> {
  const input = tool.input.safeParse(args);
  if (!input.success) {
    const [first] = input.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim());
    return { outcome: failed(`The input is not right: ${first}`), failure: 'invalid_input' };
  }
  const late = () => new ServiceError('internal', { detail: 'The tool took too long.' });
  const deadline = { clock, delayMs: tool.deadlineMs, signal: call.signal, late };
  try {
    const { output, summary } = await within(deadline, (signal) => tool.run(input.data, { ...call, signal }));
    return { outcome: { ok: true, summary, output: tool.output.parse(output) } };
  } catch (thrown) {
    if (call.signal.aborted) throw call.signal.reason;
    const { message, detail } = ServiceError.from(thrown);
    return { outcome: failed(detail ?? message), failure: failureName(thrown) };
  }
}

function failed(summary: string): ToolOutcome {
  return { ok: false, summary, output: null };
}
