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
      { most: 7_000, currency: 'CHF', period: 'month' },
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
    ['₹ 6,00,000 – 8,50,000 a year', { least: 600_000, most: 850_000, currency: 'INR', period: 'year' }],
    ['₹6-8 LPA', { least: 600_000, most: 800_000, currency: 'INR' }],
    ["CHF 95'000", { least: 95_000, most: 95_000, currency: 'CHF' }],
    ['Salary: 1,234.50 EUR', { least: 1_234.5, most: 1_234.5, currency: 'EUR' }],
  ])('%s', (text, pay) => {
    expect(read(text)).toMatchObject(pay);
  });

  it.each([
    ['pay from 5 EUR an hour', { least: 5, currency: 'EUR', period: 'hour' }],
    ['EUR 12.50 – 12.50 per hour', { least: 12.5, most: 12.5, currency: 'EUR', period: 'hour' }],
    ['40k to 900k EUR', { least: 40_000, most: 900_000, currency: 'EUR' }],
    ['1,500–2k EUR', { least: 1_500, most: 2_000, currency: 'EUR' }],
    ['1,000–2k EUR', { least: 1_000, most: 2_000, currency: 'EUR' }],
    ['30–35 EUR', { least: 30, most: 35, currency: 'EUR' }],
    ['Monthly EUR 3,000, reviewed every year', { least: 3_000, most: 3_000, currency: 'EUR', period: 'month' }],
    ['monthly pay, paid per year: EUR 3,000', { least: 3_000, most: 3_000, currency: 'EUR', period: 'month' }],
    ['EUR 3,000 per month or EUR 36,000 per year', { least: 3_000, most: 3_000, currency: 'EUR', period: 'month' }],
    ['2 years, then 50,000 – 40,000, or EUR 45,000', { least: 45_000, most: 45_000, currency: 'EUR' }],
  ])('%s, and nothing else', (text, pay) => {
    expect(read(text)).toEqual(pay);
  });

  it.each(['EUR 4', 'EUR 50,000 – 40,000'])('is not believed: %s', (text) => {
    expect(payIn(text)).toEqual({ text });
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

it('an amount is given with its unit, and is a wish where nothing else is said', () => {
  expect(ownFiguresIn('I earn £14.50 an hour now')).toEqual({
    current: { amount: 14.5, currency: 'GBP', period: 'hour' },
  });
  expect(ownFiguresIn('I want 50–60k; before that I earn 45k, and another time 44k')).toEqual({
    wished: { amount: 60_000 },
    current: { amount: 45_000 },
  });
  expect(ownFiguresIn('I hope for 9999')).toEqual({});
  expect(ownFiguresIn('I hope for 10000')).toEqual({ wished: { amount: 10_000 } });
  expect(ownFiguresIn('from £30k')).toEqual({ wished: { amount: 30_000, currency: 'GBP' } });
});

it('a line counts for pay when it is no longer than 300 characters', () => {
  const line = 'Salary: EUR 40,000. '.padEnd(300, '.');
  expect(payLineIn(`${line}\n`)).toMatchObject({ text: line, most: 40_000 });
  expect(payLineIn(`${line}.`)).toBeUndefined();
  expect(payLineIn(`  Salary: £20,000  \nSalary: £30,000`)?.text).toBe('Salary: £20,000');
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

  it.each([
    [
      'EUR 4,000 per month',
      { amount: 48_000, currency: 'EUR', period: 'year' },
      ['A year has twelve months of pay.'],
      0,
    ],
    [
      'EUR 4,000 per month',
      { amount: 60_000, currency: 'EUR', period: 'year' },
      ['A year has twelve months of pay.'],
      25,
    ],
    [
      'EUR 60,000 per year',
      { amount: 4_000, currency: 'EUR', period: 'month' },
      ['A year has twelve months of pay.'],
      -20,
    ],
    ['EUR 40,000', { amount: 40_000, currency: 'EUR', period: 'year' }, ['The posting means pay per year.'], 0],
    ['$30 an hour', { amount: 33, currency: 'CAD', period: 'hour' }, ['Both are the same dollars.'], 10],
    ['CAD 30 an hour', { amount: 33, currency: '$', period: 'hour' }, ['Both are the same dollars.'], 10],
    ['$30 an hour', { amount: 33, currency: '$', period: 'hour' }, [], 10],
  ] as const)('of %s with %j names what it assumes', (...[text, figure, assumed, differencePercent]) => {
    expect(comparedWith(payIn(text), figure)).toEqual({
      position: differencePercent === 0 ? 'within' : differencePercent < 0 ? 'below' : 'above',
      differencePercent,
      assumed,
    });
  });

  it.each([
    ['EUR 3,000 per month', { amount: 700, currency: 'EUR', period: 'week' }],
    ['EUR 700 per week', { amount: 3_000, currency: 'EUR', period: 'month' }],
    ['EUR 700 per week', { amount: 36_000, currency: 'EUR', period: 'year' }],
    ['EUR 36,000 per year', { amount: 700, currency: 'EUR', period: 'week' }],
    ['CAD 60,000', { amount: 60_000, currency: 'USD' }],
    ['$60,000', { amount: 60_000, currency: 'EUR' }],
    ['EUR 60,000', { amount: 60_000, currency: '$' }],
  ] as const)('of %s with %j is not made', (text, figure) => {
    expect(comparedWith(payIn(text), figure).position).toBe('not_comparable');
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
