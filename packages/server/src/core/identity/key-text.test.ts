import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyHint, keyKindOf, newKeyText } from './key-text.ts';

const character = fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_-…');

describe('keys as text', () => {
  it('are of their kind, long and never the same', () => {
    expect(newKeyText('secret')).toMatch(/^isk_[0-9A-Za-z]{49}$/u);
    expect(newKeyText('publishable')).toMatch(/^ipk_[0-9A-Za-z]{49}$/u);
    expect(keyKindOf(newKeyText('secret'))).toBe('secret');
    expect(keyKindOf(newKeyText('publishable'))).toBe('publishable');
    expect(new Set(Array.from({ length: 500 }, () => newKeyText('secret'))).size).toBe(500);
  });

  it('notice a change of any one character', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('secret' as const, 'publishable' as const),
        fc.nat(52),
        character,
        (kind, at, other) => {
          const key = newKeyText(kind);
          fc.pre(key.charAt(at) !== other);
          expect(keyKindOf(key.slice(0, at) + other + key.slice(at + 1))).toBeUndefined();
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it('notice what was cut off, added or turned around', () => {
    const key = newKeyText('secret');
    for (const slip of [
      key.slice(0, -1),
      `${key}0`,
      ` ${key}`,
      key.toLowerCase(),
      key.replace('isk_', 'ipk_'),
      '',
      'isk_',
      'Bearer x',
    ]) {
      expect(keyKindOf(slip), slip).toBeUndefined();
    }
  });

  it('never throw, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => keyKindOf(text) === undefined));
  });

  it('are recognised by a hint that does not hold them', () => {
    const key = newKeyText('publishable');
    expect(keyHint(key)).toBe(`${key.slice(0, 8)}…${key.slice(-4)}`);
  });
});
