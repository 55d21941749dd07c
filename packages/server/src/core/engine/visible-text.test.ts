import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cuts, read, TOOLS } from './test-visible-text.ts';
import { VisibleText } from './visible-text.ts';

const HELLO = 'Hello, shall we begin?';

describe('what a reader sees of a model’s text', () => {
  it.each([
    ['thoughts', `<think>The user greets.</think>\n\n${HELLO}`],
    ['no thoughts', `<think>\n\n</think>\n\n${HELLO}`],
    ['thoughts in capitals', `<THINK>Hm.</THINK>${HELLO}`],
    ['thoughts under another name', `<thinking>Hm.</thinking>${HELLO}`],
    ['thoughts of a third name', `\n<reasoning>\nHm.\n</reasoning>\n${HELLO}`],
    ['thoughts of Seed', `<seed:think>Hm.</seed:think>${HELLO}`],
    ['thoughts of Mistral', `[THINK]Hm.[/THINK]${HELLO}`],
    ['thoughts of Kimi', `◁think▷Hm.◁/think▷${HELLO}`],
    ['thoughts of Cohere', `<|START_THINKING|>Hm.<|END_THINKING|><|START_RESPONSE|>${HELLO}<|END_RESPONSE|>`],
    ['thoughts of Gemma', `<|channel>thought\nHm.<channel|>${HELLO}<turn|>`],
    ['thoughts of medicine', `<unused94>thought\nHm.<unused95>${HELLO}`],
    [
      'thoughts with a solution',
      `<|begin_of_thought|>Hm.<|end_of_thought|>\n<|begin_of_solution|>${HELLO}<|end_of_solution|>`,
    ],
    ['thoughts that hold a call', `<think>{"name":"list_preps"} <tool_call></think>${HELLO}`],
    ['two thoughts', `<think>One.</think>\n<think>Two.</think>\n${HELLO}`],
    [
      'harmony',
      `<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>${HELLO}<|return|>`,
    ],
    ['harmony from its start', `<|start|>assistant<|channel|>final<|message|>${HELLO}<|return|>`],
    [
      'harmony with remarks',
      `<|channel|>commentary<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>${HELLO}`,
    ],
    ['harmony without its marks', `analysisThe user greets. We answer.assistantfinal${HELLO}`],
    [
      'harmony without some marks',
      `analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>final<|message|>${HELLO}`,
    ],
    ['the end of a turn', `${HELLO}<|im_end|>\n<|im_start|>user\nYes.<|im_end|>`],
    ['the end of a turn of Llama', `${HELLO}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\nYes`],
    ['the end of a turn of Gemma', `${HELLO}<end_of_turn>\n<start_of_turn>user\nYes`],
    ['the end of a turn of Phi', `${HELLO}<|end|><|user|>Yes`],
    ['the end of a turn of Mistral', `${HELLO}</s>[INST] Yes [/INST]`],
    ['a turn’s beginning', `<|im_start|>assistant\n${HELLO}`],
    ['a turn’s beginning of Llama', `<|start_header_id|>assistant<|end_header_id|>\n\n${HELLO}<|eot_id|>`],
    ['the marks of Exaone', `[|assistant|]<thought>Hm.</thought>${HELLO}[|endofturn|]`],
    ['a box of GLM', `<think>Hm.</think><|begin_of_box|>${HELLO}<|end_of_box|>`],
    ['an invented result', `<tool_response>{"preps":[]}</tool_response>\n${HELLO}`],
    ['thoughts with attributes', `<think duration="3" lang='en'>Hm.</think>${HELLO}`],
    ['thoughts with spaces', `< think >Hm.</ think >${HELLO}`],
    ['thoughts in entities', `&lt;think&gt;Hm.&lt;/think&gt;${HELLO}`],
    ['thoughts in wide signs', `＜think＞Hm.＜/think＞${HELLO}`],
    ['an answer in a tag', `<think>Hm.</think>\n<answer>${HELLO}</answer>`],
    ['a final answer in a tag', `<final>\n${HELLO}\n</final>`],
    ['a call that is none', `<tool_call>\nnothing\n</tool_call>\n${HELLO}`],
  ])('[N-15] is without %s, wherever the text is cut', (_, text) => {
    for (const pieces of cuts(text))
      for (const held of [false, true]) {
        const { said, calls, leaked } = read(pieces, { held });
        expect(said.trim()).toBe(HELLO);
        expect([calls, leaked]).toEqual([[], false]);
      }
  });

  it.each([
    'Okay, the user said hello.\n</think>\n\nHello, shall we begin?',
    'Hm.</think>Hello, shall we begin?',
    'Hm. I could write `<think>`:\n```\ncode\n</think>\nHello, shall we begin?',
    'I call {"name":"list_preps"}\n{"name":"list_preps"}\n</thinking>\nHello, shall we begin?',
    'Hm.\n[/THINK]\nHello, shall we begin?',
    'Hm.\n&lt;/think&gt;\nHello, shall we begin?',
    'Hm.◁/think▷Hello, shall we begin?',
    'Hm.<|end_of_thought|>Hello, shall we begin?',
    '<think></think>Hm, once more.\n</think>\nHello, shall we begin?',
    'My plan is here</think> Hello, shall we begin?',
    'My plan is here </think> Hello, shall we begin?',
    'My plan is here</think>Hello, shall we begin?',
    'First a plan,\nthen more of the plan</thinking> Hello, shall we begin?',
  ])('[N-15] is without thoughts of which only the end is marked, where the answer is held: %j', (text) => {
    for (const pieces of cuts(text))
      expect(read(pieces, { held: true })).toEqual({ said: HELLO, calls: [], leaked: false });
  });

  it('is without them in one piece, and known to have been given where the pieces had gone', () => {
    const text = 'Okay, the user said hello.\n</think>\n\nHello, shall we begin?';
    expect(read([text])).toEqual({ said: HELLO, calls: [], leaked: false });
    expect(read([...text]).leaked).toBe(true);
  });

  it.each([
    '<think>I could say that',
    '<think>',
    '<|channel|>analysis<|message|>Hm.',
    '<|channel|>final',
    'analysisWe need to answer.',
    '<tool_call>{"name":',
  ])('is nothing where thoughts have no end: %j', (text) => {
    for (const pieces of cuts(text)) expect(read(pieces).said).toBe('');
  });

  it.each([
    'Is 3 < 4 and a <b>bold</b> word fine? Yes: x<y, <T>(value: T) => value.',
    'In the template the <think> tag stands before, and the </think> tag behind the thoughts.',
    'What is the </think> tag for, and who wrote "</think>" there?',
    'Write `<think>` before and `</think>` behind. Then `<tool_call>` and `<|im_end|>`.',
    'Like this:\n```xml\n<think>\nHm.\n</think>\n<tool_call>{"name":"x"}</tool_call>\n```\nThat is all.',
    'I think, therefore I am. [think] about [it], <- arrow, <3, << and {curly}.',
    'Your JSON:\n```json\n{"name": "Ada", "arguments": ["one"]}\n```\nIs that it?',
    '{"name": "Ada Lovelace", "role": "engineer"}',
    '{"skills": ["triage"], "years": 4}',
    '[1, 2, 3] is a list, [note](https://example.com) a link.',
    '- [ ] one point\n- [x] another\n[list_preps] is the name of a tool.',
    'Analysis of the advert: three points.',
    'analysis is what they ask for.',
    'A command line: `a | b`, and ``a ` b``. Then a < b.',
    '~~~\n<think>\n~~~\nDone.',
    'They write <s>old</s> for what is struck out.',
    'The answer was final. An assistant said so.',
    '<details>Some markup of a reader</details>',
    'a\n\n\n  b\n',
    'Use ```inline``` and go on <i>here</i>.',
    'She said “<thinking aloud> is good”.',
    '<thinking aloud> is good, R&D & all, 5 &lt; 6.\n<think of it\nAnd < think.',
    '…and then: [INSTRUCTIONS] and [TOOLS].',
  ])('is all of a text that is meant for it: %j', (text) => {
    for (const pieces of cuts(text))
      for (const held of [false, true])
        expect(read(pieces, { held })).toEqual({ said: text, calls: [], leaked: false });
  });

  it('is every text without signs of marks, unchanged, in any pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom(...'ab .\n-*#é🙂>)"') }), { maxLength: 20 }), (pieces) => {
        expect(read(pieces).said).toBe(pieces.join('').trimStart());
      }),
    );
  });

  it.each(['<', '[', '{', '`', '<|', '[{"name":', '\n```\n'])(
    'is read to its end where a model writes only %j',
    (sign) => {
      expect(read([sign.repeat(24_000 / sign.length)])).toMatchObject({ calls: [], leaked: false });
    },
  );

  it('comes as it is written: no piece waits that can be no mark', () => {
    const visible = new VisibleText({ tools: TOOLS, held: false });
    expect(['Hello', ', shall', ' we <', 'b>begin', '</b>?'].map((piece) => visible.take(piece))).toEqual([
      'Hello',
      ', shall',
      ' we ',
      '<b>begin',
      '</b>?',
    ]);
  });
});

