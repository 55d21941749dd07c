import { describe, expect, it } from 'vitest';
import { cuts, read, taken } from './test-visible-text.ts';

describe('a text about marks of models', () => {
  it.each([
    'Which <tool_call> would you use? It is markup that models write.',
    'Name one mark. <tool_call> is one of them. Which others do you know?',
    '<tool_call> is one of them.',
    'Write [INST] to begin in Llama 2, and [/INST] to end.',
    'The token <|endoftext|> ends a text. Why?',
    'What is <|im_end|>, and what is "<|im_start|>" for?',
    'Good point. <|im_end|> is a token, too.',
    'Here is a tag:\n<think>\nis what some models write. Did you know?',
    '<invoke name="x"> is XML. Is it well-formed?',
    'Is <function=x> XML? Tell me why.',
    'A template may hold <|assistant|> in front of an answer.',
    'Some write <|channel|> for a channel. Which?',
    'Llama has <|python_tag|> for code; what is it for?',
    'Mistral has [TOOL_CALLS] before them. Who else?',
    'Then comes <|start_header_id|> before the role.',
    'Write [THINK] before and [/THINK] behind it.',
    'The text ends at </s> as a rule.',
  ])('[N-15] is shown as it is: %j', (text) => {
    for (const pieces of cuts(text))
      for (const held of [false, true])
        expect(read(pieces, { held })).toEqual({ said: text, calls: [], leaked: false });
  });

  it.each(['[/INST] Tell me more.', '<|im_end|>Tell me more.', '</s> Tell me more.', '<|endoftext|>\nTell me more.'])(
    '[N-15] is not over before it began: %j',
    (text) => {
      for (const pieces of cuts(text)) expect(read(pieces).said).toBe('Tell me more.');
    },
  );

  it('keeps the words behind a call whose end is not marked', () => {
    for (const pieces of cuts('<tool_call>{"name":"list_preps","arguments":{}}\nI look at them now.')) {
      const { said, calls } = read(pieces);
      expect([said.trim(), calls]).toEqual(['I look at them now.', [['list_preps', {}]]]);
    }
  });

  it.each([
    ['Here is what I mean:\n<think>\nOkay, they want', true],
    ['Here is what I mean: <tool_call>{"name":', true],
    ['That is all.\n<think>\nOkay, they want', false],
    ['Let me look: <tool_call>{"name":"list_preps"}', false],
  ])('is known to be cut short in the middle of a sentence: %j', (text, cutShort) => {
    for (const pieces of cuts(text)) expect(taken(pieces).visible.cutShort).toBe(cutShort);
  });
});
