import { describe, expect, it } from 'vitest';
import { everyCut, read } from './test-visible-text.ts';

const H = 'Hello, shall we begin?';

describe('an answer in which words, fences or nested marks set thoughts apart', () => {
  it.each([
    `Here is my thought process:\nThe user greets. I should greet.\n\nHere is my response:\n${H}`,
    `Here's my thought process:\nHm.\nHere's my response:\n${H}`,
    `Here is my thinking process:\n\nHm.\n\nHere is my response: ${H}`,
    `Here's my thinking:\nHm.\n\nHere's my answer:\n${H}`,
    `**Thought process**\nHm.\n\n**Response**\n${H}`,
    `**Thought process:**\nHm.\n\n**Response:**\n${H}`,
    `### Thinking\nHm.\n\n### Response\n${H}`,
    `Thought process: Hm.\n\nResponse: ${H}`,
    `Reasoning:\nHm.\n\nFinal answer:\n${H}`,
    `## Thinking\n\nHm.\n\n## Final Response\n\n${H}`,
    '```thinking\nHm.\n```\n' + H,
    '```thought\nHm.\n```\n' + H,
    '```reasoning\nHm.\n```\n\n' + H,
    '```think\nHm.\n```\n' + H,
    '~~~thinking\nHm.\n~~~\n' + H,
    '````thinking\n```\nx\n```\n````\n' + H,
    `<think>a <think>b</think> c</think>${H}`,
    `<think>\na\n<think>\nb\n</think>\nc\n</think>\n${H}`,
    `<think><think>b</think></think>${H}`,
    `<thinking>a<think>b</think>c</thinking>${H}`,
    `[THINK]Hm.[/THINK]${H}`,
    `[THINK]Hm. [THINK]x[/THINK][/THINK]${H}`,
    `[think]Hm.[/think]${H}`,
    `[THINKING]Hm.[/THINKING]${H}`,
    `<seed:think>Hm.<seed:cot_budget_reflect>x</seed:cot_budget_reflect></seed:think>${H}`,
    `<|begin_of_thought|>\nHm.\n<|end_of_thought|>\n<|begin_of_solution|>\n${H}\n<|end_of_solution|>`,
    `<|begin_of_thinking|>Hm.<|end_of_thinking|>${H}`,
    `<|begin_thought|>Hm.<|end_thought|>${H}`,
    `<|thought|>Hm.<|/thought|>${H}`,
    `<|thinking_start|>Hm.<|thinking_end|>${H}`,
    `<｜begin▁of▁thought｜>Hm.<｜end▁of▁thought｜>${H}`,
    `<｜begin▁of▁thinking｜>Hm.<｜end▁of▁thinking｜>${H}`,
    `◁think▷Hm.◁/think▷${H}`,
    `◁thinking▷Hm.◁/thinking▷${H}`,
    `<analysis>Hm.</analysis>${H}`,
    `<cot>Hm.</cot>${H}`,
    `<thought_process>Hm.</thought_process>${H}`,
    `<reasoning_content>Hm.</reasoning_content>${H}`,
    `<thinking_process>Hm.</thinking_process>${H}`,
    `<think>Hm.</think><output>${H}</output>`,
    `Thought: I need no tool.\n\n${H}`,
    `Thought: Do I need to use a tool? No\nAI: ${H}`,
    `Thought: Hm.\nAction: Final Answer\nAction Input: ${H}`,
    `Here is my thought process: Hm. Here is my response: ${H}`,
    `*Thinking:* Hm.\n\n*Response:* ${H}`,
    `Assistant: <think>Hm.</think>${H}`,
    `<think>Hm.</think>\nResponse: ${H}`,
  ])('[N-15] shows none of them, wherever it is cut: %j', (text) => {
    for (const pieces of everyCut(text))
      for (const held of [false, true]) {
        const { said, calls, leaked } = read(pieces, { held });
        expect([said.trim(), calls, leaked]).toEqual([H, [], false]);
      }
  });

  it.each(['```thinking\nHm.', 'Thought: Hm.', 'Here is my thought process:\nHm.', '[think]Hm.'])(
    'shows nothing of %j where it stopped on the way',
    (text) => {
      for (const pieces of everyCut(text)) expect(read(pieces, { whole: false }).said).toBe('');
    },
  );
});

describe('an answer with the names of those who speak', () => {
  it.each([
    `assistant: ${H}`,
    `Assistant: ${H}`,
    `**Assistant:** ${H}`,
    `Assistant:\n${H}`,
    `<|assistant|>\n${H}`,
    `### Response:\n${H}`,
    `### Assistant: ${H}`,
    `assistant\n\n${H}`,
    `${H}\nUser: Yes.\nAssistant: Good.`,
    `${H}\n\nUser: Yes.`,
    `${H}\n\nHuman: Yes.\n\nAssistant: Good.`,
    `${H}<|user|>\nYes`,
    `${H}\n<|user|>Yes<|assistant|>no`,
    `${H}\n<|im_start|>user\nYes.<|im_end|>`,
    `${H}<|im_start|>user\nYes.<|im_end|>`,
    `${H}\n\n### Instruction:\nMore\n\n### Response:\nx`,
    `${H}\n\n### User:\nMore`,
    `${H}\n### Human: More\n### Assistant: x`,
    `${H}\n\n**User:** More\n\n**Assistant:** x`,
    `${H}\nUSER: More\nASSISTANT: x`,
    `User: Hi there.\nAssistant: ${H}`,
    `### Response:\n${H}\n\n### Response:\nMore`,
    `Assistant: ${H}\nHuman: Yes.`,
    `${H}\nuser\nYes.`,
  ])('[N-15] has neither its own nor an invented turn: %j', (text) => {
    for (const pieces of everyCut(text))
      for (const held of [false, true]) {
        const { said, calls, leaked } = read(pieces, { held });
        expect([said.trim(), calls, leaked]).toEqual([H, [], false]);
      }
  });
});

