import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedSpan } from './quoted-span.ts';

const quoted = (quote: string, text: string) => {
  const span = quotedSpan(quote, text);
  return span === undefined ? undefined : text.slice(span.start, span.end);
};

describe('a quote', () => {
  it('is found where it stands, whatever the white space and the shape of its marks', () => {
    expect(quoted('I called “the doctor”', 'Then I  called\n"the doctor" at once.')).toBe('I  called\n"the doctor"');
    expect(quoted("didn't wait - really", 'She didn’t wait — really.')).toBe('didn’t wait — really');
  });

  it('is not found where it leaves out a space', () => {
    expect([quoted('Icalled', 'I called'), quoted('I called', 'Icalled'), quoted('x', '')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it.each(['I call the doctor', 'i called', 'called the … doctor', '', '   ', 'I called the doctor at once. And more'])(
    'is not found when it was never said: %j',
    (quote) => {
      expect(quotedSpan(quote, 'Then I called the doctor at once.')).toBeUndefined();
    },
  );

  it('[N-1] is always a piece of the text, for any quote and any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme', maxLength: 6 }), (text, quote) => {
        const span = quotedSpan(quote, text);
        if (span === undefined) return;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeLessThanOrEqual(text.length);
        expect(text.slice(span.start, span.end).replaceAll(/\s+/gu, ' ').length).toBe(
          quote.trim().replaceAll(/\s+/gu, ' ').length,
        );
      }),
    );
  });

  it('finds every piece of a text in the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.nat(), fc.nat(), (text, a, b) => {
        const piece = text.slice(Math.min(a, b) % text.length, (Math.max(a, b) % text.length) + 1);
        if (piece.trim() !== '') expect(quotedSpan(piece, text)).toBeDefined();
      }),
    );
  });
});
