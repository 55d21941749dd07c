import { describe, expect, it } from 'vitest';
import { cuts, read } from './test-visible-text.ts';

const saidOf = (text: string) => [...new Set(cuts(text).map((pieces) => read(pieces).said))];

describe('[N-15] thoughts under other names', () => {
  it.each([
    '<internal>secret</internal>Hello',
    '<monologue>secret</monologue>\nHello',
    '<plan>\n1. secret\n2. more</plan>\n\nHello',
    '<details type="reasoning">\n<summary>Thought for 3 seconds</summary>\nsecret</details>\nHello',
    '<details type="reasoning" done="true" duration="3">secret</details>Hello',
    '<details type=thinking>secret</details>Hello',
  ])('are not shown: %j', (text) => {
    expect(saidOf(text)).toEqual(['Hello']);
  });

  it('are not shown between sentences', () => {
    expect(saidOf('Hello.\n<internal>secret</internal>\nBye.')).toEqual(['Hello.\nBye.']);
  });
});

describe('[N-15] prose that only looks like marks', () => {
  it.each([
    'XML: <response><status>ok</status></response>',
    'Send this:\n<response>\n<status>ok</status>\n</response>\nDone.',
    'Example:\n<plan>\n<step>1</step>\n</plan>\nDone.',
    'Your plan: <plan> is an element.',
    'Hello.\n<plan>that never ends',
    '<details><summary>More</summary>Bring your papers.</details>',
    'Final answer:',
    'My notes.\nFinal answer: Dress well.',
    'They ask "Final answer: yes or no?" at the end.',
    'Use `x</s>` there.',
    'Use ``x</s>`` there.',
    'Code:\n\n    x</s>\n\nDone.',
    'It is <code>x</s></code> there.',
  ])('stays whole: %j', (text) => {
    expect(saidOf(text)).toEqual([text]);
  });

  it('is no reason to show the marks of an answer', () => {
    expect(saidOf('Sure. <answer>Dress well.</answer>')).toEqual(['Sure. Dress well.']);
    expect(saidOf('<response>Dress well.</response>')).toEqual(['Dress well.']);
    expect(saidOf('Final answer: Dress well.')).toEqual(['Dress well.']);
    expect(saidOf('Dress well.</s>')).toEqual(['Dress well.']);
  });
});
