import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storableJson, storableText } from './storable-text.ts';

const anyText = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\0', '\\', '"', 'u0000', '\\u0000', '\ud83d', '\ude00', '\u0001'),
    fc.string({ unit: 'binary', maxLength: 3 }),
  ),
});

/** The same rule, said slowly: a code unit at a time. */
function expected(text: string): string {
  return Array.from(text, (character) =>
    character === '\0' || /^[\ud800-\udfff]$/.test(character) ? '\ufffd' : character,
  ).join('');
}

describe('storable text', () => {
  it('replaces NUL and lone surrogates and nothing else, unit for unit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(storableText(text)).toBe(expected(text));
        expect(storableText(text)).toHaveLength(text.length);
      }),
    );
  });

  it('does the same inside JSON, and leaves text that only looks like an escape', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(JSON.parse(storableJson({ text, list: [text] }))).toEqual({
          text: expected(text),
          list: [expected(text)],
        });
      }),
    );
    expect(storableJson({ a: '\\u0000' })).toBe('{"a":"\\\\u0000"}');
  });

  it('makes null of nothing', () => {
    expect(storableJson(undefined)).toBe('null');
  });
});
