import { looseTagAt, mayBecomeLooseTag, SHY_THOUGHT_TAGS, THOUGHT_TAGS } from './loose-tags.ts';
import { plainSigns } from './plain-signs.ts';

/**
 * The marks with which models and their servers set apart what is not for a reader. A server that knows its model takes them
 * out; many do not.
 */
export type Mark = { readonly text: string } & MarkKind;

export type MarkKind =
  /** Begins thoughts. `tag`: written like markup, so that it counts only where a line or a sentence begins. */
  | {
      readonly kind: 'thoughts';
      readonly closers: readonly string[];
      readonly tag: boolean;
      /** Finds their end where no mark is it. */
      readonly ends?: EndFinder;
      /** `false`: they are thoughts only where their end is found. */
      readonly isSure?: boolean;
    }
  /** Ends thoughts; alone where the server's template had begun them. */
  | { readonly kind: 'thoughts_end'; readonly tag: boolean }
  /** `isSure`: not only where it names a tool that is offered. */
  | { readonly kind: 'call'; readonly closers: readonly string[]; readonly isSure?: boolean }
  /** Begins a message of OpenAI's harmony format: what follows says which channel it is in. */
  | { readonly kind: 'header' }
  /** Begins a turn; what follows up to a line end says whose. */
  | { readonly kind: 'role'; readonly closers: readonly string[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'nothing' };

export type EndFinder = (text: string) => { readonly at: number; readonly length: number } | undefined;

const pairs = (text: string): (readonly [string, string])[] =>
  text.split('\n').flatMap((line) => {
    const [open, close] = line.trim().split(' ');
    return open === undefined || close === undefined ? [] : [[open, close] as const];
  });

const THOUGHTS = [
  ...THOUGHT_TAGS.map((name) => [`<${name}>`, `</${name}>`] as const),
  ...['think', 'thinking', 'thought', 'thoughts', 'reasoning'].flatMap((name) =>
    pairs(`[${name.toUpperCase()}] [/${name.toUpperCase()}]
      ◁${name}▷ ◁/${name}▷
      <|begin_of_${name}|> <|end_of_${name}|>
      <|start_of_${name}|> <|end_of_${name}|>
      <|begin_${name}|> <|end_${name}|>
      <|start_${name}|> <|end_${name}|>
      <|${name}_begin|> <|${name}_end|>
      <|${name}_start|> <|${name}_end|>
      <|${name}|> <|/${name}|>`),
  ),
  ...pairs(`<|inner_prefix|> <|inner_suffix|>
    <|channel>thought <channel|>
    <unused94> <unused95>
    <tool_response> </tool_response>
    <tool_result> </tool_result>
    <function_results> </function_results>`),
];

const CALLS = pairs(`<tool_call> </tool_call>
  <tool_calls> </tool_calls>
  <toolcall> </toolcall>
  <function_call> </function_call>
  <function_calls> </function_calls>
  <function= </function>
  <invoke\u00a0name= </invoke>
  <xlam> </xlam>
  <minimax:tool_call> </minimax:tool_call>
  <seed:tool_call> </seed:tool_call>
  <|tool_call|> <|/tool_call|>
  <|tool_calls|> <|/tool_calls|>
  <|tool_call> <tool_call|>
  <|tool_call_start|> <|tool_call_end|>
  <|tool_calls_section_begin|> <|tool_calls_section_end|>
  <|tool_call_begin|> <|tool_call_end|>
  <|tool_calls_begin|> <|tool_calls_end|>
  <|function_call|> <|/function_call|>
  <|tools_prefix|> <|tools_suffix|>
  <longcat_tool_call> </longcat_tool_call>
  <tool-call> </tool-call>
  <function-call> </function-call>
  <function( </function>
  <function\u00a0name= </function>
  <antml:function_calls> </antml:function_calls>
  <antml:invoke\u00a0name= </antml:invoke>
  <|dsml|function_calls> </|dsml|function_calls>
  <|dsml|tool_calls> </|dsml|tool_calls>
  <|dsml|invoke\u00a0name= </|dsml|invoke>
  <||dsml||function_calls> </||dsml||function_calls>
  <||dsml||tool_calls> </||dsml||tool_calls>
  <||dsml||invoke\u00a0name= </||dsml||invoke>
  [TOOL_REQUEST] [END_TOOL_REQUEST]
  <|start_action|> <|end_action|>
  <|action_start|> <|action_end|>
  <start_function_call> <end_function_call>
  <|python_tag|> <|eom_id|>
  [TOOL_CALLS] </s>`).map(([open, close]) => [open.replace('\u00a0', ' '), close] as const);

/** Names that markup of other uses has, too. */
const UNSURE_CALLS = ['tool', 'tools', 'tool_use', 'tool_code', 'action', 'function', 'call', 'use_tool', 'execute'];

const ENDS =
  '<|im_end|> <|eot_id|> <|eom_id|> <|eot|> <|endoftext|> <|end_of_text|> <|end|> <|return|> <|call|> <|endofturn|> ' +
  '<|end_of_turn|> <end_of_turn> <turn|> <eos> </s> <|eos|> <|stop|> <|end_of_sentence|> <|eom|> ' +
  '<|user|> <|system|> <|observation|> [INST] [/INST] <|turn_end|> <|end_of_role|> [|endofturn|] [|user|]';
const NOTHING =
  '<s> [|assistant|] <|begin_of_box|> <|end_of_box|> <|begin_of_text|> <|assistant|> <bos> <|begin_of_sentence|> <|message|> ' +
  '<|begin_of_solution|> <|end_of_solution|> <|start_response|> <|end_response|> <|start_text|> <|end_text|> ' +
  '<answer> </answer> <final> </final> <final_answer> </final_answer> <response> </response> ' +
  '<output> </output> <reply> </reply> <final_response> </final_response> ' +
  '</tool_call> </tool_calls> </function> </function_call> </function_calls>';

const isTag = (text: string): boolean => /^<\/?[a-z]/u.test(text);

const ALL: readonly Mark[] = [
  ...THOUGHTS.map(([text, close]): Mark => ({ text, kind: 'thoughts', closers: [close], tag: isTag(text) })),
  ...SHY_THOUGHT_TAGS.map((name): Mark => ({
    text: `<${name}>`,
    kind: 'thoughts',
    closers: [`</${name}>`],
    tag: true,
    isSure: false,
  })),
  ...THOUGHTS.map(([, text]): Mark => ({ text, kind: 'thoughts_end', tag: isTag(text) })),
  ...CALLS.map(([text, close]): Mark => ({ text, kind: 'call', closers: [close] })),
  ...UNSURE_CALLS.map((name): Mark => ({
    text: `<${name}>`,
    kind: 'call',
    closers: name === 'function' ? [] : [`</${name}>`],
    isSure: false,
  })),
  ...['<|start|>', '<|channel|>', '<|recipient|>'].map((text): Mark => ({ text, kind: 'header' })),
  ...['<|im_start|>', '<start_of_turn>', '<|turn>', '<|from|>', '<|start_header_id|>', '<|start_of_role|>'].map(
    (text): Mark => ({ text, kind: 'role', closers: ['<|end_header_id|>', '<|end_of_role|>', '<|im_sep|>', '\n'] }),
  ),
  ...ENDS.split(' ').map((text): Mark => ({ text, kind: 'end' })),
  ...NOTHING.split(' ').map((text): Mark => ({ text, kind: 'nothing' })),
];

/** Marks in brackets are words in any other case. */
const looksLike = (mark: string, text: string): boolean =>
  mark.startsWith('[') ? text === mark : text.toLowerCase() === mark;

const BEGINNINGS = new Set(ALL.map(({ text }) => text.slice(0, 2).toLowerCase()));

/** Most signs that could begin a mark begin none, which is seen at the sign after them. */
const beginsMark = (text: string): boolean => text.length < 2 || BEGINNINGS.has(text.slice(0, 2).toLowerCase());

export const LONGEST_MARK = 40;

/** The longest mark with which a text begins. */
export function markAt(text: string): Mark | undefined {
  return exactMarkAt(plainSigns(text.slice(0, LONGEST_MARK))) ?? looseTagAt(text);
}

function exactMarkAt(text: string): Mark | undefined {
  if (!beginsMark(text)) return undefined;
  let longest: Mark | undefined;
  for (const mark of ALL) {
    if (mark.text.length > (longest?.text.length ?? 0) && looksLike(mark.text, text.slice(0, mark.text.length)))
      longest = mark;
  }
  return longest;
}

/** Whether more text could make a mark, or a longer one, of it. */
export function mayBecomeMark(text: string): boolean {
  const plain = text.length < LONGEST_MARK ? plainSigns(text) : '';
  return (
    (plain !== '' &&
      beginsMark(plain) &&
      ALL.some((mark) => mark.text.length > plain.length && looksLike(mark.text.slice(0, plain.length), plain))) ||
    mayBecomeLooseTag(text)
  );
}

/** Where the first of the closers stands in a text, and how long it is. */
export function closerIn(text: string, closers: readonly string[]): { at: number; length: number } | undefined {
  const plain = plainSigns(text).toLowerCase();
  let first: { at: number; length: number } | undefined;
  for (const closer of closers) {
    // Lower case may be longer than what it is made of in a few alphabets; then the text is searched as it is.
    const at = plain.length === text.length ? plain.indexOf(closer.toLowerCase()) : text.indexOf(closer);
    if (at >= 0 && (first === undefined || at < first.at)) first = { at, length: closer.length };
  }
  return first;
}

/** What follows the last line that begins with an end of thoughts. */
export function behindThoughts(text: string): string | undefined {
  const lines = text.split('\n').map((line) => line.trimStart());
  const last = lines.findLastIndex((line) => markAt(line)?.kind === 'thoughts_end');
  const mark = markAt(lines[last] ?? '');
  if (mark === undefined) return undefined;
  return [lines[last]?.slice(mark.text.length), ...lines.slice(last + 1)].join('\n');
}
