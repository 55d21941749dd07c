import { expect, it } from 'vitest';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { only, sendTurn, testApp } from './test-app.suite.ts';

const WEAK = 'I asked the doctor to come and I checked the pulse of the patient again.';

type Known = { question?: { attempt: number }; feedback?: Record<string, unknown>; followUp?: string };

/** A practice by rules that keeps the context of each reply. */
async function practice() {
  const given: Known[] = [];
  const { streamReply } = scriptedEngine({ reply: (context) => [given.push(context as Known) > 0 ? 'Well.' : ''] });
  const rules = ruleEngine({ clock: manualClock(), wordDelayMs: 0 });
  const app = await testApp({ engine: { ...rules, streamReply } });
  const { id } = await app.chats.create(app.scope, {});
  await sendTurn(app, id, 'Ask me a behavioural question');
  const answer = async (text: string) => {
    const event = only(await sendTurn(app, id, text), 'feedback');
    return { event, known: given.at(-1) };
  };
  return answer;
}

it('has the feedback as it was given, and asks for the next attempt', async () => {
  const answer = await practice();
  const { event, known } = await answer(WEAK);
  expect(known?.question?.attempt).toBe(2);
  expect(known?.feedback).toEqual({
    result: 'scored',
    attempt: 1,
    gained: [],
    lost: [],
    strengths: event.strengths,
    nextStep: event.nextStep,
    ...event.score,
  });
  expect(known?.feedback).toHaveProperty('of', 6);
  expect(known?.followUp).toContain('?');
});

it('has what was gained since the attempt before', async () => {
  const answer = await practice();
  await answer(WEAK);
  const { event, known } = await answer('It took 5 minutes.');
  expect(known?.question?.attempt).toBe(3);
  expect(known?.feedback).toMatchObject({ attempt: 2, lost: [] });
  expect(known?.feedback?.gained).toContain('Gives something that can be checked');
  expect(known?.feedback).toMatchObject({ gained: event.previous?.gained });
});

it('has why there is no score, and no number', async () => {
  const answer = await practice();
  const { event, known } = await answer('The capital of France is Paris, and its river is the Seine.');
  expect(known?.feedback).toEqual({
    result: 'insufficient_evidence',
    attempt: 1,
    gained: [],
    lost: [],
    strengths: [],
    nextStep: event.nextStep,
    reason: 'off_topic',
    reasonText: event.reasonText,
  });
  expect(known).not.toHaveProperty('followUp');
});
