import { describe, expect, it } from 'vitest';
import { countTool, engineOf } from './test-engine.suite.ts';

async function said(...answers: readonly (readonly string[])[]): Promise<string> {
  const script = answers.map((pieces, index) =>
    index === answers.length - 1 ? [...pieces] : [...pieces, { call: 'count' }],
  );
  const events = await engineOf(script, { tools: [countTool()] }).streamReply();
  return events.flatMap((event) => (event.type === 'text' ? [event.text.trim()] : [])).join(' ');
}

describe('what a model says before each use of a tool', () => {
  it.each([
    ['as it was', [['Let me look.'], ['Let me look.'], ['Let me look.'], ['Two.']]],
    ['in pieces', [['Let me look.'], ['Let', ' me look.', '\n'], ['\nLet me', ' look.'], ['Two.']]],
    ['before something new', [['Let me look.'], ['Let me look.'], ['Let me', ' look. Two.']]],
    ['at the end', [['Let me look.'], ['Two.'], ['Let me look.']]],
  ])('is shown once: %s', async (_, answers) => {
    expect(await said(...answers)).toBe('Let me look. Two.');
  });

  it('is all shown where it only begins alike', async () => {
    expect(await said(['Good'], ['Go'], ['Goo', 'd morning.'])).toBe('Good Go Good morning.');
  });
});
