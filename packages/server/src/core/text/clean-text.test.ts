import { describe, expect, it } from 'vitest';
import { cleanLine, cleanText, cut } from './clean-text.ts';
import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';

describe('cleaned text', () => {
  it.each([
    ['one\r\ntwo\rthree\u2028four\vfive\fsix', 'one\ntwo\nthree\nfour\nfive\nsix'],
    ['one\u2029two', 'one\n\ntwo'],
    [' one \n\n\n\n two \t\u00a0 three\u3000', 'one\n\ntwo three'],
    ['e\u0301', 'é'],
    ['pay \u202eeerf\u202c\u2066 \u200bnow\u00ad\ufeff', 'pay eerf now'],
    ['a\u0000b\u0085c\u{e0041}d', 'abcd'],
    ['می\u200cخواهم 👩\u200d⚕', 'می\u200cخواهم 👩\u200d⚕'],
    ['lone \ud800!', 'lone \ufffd!'],
    [' \u200b\n', ''],
  ])('of %j is %j', (raw, text) => {
    expect(cleanText(raw)).toBe(text);
  });

  it('is one line where a line is asked for, and nothing where nothing is left', () => {
    expect(cleanLine('Night\n\nporter\n', 20)).toBe('Night porter');
    expect(cleanLine('Night porter', 8)).toBe('Night p…');
    expect(cleanLine(' \u200b\n', 20)).toBeUndefined();
    expect(cleanLine(`${' '.repeat(79)}ab`, 10)).toBe('a');
  });

  it.each([
    ['ten letters', 11, 'ten letters'],
    ['ten letters', 10, 'ten lette…'],
    ['nine more letters', 11, 'nine more…'],
    ['nine more\nletters', 11, 'nine more…'],
    ['a longword', 9, 'a longwo…'],
    ['one two  ', 8, 'one two…'],
    ['ab👩cd', 4, 'ab…'],
    ['ab👩cd', 5, 'ab👩…'],
    ['1234567890123456 789012', 20, '1234567890123456 78…'],
    ['12345678901234567 89012', 20, '12345678901234567…'],
  ])('%j cut to %i characters is %j', (text, length, expected) => {
    expect(cut(text, length)).toBe(expected);
    expect(expected.length).toBeLessThanOrEqual(length);
  });

  it('loses an ending of certain characters, and only at the end', () => {
    expect(withoutEnding('a;, b;, ', /[;,\s]/u)).toBe('a;, b');
    expect(withoutEnding('abc', /[;,\s]/u)).toBe('abc');
    expect(withoutEnding(';;', /[;,\s]/u)).toBe('');
  });
});
