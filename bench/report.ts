/**
 * One measured figure. `goal` bounds `value` from the side that `better` names; a `required` goal fails the run when it
 * is missed.
 */
export type Figure = {
  readonly bench: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly goal?: { readonly at: 'most' | 'least'; readonly value: number };
  readonly required?: boolean;
  /** What it was compared with or measured on, in words. */
  readonly note?: string;
};

export type BenchOptions = { readonly quick: boolean };

/** A benchmark: prints nothing, leaves nothing behind. */
export type Bench = (options: BenchOptions) => Promise<readonly Figure[]>;

export function isMet({ value, goal }: Figure): boolean | undefined {
  if (goal === undefined) return undefined;
  return goal.at === 'most' ? value <= goal.value : value >= goal.value;
}

/** Figures as a table for people. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.bench,
    figure.what,
    rounded(figure.value),
    figure.unit,
    goalText(figure),
    verdict(figure),
    figure.note ?? '',
  ]);
  return textTable([['bench', 'what', 'value', 'unit', 'goal', '', 'note'], ...rows], { rightAligned: [2] });
}

/** Lines in columns as wide as what stands in them. */
export function textTable(
  lines: readonly (readonly string[])[],
  { rightAligned }: { rightAligned: readonly number[] },
): string {
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const padded = (cell: string, column: number) =>
    rightAligned.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0);
  return lines.map((line) => line.map(padded).join('  ').trimEnd()).join('\n');
}

/** Sets the exit code when a required goal is missed. */
export function requireGoals(figures: readonly Figure[]): void {
  const missed = figures.filter((figure) => figure.required === true && isMet(figure) === false);
  for (const { what, value, goal, unit } of missed)
    console.error(`Too much: ${what} is ${rounded(value)} ${unit}, the limit is ${goal?.value}`);
  if (missed.length > 0) process.exitCode = 1;
}

function goalText({ goal }: Figure): string {
  return goal === undefined ? '' : `${goal.at === 'most' ? '≤' : '≥'} ${goal.value}`;
}

function verdict(figure: Figure): string {
  const met = isMet(figure);
  return met === undefined ? '' : met ? 'ok' : 'MISSED';
}

function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  return value.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 3);
}
