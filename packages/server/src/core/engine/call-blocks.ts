import { balancedEnd, jsonIn } from './lenient-json.ts';
import { callsOf, writtenCalls, type WrittenCall } from './written-calls.ts';

export type CallBlock = { readonly calls: readonly WrittenCall[]; readonly length: number };

const KEYS = 'name|function|tool|tool_name|type|id|tool_calls|function_call|arguments|parameters|action';

/** How an object or a list begins that may be a call: by one of the keys that a call has. */
const BEGINS_CALL = new RegExp(String.raw`^\s*\[?\s*(?:$|\{\s*(?:$|"?[a-z_]*$|"(?:${KEYS})"\s*(?::|$)))`, 'u');

/**
 * A call at the beginning of a line that no mark shows: JSON, Python or a fence around either, which names a tool exactly.
 * `undefined` where it is something else, which somebody may have asked for; `unknown` until enough of it is there.
 */
export function callsInBlock(
  text: string,
  { tools, final }: { tools: readonly string[]; final: boolean },
): CallBlock | 'unknown' | undefined {
  if (text.startsWith('`')) return inFence(text, { tools, final });
  if (text.startsWith('[') && !/^\[\s*(?:\{|$)/u.test(text)) return asCode(text, { tools, final });
  if (!BEGINS_CALL.test(text)) return undefined;
  const end = balancedEnd(text, 0);
  if (end === undefined) return final ? undefined : 'unknown';
  return named(
    jsonIn(text.slice(0, end)).flatMap(({ value }) => callsOf(value)),
    { tools, length: end },
  );
}

function inFence(
  text: string,
  { tools, final }: { tools: readonly string[]; final: boolean },
): CallBlock | 'unknown' | undefined {
  const opening = /^```([\w-]*)[^\n]*\n/u.exec(text);
  if (opening === null) return !final && /^`{1,2}$|^```[^\n]*$/u.test(text) ? 'unknown' : undefined;
  const [line, language = ''] = opening;
  const body = text.slice(line.length);
  const isCall = language.startsWith('tool');
  if (!isCall && !BEGINS_CALL.test(body) && !startsWithTool(body, tools)) return undefined;
  const closing = /(?:^|\n)[ \t]*```[ \t]*(?:\n|$)/u.exec(body);
  if (closing === null || (!final && !closing[0].endsWith('\n'))) {
    if (!final) return 'unknown';
    if (closing === null && !isCall) return undefined;
  }
  const written = body.slice(0, closing?.index ?? body.length);
  const length = line.length + (closing === null ? body.length : closing.index + closing[0].length);
  const calls =
    isCall || !/^\s*[[{]/u.test(written)
      ? writtenCalls(written)
      : jsonIn(written).flatMap(({ value }) => callsOf(value));
  return isCall ? { calls, length } : named(calls, { tools, length });
}

function asCode(
  text: string,
  { tools, final }: { tools: readonly string[]; final: boolean },
): CallBlock | 'unknown' | undefined {
  if (!startsWithTool(text.slice(1), tools)) return undefined;
  const end = balancedEnd(text, 0);
  if (end === undefined) return final ? undefined : 'unknown';
  return named(writtenCalls(text.slice(0, end)), { tools, length: end });
}

/** Whether it is the name of a tool with a bracket behind it, or may become that. */
function startsWithTool(text: string, tools: readonly string[]): boolean {
  const begin = text.trimStart();
  return tools.some((tool) => begin.startsWith(`${tool}(`) || `${tool}(`.startsWith(begin));
}

function named(
  calls: readonly WrittenCall[],
  { tools, length }: { tools: readonly string[]; length: number },
): CallBlock | undefined {
  return calls.length > 0 && calls.every(({ name }) => tools.includes(name)) ? { calls, length } : undefined;
}
