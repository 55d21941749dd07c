import { describe, expect, it } from 'vitest';
import { agentSpecs } from '../agent-specs.ts';
import { everything, sendTurn, testApp } from '../chat/test-app.suite.ts';
import type { SessionFact } from '../sessions/ports.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { handOffAsked, parseAgentSpec } from './ports.ts';

/** A second agent: all of it is this data. */
const GREETER = {
  id: 'greeter',
  version: 3,
  name: 'Greeter',
  behaviour: 'conversation',
  prompt: {
    instructions: 'Welcome the candidate to the practice of Nordwind and say what the day looks like.',
    withoutModel: {
      phrases: [{ when: ['lunch', 'eat'], say: 'Lunch is at noon, in the canteen.' }],
      otherwise: 'Welcome to Nordwind. Ask me about the day.',
    },
  },
  decisions: [],
  tools: ['get_resume'],
  engine: 'coach',
  knowledge: ['posting'],
  rubric: null,
  handOff: { when: ['a real person', 'human being'], say: 'I ask a colleague to write to you.' },
};
const NAMED = { prompts: ['coach.reply'], decisions: ['chat.intent'], rubrics: ['practice'] };

const textOf = (facts: readonly SessionFact[]) =>
  facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('');
const speakersOf = (facts: readonly SessionFact[]) =>
  new Set(facts.flatMap((fact) => (fact.type === 'token' || fact.type === 'message' ? [fact.speakerId] : [])));

async function greeted(given: Parameters<typeof testApp>[0] = {}) {
  const app = await testApp({ specs: [GREETER], ...given });
  const chat = await app.chats.create(app.scope, { agentId: 'greeter' });
  return { app, chat, say: (text: string) => sendTurn(app, chat.id, text) };
}

describe('an agent that is only a spec', () => {
  it('answers under its own name, without a model by the phrases of its spec', async () => {
    const { say } = await greeted();
    const first = await say('Hello');
    expect(textOf(first).trim()).toBe('Welcome to Nordwind. Ask me about the day.');
    expect(speakersOf(first)).toEqual(new Set(['candidate', 'greeter']));
    expect(textOf(await say('When do we EAT?')).trim()).toBe('Lunch is at noon, in the canteen.');
  });

  it('tells a model its instructions, what was said before and what it may know, and no more', async () => {
    const contexts: unknown[] = [];
    const engine = scriptedEngine({
      reply: (context) => {
        contexts.push(context);
        return ['Good ', 'morning. That is 6 of 6.'];
      },
    });
    const { app, chat, say } = await greeted({ engine });
    await app.resumes.put(app.scope, { bytes: new TextEncoder().encode('Ten years of night shifts.') });
    await say('Hello');
    expect(textOf(await say('And now?'))).toBe('Good morning. That is what the card shows.');
    expect(contexts[1]).toMatchObject({ name: 'Greeter', instructions: GREETER.prompt.instructions, text: 'And now?' });
    expect(JSON.stringify(contexts)).not.toContain('night shifts');
    expect((await everything(app, chat.id)).filter(({ type }) => type === 'engine.decision')).toEqual([]);
  });

  it('may use the tools that its spec names, and no other', async () => {
    const engine = scriptedEngine({ reply: [{ use: 'get_resume' }, { use: 'generate_prep' }, 'Done.'] });
    const { say } = await greeted({ engine });
    const facts = await say('Look');
    const results = facts.flatMap((fact) => (fact.type === 'tool_result' ? [fact] : []));
    expect(results.map(({ name, summary }) => [name, summary.startsWith('There is no tool')])).toEqual([
      ['get_resume', false],
      ['generate_prep', true],
    ]);
  });

  it('hands over by its rule: the candidate is told, the log says why, and no engine is asked', async () => {
    const engine = scriptedEngine({ reply: [new Error('asked')] });
    const { app, chat, say } = await greeted({ engine });
    expect(textOf(await say('Can I speak to a  REAL person?'))).toBe('I ask a colleague to write to you.');
    const asked = (await everything(app, chat.id)).flatMap((fact) => handOffAsked.read(fact) ?? []);
    expect(asked).toEqual([{ agentId: 'greeter', agentVersion: 3, words: 'a real person' }]);
  });

  it('answers in the chats that name it, and the coach in all others', async () => {
    const { app } = await greeted();
    const other = await app.chats.create(app.scope, {});
    expect(speakersOf(await sendTurn(app, other.id, 'Hello'))).toEqual(new Set(['candidate', 'coach']));
    await expect(app.chats.create(app.scope, { agentId: 'nobody' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('an agent spec', () => {
  it('is checked: every wrong field is named', () => {
    expect(parseAgentSpec(GREETER, NAMED)).toEqual(GREETER);
    for (const [change, field] of [
      [{ id: 'No Id' }, 'id'],
      [{ version: 0 }, 'version'],
      [{ behaviour: 'judge' }, 'behaviour'],
      [{ tools: 'some' }, 'tools'],
      [{ handOff: { when: [], say: 'x' } }, 'handOff.when'],
      [{ hidden: true }, 'hidden'],
      [{ decisions: ['chat.other'] }, 'decisions: no chat.other'],
      [{ prompt: { name: 'other.reply' } }, 'prompt.name: no other.reply'],
      [{ rubric: 'other' }, 'rubric: no other'],
    ] as const)
      expect(() => parseAgentSpec({ ...GREETER, ...change }, NAMED)).toThrow(field);
  });

  it('is refused where another has its id', async () => {
    await expect(testApp({ specs: [GREETER, GREETER] })).rejects.toThrow('greeter');
  });

  it('of the coach names decisions that are there, and nothing else answers for it', async () => {
    const [coach] = agentSpecs;
    const app = await testApp({ specs: [{ ...coach, id: 'mute', decisions: [] }] });
    const chat = await app.chats.create(app.scope, { agentId: 'mute' });
    expect((await sendTurn(app, chat.id, 'Hello')).at(-1)).toMatchObject({ type: 'error', code: 'internal' });
  });
});
