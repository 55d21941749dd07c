import { bareName, callsAsCode, callsOf, type WrittenCall } from './call-shapes.ts';
import { balancedEnd, jsonIn, withoutFence } from './lenient-json.ts';

const LABELS = ['action', 'tool', 'tool call', 'tool_call', 'function', 'function call', 'function_call', 'call'];
const DECORATED = String.raw`[ \t]*[*_#]{0,4}[ \t]*`;
const LABEL = new RegExp(String.raw`^${DECORATED}(${LABELS.join('|')})[*_]{0,3}[ \t]*:[*_]{0,3}\s{0,20}`, 'iu');
const LABEL_BEGUN = new RegExp(String.raw`^${DECORATED}([a-z][a-z_ ]*)[*_]{0,3}[ \t]*$`, 'iu');
const NAME = /^["'`*]{0,3}([\w.:-]+)["'`*]{0,3}/u;
const INPUT = new RegExp(
  String.raw`^\s*${DECORATED}(?:action[ _]|tool[ _])?(?:input|arguments|args|parameters)[*_]{0,3}[ \t]*:[*_]{0,3}\s*`,
  'iu',
);
const INPUT_BEGUN = /^[*_#]{0,4}[ \t]{0,4}(?:a|ac|act|acti|actio|action(?:[ _](?:i|in|inp|inpu|input)?)?)?$/iu;
const ACTION_INPUT = /^[ \t]*\n\s{0,20}[*_#]{0,4}[ \t]{0,4}action[ _]input/iu;
/** Blanks between a name and its input. */
const MOST_BLANKS = 40;

type Seen = 'call' | 'unknown' | 'none';

/** The label of a line that calls a tool, "Action: name", with its input in the line or in the next. */
export function actionAt(text: string, tools: readonly string[]): string | undefined {
  const label = LABEL.exec(text)?.[0];
  return label !== undefined && seenIn(text.slice(label.length), tools) === 'call' ? label : undefined;
}

/** Whether more text could make such a line of it. */
export function mayBecomeAction(text: string, tools: readonly string[]): boolean {
  const begun = LABEL_BEGUN.exec(text)?.[1]?.toLowerCase();
  if (begun !== undefined && LABELS.some((label) => label.startsWith(begun.trim()))) return true;
  const label = LABEL.exec(text)?.[0];
  return label !== undefined && seenIn(text.slice(label.length), tools) === 'unknown';
}

/** What follows the label. A name that is no tool's is a call only where its input stands in the next line. */
function seenIn(text: string, tools: readonly string[]): Seen {
  if (/^(?:[[{]|`{3})/u.test(text)) return seenInJson(text, tools);
  const [whole, name = ''] = NAME.exec(text) ?? [];
  if (whole === undefined) return /^["'`*]*$/u.test(text) ? 'unknown' : 'none';
  const after = text.slice(whole.length);
  if (after === '') return 'unknown';
  if (after.length > MOST_BLANKS && after.slice(0, MOST_BLANKS).trim() === '') return 'none';
  if (tools.includes(bareName(name)) && /^[ \t]*(?:[\n({[`]|$)/u.test(after))
    return /\S|\n/u.test(after) ? 'call' : 'unknown';
  if (ACTION_INPUT.test(after)) return 'call';
  return /^[ \t]*$/u.test(after) || (/^[ \t]*\n/u.test(after) && INPUT_BEGUN.test(after.trimStart()))
    ? 'unknown'
    : 'none';
}

function seenInJson(text: string, tools: readonly string[]): Seen {
  const start = text.search(/[[{]/u);
  if (start < 0) return /^`{3}[\w-]*\s*$/u.test(text) ? 'unknown' : 'none';
  const end = balancedEnd(text, start);
  if (end === undefined) return 'unknown';
  const calls = jsonIn(text.slice(start, end)).flatMap(({ value }) => callsOf(value));
  return calls.some(({ name }) => tools.includes(bareName(name))) ? 'call' : 'none';
}

/** The call of such a line. What follows it is a result that the model invented. */
export function actionCalls(text: string): WrittenCall[] {
  const label = LABEL.exec(text)?.[0];
  if (label === undefined) return [];
  const rest = text.slice(label.length);
  const [whole, name = ''] = NAME.exec(rest) ?? [];
  if (whole === undefined || /^`{3}/u.test(rest)) return callsOf(jsonIn(rest)[0]?.value).slice(0, 1);
  const after = rest.slice(whole.length);
  if (/^\s*\(\s*\{/u.test(after)) return [{ name, json: inputOf(after.replace(/^\s*\(\s*/u, '')) }];
  const [inCode] = /^\s*\(/u.test(after) ? callsAsCode(`${name}${after}`) : [];
  if (inCode !== undefined) return [inCode];
  const input = INPUT.exec(after)?.[0] ?? '';
  return [{ name, json: inputOf(after.slice(input.length).trimStart()) }];
}

function inputOf(text: string): string {
  const start = /^(?:`{3}[\w-]*\s*)?(?=\{)/u.exec(text)?.[0].length;
  if (start !== undefined) return text.slice(start, balancedEnd(text, start) ?? text.length);
  const words = withoutFence(text.split('\n')[0] ?? '').trim();
  return /^(?:none|n\/a|null|\[\s*\])?$/iu.test(words) || /^[*_]*(?:observation|thought|final answer)\b/iu.test(words)
    ? ''
    : words;
}
