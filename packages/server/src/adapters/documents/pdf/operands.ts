import type { Box } from './geometry.ts';

/** A page's operators and the operands of each, as pdf.js lists them. */
export type OperatorList = { readonly fnArray: readonly number[]; readonly argsArray: readonly unknown[] };

// Operands come out of documents: each is taken for what it should be, or for nothing.

export const number = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0);

export function boxOf(values: readonly number[]): Box {
  const [a = 0, b = 0, c = 0, d = 0] = values;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

export function numbers(value: unknown): number[] {
  const list: unknown[] = Array.isArray(value)
    ? value
    : value instanceof Float32Array || value instanceof Float64Array
      ? Array.from(value)
      : [];
  return list.map(number);
}

export function record(value: unknown): Record<string, unknown> {
  // Any object can be asked for a named property; what comes back stays unknown.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
