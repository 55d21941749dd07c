import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { labelledAnswers, labelledUtterances } from '../train/corpus.ts';
import { trainedModel, WEIGHTS_FILE } from '../train/run.ts';

it('gives the weights that are shipped, byte for byte', () => {
  expect(trainedModel().equals(readFileSync(WEIGHTS_FILE))).toBe(true);
}, 120_000);

it('learns from many clauses of many occupations, and from many utterances', () => {
  const answers = labelledAnswers();
  expect(answers.flatMap(({ clauses }) => clauses).length).toBeGreaterThanOrEqual(3_000);
  expect(new Set(answers.map(({ occupation }) => occupation)).size).toBeGreaterThanOrEqual(60);
  expect(labelledUtterances().length).toBeGreaterThanOrEqual(800);
});
