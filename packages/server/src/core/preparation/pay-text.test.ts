import { describe, expect, it } from 'vitest';
import { salaryText } from '../postings/salary-text.ts';
import { comparedWith, statedPayOf } from './pay-comparison.ts';
import { currencyCode, ownFiguresIn, payIn, payLineIn } from './pay-text.ts';

const read = (text: string) => {
  const { text: _text, ...pay } = payIn(text);
  return pay;
};

describe('pay in a text', () => {
  it.each([
    [
      { currency: 'EUR', value: { minValue: 42_000, maxValue: 48_000, unitText: 'YEAR' } },
      { least: 42_000, most: 48_000, currency: 'EUR', period: 'year' },
    ],
    [
      { currency: 'GBP', value: { value: 18.5, unitText: 'HOUR' } },
      { least: 18.5, most: 18.5, currency: 'GBP', period: 'hour' },
    ],
    [
      { currency: 'USD', minValue: 120_000 },
      { least: 120_000, currency: 'USD' },
    ],
    [
      { currency: 'CHF', maxValue: 7_000, unitText: 'MONTH' },
      { least: 7_000, most: 7_000, currency: 'CHF', period: 'month' },
    ],
  ])('is read back from what we made of structured data: %j', (structured, pay) => {
    expect(read(salaryText(structured) ?? '')).toEqual(pay);
  });

  it.each([
    ['£35,000 - £40,000 pa', { least: 35_000, most: 40_000, currency: 'GBP', period: 'year' }],
    ['42.000 – 48.000 EUR brutto/Jahr', { least: 42_000, most: 48_000, currency: 'EUR', period: 'year' }],
    ['$30k-$40k DOE', { least: 30_000, most: 40_000, currency: '$' }],
    ['40–45k €', { least: 40_000, most: 45_000, currency: 'EUR' }],
    ['ab 3.200 € im Monat', { least: 3_200, currency: 'EUR', period: 'month' }],
    ['up to £60,000', { most: 60_000, currency: 'GBP' }],
    ['entre 30 000 € et 35 000 € par an', { least: 30_000, most: 35_000, currency: 'EUR', period: 'year' }],
    ['€ 12,50 / h', { least: 12.5, most: 12.5, currency: 'EUR' }],
    ["CHF 95'000", { least: 95_000, most: 95_000, currency: 'CHF' }],
    ['Salary: 1,234.50 EUR', { least: 1_234.5, most: 1_234.5, currency: 'EUR' }],
  ])('%s', (text, pay) => {
    expect(read(text)).toMatchObject(pay);
  });

  it.each(['Competitive', 'TVöD P8', '15 days of holiday', '40,000', 'nach Vereinbarung', '', '40 hours', '2026'])(
    'is not guessed at: %s',
    (text) => {
      expect(payIn(text)).toEqual({ text });
    },
  );

  it('is found in the line that speaks of it', () => {
    expect(payLineIn('We are a hospital.\nSalary: £35,000 to £40,000 per year\nNo weekends')).toMatchObject({
      text: 'Salary: £35,000 to £40,000 per year',
      most: 40_000,
    });
    expect(payLineIn('Our revenue is £3,000,000\nWe pay attention to 20 things')).toBeUndefined();
    expect(statedPayOf({ salary: 'Competitive', description: 'Salary: £35,000' })).toEqual({ text: 'Competitive' });
    expect(statedPayOf({ description: 'Nothing' })).toBeUndefined();
  });

  it.each(['1', '1.', '€', 'EUR ', '1,000', 'from ', '9 ', ' ', '1k-'])(
    'made to be slow is still read: %j',
    (piece) => {
      expect(payIn(piece.repeat(10_000)).text).toHaveLength(300);
    },
  );
});

describe('what somebody says of their own pay', () => {
  it.each([
    ['I earn 45k and want 52,000 EUR per year', { current: 45_000, wished: 52_000 }],
    ['my current salary is 40000, I hope for 45000', { current: 40_000, wished: 45_000 }],
    ['I make £14.50 an hour', { current: 14.5 }],
    ['Is 50k too much?', { wished: 50_000 }],
    ['I have 3 years of experience and want more', {}],
    ['In 2019 I had 2 children', {}],
  ])('%s', (text, figures) => {
    const { current, wished } = ownFiguresIn(text);
    expect({ ...(current && { current: current.amount }), ...(wished && { wished: wished.amount }) }).toEqual(figures);
  });
});

describe('a comparison', () => {
  const stated = payIn('EUR 40,000 – 50,000 per year');
  it.each([
    [
      { amount: 45_000, currency: 'EUR', period: 'year' },
      { position: 'within', differencePercent: 0, assumed: [] },
    ],
    [
      { amount: 40_000, currency: 'EUR', period: 'year' },
      { position: 'within', differencePercent: 0, assumed: [] },
    ],
    [
      { amount: 36_000, currency: 'EUR', period: 'year' },
      { position: 'below', differencePercent: -10, assumed: [] },
    ],
    [
      { amount: 55_000, currency: 'EUR', period: 'year' },
      { position: 'above', differencePercent: 10, assumed: [] },
    ],
    [
      { amount: 3_750, currency: 'EUR', period: 'month' },
      { position: 'within', differencePercent: 0, assumed: ['A year has twelve months of pay.'] },
    ],
    [
      { amount: 45_000 },
      {
        position: 'within',
        differencePercent: 0,
        assumed: ['Your figure is in EUR, as in the posting.', 'Your figure is per year, as in the posting.'],
      },
    ],
    [
      { amount: 45_000, currency: 'GBP', period: 'year' },
      { position: 'not_comparable', because: 'The posting is in EUR, your figure in GBP.' },
    ],
    [
      { amount: 20, currency: 'EUR', period: 'hour' },
      {
        position: 'not_comparable',
        because:
          'The posting gives pay per year, your figure is per hour; how many hours or days that is, nobody said.',
      },
    ],
  ] as const)('of %j', (figure, comparison) => {
    expect(comparedWith(stated, figure)).toEqual(comparison);
  });

  it('with one end open, or with nothing, says so', () => {
    expect(comparedWith(payIn('from £30,000'), { amount: 90_000, currency: 'GBP' })).toMatchObject({
      position: 'within',
    });
    expect(comparedWith(payIn('up to £30,000'), { amount: 90_000, currency: 'GBP' })).toMatchObject({
      position: 'above',
      differencePercent: 200,
    });
    expect(comparedWith(payIn('Competitive'), { amount: 1 })).toEqual({
      position: 'not_comparable',
      because: 'The posting names no amount.',
    });
    expect(comparedWith(payIn('$30k'), { amount: 30_000, currency: 'USD' })).toMatchObject({
      position: 'within',
      assumed: ['Both are the same dollars.'],
    });
    expect(comparedWith(payIn('$30k'), { amount: 30_000, currency: 'EUR' })).toMatchObject({
      position: 'not_comparable',
    });
  });
});

it('a currency is known by its sign and its code', () => {
  expect(['€', 'eur', 'Euro', '£', 'US$', '$', 'chf', 'doubloons', ''].map(currencyCode)).toEqual([
    'EUR',
    'EUR',
    'EUR',
    'GBP',
    'USD',
    '$',
    'CHF',
    undefined,
    undefined,
  ]);
});
