import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgivingValues } from './forgiving-json.ts';

describe('[N-15] JSON as people write it', () => {
  it.each<[string, string, unknown]>([
    ['raw line breaks and tabs', '{"a":"x\ny\tz"}', { a: 'x\ny\tz' }],
    ['other control characters', '{"a":"x\u0001y"}', { a: 'x\u0001y' }],
    ['commas too many', '{"a":[1,2,,],,"b":{"c":1,},}', { a: [1, 2], b: { c: 1 } }],
    [
      'several commas',
      '{"a":"b",,"c":"d", , ,"e":1,,"f":["g",,"h"],,i:"j"}',
      { a: 'b', c: 'd', e: 1, f: ['g', 'h'], i: 'j' },
    ],
    ['missing commas', '{"a":"b"\n"c":"d" "e":1}', { a: 'b', c: 'd', e: 1 }],
    ['missing commas of a list', '{"a":[{"x":1}{"x":2}\n"y"\n"z"]}', { a: [{ x: 1 }, { x: 2 }, 'y', 'z'] }],
    ['comments', '{// one\n"a":1,/* two */"b":2, # three\n"c":"http://x/y"}', { a: 1, b: 2, c: 'http://x/y' }],
    ['CDATA', '<![CDATA[{"a":1}]]>', { a: 1 }],
    ['CDATA in a comment', '//<![CDATA[\n{"a":1}\n//]]>', { a: 1 }],
    ['CDATA in a comment on one line', '//<![CDATA[{"a":1}//]]>', { a: 1 }],
    ['CDATA in a block comment', '/*<![CDATA[*/ {"a":1} /*]]>*/', { a: 1 }],
    ['HTML comments', '<!--\n{"a":"<!-- b -->"}\n-->', { a: '<!-- b -->' }],
    ['semicolons at the end', '{"a":1};; // end', { a: 1 }],
    ['an assignment', 'window.data = {"a":1};', { a: 1 }],
    ['a byte order mark and characters without width', '\ufeff{\u200b"a"\u200b:\u00a01}', { a: 1 }],
    [
      'wrong escapes',
      String.raw`{"a":"You\'ll \& \- \x41 \u{42} C:\d \u00e"}`,
      { a: String.raw`You'll & - A B C:\d \u00e` },
    ],
    ['attributes with quotes', '{"a":"<p class="b" id="c">Hi</p>","d":2}', { a: '<p class="b" id="c">Hi</p>', d: 2 }],
    [
      'quotes and commas inside',
      '{"a":"a "fast, agile" team, 5" pipe, with "x": y","b":1}',
      { a: 'a "fast, agile" team, 5" pipe, with "x": y', b: 1 },
    ],
    ['quotes at the end', '{"a":"say "hi"","b":["say "ho"","c"]}', { a: 'say "hi"', b: ['say "ho"', 'c'] }],
    [
      'a link with commas',
      '{"a":"<a href="https://x.y/?a=1,2">go</a>, "now"","b":1}',
      { a: '<a href="https://x.y/?a=1,2">go</a>, "now"', b: 1 },
    ],
    ['single quotes', String.raw`{'a':'it's \"b\"','c':"d'e"}`, { a: `it's "b"`, c: "d'e" }],
    ['smart quotes', '{“a”:“b “c” d”,„e“:1}', { a: 'b “c” d', e: 1 }],
    ['names without quotes', '{a:1,b:"x, y: z",schema:2}', { a: 1, b: 'x, y: z', schema: 2 }],
    [
      'names with and without quotes',
      '{"a":"x",b:"it is "y", z",\'c\':`d`,e:[1]}',
      { a: 'x', b: 'it is "y", z', c: 'd', e: [1] },
    ],
    ['an end that is missing', '{"a":"b","c":[{"d":1', { a: 'b', c: [{ d: 1 }] }],
    ['an end inside a string', '{"a":"b","c":"tex', { a: 'b', c: 'tex' }],
    ['brackets too many', '{"a":[1]],"b":2}}', { a: [1], b: 2 }],
    ['a bracket too few', '{"a":[{"b":1,"c":[2},{"b":3}],"d":4}', { a: [{ b: 1, c: [2] }, { b: 3 }], d: 4 }],
    ['a quote too few', '{"a":"x,\n"b":"y"}', { a: 'x', b: 'y' }],
    ['templates for values', '{"a":{{ job.a | json: "x" }},"b":<%= b %>,"c":${c},"d":"e"}', { d: 'e' }],
    [
      'templates between',
      '{"a":1,{{#if x}}"b":2,{{/if}}{% if y %}"c":3{% endif %}<?php echo 1 ?>}',
      { a: 1, b: 2, c: 3 },
    ],
    ['double brackets', '{{"a":1}}', { a: 1 }],
    ['no value', '{"a":,"b":undefined,"c":NaN,"d":None,"e":True,"f":}', { e: true }],
    [
      'numbers with words',
      '{"a":£30,000,"b":007,"c":1.5e3,"d":12 an hour}',
      { a: '£30,000', b: '007', c: 1500, d: '12 an hour' },
    ],
    ['character references', '{&quot;a&quot;:&quot;b &amp;amp; c&quot;}', { a: 'b & c' }],
    ['character references of numbers, twice', '{&amp;#34;a&amp;#34;:1}', { a: 1 }],
    ['a string', '"{\\"a\\":\\"b\\"}"', { a: 'b' }],
    ['a string in a string', JSON.stringify(JSON.stringify(JSON.stringify({ a: 'b"c' }))), { a: 'b"c' }],
    ['a string of broken JSON', '"{\\"a\\":\\"b\\",}"', { a: 'b' }],
    ['backslashes before all quotes', String.raw`{\"a\":\"b\",\"c\":\"x\\ny\"}`, { a: 'b', c: 'x\ny' }],
    ['a call of a program', `JSON.parse('{"a":"b"}')`, { a: 'b' }],
  ])('is read with %s', (_what, text, value) => {
    expect(forgivingValues(text)).toEqual([value]);
  });

  it.each(['{"a":1}\n{"b":2}', '{"a":1},{"b":2},', '{"a":1};\n\n{"b":2};', '{"a":1}{"b":2}'])(
    'may be several values: %j',
    (text) => {
      expect(forgivingValues(text)).toEqual([{ a: 1 }, { b: 2 }]);
    },
  );

  it('is what JSON says where it is JSON', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((value) => typeof value !== 'string'),
        (value) => {
          const text = JSON.stringify(value, undefined, 1);
          expect(JSON.stringify(forgivingValues(text))).toBe(JSON.stringify([JSON.parse(text)]));
        },
      ),
    );
  });

  it('never throws, never loops, and sets no prototype', () => {
    const parts = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      "'",
      ':',
      ',',
      '\\',
      '/*',
      '//',
      '<!--',
      '{{',
      'a',
      '1',
      '\n',
      ' ',
      '&quot;',
      '“',
      '<%',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 60 }), (pieces) => void forgivingValues(pieces.join(''))),
      { numRuns: 3_000 },
    );
    for (const piece of [
      '{',
      '[',
      '"',
      "'",
      '{"a":',
      '/*',
      '//',
      '{{',
      '<![CDATA[',
      'x"y',
      '"a",',
      '\\',
      ',',
      '{a:',
      '"a":"b":',
    ])
      forgivingValues(`{"a":"${piece.repeat(200_000 / piece.length)}`);
    expect(forgivingValues('x'.repeat(1_000_001))).toEqual([]);
    expect((forgivingValues('{"__proto__":{"a":1},}')[0] as { a?: number }).a).toBeUndefined();
  });
});
