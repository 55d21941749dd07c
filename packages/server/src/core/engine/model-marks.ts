import { looseTagAt, mayBecomeLooseTag, THOUGHT_TAGS } from './loose-tags.ts';

/**
 * The marks with which models and their servers set apart what is not for a reader. A server that knows its model takes them
 * out; many do not.
 */
export type Mark = { readonly text: string } & MarkKind;

export type MarkKind =
  /** Begins thoughts. `tag`: written like markup, so that it counts only where a line or a sentence begins. */
  | { readonly kind: 'thoughts'; readonly closers: readonly string[]; readonly tag: boolean }
  /** Ends thoughts; alone where the server's template had begun them. */
  | { readonly kind: 'thoughts_end'; readonly tag: boolean }
  | { readonly kind: 'call'; readonly closers: readonly string[] }
  /** Begins a message of OpenAI's harmony format: what follows says which channel it is in. */
  | { readonly kind: 'header' }
  /** Begins a turn; what follows up to a line end says whose. */
  | { readonly kind: 'role'; readonly closers: readonly string[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'nothing' };

const pairs = (text: string): (readonly [string, string])[] =>
  text.split('\n').flatMap((line) => {
    const [open, close] = line.trim().split(' ');
    return open === undefined || close === undefined ? [] : [[open, close] as const];
  });

const THOUGHTS = [
  ...THOUGHT_TAGS.map((name) => [`<${name}>`, `</${name}>`] as const),
  ...pairs(`[THINK] [/THINK]
    ◁think▷ ◁/think▷
    <|start_thinking|> <|end_thinking|>
    <|begin_of_thought|> <|end_of_thought|>
    <|start_of_thought|> <|end_of_thought|>
    <|thinking|> <|/thinking|>
    <|think|> <|/think|>
    <|inner_prefix|> <|inner_suffix|>
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
  <｜tool▁calls▁begin｜> <｜tool▁calls▁end｜>
  <｜tool▁call▁begin｜> <｜tool▁call▁end｜>
  <|start_action|> <|end_action|>
  <|action_start|> <|action_end|>
  <start_function_call> <end_function_call>
  <|python_tag|> <|eom_id|>
  [TOOL_CALLS] </s>`).map(([open, close]) => [open.replace('\u00a0', ' '), close] as const);

const ENDS =
  '<|im_end|> <|eot_id|> <|eom_id|> <|eot|> <|endoftext|> <|end_of_text|> <|end|> <|return|> <|call|> <|endofturn|> ' +
  '<|end_of_turn|> <end_of_turn> <turn|> <eos> </s> <|eos|> <｜end▁of▁sentence｜> <|end_of_sentence|> <|eom|> ' +
  '<|user|> <|system|> <|observation|> [INST] [/INST] <|turn_end|> <|end_of_role|> [|endofturn|] [|user|]';
const NOTHING =
  '<s> [|assistant|] <|begin_of_box|> <|end_of_box|> <|begin_of_text|> <|assistant|> <bos> <｜begin▁of▁sentence｜> <｜assistant｜> <|message|> ' +
  '<|begin_of_solution|> <|end_of_solution|> <|start_response|> <|end_response|> <|start_text|> <|end_text|> ' +
  '<answer> </answer> <final> </final> <final_answer> </final_answer> <response> </response> ' +
  '</tool_call> </tool_calls> </function> </function_call> </function_calls>';

const isTag = (text: string): boolean => /^<\/?[a-z]/u.test(text);

const ALL: readonly Mark[] = [
  ...THOUGHTS.map(([text, close]): Mark => ({ text, kind: 'thoughts', closers: [close], tag: isTag(text) })),
  ...THOUGHTS.map(([, text]): Mark => ({ text, kind: 'thoughts_end', tag: isTag(text) })),
  ...CALLS.map(([text, close]): Mark => ({ text, kind: 'call', closers: [close] })),
  ...['<|start|>', '<|channel|>'].map((text): Mark => ({ text, kind: 'header' })),
  ...['<|im_start|>', '<start_of_turn>', '<|turn>', '<|start_header_id|>', '<|start_of_role|>'].map((text): Mark => ({
    text,
    kind: 'role',
    closers: ['<|end_header_id|>', '<|end_of_role|>', '<|im_sep|>', '\n'],
  })),
  ...ENDS.split(' ').map((text): Mark => ({ text, kind: 'end' })),
  ...NOTHING.split(' ').map((text): Mark => ({ text, kind: 'nothing' })),
];

/** Marks in brackets are words in any other case. */
const looksLike = (mark: string, text: string): boolean =>
  mark.startsWith('[') ? text === mark : text.toLowerCase() === mark;

const BEGINNINGS = new Set(ALL.map(({ text }) => text.slice(0, 2).toLowerCase()));

/** Most signs that could begin a mark begin none, which is seen at the sign after them. */
const beginsMark = (text: string): boolean => text.length < 2 || BEGINNINGS.has(text.slice(0, 2).toLowerCase());

/** The longest mark with which a text begins. */
export function markAt(text: string): Mark | undefined {
  return exactMarkAt(text) ?? looseTagAt(text);
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
  return (
    (beginsMark(text) &&
      ALL.some((mark) => mark.text.length > text.length && looksLike(mark.text.slice(0, text.length), text))) ||
    mayBecomeLooseTag(text)
  );
}

/** Where the first of the closers stands in a text, and how long it is. */
export function closerIn(text: string, closers: readonly string[]): { at: number; length: number } | undefined {
  const plain = text.toLowerCase();
  let first: { at: number; length: number } | undefined;
  for (const closer of closers) {
    // Lower case may be longer than what it is made of in a few alphabets; then the text is searched as it is.
    const at = plain.length === text.length ? plain.indexOf(closer.toLowerCase()) : text.indexOf(closer);
    if (at >= 0 && (first === undefined || at < first.at)) first = { at, length: closer.length };
  }
  return first;
}
