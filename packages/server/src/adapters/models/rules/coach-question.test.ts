import { describe, expect, it } from 'vitest';
import type { CoachContext } from '../../../core/chat/reply-spec.ts';
import { coachReplyRule } from './coach-reply-rule.ts';
import type { ToolCaller } from './reply-rule.ts';

const noTools: ToolCaller = {
  use(): never {
    throw new Error('a question needs no tool');
  },
};

async function asked(text: string, requirement: string, seed: string): Promise<string> {
  const context: CoachContext = {
    intent: 'next_question',
    seed,
    language: 'en',
    question: { text, kind: 'technical', attempt: 1, lookingFor: [], requirement },
    asksNow: true,
    listed: [],
    manner: [],
  };
  let reply = '';
  for await (const event of coachReplyRule(context, noTools)) if (event.type === 'text') reply += event.text;
  return reply;
}

const SEEDS = Array.from({ length: 12 }, (_, seed) => `${seed}`);
const quotesIn = (reply: string, line: string) => reply.split(line).length - 1;

describe('how a question is put', () => {
  it('names the line of the advert that it is about', async () => {
    for (const seed of SEEDS)
      expect(quotesIn(await asked('What do you check?', 'Keep HACCP records.', seed), 'Keep HACCP records')).toBe(1);
  });

  it('does not quote a line twice where the question is made of it', async () => {
    const text = 'The advert says: “Extract and jar honey”. When did you last do something like that?';
    for (const seed of SEEDS)
      expect(quotesIn(await asked(text, 'Extract and jar honey.', seed), 'Extract and jar honey')).toBe(1);
  });
});
