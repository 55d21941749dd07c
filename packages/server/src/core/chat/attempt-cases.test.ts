import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { only, sendTurn, testApp } from './test-app.suite.ts';

type Row = { readonly kind: string; readonly turns?: readonly string[] };

const url = new URL('../../../../../tests/cases/practice/judging.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(url, 'utf8')) as { cases: readonly Row[] };
const turnsOf = (kind: string): readonly string[] => cases.find((row) => row.kind === kind)?.turns ?? [];

const PARKING =
  'Two neighbours on our site argued about a parking space every morning in May. I asked both of them into the office, ' +
  'listened to each of them and drew the bays on a plan.';
const ROTA =
  'At the nursery last autumn the rota for the bake sale was empty. I was asked to fill it, so I rang every parent and made ' +
  'a list of hours. In the end all forty hours were filled and we took 900 pounds.';
const CHANGE =
  'In spring the returns in our warehouse lay on the floor. I was responsible for the inbound area. I put up three racks and ' +
  'I trained the late shift. In the end nothing was older than a day.';
const REASON = 'There was a risk that food would go bad, so I wanted it off the floor within a day.';

async function practice(ask: string) {
  const app = await testApp({ engine: ruleEngine({ clock: manualClock(), wordDelayMs: 0 }) });
  const { id } = await app.chats.create(app.scope, {});
  await sendTurn(app, id, ask);
  return async (text: string) => {
    const facts = await sendTurn(app, id, text);
    const reply = facts.flatMap((fact) => (fact.type === 'token' ? [fact.text] : [])).join('');
    return { event: only(facts, 'feedback'), messageId: only(facts, 'message').messageId, reply };
  };
}

describe('[N-12] attempts at one question', () => {
  it('are two where two stories are given, and evidence is of one of them only', async () => {
    expect(turnsOf('two stories')).toHaveLength(2);
    const answer = await practice('Ask me a behavioural question');
    const first = await answer(PARKING);
    const second = await answer(ROTA);
    expect([first.event.attempt, second.event.attempt]).toEqual([1, 2]);
    expect(second.event.answer).toBe(ROTA);
    const quotes = second.event.criteria.flatMap((judged) => judged.quotes);
    for (const { text } of quotes) expect(ROTA).toContain(text);
    expect(second.event.previous?.added).toBe(false);
  });

  it('are raised by what only completes them', async () => {
    expect(turnsOf('addition to a follow-up')).toHaveLength(2);
    const answer = await practice('Ask me a technical question');
    const first = await answer(CHANGE);
    const second = await answer(REASON);
    expect(second.event.answer).toBe(`${CHANGE}\n\n${REASON}`);
    expect(second.event.score?.met).toBeGreaterThanOrEqual(first.event.score?.met ?? 9);
    const reason = second.event.criteria.find(({ criterionId }) => criterionId === 'reason');
    expect(reason?.shown).not.toBe('no');
    const [quote] = reason?.quotes ?? [];
    const part = second.event.parts?.find(
      ({ start, end }) => start <= (quote?.start ?? -1) && (quote?.end ?? 0) <= end,
    );
    expect(part?.messageId).toBe(second.messageId);
    expect(second.event.parts?.[0]?.messageId).toBe(first.messageId);
  });

  it('say what a better second one changed, and by which words', async () => {
    const [bare = '', better = ''] = turnsOf('better second attempt');
    const answer = await practice('Ask me a behavioural question');
    await answer(bare);
    const { event, reply } = await answer(better);
    expect(event.answer).toBe(better);
    const outcome = event.previous?.changes?.find(({ criterionId }) => criterionId === 'outcome');
    expect(outcome?.before).toBe('no');
    expect(better).toContain(outcome?.words);
    const quoted = [...reply.matchAll(/“([^”]+)”/gu)].map(([, words = '']) => words);
    expect(quoted.some((words) => event.previous?.changes?.some((change) => change.words === words))).toBe(true);
  });
});