describe('a call that a model writes into its text', () => {
  const most = { most: 2 };
  it.each<readonly [string, string, unknown]>([
    ['Hermes', '<tool_call>\n{"name": "list_preps", "arguments": {"most": 2}}\n</tool_call>', most],
    ['Hermes without an end', '<tool_call>\n{"name": "list_preps", "arguments": {"most": 2}}', most],
    ['Hermes with a comma too many', '<tool_call>{"name": "list_preps", "arguments": {"most": 2,},}</tool_call>', most],
    ['arguments in words', '<tool_call>{"name": "list_preps", "arguments": "{\\"most\\": 2}"}</tool_call>', most],
    ['xLAM', '<xlam>[{"name": "list_preps", "arguments": {"most": 2}}]</xlam>', most],
    ['Mistral', '[TOOL_CALLS][{"name": "list_preps", "arguments": {"most": 2}}]', most],
    ['Mistral of later', '[TOOL_CALLS]list_preps[ARGS]{"most": 2}', most],
    ['Llama', '<|python_tag|>{"name": "list_preps", "parameters": {"most": 2}}<|eom_id|>', most],
    ['Llama in Python', '<|python_tag|>list_preps(most=2)', most],
    ['Llama with markup', '<function=list_preps>{"most": 2}</function>', most],
    ['Llama without a mark', '{"name": "list_preps", "parameters": {"most": 2}}', most],
    ['Llama in a list', '[list_preps(most=2)]', most],
    [
      'Qwen’s coder',
      '<tool_call>\n<function=list_preps>\n<parameter=most>\n2\n</parameter>\n</function>\n</tool_call>',
      most,
    ],
    ['GLM', '<tool_call>list_preps\n<arg_key>most</arg_key>\n<arg_value>2</arg_value>\n</tool_call>', most],
    [
      'Claude',
      '<function_calls>\n<invoke name="list_preps">\n<parameter name="most">2</parameter>\n</invoke>\n</function_calls>',
      most,
    ],
    [
      'DeepSeek',
      '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>' +
        'list_preps\n```json\n{"most": 2}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
      most,
    ],
    [
      'Kimi',
      '<|tool_calls_section_begin|><|tool_call_begin|>functions.list_preps:0<|tool_call_argument_begin|>{"most": 2}' +
        '<|tool_call_end|><|tool_calls_section_end|>',
      most,
    ],
    ['LFM', '<|tool_call_start|>[list_preps(most=2)]<|tool_call_end|>', most],
    ['Phi', '<|tool_call|>[{"name": "list_preps", "arguments": {"most": 2}}]<|/tool_call|>', most],
    ['Granite', '<|tool_call|>[{"name": "list_preps", "arguments": {"most": 2}}]', most],
    [
      'harmony',
      '<|channel|>analysis<|message|>Hm.<|end|><|start|>assistant<|channel|>commentary to=functions.list_preps ' +
        '<|constrain|>json<|message|>{"most": 2}<|call|>',
      most,
    ],
    [
      'harmony with its recipient first',
      '<|start|>assistant to=functions.list_preps<|channel|>commentary json<|message|>{"most": 2}<|call|>',
      most,
    ],
    ['a fence', '```json\n{"name": "list_preps", "arguments": {"most": 2}}\n```', most],
    ['a fence of a tool', '```tool_call\n{"name": "list_preps", "arguments": {"most": 2}}\n```', most],
    ['a fence of Python', '```tool_code\nlist_preps(most=2)\n```', most],
    ['OpenAI’s form', '{"type": "function", "function": {"name": "list_preps", "arguments": "{\\"most\\": 2}"}}', most],
    ['a list of calls', '{"tool_calls": [{"name": "list_preps", "arguments": {"most": 2}}]}', most],
    ['no arguments', '<tool_call>{"name": "list_preps"}</tool_call>', {}],
    ['empty arguments', '<tool_call>{"name": "list_preps", "arguments": null}</tool_call>', {}],
  ])('[N-15] is made and not shown, as %s writes it', (_, text, args) => {
    for (const before of ['', 'Let me look.\n', '<think>I look.</think>\n'])
      for (const pieces of cuts(`${before}${text}`)) {
        const { said, calls } = read(pieces);
        expect(said.trim()).toBe(before.startsWith('Let') ? 'Let me look.' : '');
        expect(calls).toEqual([['list_preps', args]]);
      }
  });

  it('may be two', () => {
    const one = (name: string) => `<tool_call>\n{"name": "${name}", "arguments": {}}\n</tool_call>`;
    for (const pieces of cuts(`${one('list_preps')}\n${one('get_resume')}`))
      expect(read(pieces)).toMatchObject({
        said: '',
        calls: [
          ['list_preps', {}],
          ['get_resume', {}],
        ],
      });
  });

  it('is no call where no mark shows it and it names no tool, or nobody offered tools', () => {
    const text = '{"name": "delete_all", "arguments": {}}';
    for (const pieces of cuts(text)) {
      expect(read(pieces)).toMatchObject({ said: text, calls: [] });
      expect(read(pieces, { tools: [] })).toMatchObject({ said: text, calls: [] });
    }
    const offered = '```json\n{"name": "list_preps", "arguments": {}}\n```';
    expect(read([offered], { tools: [] })).toMatchObject({ said: offered, calls: [] });
  });

  it('is none where the answer stopped on the way', () => {
    const visible = new VisibleText({ tools: TOOLS, held: false });
    visible.take('<tool_call>{"name": "list_preps"}');
    expect([visible.end(false), visible.calls]).toEqual(['', []]);
  });
});
