import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runsOf } from './highlighted-answer.ts';

const span = fc
  .tuple(fc.integer({ min: -3, max: 30 }), fc.integer({ min: -3, max: 30 }))
  .map(([start, end]) => ({ start, end }));

describe('an answer with highlighted quotes', () => {
  it('highlights the quotes at their positions', () =>
    expect(runsOf('I called the registrar.', [{ start: 2, end: 8 }])).toEqual([
      { text: 'I ', quoted: false },
      { text: 'called', quoted: true },
      { text: ' the registrar.', quoted: false },
    ]));

  it('contains the whole answer for any spans', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 24 }), fc.array(span, { maxLength: 8 }), (answer, spans) => {
        const runs = runsOf(answer, spans);
        expect(runs.map(({ text }) => text).join('')).toBe(answer);
        const marked =
          [...answer].length === 0
            ? []
            : runs.flatMap(({ text, quoted }) => Array.from({ length: text.length }, () => quoted));
        const valid = spans.filter(({ start, end }) => start >= 0 && start < end && end <= answer.length);
        expect(marked).toEqual(
          Array.from({ length: answer.length }, (_, at) => valid.some(({ start, end }) => start <= at && at < end)),
        );
      }),
      { numRuns: 1000 },
    );
  });
});
