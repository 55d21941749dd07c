import { balancedEnd, jsonIn } from './lenient-json.ts';
import { bareName, callsOf, type WrittenCall } from './call-shapes.ts';
import { fieldsInTags, writtenCalls } from './written-calls.ts';

export type CallBlock = { readonly calls: readonly WrittenCall[]; readonly length: number };

const KEYS = 'name|function|tool|tool_name|type|id|tool_calls|function_call|arguments|parameters|action';

/** How an object or a list begins that may be a call: by one of the keys that a call has. */
const BEGINS_CALL = new RegExp(String.raw`^\s*\[?\s*(?:$|\{\s*(?:$|"?[a-z_]*$|"(?:${KEYS})"\s*(?::|$)))`, 'u');

/** What goes on for longer is no call. */
const LONGEST_CALL = 12_000;

type Use = { readonly tools: readonly string[]; readonly final: boolean };

/** How markup of a call begins. */
const BEGINS_MARKUP = /^\s*<(?:[a-z]*$|tool|function|invoke)/u;

/**
 * A call that no mark shows: JSON, and where a line begins Python, a tag or a fence around it, which names a tool exactly.
 * `undefined` where it is something else, which somebody may have asked for; `unknown` until enough of it is there.
 */
export function callsInBlock(text: string, use: Use & { startsLine: boolean }): CallBlock | 'unknown' | undefined {
  const { tools, final, startsLine } = use;
  if ((!startsLine && !text.startsWith('{')) || text.length > LONGEST_CALL) return undefined;
  if (text.startsWith('`')) return inFence(text, use);
  if (text.startsWith('<')) return inOwnTag(text, use);
  if (/^[\p{L}_>]/u.test(text)) return asLines(text, use);
  if (text.startsWith('[') && !/^\[\s*(?:\{|$)/u.test(text)) return asCode(text, use);
  if (!BEGINS_CALL.test(text)) return undefined;
  const end = balancedEnd(text, 0);
  if (end === undefined) return final ? undefined : 'unknown';
  return named(
    jsonIn(text.slice(0, end)).flatMap(({ value }) => callsOf(value)),
    { tools, length: end },
  );
}

/** A tag that has the name of a tool. */
function inOwnTag(text: string, { tools, final }: Use): CallBlock | 'unknown' | undefined {
  const name = tools.find((tool) => text.startsWith(`<${tool}>`) || text.startsWith(`<${tool}/>`));
  if (name === undefined) return !final && tools.some((tool) => `<${tool}/>`.startsWith(text)) ? 'unknown' : undefined;
  if (text.startsWith(`<${name}/>`)) return { calls: [{ name, json: '{}' }], length: name.length + 3 };
  const close = text.indexOf(`</${name}>`);
  if (close < 0 && !final) return 'unknown';
  const body = text.slice(name.length + 2, close < 0 ? text.length : close).trim();
  const json = body.startsWith('{') ? body : JSON.stringify(fieldsInTags(body));
  return { calls: [{ name, json }], length: close < 0 ? text.length : close + name.length + 3 };
}

const OPENING = String.raw`(?:>>>[ ]?)?(?:print\()?(?:(?:default_api|functions|tools)\.)?`;

/** `name(…)` on a line of its own, `name {…}`, and `name` with its JSON in the next line. */
function asLines(text: string, { tools, final }: Use): CallBlock | 'unknown' | undefined {
  const opening = new RegExp(`^${OPENING}`, 'u').exec(text)?.[0] ?? '';
  const rest = text.slice(opening.length);
  const name = tools.find((tool) => rest.startsWith(tool) && /^\s*(?:[({]|$)/u.test(rest.slice(tool.length)));
  if (name === undefined) {
    const may = OPENINGS.some((one) => one.startsWith(text)) || tools.some((tool) => tool.startsWith(rest));
    return may && !final ? 'unknown' : undefined;
  }
  const start = name.length + rest.slice(name.length).search(/\S|$/u);
  if (start >= rest.length) return final ? undefined : 'unknown';
  const end = balancedEnd(rest, start, '()');
  if (end === undefined) return final ? undefined : 'unknown';
  const behind = /^\)?[ \t]*(?:\n|$)/u.exec(rest.slice(end))?.[0];
  if (behind === undefined) return undefined;
  if (!final && !behind.endsWith('\n')) return 'unknown';
  const args = rest.slice(start, end);
  const json = /^\(?\s*\{/u.test(args) ? args.replace(/^\(\s*(.*?)\s*\)$/su, '$1') : undefined;
  const calls = json === undefined ? writtenCalls(`${name}${args}`) : [{ name, json }];
  return named(calls, { tools, length: opening.length + end + behind.length });
}

const OPENINGS = ['>>>', 'print(', 'default_api.', 'functions.', 'tools.', 'print(default_api.', 'print(functions.'];

function inFence(
  text: string,
  { tools, final }: { tools: readonly string[]; final: boolean },
): CallBlock | 'unknown' | undefined {
  const opening = /^```([\w-]*)[^\n]*\n/u.exec(text);
  if (opening === null) return !final && /^`{1,2}$|^```[^\n]*$/u.test(text) ? 'unknown' : undefined;
  const [line, language = ''] = opening;
  const body = text.slice(line.length);
  const isCall = language.startsWith('tool');
  if (!isCall && !BEGINS_CALL.test(body) && !BEGINS_MARKUP.test(body) && !startsWithTool(body, tools)) return undefined;
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
  const begin = text.trimStart().replace(new RegExp(`^${OPENING}`, 'u'), '');
  if (OPENINGS.some((one) => one.startsWith(begin))) return true;
  return tools.some((tool) => begin.startsWith(`${tool}(`) || `${tool}(`.startsWith(begin));
}

function named(
  calls: readonly WrittenCall[],
  { tools, length }: { tools: readonly string[]; length: number },
): CallBlock | undefined {
  const bare = calls.map(({ name, json }) => ({ name: bareName(name), json }));
  return bare.length > 0 && bare.every(({ name }) => tools.includes(name)) ? { calls: bare, length } : undefined;
}