describe('a text with words of a chain of thoughts, of turns, or of code', () => {
  it.each([
    'Here is an example dialogue:\n\nUser: Hello.\nAssistant: How can I help?\nUser: Thanks.',
    'Sure, a dialogue between both:\n\n**User:** Hello.\n\n**Assistant:** Hi.\n\n**User:** Bye.',
    'Sure:\n\nInterviewer: Tell me about it.\nCandidate: I led a team.\nInterviewer: Good.',
    'An answer in STAR:\n\n**Situation:** A ward.\n**Task:** Calm.\n**Action:** I called the doctor.\n**Result:** Stable.',
    'Situation: A ward.\nTask: Calm.\nAction: I called the doctor.\nResult: Stable.',
    'Action: triage\nResult: done.\nThat is how.',
    'Here is my plan:\n1. One.\n2. Two.',
    'Here are my thoughts on your answer. It was good.',
    'Here are my thoughts:\n- It was good.\n- Say more.',
    'Here is my reasoning: you said two things. Both are true.',
    'Thought: this is what a chain begins with.\nIt goes on.',
    'Thinking about it, I would say yes.',
    'Reasoning is what they test.\nResponse: what you say.',
    'My thoughts: be brief.',
    'The user: who is it? A human: who else?\nUser stories matter.\nUsers: many.',
    'Say who is who.\n- User: a person.\n- Assistant: a program.',
    'Some roles.\nAdmin: can do all.\nUser: can read.',
    'The prompt begins with "User: " and goes on. Assistant: it is.',
    'The assistant said so.\nAssistant manager is the title.',
    'Assistant manager is the title.',
    'AI is what they ask about.',
    'Human: a species. Is that it?',
    'Input: a number.\nOutput: its square.',
    'Instruction: read it twice.\nQuestion: what does it say?\nAnswer: nothing.',
    'Answer: forty-two.',
    '## Response times\nThey matter.',
    '### Thinking in systems\nIs a book. Say more.',
    '# Reasoning\n\nIt counts.',
    '**Thinking**\n\nYou plan well.\n\n**Acting**\n\nYou act.',
    '```python\ndef thinking():\n    return 1\n```\nThat is it.',
    '```\nUser: x\nAssistant: y\n```\nThat is a log.',
    'Write:\n```text\nHello.\nHuman: hi\n```\nDone.',
    '> User: a quote.\n> Assistant: another.',
    '`User: x`\n`Assistant: y`',
    'I use ‹angle› quotes, ‹think› and «guillemets». 3 ‹ 4.',
    'An <action> is a verb.\n<action>\nis a tag of ours.',
    '<tool>hammer</tool> is XML, and <tools/> too.',
    '<function>alert</function>\nis odd markup.',
    '(function () { return 1; })()\nis code.',
    'get_resume is a tool. list_preps too.\nlist_preps\nis its name.',
    'list_preps() is how I would look.',
    'print("hello")\nis Python.',
    '{"most": 2}\nis an object.',
    '{"action": "save", "name": "Ada"}',
    '{ "question": "What is it?", "answer": "This." }',
    'Use {"name": "Ada", "arguments": {"x": 1}} in your call.',
    'Call: the shop.\nTool: Excel.\nFunction: sales.',
    'Tool: Excel\nYears: 4',
    'Call: list the preps.',
    '>>> print(1)\n1\nis a session of Python.',
    '>>>all of it<<<',
    'a | b | c\n--|--|--\n1 | 2 | 3',
    '~~struck~~ is out.',
    '~~~js\nlet a = 1;\n~~~\nDone.',
    '[think] twice, [thinking] once.',
    '[thinking] is a tag. Then?',
    '[reasoning](https://example.com) is a link.',
    'The ｜ sign, the ▁ sign and ＜b＞.',
    'Dear Ada,\n\nThank you. \nUser research was a joy.\n\nKind regards\nHuman Resources',
    'Human Resources: what they do.\nThey hire.',
    'Contact.\nHuman Resources: Ada.',
    '# Ada Lovelace\n\n## Experience\n\nUser researcher: 2019–2021.\n\nAction: none.',
    'Observation: you spoke fast.\nTip: slow down.',
    'Model: a car.\nColour: red.',
    'Coaching: what I do.',
    'Bot traffic was the issue.',
  ])('[N-15] is shown as it is: %j', (text) => {
    for (const pieces of everyCut(text))
      for (const held of [false, true])
        expect(read(pieces, { held })).toEqual({ said: text, calls: [], leaked: false });
  });
});
