export function median(values: readonly number[]): number {
  const ordered = [...values].toSorted((a, b) => a - b);
  return ordered[Math.floor(ordered.length / 2)] ?? 0;
}
