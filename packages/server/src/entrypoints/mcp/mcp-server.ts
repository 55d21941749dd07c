import {
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type CallToolResult,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { JsonSchema } from '../../core/engine/model.ts';
import type { BoundTool, ToolOutcome } from '../../core/engine/ports.ts';
import type { TurnEvent } from '../../core/sessions/ports.ts';
import type { Principal } from '../../core/identity/ports.ts';
import type { Tool, Toolbox } from '../../core/tools/ports.ts';
import { outputSchemaOf } from '../../core/tools/toolbox.ts';
import type { Consents } from '../../core/consents/ports.ts';
import type { OpenCalls } from './open-calls.ts';

export type McpServerDependencies = {
  readonly tools: Toolbox;
  readonly consents: Pick<Consents, 'ensureNotWithdrawn'>;
  readonly calls: OpenCalls;
  readonly version: string;
  /** Called with what went wrong on our side; the caller learns only that something did. */
  readonly onFailure: (failure: ServiceError) => void;
};

type Report = (event: TurnEvent) => Promise<void>;

/** The tools of one caller, for one request. What it may do stands in its closure, so that no two callers can be mixed. */
export function mcpServer(dependencies: McpServerDependencies, principal: Principal): Server {
  const { tools, version, calls } = dependencies;
  const { scope } = principal;
  const allowed = new Map(tools.tools.filter((tool) => mayUse(principal, tool.scope)).map((tool) => [tool.name, tool]));
  const bound = (report: Report) =>
    tools.bind({ scope, report, ...defined({ postingId: scope.postingId }) }).filter(({ name }) => allowed.has(name));
  // The higher-level class wants schemas that check; ours are checked by the toolbox, for every entry point alike.
  const server = new Server({ name: 'interview-prep', version }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({
    tools: bound(silent).map((tool) => described(tool, allowed.get(tool.name))),
  }));
  server.setRequestHandler('tools/call', async ({ params }, context) => {
    const tool = bound(progressTo(context)).find(({ name }) => name === params.name);
    const definition = allowed.get(params.name);
    if (tool === undefined || definition === undefined)
      throw new ProtocolError(
        ProtocolErrorCode.InvalidParams,
        'There is no such tool, or the token is not good for it.',
      );
    const { id, signal: outer } = context.mcpReq;
    const outcome = await calls.run({ principal, id, outer }, (signal) =>
      outcomeOf(dependencies, principal, { tool, args: params.arguments ?? {}, signal }),
    );
    return server.projectCallToolResult(resultOf(outcome), schemaFor(definition));
  });
  return server;
}

function mayUse({ credential, tokenScopes = [] }: Principal, scope: Tool['scope']): boolean {
  return credential === 'service_token' || tokenScopes.includes(scope);
}

const outputSchemas = new WeakMap<Tool, JsonSchema>();

function schemaFor(tool: Tool): JsonSchema {
  const schema = outputSchemas.get(tool) ?? outputSchemaOf(tool);
  outputSchemas.set(tool, schema);
  return schema;
}

function described({ name, description, inputSchema }: BoundTool, tool: Tool | undefined) {
  return {
    name,
    description,
    // Both are JSON Schema about an object: every input and output of a tool is one.
    inputSchema: { ...inputSchema, type: 'object' as const },
    ...(tool === undefined
      ? {}
      : { outputSchema: { ...schemaFor(tool), type: 'object' as const }, annotations: hints(tool) }),
  };
}

function hints({ readOnly }: Tool) {
  return readOnly ? { readOnlyHint: true, destructiveHint: false, idempotentHint: true } : { readOnlyHint: false };
}

type Running = { readonly tool: BoundTool; readonly args: unknown; readonly signal: AbortSignal };

async function outcomeOf(
  { consents, onFailure }: McpServerDependencies,
  { scope }: Principal,
  { tool, args, signal }: Running,
): Promise<ToolOutcome> {
  try {
    await consents.ensureNotWithdrawn(scope);
    return await tool.run(args, signal);
  } catch (thrown) {
    // Nobody waits for an answer any more.
    if (signal.aborted) return failed('The call was cancelled.');
    const failure = ServiceError.from(thrown);
    onFailure(failure);
    return failed(failure.detail ?? failure.message);
  }
}

function failed(summary: string): ToolOutcome {
  return { ok: false, summary, output: null };
}

function resultOf({ ok, summary, output }: ToolOutcome): CallToolResult {
  if (!ok) return { isError: true, content: [{ type: 'text', text: summary }] };
  return { content: [{ type: 'text', text: JSON.stringify(output) }], structuredContent: output };
}

const silent: Report = async () => {};

/** Progress for a caller that gave a token for it; it only ever grows, as the protocol wants. */
function progressTo({ mcpReq }: ServerContext): Report {
  const { _meta: meta } = mcpReq;
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return silent;
  let before = -1;
  return async (event) => {
    if (event.type !== 'prep_progress' || event.stepsDone <= before || mcpReq.signal.aborted) return;
    before = event.stepsDone;
    await mcpReq.notify({
      method: 'notifications/progress',
      params: { progressToken, progress: event.stepsDone, total: event.stepsTotal, message: event.step },
    });
  };
}
