import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../packages/server/src/core/engine/ports.ts';
import { type Evaluation, evaluation } from './evaluation.ts';
import { belowFloor, isGoalMet } from './goals.ts';
import { labelledSet } from './labelled-set.ts';
import { reportJson, reportText } from './report.ts';
import { takenUtterances } from './taken-utterances.ts';
import { callWithMeter, labelledEngine, readingEngine } from './test-engines.ts';

const set = labelledSet(fileURLToPath(new URL('fixtures/', import.meta.url)));

async function evaluated(engine: Engine, times = 2): Promise<Evaluation & { values: ReadonlyMap<string, number> }> {
  const found = await evaluation(set, { engine, ...callWithMeter() }, { times });
  return { ...found, values: new Map(found.figures.map(({ id, value }) => [id, value])) };
}

describe('an evaluation', () => {
  it('finds nothing wrong with an engine that reads what is labelled', async () => {
    const { values } = await evaluated(labelledEngine(set));
    for (const id of ['occasion', 'responsibility', 'own_action', 'outcome', 'approach', 'people', 'check'])
      expect([id, values.get(`precision.${id}`), values.get(`recall.${id}`)]).toEqual([id, 1, 1]);
    expect(values.get('ordering_violations')).toBe(0);
    expect(values.get('gaming.cue_words')).toBe(0);
    expect(values.get('second_language')).toBe(0);
    expect(values.get('refusal.right')).toBe(1);
    expect(values.get('asides.scored')).toBe(0);
    expect(values.get('answers.missed')).toBe(0);
  });

  it('shows an engine that finds everything in everything, and takes everything for an answer', async () => {
    const { values } = await evaluated(
      readingEngine(
        () => () => 'yes',
        () => 'answer',
      ),
    );
    expect(values.get('recall.own_action')).toBe(1);
    expect(values.get('precision.own_action')).toBeLessThan(1);
    expect(values.get('asides.scored')).toBe(1);
  });

  it('shows an engine that sees nothing, and takes nothing for an answer', async () => {
    const { values } = await evaluated(
      readingEngine(
        () => () => 'no',
        () => 'other',
      ),
    );
    expect(values.get('recall.own_action')).toBe(0);
    expect(values.get('refusal.right')).toBeLessThan(1);
    expect(values.get('answers.missed')).toBe(1);
  });

  it('scores every answer as often as wanted, shows the spread and counts what it cost', async () => {
    let reads = 0;
    const wavering = readingEngine(
      () => ((reads += 1), () => (reads % 7 === 0 ? 'yes' : 'partly')),
      () => 'answer',
    );
    const { meter, call } = callWithMeter();
    const { spread } = await evaluation(set, { engine: wavering, call }, { times: 3 });
    expect(spread.times).toBe(3);
    expect(spread.widest).toBeGreaterThan(0);
    expect(meter.total.inputTokens).toBe(meter.requests * 90);
    expect(meter.requests).toBeGreaterThan(20);
    expect((await evaluated(labelledEngine(set), 3)).spread).toMatchObject({ deviation: 0, widest: 0, sameResult: 1 });
  });
});

it('takes neither for an answer nor for an aside what the engine finds unclear', async () => {
  // A version of the decision may not know the word yet.
  const unclear = { answer: { intent: 'unclear' }, by: 'rules', usage: { inputTokens: 0, outputTokens: 0 } } as never;
  const taken = await takenUtterances(set, {
    engine: { ...labelledEngine(set), runDecision: async () => unclear },
    ...callWithMeter(),
  });
  expect([...taken.asides, ...taken.answers].map((one) => one.taken)).toEqual(Array(10).fill('asks'));
});

describe('an engine that fails', () => {
  const failing = (fails: (request: number) => boolean): Engine => {
    const engine = labelledEngine(set);
    let requests = 0;
    const runDecision: Engine['runDecision'] = async (...asked) => {
      requests += 1;
      if (fails(requests)) throw new Error('The model is asleep.');
      return engine.runDecision(...asked);
    };
    return { ...engine, runDecision };
  };

  it('ends the evaluation where it fails at every answer', async () => {
    await expect(evaluated(failing(() => true))).rejects.toThrow('The model is asleep.');
  });

  it('has failed judgements counted where it fails now and then, and messages that were not taken at all', async () => {
    const { figures, values } = await evaluated(
      failing((request) => request === 2 || request > 9),
      1,
    );
    expect(figures.find(({ id }) => id === 'judgements_failed')?.of).toBe('1 of 8');
    expect(values.get('recall.own_action')).toBeLessThan(1);
    expect(values.get('asides.scored')).toBe(0);
    expect(values.get('answers.missed')).toBe(0);
  });
});

describe('a report', () => {
  const figures = [
    { id: 'recall.outcome', what: 'recall of outcome', value: 0.8, unit: 'share', better: 'more', of: '8 of 10' },
    { id: 'second_language', what: 'points lost', value: 0.2, unit: 'points', better: 'less', of: '5 answers' },
    { id: 'recall.link', what: 'recall of link', value: Number.NaN, unit: 'share', better: 'more', of: '0 of 0' },
  ] as const;
  const goals = { recall: { at: 'least', value: 0.85 }, second_language: { at: 'most', value: 0.3 } } as const;
  const spread = { times: 3, deviation: 0.123, widest: 2, sameResult: 0.9 };
  const report = {
    model: 'anthropic:small',
    sets: new Map([['open', { figures, spread }]]),
    usage: { requests: 7, total: { inputTokens: 630, outputTokens: 70 } },
  };

  it('says of each figure whether its goal is met, and how far scorings lie apart and what they cost', () => {
    const text = reportText(report, goals);
    expect(text).toMatch(/recall of outcome +≥ 0.85 +0.800 +NOT MET +8 of 10/);
    expect(text).toMatch(/points lost +≤ 0.3 +0.20 +met +5 answers/);
    expect(text).toMatch(/recall of link +≥ 0.85 +– +0 of 0/);
    expect(text).toContain(
      'open: 1 of 2 goals met. Spread of 3 scorings, in points of 6: standard deviation 0.12, widest 2.00;',
    );
    expect(text).toContain('Cost: 7 requests, 630 tokens in, 70 out.');
  });

  it('is the same as JSON', () => {
    const data = JSON.parse(reportJson(report, goals));
    expect(data.sets.open.figures[0]).toMatchObject({
      id: 'recall.outcome',
      value: 0.8,
      goal: goals.recall,
      met: false,
    });
    expect(data.sets.open.figures[2].value).toBeNull();
    expect(data.usage).toEqual({ requests: 7, inputTokens: 630, outputTokens: 70 });
  });

  it('has no goal met that was not measured', () => {
    expect(figures.map((figure) => isGoalMet(figure, goals))).toEqual([false, true, undefined]);
  });

  it('names what is worse than the floor, in either direction, with the goal beside it, and what is gone', () => {
    expect(belowFloor(figures, { 'recall.outcome': 0.8, second_language: 0.2 }, goals)).toEqual([]);
    expect(belowFloor(figures, { 'recall.outcome': 0.79, second_language: 0.21 }, goals)).toEqual([]);
    expect(belowFloor(figures, { 'recall.outcome': 0.81, second_language: 0.19, gone: 1 }, goals)).toEqual([
      'recall.outcome (recall of outcome) was 0.81 and is 0.8000, 8 of 10; the goal is at least 0.85',
      'second_language (points lost) was 0.19 and is 0.2000, 5 answers; the goal is at most 0.3',
      'gone is not measured any more',
    ]);
  });
});
