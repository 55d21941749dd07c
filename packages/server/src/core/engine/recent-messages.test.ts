import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ModelMessage } from './model.ts';
import { alternating, MESSAGE_LIMIT, recentMessages } from './recent-messages.ts';

const human = (text: string): ModelMessage => ({ role: 'user', blocks: [{ type: 'text', text }] });
const words = (text: string): ModelMessage => ({ role: 'assistant', blocks: [{ type: 'text', text }] });
const call = (id: string): ModelMessage => ({
  role: 'assistant',
  blocks: [{ type: 'tool_call', id, name: 'count', args: {} }],
});
const result = (id: string): ModelMessage => ({
  role: 'user',
  blocks: [{ type: 'tool_result', id, name: 'count', ok: true, text: '1' }],
});

/** A conversation at any moment of a turn: turns with tool loops of any length, the last one under way. */
const conversations = fc
  .array(fc.nat({ max: 14 }), { minLength: 1, maxLength: 30 })
  .map((loops) =>
    loops.flatMap((loop, turn) => [
      human(`turn ${turn}`),
      ...Array.from({ length: loop }, (_, step) => [call(`${turn}.${step}`), result(`${turn}.${step}`)]).flat(),
      ...(turn === loops.length - 1 ? [] : [words(`answer ${turn}`)]),
    ]),
  );

const idsOf = (messages: readonly ModelMessage[], type: 'tool_call' | 'tool_result') =>
  messages.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === type ? [block.id] : [])));

describe('what a model receives', () => {
  it('[S0-4] is at most twenty messages, human first, every tool call beside its result, also inside a tool loop', () => {
    fc.assert(
      fc.property(conversations, (all) => {
        const sent = recentMessages(all);
        expect(sent.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
        expect(sent.length).toBeGreaterThan(0);
        expect([sent[0]?.role, sent[0]?.blocks[0]?.type]).toEqual(['user', 'text']);
        expect(idsOf(sent, 'tool_call')).toEqual(idsOf(sent, 'tool_result'));
        sent.forEach(({ role }, index) => expect(role).toBe(index % 2 === 0 ? 'user' : 'assistant'));
        // The newest is never lost, and what was asked now is always there.
        expect(sent.at(-1)).toBe(all.at(-1));
        expect(sent).toContain(all.findLast(({ role, blocks }) => role === 'user' && blocks[0]?.type === 'text'));
      }),
    );
  });

  it('is everything, as long as it fits', () => {
    const all = [human('one'), words('two'), human('three')];
    expect(recentMessages(all)).toEqual(all);
    // A request must not change while a conversation goes on.
    expect(recentMessages(all)).not.toBe(all);
    expect(recentMessages([words('first'), ...all])).toEqual(all);
  });

  it('begins with the oldest words of a person that still fit', () => {
    const all = [human('one'), words('two'), human('three'), words('four'), human('five')];
    expect(recentMessages(all, 5)).toEqual(all);
    expect(recentMessages(all, 4)).toEqual(all.slice(2));
    expect(recentMessages(all, 3)).toEqual(all.slice(2));
  });

  it('is in a loop of tools that is too long what was asked, and the newest whole pairs', () => {
    const pair = (id: string) => [call(id), result(id)];
    const loop = [...pair('a'), ...pair('b'), ...pair('c')];
    const asked = human('count');
    for (const [limit, kept] of [
      [3, pair('c')],
      [4, pair('c')],
      [5, [...pair('b'), ...pair('c')]],
      [6, [...pair('b'), ...pair('c')]],
      [7, loop],
    ] as const)
      expect(recentMessages([asked, ...loop], limit)).toEqual([asked, ...kept]);
    // Where nobody asked, or not even a pair fits, there is nothing that a vendor takes.
    expect(recentMessages(loop, 3)).toEqual([]);
    expect(recentMessages([asked, ...loop], 1)).toEqual([]);
  });

  it('does not take results with words beside them for a question', () => {
    const both: ModelMessage = { role: 'user', blocks: [...result('a').blocks, { type: 'text', text: 'now' }] };
    expect(recentMessages([human('count'), call('a'), both], 2)).toEqual([]);
  });

  it('has roles that take turns, with nothing lost', () => {
    const roles = fc.array(fc.constantFrom(human('a'), words('b')), { maxLength: 40 });
    fc.assert(
      fc.property(roles, (all) => {
        const merged = alternating(all);
        merged.slice(1).forEach(({ role }, index) => expect(role).not.toBe(merged[index]?.role));
        expect(merged.flatMap(({ blocks }) => blocks)).toEqual(all.flatMap(({ blocks }) => blocks));
      }),
    );
  });
});
