import { describe, expect, it } from 'vitest';
import { countTool, engineOf } from './test-engine.suite.ts';
import type { ModelBlock } from './model.ts';

/** What the model is shown of one call: the call as it made it, and the result. */
async function exchange(call: { call: string }, output: unknown = { n: 1 }, ok = true) {
  const tool = countTool(async () => ({ ok, summary: 'It was counted.', output }));
  const { streamReply, model } = engineOf([[call], ['Done.']], { tools: [tool] });
  const events = await streamReply();
  const [, called, answered] = model.requests[1]?.messages ?? [];
  return { events, called: called?.blocks ?? [], result: answered?.blocks[0] };
}
const textIn = (block: ModelBlock | undefined) => (block !== undefined && 'text' in block ? block.text : '');

describe('the result of a tool', () => {
  it('is whole up to 24,000 characters; of a longer one the model gets the beginning and the length', async () => {
    const whole = 'x'.repeat(23_998);
    expect(textIn((await exchange({ call: 'count' }, whole)).result)).toBe(`"${whole}"`);
    const { result } = await exchange({ call: 'count' }, `${whole}x`);
    expect(textIn(result)).toBe(`"${whole}x … (cut, 24001 characters in all)`);
  });

  it('that failed is its summary', async () => {
    const { result } = await exchange({ call: 'count' }, { secret: 1 }, false);
    expect(result).toMatchObject({ ok: false, text: '{"error":"It was counted."}' });
  });
});

describe('a call', () => {
  it('without arguments has none, and without words before it nothing is added', async () => {
    const { called, events } = await exchange({ call: 'count' });
    expect(called).toEqual([{ type: 'tool_call', id: expect.any(String), name: 'count', args: {} }]);
    expect(events[0]).toMatchObject({ type: 'tool_call', name: 'count', args: {} });
  });

  it('of an unknown tool goes back under a name that every vendor accepts', async () => {
    const names = ['rm -rf /home', 'n'.repeat(70), ''].map(async (name) => {
      const { called, result } = await exchange({ call: name });
      const [block] = called;
      expect(result).toMatchObject({ ok: false, text: '{"error":"There is no tool of that name."}' });
      return block !== undefined && 'name' in block ? block.name : '';
    });
    expect(await Promise.all(names)).toEqual(['rm_-rf__home', 'n'.repeat(64), 'unnamed']);
  });
});
