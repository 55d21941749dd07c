import { describe, expect, it } from 'vitest';
import { type AnswerFacts, answerReading } from './decisions.ts';
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

describe('what takes a score away', () => {
  const text = 'The sheet was empty, so I filled in the whole week on Friday from memory.';
  const facts: AnswerFacts = {
    question: { text: 'How did you work?', kind: 'behavioural', competencyIds: [], looksFor: [] },
    criteria: [],
    answer: text,
  };
  const read = (said: object) =>
    answerReading.inWords?.read({ criteria: [], star: [], speaksAsGroup: false, ...said }, facts);

  it('[N-12] is a deed that a language model quotes in the words of the answer', () => {
    const quote = 'I filled in the whole week on Friday from memory';
    const start = text.indexOf(quote);
    expect(read({ concern: { code: 'dishonest', quotes: [quote] } })).toMatchObject({
      concern: { code: 'dishonest', spans: [{ start, end: start + quote.length }] },
    });
  });

  it.each([
    ['without a quote', []],
    ['with two words', ['from memory']],
    ['with words that were not said', ['I forged the whole sheet']],
  ])('[N-12] is neither a deed nor another subject %s', (_how, quotes) => {
    const reading = read({ concern: { code: 'dishonest', quotes }, answersQuestion: { code: 'no', quotes } });
    expect(reading).not.toHaveProperty('concern');
    expect(reading).not.toHaveProperty('answersQuestion');
  });

  it('[N-12] is nothing where a language model finds none, whatever it quotes', () => {
    const quotes = ['I filled in the whole week'];
    const reading = read({ concern: { code: 'none', quotes }, answersQuestion: { code: 'yes', quotes } });
    expect(reading).not.toHaveProperty('concern');
    expect(reading).not.toHaveProperty('answersQuestion');
  });

  it('[N-12] is another subject that is quoted', () => {
    expect(read({ answersQuestion: { code: 'no', quotes: ['filled in the whole week'] } })).toMatchObject({
      answersQuestion: false,
    });
  });
});
