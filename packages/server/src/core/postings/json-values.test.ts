import { describe, expect, it } from 'vitest';
import { lineOf } from './json-values.ts';

describe('a value of structured data', () => {
  it.each([
    ['A &amp;\nB', 'A & B'],
    ['R&amp;amp;amp;D', 'R&D'],
    ['\u202ea\u200bb', 'ab'],
    [12.5, '12.5'],
    [Infinity, undefined],
    [true, undefined],
    [{ name: 'Acme' }, 'Acme'],
    [{ name: { '@value': 'Acme' } }, 'Acme'],
    [{ name: '', legalName: 'Acme' }, 'Acme'],
    [{ '@value': 'Acme' }, 'Acme'],
    [{ value: 7 }, '7'],
    [{ other: 'Acme' }, undefined],
    [['', null, 'Acme'], 'Acme'],
    [['', '', '', '', '', 'Acme'], undefined],
    ['null', undefined],
    [' N/A ', undefined],
    ['{{ company }}', undefined],
    ['Senior <b>Nurse</b><br>Ward 3', 'Senior Nurse Ward 3'],
    ['C++ <Remote>', 'C++ <Remote>'],
  ])('%j is the line %j', (value, line) => {
    expect(lineOf(value, 20)).toBe(line);
  });
});
