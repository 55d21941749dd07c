import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decryptText, encryptText } from './encryption.ts';

const key = randomBytes(32);

describe('encrypted text', () => {
  it('comes back as it was, and is never spelt twice the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, purpose) => {
        const encrypted = encryptText(text, key, purpose);
        expect(decryptText(encrypted, key, purpose)).toBe(text);
        expect(encryptText(text, key, purpose)).not.toBe(encrypted);
      }),
    );
  });

  it('is refused with a shortened tag, and the reason is kept for us', () => {
    const bytes = Buffer.from(encryptText('', key), 'base64url');
    for (const length of [bytes.length - 1, 16, 12, 0])
      expect(() => decryptText(bytes.subarray(0, length).toString('base64url'), key)).toThrow(
        expect.objectContaining({ code: 'internal', cause: expect.any(Error) }),
      );
  });

  it('opens with no other key, for no other purpose, and not when a byte was changed', () => {
    const encrypted = encryptText('a token', key, 'ten_a/tsv_1');
    expect(encrypted).not.toContain('token');
    expect(() => decryptText(encrypted, randomBytes(32), 'ten_a/tsv_1')).toThrow(
      expect.objectContaining({ code: 'internal' }),
    );
    expect(() => decryptText(encrypted, key, 'ten_b/tsv_1')).toThrow(expect.objectContaining({ code: 'internal' }));
    for (let at = 0; at < encrypted.length; at += 1) {
      const bytes = Buffer.from(encrypted, 'base64url');
      const index = at % bytes.length;
      bytes[index] = (bytes[index] ?? 0) ^ 1;
      expect(() => decryptText(bytes.toString('base64url'), key, 'ten_a/tsv_1')).toThrow(
        expect.objectContaining({ code: 'internal' }),
      );
    }
    for (const text of ['', 'AAAA', encrypted.slice(0, 20)])
      expect(() => decryptText(text, key)).toThrow(expect.objectContaining({ code: 'internal' }));
  });
});
