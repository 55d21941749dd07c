import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from './safe-json.ts';

const refusal = (source: string | Uint8Array): string | undefined => {
  try {
    parseJson(source);
    return undefined;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'another error';
  }
};

describe('parseJson', () => {
  it('gives back every ordinary value as JSON.parse does', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((candidate) => !candidate.includes('\0'));
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'grapheme' }), text, (value, word) => {
        const source = JSON.stringify({ value, word });
        if (source.includes('\\u0000') || source.includes('__proto__')) return;
        expect(parseJson(new TextEncoder().encode(source))).toEqual(JSON.parse(source));
      }),
    );
  });

  it.each([
    '{"__proto__":{"admin":true}}',
    '{"a":[{"__proto__":1}]}',
    '{"\\u005f_proto__":1}',
    '{"constructor":{"prototype":{"x":1}}}',
  ])('refuses the key in %s', (source) => {
    expect(refusal(source)).toBe('malformed_request');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  it.each([
    '{"constructor":"Amara"}',
    '{"constructor":null}',
    '{"constructor":{"name":"Amara"}}',
    '{"builder":{"prototype":1}}',
    '[{"prototype":1},"__proto__"]',
  ])('lets the harmless %s pass', (source) => {
    expect(parseJson(source)).toEqual(JSON.parse(source));
  });

  it.each([
    ['{', 'The body is not valid JSON.'],
    ['{"__proto__":1}', 'The JSON holds a key that is not accepted.'],
    ['{"constructor":{"prototype":1}}', 'The JSON holds a key that is not accepted.'],
    ['"\\u0000"', 'The JSON holds text that is not valid Unicode.'],
    [`${'['.repeat(65)}${']'.repeat(65)}`, 'The JSON nests deeper than 64.'],
    [new Uint8Array([0xff]), 'The body is not valid UTF-8.'],
  ])('says of %s what is wrong', (source, detail) => {
    expect(() => parseJson(source)).toThrow(expect.objectContaining({ code: 'malformed_request', detail }));
  });

  it('refuses a depth of 65 and takes one of 64', () => {
    expect(refusal(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeUndefined();
    expect(refusal(`${'['.repeat(65)}${']'.repeat(65)}`)).toBe('malformed_request');
  });

  it('survives half a million brackets', () => {
    expect(refusal(`${'['.repeat(500_000)}${']'.repeat(500_000)}`)).toBe('malformed_request');
  });

  it.each([
    ['invalid UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['a cut document', '{"a":'],
    ['nothing', ''],
    ['NUL', '"a\\u0000b"'],
    ['half a surrogate pair', '"\\ud83d"'],
    ['half a surrogate pair in a key', '{"\\ud83d":1}'],
  ])('refuses %s', (_name, source) => {
    expect(refusal(source)).toBe('malformed_request');
  });

  it('does not repeat the text it refuses', () => {
    try {
      parseJson('{"text": my canary words}');
    } catch (thrown) {
      expect(
        JSON.stringify([thrown, thrown instanceof Error ? [thrown.message, String(thrown.cause)] : '']),
      ).not.toContain('canary');
      return;
    }
    expect.unreachable();
  });
});
