import type { CallToolResult, FetchLike } from '@modelcontextprotocol/client';
import type { Clock } from '../../core/kernel/clock.ts';
import { parseJson } from '../../core/kernel/safe-json.ts';
import type { JsonSchema } from '../../core/engine/model.ts';
import type { BoundTool, ToolOutcome } from '../../core/engine/ports.ts';
import type { ToolServerAddress, ToolServers, ToolSource } from '../../core/tools/ports.ts';
import { toolNameOf } from '../../core/tools/tool-servers.ts';
import { abortOf, timeLimited } from './time-limit.ts';
import { type DescribedTool, withToolServer } from './tool-server-session.ts';

const CALL_DEADLINE_MS = 20_000;
/** A turn waits so long at most to learn which tools there are. */
const LIST_DEADLINE_MS = 3_000;
const LISTED_FOR_MS = 300_000;
const FAILED_FOR_MS = 60_000;
const MOST_RESULT_BYTES = 64 * 1024;
const MOST_DESCRIPTION_BYTES = 600;
const MOST_SCHEMA_CHARACTERS = 16 * 1024;
const MOST_SERVERS_KNOWN = 1_000;

type Offered = { readonly name: string; readonly description: string; readonly inputSchema: JsonSchema };
type Listed = { readonly tools: Promise<readonly Offered[]>; readonly until: number };

export type McpToolDependencies = {
  readonly servers: Pick<ToolServers, 'addresses'>;
  /** The guarded way out. */
  readonly fetch: FetchLike;
  readonly clock: Clock;
};

/**
 * The allow-listed tools of a tenant's own MCP servers, as `<server>__<tool>`. What a server offers is asked for once in five
 * minutes, after a failure once in one. A server that is down has no tools; a call that fails is an outcome that says so.
 */
export function mcpTools(dependencies: McpToolDependencies): ToolSource {
  const listed = new Map<string, Listed>();
  return {
    async tools(scope, signal) {
      const servers = await dependencies.servers.addresses(scope);
      const found = Promise.all(servers.map((server) => toolsOf(server, { ...dependencies, listed })));
      return (await Promise.race([found, abortOf(signal)])).flat();
    },
  };
}

type CallDependencies = McpToolDependencies & { readonly listed: Map<string, Listed> };

async function toolsOf(server: ToolServerAddress, dependencies: CallDependencies): Promise<readonly BoundTool[]> {
  const offered = await offeredTools(server, dependencies);
  return offered.map(({ name, description, inputSchema }) => ({
    name: toolNameOf(server.name, name),
    description,
    inputSchema,
    run: (args, signal) => outcomeOf(server, name, { args, signal, ...dependencies }),
  }));
}

/** Shared by all who ask at the same time; it belongs to no turn, so that none can end it for the others. */
function offeredTools(server: ToolServerAddress, dependencies: CallDependencies): Promise<readonly Offered[]> {
  const { listed, clock } = dependencies;
  const before = listed.get(server.id);
  if (before !== undefined && clock.now() < before.until) return before.tools;
  const tools = offeredBy(server, dependencies).catch(() => {
    listed.set(server.id, { tools, until: clock.now() + FAILED_FOR_MS });
    return [];
  });
  listed.set(server.id, { tools, until: clock.now() + LISTED_FOR_MS });
  const [oldest] = listed.size > MOST_SERVERS_KNOWN ? listed.keys() : [];
  if (oldest !== undefined) listed.delete(oldest);
  return tools;
}

async function offeredBy(
  server: ToolServerAddress,
  { fetch, clock }: McpToolDependencies,
): Promise<readonly Offered[]> {
  const described = await timeLimited({ clock, limitMs: LIST_DEADLINE_MS }, (signal) =>
    withToolServer(server, { fetch, signal, timeoutMs: LIST_DEADLINE_MS * 2 }, (session) => session.list()),
  );
  return described.filter(({ name }) => server.tools.includes(name)).flatMap((tool) => offeredTool(server, tool));
}

function offeredTool(server: ToolServerAddress, { name, description = '', inputSchema }: DescribedTool): Offered[] {
  const schema = schemaOf(inputSchema);
  if (schema === undefined) return [];
  const said = plainText(description.replaceAll(/\s+/gu, ' '), MOST_DESCRIPTION_BYTES).text;
  return [
    {
      name,
      description: `A tool of the platform's own server “${server.name}”, which describes it so: ${said}`,
      inputSchema: schema,
    },
  ];
}

/** A stranger's schema goes to the model only when it is small, plain JSON about an object. */
function schemaOf(value: unknown): JsonSchema | undefined {
  const text = JSON.stringify(value) ?? '';
  if (text.length > MOST_SCHEMA_CHARACTERS) return undefined;
  try {
    const schema = parseJson(text);
    return isRecord(schema) && schema['type'] === 'object' ? schema : undefined;
  } catch {
    return undefined;
  }
}

type Asked = McpToolDependencies & { readonly args: unknown; readonly signal: AbortSignal };

async function outcomeOf(
  server: ToolServerAddress,
  tool: string,
  { args, signal, fetch, clock }: Asked,
): Promise<ToolOutcome> {
  signal.throwIfAborted();
  if (!isRecord(args)) return failed('The input is not right: it must be an object.');
  try {
    const result = await timeLimited({ clock, limitMs: CALL_DEADLINE_MS, outer: signal }, (ending) =>
      withToolServer(server, { fetch, signal: ending, timeoutMs: CALL_DEADLINE_MS * 2 }, (session) =>
        session.call(tool, args),
      ),
    );
    return outcomeFrom(server, tool, result);
  } catch {
    signal.throwIfAborted();
    return failed(`“${server.name}” could not be reached, or did not answer as it should.`);
  }
}

/**
 * A server's result is data. The model sees which server it is from; the summary, which people see, holds none of it.
 */
function outcomeFrom(server: ToolServerAddress, tool: string, result: CallToolResult): ToolOutcome {
  const texts = result.content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const whole =
    texts.length === 0 && result.structuredContent !== undefined
      ? JSON.stringify(result.structuredContent)
      : texts.join('\n');
  const { text, cut } = plainText(whole, MOST_RESULT_BYTES);
  const output = { from: server.name, untrusted: true, text, ...(cut ? { cut } : {}) };
  return result.isError === true
    ? { ok: false, summary: `“${server.name}” could not do that (${tool})`, output }
    : { ok: true, summary: `Asked “${server.name}” (${tool})`, output };
}

function failed(summary: string): ToolOutcome {
  return { ok: false, summary, output: null };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text from outside as data may hold it: no control characters but line ends and tabs, no half characters, not too long. */
function plainText(text: string, most: number): { text: string; cut: boolean } {
  const clean = text.replaceAll(/(?![\n\t])\p{Cc}|\p{Surrogate}/gu, '');
  const bytes = Buffer.from(clean);
  if (bytes.length <= most) return { text: clean, cut: false };
  // A character that was cut in the middle is left out.
  return { text: new TextDecoder().decode(bytes.subarray(0, most), { stream: true }), cut: true };
}
