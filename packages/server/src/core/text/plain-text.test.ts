import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainData, plainText, occursIn } from './plain-text.ts';

describe('plainText', () => {
  it('takes direction controls and hidden characters away', () => {
    expect(plainText('pay \u202Eeerf\u202C now\u200B\u2066x\u2069\u00AD')).toBe('pay eerf nowx');
    expect(plainText('hi\u{E0041}\u{E0042}\uFEFF')).toBe('hi');
  });

  it('makes one line of several and drops control characters', () => {
    expect(plainText('  a\r\n\tb\u0000c \u0007 d\u0085 ')).toBe('a bc d');
  });

  it('keeps what languages and emoji need', () => {
    for (const text of ['می\u200cخواهم', '👩\u200d⚕\ufe0f', 'العربية', '中文', 'Zoë O’Neill'])
      expect(plainText(text)).toBe(text);
  });

  it('gives the same again when asked twice, and never a control', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = plainText(text);
        expect(plainText(once)).toBe(once);
        expect(once).not.toMatch(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029]/u);
      }),
    );
  });
});

it('plainData reaches every string and leaves numbers and keys', () => {
  expect(plainData({ a: ['x\u202E', 1, null], b: { c: ' y ' } })).toEqual({ a: ['x', 1, null], b: { c: 'y' } });
});

describe('occursIn', () => {
  it('finds a quote across line breaks and other quotation marks', () => {
    expect(occursIn('the “first” antibiotic', 'time to the "first"\n  antibiotic fell')).toBe(true);
  });

  it('refuses a changed word, another case and an empty quote', () => {
    expect(occursIn('led a team of six', 'led a team of five')).toBe(false);
    expect(occursIn('Led', 'led')).toBe(false);
    expect(occursIn(' \u200B', 'anything')).toBe(false);
  });

  it('finds any part of any text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-zé'“”-]{1,9}$/), { minLength: 1 }),
        fc.nat(),
        fc.nat(),
        (words, from, count) => {
          const start = from % words.length;
          const quote = words.slice(start, start + 1 + (count % words.length)).join(' ');
          expect(occursIn(quote, words.join('\n\n '))).toBe(true);
        },
      ),
    );
  });
});
