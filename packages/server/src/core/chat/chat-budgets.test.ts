import { describe, expect, it } from 'vitest';
import { keptSpans } from '../../testing/kept-spans.ts';
import { scriptedMind } from '../../testing/scripted-mind.ts';
import type { Mind } from '../mind/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { Budgets } from '../usage/ports.ts';
import { everything, NO_BUDGETS, only, practiceHouse, talk } from './practice-house.suite.ts';

const GOODBYE = /We have used what one session holds/;
const TOKENS = 60;

/** Asks for its tokens before each of its words, and says what it used after them. */
function thirstyMind(words: readonly string[]): Mind {
  const mind = scriptedMind({ decisions: { 'chat.intent': { intent: 'other' } } });
  return {
    ...mind,
    async *converse(_conversation, { meter }) {
      for (const word of words) {
        await meter?.admit();
        yield { type: 'text', text: word };
        await meter?.record({ modelId: 'claude-haiku-4-5', inputTokens: TOKENS - 10, outputTokens: 10 });
      }
    },
  };
}

async function chat(budgets: Partial<Budgets>, words: readonly string[] = ['Well', ' done.']) {
  const house = await practiceHouse({ mind: thirstyMind(words), budgets: { ...NO_BUDGETS, ...budgets } });
  const { id } = await house.chats.create(house.scope, {});
  const said = async (text = 'Hello') => {
    const facts = await talk(house, id, text);
    return { facts, speech: facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('') };
  };
  return { house, id, said, state: async () => (await house.chats.get(house.scope, id)).state };
}

describe('a turn', () => {
  it('tells what it used and what that cost', async () => {
    const { said } = await chat({});
    expect(only((await said()).facts, 'usage')).toEqual({
      type: 'usage',
      inputTokens: 100,
      outputTokens: 20,
      costUsd: 0.0002,
    });
  });

  it('that reaches its own budget fails, and the chat goes on', async () => {
    const { said, state } = await chat({ turnTokens: TOKENS });
    expect(only((await said()).facts, 'error')).toMatchObject({ code: 'budget_reached', retryable: true });
    expect(await state()).toBe('active');
    expect(only((await said()).facts, 'error')).toMatchObject({ code: 'budget_reached' });
  });
});

describe('a chat that reaches its budget', () => {
  it('with the last word of an answer says goodbye after it, and is completed', async () => {
    const { said, state, house, id } = await chat({ sessionTokens: 4 * TOKENS });
    expect((await said()).speech).toBe('Well done.');
    const { facts, speech } = await said();
    expect(speech).toMatch(/^Well done\.\n\nWe have used/);
    expect(facts.map(({ type }) => type)).toEqual(['message', 'token', 'usage', 'token', 'done']);
    expect(await state()).toBe('completed');
    await expect(house.chats.turn(house.scope, id, { text: 'More' })).rejects.toMatchObject({
      code: 'session_finished',
    });
  });

  it('in the middle of an answer keeps what was said and ends as politely', async () => {
    const { said, state } = await chat({ sessionTokens: TOKENS });
    const { facts, speech } = await said();
    expect(speech).toMatch(/^Well\n\nWe have used/);
    expect(facts.map(({ type }) => type)).toEqual(['message', 'token', 'usage', 'token', 'done']);
    expect(only(facts, 'usage')).toMatchObject({ inputTokens: 50, outputTokens: 10 });
    expect(await state()).toBe('completed');
  });

  it('is completed before its end is told', async () => {
    const { house, id } = await chat({ sessionTokens: TOKENS });
    const { turnId, after } = await house.chats.turn(house.scope, id, { text: 'Hello' });
    for await (const { fact } of house.chats.events(house.scope, id, {
      after,
      signal: new AbortController().signal,
      untilTurnEnds: turnId,
    })) {
      if (fact.type === 'done') expect((await house.chats.get(house.scope, id)).state).toBe('completed');
    }
  });

  it('is finished by the next turn when a crash came before the goodbye', async () => {
    const { house, id, state } = await chat({ sessionTokens: TOKENS });
    await house.usage
      .meterFor(house.scope, { sessionId: id, kind: 'turn' })
      .record({ modelId: 'm', inputTokens: TOKENS, outputTokens: 0 });
    await expect(house.chats.turn(house.scope, id, { text: 'Hello' })).rejects.toMatchObject({
      code: 'session_finished',
    });
    expect(await state()).toBe('completed');
  });

  it('leaves other chats alone', async () => {
    const { house, said } = await chat({ sessionTokens: TOKENS });
    expect((await said()).speech).toMatch(GOODBYE);
    const other = await house.chats.create(house.scope, {});
    expect((await talk(house, other.id, 'Hello')).map(({ type }) => type)).toContain('done');
  });
});

describe('a tenant that used its day', () => {
  it('gets no turn before the next one, and nothing of it is in the log', async () => {
    const { house, id, said, state } = await chat({ tenantDayTokens: 2 * TOKENS });
    expect((await said()).speech).toBe('Well done.');
    const stranger = scopeFor({ tenantId: house.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    const theirs = await house.chats.create(stranger, {});
    for (const [scope, chatId] of [
      [house.scope, id],
      [stranger, theirs.id],
    ] as const) {
      await expect(house.chats.turn(scope, chatId, { text: 'Hello' })).rejects.toMatchObject({
        code: 'budget_reached',
        status: 429,
        retryAfterSeconds: 86_400,
      });
    }
    expect((await everything(house, id)).filter(({ type }) => type === 'message')).toHaveLength(1);
    expect(await state()).toBe('active');
    await house.clock.advance(86_400_000 - 1);
    const again = await house.chats.create(house.scope, {});
    await house.clock.advance(1);
    expect((await talk(house, again.id, 'Hello')).at(-1)?.type).toBe('done');
  });

  it('in the middle of an answer loses that answer and not the chat', async () => {
    const { said, state } = await chat({ tenantDayTokens: TOKENS });
    const { facts, speech } = await said();
    expect(only(facts, 'error')).toMatchObject({ code: 'budget_reached' });
    expect(speech).not.toMatch(GOODBYE);
    expect(await state()).toBe('active');
  });
});

describe('the span of a turn', () => {
  it('has the turn’s tokens, and its failure by name', async () => {
    const tracer = keptSpans();
    const house = await practiceHouse({
      mind: thirstyMind(['Well', ' done.']),
      tracer,
      budgets: { ...NO_BUDGETS, turnTokens: 2 * TOKENS, tenantDayTokens: 3 * TOKENS },
    });
    const { id } = await house.chats.create(house.scope, {});
    await talk(house, id, 'Hello');
    await talk(house, id, 'Hello');
    const attributes = {
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.name': 'coach',
      'gen_ai.conversation.id': id,
    };
    expect(tracer.ended).toEqual([
      {
        name: 'invoke_agent coach',
        kind: 'internal',
        attributes: { ...attributes, 'gen_ai.usage.input_tokens': 100, 'gen_ai.usage.output_tokens': 20 },
      },
      {
        name: 'invoke_agent coach',
        kind: 'internal',
        attributes: { ...attributes, 'gen_ai.usage.input_tokens': 50, 'gen_ai.usage.output_tokens': 10 },
        failure: 'budget_reached',
      },
    ]);
  });
});
