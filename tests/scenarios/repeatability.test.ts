import { afterEach, describe, expect, it } from 'vitest';
import type { ModelRequest } from '../../packages/server/src/core/engine/model.ts';
import type { ModelAnswer } from '../../packages/server/src/testing/scripted-model.ts';
import { willingAnswer } from '../../packages/server/src/testing/willing-model.ts';
import { localServer } from '../vendors.ts';
import { run } from './child.ts';

const open: (() => Promise<unknown>)[] = [];
afterEach(() => Promise.all(open.splice(0).map((close) => close())));

async function measuredBy(env: Readonly<Record<string, string>>, ...args: string[]) {
  const child = run(['bench/repeatability.ts', ...args], env);
  const code = await child.exit;
  return { code, output: child.output(), errors: child.errors() };
}

async function measuredOn(answer: (request: ModelRequest) => ModelAnswer, ...args: string[]) {
  const vendor = await localServer(answer);
  open.push(() => vendor.close());
  return measuredBy(vendor.env, ...args);
}

/** Not every vendor passes on which decision is asked for. */
function isReading([text]: ModelAnswer): boolean {
  return typeof text === 'string' && text.startsWith('{"criteria"');
}

/** Reads as it should once and then, the next time, forgets the outcome and quotes what nobody said. */
function waveringAnswer(): (request: ModelRequest) => ModelAnswer {
  let readings = 0;
  return (request) => {
    const answer = willingAnswer(request);
    const [text] = answer;
    if (typeof text !== 'string' || !isReading(answer)) return answer;
    readings += 1;
    if (readings % 2 === 1) return answer;
    // What the willing model has just written.
    const reading = JSON.parse(text) as { criteria: { criterionId: string; quotes: string[] }[] };
    const criteria = reading.criteria.map((read) =>
      read.criterionId === 'outcome' ? { ...read, quotes: ['Everybody thanked me at length.'] } : read,
    );
    return [JSON.stringify({ ...reading, criteria })];
  };
}

describe('how even an engine judges', () => {
  it('[N-2] is exactly even for the rule engine', async () => {
    const { code, output } = await measuredBy({}, '--times', '3');
    expect(output).toContain(
      '12 answers × 3 by rehearsal; spread overall: standard deviation 0.00, widest 0; results agreed 36 ' +
        'of 36; criteria agreed 198 of 198; quotes dropped 0',
    );
    expect(code).toBe(0);
  });

  it('is seen to be uneven where a language model wavers, with what it wavers about', async () => {
    const { code, output } = await measuredOn(waveringAnswer(), '--times', '2');
    expect(output).toMatch(/^strong, a night shift +6 ×1, 5 ×1 of 6 +5–6 +0\.50 +scored +outcome 1\/2 +1 +6600$/mu);
    expect(output).toMatch(
      /by openai-compatible:small; spread overall: standard deviation 0\.\d*[1-9]\d*, widest 1; .* quotes dropped [1-9]/u,
    );
    expect(code).toBe(0);
  });

  it('shows what was measured before a language model gave up, and fails', async () => {
    let readings = 0;
    const { code, output, errors } = await measuredOn(
      (request) => {
        const answer = willingAnswer(request);
        if (isReading(answer)) readings += 1;
        return readings > 3 ? ['CUT'] : answer;
      },
      '--times',
      '1',
    );
    expect(output).toMatch(
      /\n3 answers × 1 by openai-compatible:small; spread overall: standard deviation 0\.00, widest 0;/u,
    );
    expect(errors).toMatch(/^Not measured\. More than 3 of 12 answers: model_unavailable: /u);
    expect(code).toBe(1);
  });

  it.each([
    ['a model that does not answer', { answer: ['CUT'] as ModelAnswer, says: /^Not measured\. model_unavailable: /u }],
    ['a number that is none', { args: ['--times', 'often'], says: /^Not measured\. --times must be a whole number/u }],
    ['an option it does not have', { args: ['--often'], says: /^Not measured\. Unknown option/u }],
  ])(
    'says in a line why nothing was measured: %s',
    async (_name, { answer = [], args = [], says }: { answer?: ModelAnswer; args?: string[]; says: RegExp }) => {
      const { code, output, errors } = await measuredOn(() => answer, ...args);
      expect({ code, output }).toEqual({ code: 1, output: '' });
      expect(errors).toMatch(says);
    },
  );
});
