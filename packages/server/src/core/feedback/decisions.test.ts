import { describe, expect, it } from 'vitest';
import { answerReading } from './decisions.ts';
import { CRITERION_IDS } from './rubric.ts';

const words = (quotes: readonly string[], count = 1) => ({
  criteria: Array.from({ length: count }, () => ({ criterionId: CRITERION_IDS[0], shown: 'yes', quotes })),
  star: [{ part: 'action', shown: 'yes', quotes }],
  speaksAsGroup: false,
});

/** Whether the words of a language model have the shape that is asked of it. */
const fits = (said: unknown): boolean => answerReading.inWords?.shape.safeParse(said).success ?? false;

describe('what a language model may quote', () => {
  it('is eight pieces of the answer and no more', () => {
    expect(fits(words(Array(8).fill('office')))).toBe(true);
    expect(fits(words(Array(9).fill('office')))).toBe(false);
  });

  it('is 2,000 characters at once and no more', () => {
    expect(fits(words(['x'.repeat(2_000)]))).toBe(true);
    expect(fits(words(['x'.repeat(2_001)]))).toBe(false);
  });

  it('belongs to thirty criteria and no more', () => {
    expect(fits(words(['office'], 30))).toBe(true);
    expect(fits(words(['office'], 31))).toBe(false);
  });
});
