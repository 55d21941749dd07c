import { describe, expect, it } from 'vitest';
import { PAIRS } from './attempt-pairs.suite.ts';
import { relationOf } from './attempt-relation.ts';
import { FURTHER_PAIRS } from './further-pairs.suite.ts';
import { MORE_PAIRS } from './more-pairs.suite.ts';

const pairs = [...PAIRS, ...FURTHER_PAIRS, ...MORE_PAIRS];

const additions = pairs.flatMap(({ before, additions: all }) => all.map((said) => ({ said, before })));
const anew = pairs.flatMap(({ before, anew: all }) => all.map((said) => ({ said, before })));

describe('[N-12] words after feedback', () => {
  it('are compared in at least 250 pairs', () => {
    expect(additions.length + anew.length).toBeGreaterThanOrEqual(250);
  });

  it.each(additions)('complete the answer before: $said', ({ said, before }) => {
    expect(relationOf({ said, before })).toBe('addition');
  });

  it.each(anew)('are a new attempt: $said', ({ said, before }) => {
    expect(relationOf({ said, before })).toBe('new_attempt');
  });
});
