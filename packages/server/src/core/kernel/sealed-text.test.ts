import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openText, sealText } from './sealed-text.ts';

const key = randomBytes(32);

describe('sealed text', () => {
  it('comes back as it was, and is never spelt twice the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, purpose) => {
        const sealed = sealText(text, key, purpose);
        expect(openText(sealed, key, purpose)).toBe(text);
        expect(sealText(text, key, purpose)).not.toBe(sealed);
      }),
    );
  });

  it('opens with no other key, for no other purpose, and not when a byte was changed', () => {
    const sealed = sealText('a token', key, 'ten_a/tsv_1');
    expect(sealed).not.toContain('token');
    expect(() => openText(sealed, randomBytes(32), 'ten_a/tsv_1')).toThrow(
      expect.objectContaining({ code: 'internal' }),
    );
    expect(() => openText(sealed, key, 'ten_b/tsv_1')).toThrow(expect.objectContaining({ code: 'internal' }));
    for (let at = 0; at < sealed.length; at += 1) {
      const bytes = Buffer.from(sealed, 'base64url');
      const index = at % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      expect(() => openText(bytes.toString('base64url'), key, 'ten_a/tsv_1')).toThrow(
        expect.objectContaining({ code: 'internal' }),
      );
    }
    for (const text of ['', 'AAAA', sealed.slice(0, 20)])
      expect(() => openText(text, key)).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});
