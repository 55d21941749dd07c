import fc from 'fast-check';
import { expect, it } from 'vitest';
import { listCursor, parseListCursor } from './list-cursor.ts';

it('reads what it wrote', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.string({ unit: 'grapheme' }), (createdAt, id) => {
      expect(parseListCursor(listCursor({ createdAt, id }))).toEqual({ createdAt, id });
    }),
  );
});

it('refuses anything else', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(() => parseListCursor(text)).toThrow(expect.objectContaining({ code: 'validation_failed' }));
    }),
  );
});
