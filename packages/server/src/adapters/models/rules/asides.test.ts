import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../core/vocabulary/ports.ts';
import { SAID_AFTER_FEEDBACK, SAID_ANSWER, SAID_ASIDE, SAID_UNCLEARLY } from './asides.suite.ts';
import { intentOf } from './intent-rules.ts';
import { after, factsOf, open } from './test-intents.ts';

const intentIn = (text: string, state: { hasOpenQuestion?: boolean; hasFeedback?: boolean }) =>
  intentOf({ ...factsOf(text, state), language: languageOf(text).code }).intent;

const rows = (said: typeof SAID_ASIDE) => said.flatMap(([intent, ...texts]) => texts.map((text) => ({ intent, text })));

describe('with a question open', () => {
  it.each(rows(SAID_ASIDE))('[N-12] is no answer but $intent: $text', ({ intent, text }) => {
    expect(intentIn(text, open)).toBe(intent);
  });

  it.each(rows(SAID_AFTER_FEEDBACK))('is $intent after feedback: $text', ({ intent, text }) => {
    expect(intentIn(text, after)).toBe(intent);
  });

  it.each(SAID_UNCLEARLY)('is asked about: %s', (text) => {
    expect(intentIn(text, open)).toBe('unclear');
  });

  it.each(SAID_ANSWER)('[N-12] is an answer: %s', (text) => {
    for (const state of [open, after]) expect(intentIn(text, state)).toBe('answer');
  });

  it('has at least 150 asides and 60 answers to be judged by', () => {
    expect(rows(SAID_ASIDE).length + rows(SAID_AFTER_FEEDBACK).length).toBeGreaterThanOrEqual(150);
    expect(SAID_ANSWER.length).toBeGreaterThanOrEqual(60);
  });
});
