import { describe, expect, it } from 'vitest';
import { everyCut, read, taken } from './test-visible-text.ts';

const CALL = '{"name":"list_preps","arguments":{"most":2}}';

describe('a call in the words of its family of models', () => {
  it.each([
    `<｜DSML｜function_calls>\n<｜DSML｜invoke name="list_preps">\n<｜DSML｜parameter name="most" string="false">2</｜DSML｜parameter>\n</｜DSML｜invoke>\n</｜DSML｜function_calls>`,
    `‹｜DSML｜function_calls>\n‹｜DSML｜invoke name="list_preps">\n‹｜DSML｜parameter name="most" string="false">2‹/｜DSML｜parameter>\n‹/｜DSML｜invoke>\n‹/｜DSML｜function_calls>`,
    `‹｜DSML｜tool_calls›\n‹｜DSML｜invoke name="list_preps"›\n‹｜DSML｜parameter name="most" string="false"›2‹/｜DSML｜parameter›\n‹/｜DSML｜invoke›\n‹/｜DSML｜tool_calls›`,
    `<|DSML|function_calls>\n<|DSML|invoke name="list_preps">\n<|DSML|parameter name="most" string="false">2</|DSML|parameter>\n</|DSML|invoke>\n</|DSML|function_calls>`,
    `<｜DSML｜invoke name="list_preps">\n<｜DSML｜parameter name="most">2</｜DSML｜parameter>\n</｜DSML｜invoke>`,
    '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>list_preps<｜tool▁sep｜>{"most": 2}<｜tool▁call▁end｜><｜tool▁calls▁end｜>',
    '<｜tool▁calls▁begin｜><｜tool▁call▁begin｜>function<｜tool▁sep｜>list_preps\n```json\n{"most": 2}\n```<｜tool▁call▁end｜><｜tool▁calls▁end｜><｜end▁of▁sentence｜>',
    '<|tool▁calls▁begin|><|tool▁call▁begin|>function<|tool▁sep|>list_preps\n```json\n{"most": 2}\n```<|tool▁call▁end|><|tool▁calls▁end|>',
    '<|tool_calls_begin|><|tool_call_begin|>function<|tool_sep|>list_preps\n```json\n{"most": 2}\n```<|tool_call_end|><|tool_calls_end|>',
    '‹｜tool▁calls▁begin｜›‹｜tool▁call▁begin｜›function‹｜tool▁sep｜›list_preps\n```json\n{"most": 2}\n```‹｜tool▁call▁end｜›‹｜tool▁calls▁end｜›',
    `Thought: I look.\nAction: list_preps\nAction Input: {"most": 2}\nObservation: none.\nThought: done\nFinal Answer: Nothing.`,
    `Thought: I look.\nAction: list_preps\nAction Input: {"most": 2}`,
    `Action: list_preps\nAction Input: {"most": 2}\n`,
    `**Thought:** I look.\n**Action:** list_preps\n**Action Input:** {"most": 2}\n`,
    `Thought: I look.\nAction: list_preps({"most": 2})\n`,
    `Thought: I look.\nAction: list_preps(most=2)\nPAUSE`,
    'Thought: I look.\nAction:\n```json\n{"action": "list_preps", "action_input": {"most": 2}}\n```\nObservation: x',
    'Thought: I look.\nAction: `list_preps`\nAction Input: {"most": 2}',
    'Thought: I look.\nAction: list_preps\nAction Input:\n```json\n{"most": 2}\n```',
    `<|python_tag|>list_preps.call(most=2)`,
    `<|python_tag|>{"type":"function","name":"list_preps","parameters":{"most":2}}<|eot_id|>`,
    `[TOOL_CALLS] [{"name":"list_preps","arguments":{"most":2}}]`,
    `[TOOL_CALLS]list_preps[CALL_ID]abc123[ARGS]{"most": 2}`,
    `[TOOL_CALLS]list_preps{"most": 2}`,
    `>>>list_preps\n{"most": 2}`,
    `<|from|>assistant\n<|recipient|>list_preps\n<|content|>{"most": 2}<|stop|>`,
    `<function=list_preps>{"most": 2}</function>`,
    `<function=list_preps>\n{"most": 2}\n</function>`,
    `<function name="list_preps">{"most": 2}</function>`,
    `<function>list_preps</function>\n<parameters>{"most":2}</parameters>`,
    `<function(list_preps)>{"most": 2}</function>`,
    `<function=list_preps{"most": 2}</function>`,
    `<invoke name="list_preps">\n<parameter name="most">2</parameter>\n</invoke>`,
    `<invoke name='list_preps'><parameter name='most'>2</parameter></invoke>`,
    `<function_calls><invoke name="list_preps"><parameter name="most">2</parameter></invoke></function_calls>`,
    `<antml:function_calls>\n<antml:invoke name="list_preps">\n<antml:parameter name="most">2</antml:parameter>\n</antml:invoke>\n</antml:function_calls>`,
    `<tool_use>\n<name>list_preps</name>\n<arguments>{"most":2}</arguments>\n</tool_use>`,
    `<tool_use>${CALL}</tool_use>`,
    `<tool>${CALL}</tool>`,
    `<tool_code>list_preps(most=2)</tool_code>`,
    `<tools>${CALL}</tools>`,
    `<list_preps>{"most":2}</list_preps>`,
    `<list_preps>\n<most>2</most>\n</list_preps>`,
    `list_preps(most=2)`,
    `list_preps({"most":2})`,
    `list_preps {"most":2}`,
    `list_preps\n{"most":2}`,
    `print(list_preps(most=2))`,
    '```python\nlist_preps(most=2)\n```',
    '```python\nprint(list_preps(most=2))\n```',
    '```tool_code\nprint(default_api.list_preps(most=2))\n```',
    '```xml\n<tool_call>\n' + CALL + '\n</tool_call>\n```',
    `<|tool_call>call:list_preps{most:2}<tool_call|>`,
    `<start_function_call>call:list_preps{most:2}<end_function_call>`,
    `<action>${CALL}</action>`,
    'I look: ' + CALL,
    'Let me look. ' + CALL,
    '```tool_calls\n[' + CALL + ']\n```',
    `call: list_preps(most=2)`,
    `Tool call: ${CALL}`,
    `<TOOLCALL>[${CALL}]</TOOLCALL>`,
    `<TOOLCALL>${CALL}</TOOLCALL>`,
    `<|tool_call_begin|>functions.list_preps:0<|tool_call_argument_begin|>{"most": 2}<|tool_call_end|>`,
    `<tool_calls>[${CALL}]</tool_calls>`,
    `<|action_start|><|plugin|>${CALL}<|action_end|>`,
    `<function_calls>\nlist_preps(most=2)\n</function_calls>`,
    `<|START_ACTION|>[{"tool_call_id":"0","tool_name":"list_preps","parameters":{"most":2}}]<|END_ACTION|>`,
    'Action: ```json\n[{"tool_name":"list_preps","parameters":{"most":2}}]\n```',
    `<|tools_prefix|>[{"list_preps":{"most":2}}]<|tools_suffix|>`,
    `<longcat_tool_call>list_preps\n<longcat_arg_key>most</longcat_arg_key>\n<longcat_arg_value>2</longcat_arg_value>\n</longcat_tool_call>`,
    `<tool_calls>\n<tool_call>list_preps\n\`\`\`json\n{"most":2}\n\`\`\`\n</tool_call>\n</tool_calls>`,
  ])('[N-15] is made, and nothing of it is shown, wherever it is cut: %j', (text) => {
    for (const pieces of everyCut(text)) {
      const { said, calls } = read(pieces);
      expect(said).not.toMatch(/list_preps|most|DSML|Action|Input|Observation|[<>[{`]/u);
      expect(calls).toEqual([['list_preps', { most: 2 }]]);
    }
  });

  it.each([
    'Thought: I look.\nAction: web_search\nAction Input: {"most": 2}\nObservation: none.',
    'Action: web_search\nAction Input: wards in Leeds',
  ])('[N-15] is made too where its line names a tool that nobody offers, with an input: %j', (text) => {
    for (const pieces of everyCut(text)) {
      const { said, visible } = taken(pieces);
      expect([said, visible.calls.map(({ name }) => name)]).toEqual(['', ['web_search']]);
    }
  });

  it('is followed by nothing that a model invents as its result', () => {
    const text = 'I look.\nAction: list_preps\nAction Input: {}\nObservation: three\nFinal Answer: You have three.';
    for (const pieces of everyCut(text)) expect(read(pieces).said.trim()).toBe('I look.');
  });

  it('ends thoughts that the answer follows', () => {
    for (const pieces of everyCut('Question: Which?\nThought: I know.\nFinal Answer: Three.'))
      expect(read(pieces).said).toBe('Question: Which?\nThree.');
  });

  it('may have `all` for its recipient, which is the reader', () => {
    for (const text of ['>>>all\nHello.', '<|from|>assistant\n<|recipient|>all\n<|content|>Hello.<|stop|>'])
      for (const pieces of everyCut(text)) expect(read(pieces)).toMatchObject({ said: 'Hello.', calls: [] });
  });
});
