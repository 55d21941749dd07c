import { describe, expect, it } from 'vitest';
import { salaryText } from './salary-text.ts';

const year = (minValue: unknown, maxValue?: unknown, currency = 'EUR') => ({
  currency,
  value: { minValue, maxValue, unitText: 'YEAR' },
});

describe('a salary', () => {
  it.each<[unknown, string | undefined]>([
    [year('42.000'), 'EUR from 42,000 per year'],
    [year('42 000', '48 000'), 'EUR 42,000 – 48,000 per year'],
    [year('42\u202f000,50', '48\u00a0000,00 €'), 'EUR 42,000.5 – 48,000 per year'],
    [year("42'000", '48’000', 'CHF'), 'CHF 42,000 – 48,000 per year'],
    [year('42,000.00', '48,000.00', 'usd'), 'USD 42,000 – 48,000 per year'],
    [year('1,20,000', '12,00,000', 'INR'), 'INR 120,000 – 1,200,000 per year'],
    [year('1.234.567', '2.000.000'), 'EUR 1,234,567 – 2,000,000 per year'],
    [year(42000, 42000), 'EUR 42,000 per year'],
    [year('42.000', 42000), 'EUR 42,000 per year'],
    [year(48000, 42000), 'EUR 42,000 – 48,000 per year'],
    [year(0, 0), undefined],
    [year('0', '0.00'), undefined],
    [year('0,00', '50.000'), 'EUR up to 50,000 per year'],
    [year(40000, 0), 'EUR from 40,000 per year'],
    [year('', 'null'), undefined],
    [{ currency: 'EUR', value: '42.000 - 48.000' }, 'EUR 42,000 – 48,000'],
    [{ currency: '€', value: { value: '3.200', unitText: 'Monat' } }, 'EUR 3,200 per month'],
    [{ currency: 'EUR', value: { value: '15,50', unitText: 'Stunde' } }, 'EUR 15.5 per hour'],
    [{ currency: 'EUR', value: { value: '15.500', unitText: 'HOUR' } }, 'EUR 15.5 per hour'],
    [{ currency: 'IDR', value: { value: '50.000', unitText: 'HOUR' } }, 'IDR 50,000 per hour'],
    [{ currency: 'USD', value: { value: 15.5, unitText: 'per hour' } }, 'USD 15.5 per hour'],
    [{ currency: 'GBP', value: { value: 30000, unitText: 'per annum' } }, 'GBP 30,000 per year'],
    [{ currency: 'GBP', value: { value: 30000, unitText: 'p.a.' } }, 'GBP 30,000 per year'],
    [{ currency: 'GBP', value: { value: 30000, unitText: 'Yearly' } }, 'GBP 30,000 per year'],
    [{ currency: 'GBP', value: { value: 300, unitText: 'https://schema.org/DAY' } }, 'GBP 300 per day'],
    [{ currency: 'GBP', value: { value: 500, unitCode: 'WEE' } }, 'GBP 500 per week'],
    [{ currency: 'GBP', value: { value: 9, unitText: 'Hour(s)' } }, 'GBP 9 per hour'],
    [{ currency: 'GBP', value: { value: 9, unitText: '/h' } }, 'GBP 9 per hour'],
    [{ currency: 'GBP', value: { value: 9, unitText: 'hourly rate' } }, 'GBP 9 per hour'],
    [{ currency: 'GBP', value: { value: 9000, unitText: 'PER_YEAR' } }, 'GBP 9,000 per year'],
    [{ currency: 'GBP', value: [30000, '40.000'] }, 'GBP 30,000 – 40,000'],
    [[30000, 40000], '30,000 – 40,000'],
    [{ value: { minValue: '£30,000', maxValue: '£35,000' } }, 'GBP 30,000 – 35,000'],
    [{ currency: 'GBP', value: { value: 90, unitText: 'SHIFT' } }, 'GBP 90 (shift)'],
    [{ currency: 'USD', median: '98000', unitText: 'YEAR' }, 'USD 98,000 per year'],
    ['£30k–35k', 'GBP 30,000 – 35,000'],
    ['30–35k €', 'EUR 30,000 – 35,000'],
    ['€42.000,- bis €48.000,-', 'EUR 42,000 – 48,000'],
    ['$ 85K', '$ 85,000'],
    ['Rs. 6 lakh', 'INR 600,000'],
    ['1.5m', '1,500,000'],
    ['0', undefined],
    [0, undefined],
    ['$0', undefined],
    ['-', undefined],
    ['negotiable', 'negotiable'],
    ['12 an hour', '12 an hour'],
    ['Up to £40,000 plus bonus', 'Up to £40,000 plus bonus'],
    ['TVöD P8', 'TVöD P8'],
  ])('%j is written %j', (value, text) => {
    expect(salaryText(value)).toBe(text);
  });

  it('takes the currency that stands beside it in the posting', () => {
    expect(salaryText(30000, 'GBP')).toBe('GBP 30,000');
    expect(salaryText('30.000', 'eur')).toBe('EUR 30,000');
    expect(salaryText({ value: { minValue: 20, unitText: 'HOUR' } }, 'USD')).toBe('USD from 20 per hour');
    expect(salaryText({ currency: 'CAD', value: 1 }, 'USD')).toBe('CAD 1');
    expect(salaryText('negotiable', 'USD')).toBe('negotiable');
  });
});
