import { describe, expect, it } from 'vitest';
import { outermost, phraseIndex } from './phrase-index.ts';
import { quantitiesIn, yearsIn } from './quantities.ts';
import { linesOf, sentencesOf, trimmed } from './sentences.ts';
import { stemOf, wordsOf } from './words.ts';

describe('a word', () => {
  it.each([
    ['Nurses', 'nurs'],
    ['nursing', 'nurs'],
    ['studies', 'study'],
    ['ties', 'tie'],
    ['processes', 'process'],
    ['boxes', 'box'],
    ['business', 'business'],
    ['analysis', 'analysis'],
    ['status', 'status'],
    ['gas', 'gas'],
    ['maps', 'map'],
    ['planned', 'plan'],
    ['planning', 'plan'],
    ['selling', 'sell'],
    ['used', 'used'],
    ['king', 'king'],
    ['marketing', 'marketing'],
    ['organisation', 'organization'],
    ['organised', 'organiz'],
    ['colours', 'color'],
    ['behavioural', 'behavioral'],
    ['hour', 'hour'],
    ['licences', 'licens'],
    ["driver's", 'driver'],
    ['drivers’', 'driver'],
    ['Résumé', 'resum'],
    ['C++', 'c++'],
  ])('%s is compared as %s', (word, stem) => {
    expect(stemOf(word)).toBe(stem);
  });

  it('stands where it stands, with its apostrophe or sign, and not with a hyphen', () => {
    expect(wordsOf('We don’t use C#/C++, state-of-the-art.').map(({ text, start, end }) => [text, start, end])).toEqual(
      [
        ['We', 0, 2],
        ['don’t', 3, 8],
        ['use', 9, 12],
        ['C#', 13, 15],
        ['C++', 16, 19],
        ['state', 21, 26],
        ['of', 27, 29],
        ['the', 30, 33],
        ['art', 34, 37],
      ],
    );
  });
});

describe('phrases', () => {
  const index = phraseIndex([
    ['sales', 'selling'],
    ['sales forecast', 'forecasting'],
    ['forecasting sales', 'forecasting'],
    ['=Go', 'go'],
    ['', 'nothing'],
  ]);
  const found = (text: string) => index.find(text).map(({ value, start, end }) => [value, text.slice(start, end)]);

  it('are found in any ending, the longest of one meaning, and exactly where that is asked for', () => {
    expect(found('Sales forecasts; we go, you know Go.')).toEqual([
      ['selling', 'Sales'],
      ['forecasting', 'Sales forecasts'],
      ['go', 'Go'],
    ]);
  });

  it.each([
    ['sales  \n forecast', true],
    ['sales\n\nforecast', false],
    ['sales. forecast', false],
    ['sales, forecast', false],
    ['sales (forecast', false],
    ['sales     forecast', false],
    ['sales-forecast', true],
  ])('may be written as %j: %s', (text, joined) => {
    expect(found(text).some(([value]) => value === 'forecasting')).toBe(joined);
  });

  it('that lie inside a longer one are hidden, and of two at one place both stay', () => {
    const match = (value: string, start: number, end: number) => ({ value, start, end, wordCount: 1 });
    const values = (...matches: ReturnType<typeof match>[]) => outermost(matches).map(({ value }) => value);
    expect(values(match('inner', 2, 4), match('outer', 0, 6), match('next', 5, 9))).toEqual(['outer', 'next']);
    expect(values(match('one', 0, 4), match('two', 0, 4), match('end', 1, 4))).toEqual(['one', 'two']);
    expect(values(match('wide', 0, 9), match('in', 1, 3), match('in', 4, 9), match('after', 9, 10))).toEqual([
      'wide',
      'after',
    ]);
  });
});

describe('lines and sentences', () => {
  it('of a text are trimmed, without their bullets', () => {
    expect(linesOf(' One \r\n\r\n- two\u2028three • four\n(5) five\n6. six\n-no\n•\n')).toEqual([
      { text: 'One', start: 1, end: 4, bullet: false },
      { text: 'two', start: 11, end: 14, bullet: true },
      { text: 'three', start: 15, end: 20, bullet: false },
      { text: 'four', start: 23, end: 27, bullet: true },
      { text: 'five', start: 32, end: 36, bullet: true },
      { text: 'six', start: 40, end: 43, bullet: true },
      { text: '-no', start: 44, end: 47, bullet: false },
    ]);
  });

  it.each([
    ['One. Two! Three? four', ['One.', 'Two!', 'Three?', 'four']],
    ['E.g. this, i.e. that, etc. and Dr. No. 5.', ['E.g. this, i.e. that, etc. and Dr. No. 5.']],
    [
      'It is 1.5 m. He said “stop.” Yes (now!). “Or not?”',
      ['It is 1.5 m.', 'He said “stop.”', 'Yes (now!).', '“Or not?”'],
    ],
    ['He stopped.\n“Yes.” (No.)', ['He stopped.', '“Yes.”', '(No.)']],
    ['one\ntwo', ['one', 'two']],
    ['一。二！三', ['一。', '二！', '三']],
    ['etc! x', ['etc!', 'x']],
    ['a.b.c', ['a.b.c']],
    [' . ', ['.']],
  ])('%j has the sentences %j', (text, sentences) => {
    expect(sentencesOf(text).map((sentence) => sentence.text)).toEqual(sentences);
  });

  it('between two offsets keep to them', () => {
    const text = 'One. Two. Three.';
    expect(sentencesOf(text, 4, 12)).toEqual([
      { text: 'Two.', start: 5, end: 9 },
      { text: 'Th', start: 10, end: 12 },
    ]);
    expect(trimmed('a   b', 1, 4)).toEqual({ text: '', start: 4, end: 4 });
  });
});

describe('numbers', () => {
  it.each([
    ['5+ years, 2 yrs', [5, 2]],
    ['three or more years; Fifteen years', [3, 15]],
    ['2-4 years, 3 to 5 years, 3 bis 5 Jahre', [2, 3, 3]],
    ['18 years old, 18 years of age, 16 years and over, 30 years’ experience', [30]],
    ['45 years, 46 years, 0 years, 120 years, 1.5 years', [45]],
    ['5 yearsx, sixteen years', []],
  ])('of years in %j are %j', (text, years) => {
    expect(yearsIn(text).map((mention) => mention.years)).toEqual(years);
  });

  it.each([
    ['30 %, £2,000. and twelve', ['30 %', '£2,000', 'twelve']],
    ['in 2019 or 1998, 2119 times', ['2119']],
    ['Tel. 01715550123 or 5550123, 1,234,567 and 555012', ['1,234,567', '555012']],
    ['0.5 % and 007 and 0,5', ['0.5 %', '0,5']],
    ['10 years, 20kg, 3 hours; x5 5x', ['10 years', '20kg', '3 hours', '5']],
    ['half of a dozen', ['half', 'dozen']],
  ])('in %j are %j', (text, quantities) => {
    const found = quantitiesIn(text);
    expect(found.map((quantity) => quantity.text)).toEqual(quantities);
    for (const quantity of found) expect(text.slice(quantity.start, quantity.end)).toBe(quantity.text);
  });
});
