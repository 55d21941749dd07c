import { expect, it } from 'vitest';
import { saysAnyOf } from './says-any-of.ts';

it('finds a phrase as whole words, whatever its case and what is between them', () => {
  expect(saysAnyOf('I want a REAL  person, now!', ['human', 'real person'])).toBe('real person');
  expect(saysAnyOf('Ein Mensch?', ['mensch'])).toBe('mensch');
  expect(saysAnyOf('caf\u0065\u0301', ['café'])).toBe('café');
});

it('finds no part of a word, and nothing where there are no words', () => {
  expect(saysAnyOf('inhuman', ['human'])).toBeUndefined();
  expect(saysAnyOf('?!', ['!'])).toBeUndefined();
  expect(saysAnyOf('', ['human'])).toBeUndefined();
});
