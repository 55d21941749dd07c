import { describe, expect, it } from 'vitest';
import { keptSpans } from '../../testing/kept-spans.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import type { Engine } from '../engine/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { Budgets } from '../usage/ports.ts';
import { everything, NO_BUDGETS, only, testApp, sendTurn } from './test-app.suite.ts';

const GOODBYE = /We have used what one session holds/;
const TOKENS = 60;

/** Asks for its tokens before each of its words, and says what it used after them. */
function costlyEngine(words: readonly string[]): Engine {
  const engine = scriptedEngine({ decisions: { 'chat.intent': { intent: 'other' } } });
  return {
    ...engine,
    async *streamReply(_request, { meter }) {
      for (const word of words) {
        await meter?.checkBudget();
        yield { type: 'text', text: word };
        await meter?.record({ modelId: 'claude-haiku-4-5', inputTokens: TOKENS - 10, outputTokens: 10 });
      }
    },
  };
}

async function chat(budgets: Partial<Budgets>, words: readonly string[] = ['Well', ' done.']) {
  const app = await testApp({ engine: costlyEngine(words), budgets: { ...NO_BUDGETS, ...budgets } });
  const { id } = await app.chats.create(app.scope, {});
  const said = async (text = 'Hello') => {
    const facts = await sendTurn(app, id, text);
    return { facts, reply: facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('') };
  };
  return { app, id, said, state: async () => (await app.chats.get(app.scope, id)).state };
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
    const { said, state, app, id } = await chat({ sessionTokens: 4 * TOKENS });
    expect((await said()).reply).toBe('Well done.');
    const { facts, reply } = await said();
    expect(reply).toMatch(/^Well done\.\n\nWe have used/);
    expect(facts.map(({ type }) => type)).toEqual(['message', 'token', 'usage', 'token', 'done']);
    expect(await state()).toBe('completed');
    await expect(app.chats.turn(app.scope, id, { text: 'More' })).rejects.toMatchObject({ code: 'session_finished' });
  });

  it('in the middle of an answer keeps what was said and ends as politely', async () => {
    const { said, state } = await chat({ sessionTokens: TOKENS });
    const { facts, reply } = await said();
    expect(reply).toMatch(/^Well\n\nWe have used/);
    expect(facts.map(({ type }) => type)).toEqual(['message', 'token', 'usage', 'token', 'done']);
    expect(only(facts, 'usage')).toMatchObject({ inputTokens: 50, outputTokens: 10 });
    expect(await state()).toBe('completed');
  });

  it('is completed before its end is told', async () => {
    const { app, id } = await chat({ sessionTokens: TOKENS });
    const { turnId, after } = await app.chats.turn(app.scope, id, { text: 'Hello' });
    for await (const { fact } of app.chats.events(app.scope, id, {
      after,
      signal: new AbortController().signal,
      untilTurnEnds: turnId,
    })) {
      if (fact.type === 'done') expect((await app.chats.get(app.scope, id)).state).toBe('completed');
    }
  });

  it('is finished by the next turn when a crash came before the goodbye', async () => {
    const { app, id, state } = await chat({ sessionTokens: TOKENS });
    await app.usage
      .meterFor(app.scope, { sessionId: id, kind: 'turn' })
      .record({ modelId: 'm', inputTokens: TOKENS, outputTokens: 0 });
    await expect(app.chats.turn(app.scope, id, { text: 'Hello' })).rejects.toMatchObject({ code: 'session_finished' });
    expect(await state()).toBe('completed');
  });

  it('leaves other chats alone', async () => {
    const { app, said } = await chat({ sessionTokens: TOKENS });
    expect((await said()).reply).toMatch(GOODBYE);
    const other = await app.chats.create(app.scope, {});
    expect((await sendTurn(app, other.id, 'Hello')).map(({ type }) => type)).toContain('done');
  });
});

describe('a tenant that used its day', () => {
  it('gets no turn before the next one, and nothing of it is in the log', async () => {
    const { app, id, said, state } = await chat({ tenantDayTokens: 2 * TOKENS });
    expect((await said()).reply).toBe('Well done.');
    const stranger = scopeFor({ tenantId: app.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    const theirs = await app.chats.create(stranger, {});
    for (const [scope, chatId] of [
      [app.scope, id],
      [stranger, theirs.id],
    ] as const) {
      await expect(app.chats.turn(scope, chatId, { text: 'Hello' })).rejects.toMatchObject({
        code: 'budget_reached',
        status: 429,
        retryAfterSeconds: 86_400,
      });
    }
    expect((await everything(app, id)).filter(({ type }) => type === 'message')).toHaveLength(1);
    expect(await state()).toBe('active');
    await app.clock.advance(86_400_000 - 1);
    const again = await app.chats.create(app.scope, {});
    await app.clock.advance(1);
    expect((await sendTurn(app, again.id, 'Hello')).at(-1)?.type).toBe('done');
  });

  it('in the middle of an answer loses that answer and not the chat', async () => {
    const { said, state } = await chat({ tenantDayTokens: TOKENS });
    const { facts, reply } = await said();
    expect(only(facts, 'error')).toMatchObject({ code: 'budget_reached' });
    expect(reply).not.toMatch(GOODBYE);
    expect(await state()).toBe('active');
  });
});

describe('the span of a turn', () => {
  it('has the turn’s tokens, and its failure by name', async () => {
    const tracer = keptSpans();
    const app = await testApp({
      engine: costlyEngine(['Well', ' done.']),
      tracer,
      budgets: { ...NO_BUDGETS, turnTokens: 2 * TOKENS, tenantDayTokens: 3 * TOKENS },
    });
    const { id } = await app.chats.create(app.scope, {});
    await sendTurn(app, id, 'Hello');
    await sendTurn(app, id, 'Hello');
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
