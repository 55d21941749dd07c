import { itemsOf, lineOf, objectIn, type JsonObject } from './json-values.ts';

const UNITS: Record<string, string> = {
  HOUR: 'per hour',
  DAY: 'per day',
  WEEK: 'per week',
  MONTH: 'per month',
  YEAR: 'per year',
};

/** schema.org `baseSalary` as a person would write it, e.g. "EUR 42,000 – 48,000 per year". */
export function salaryText(value: unknown): string | undefined {
  for (const item of itemsOf(value, 5)) {
    const amount = objectIn(item);
    const text = amount === undefined ? lineOf(item, 120) : amountText(amount);
    if (text !== undefined) return text;
  }
  return undefined;
}

function amountText(amount: JsonObject): string | undefined {
  const inner = objectIn(itemsOf(amount['value'])[0]) ?? amount;
  const least = numberText(inner['minValue'] ?? amount['minValue']);
  const most = numberText(inner['maxValue'] ?? amount['maxValue']);
  const range =
    least !== undefined && most !== undefined && least !== most
      ? `${least} – ${most}`
      : (numberText(inner['value']) ?? least ?? most);
  if (range === undefined) return undefined;
  const currency = lineOf(amount['currency'] ?? inner['currency'], 10);
  const unit = UNITS[(lineOf(inner['unitText'] ?? amount['unitText'], 20) ?? '').toUpperCase()];
  return [currency, least !== undefined && most === undefined ? `from ${range}` : range, unit]
    .filter((part) => part !== undefined)
    .join(' ');
}

function numberText(value: unknown): string | undefined {
  const line = lineOf(value, 40);
  if (line === undefined) return undefined;
  const plain = /^\d{1,12}(?:\.\d{1,4})?$/u.test(line) ? Number(line) : undefined;
  return plain === undefined ? line : plain.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
