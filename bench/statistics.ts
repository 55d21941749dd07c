/** The middle value. */
export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The value that `percent` of all values do not exceed, between two neighbours by proportion. `NaN` without values. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/** How far values lie from their mean, of all there are. `NaN` without values. */
export function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** The slope of the straight line nearest to the points, by least squares. `NaN` for fewer than two moments. */
export function slope(points: readonly { readonly x: number; readonly y: number }[]): number {
  const mean = (of: (point: { x: number; y: number }) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
  return mean((point) => (point.x - x) * (point.y - y)) / mean((point) => (point.x - x) ** 2);
}

/** How many values are the one that comes most often. */
export function agreeing(values: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

/** Runs all contenders once per repetition, each time beginning with another, and gathers what each measured. */
export async function rotated<Name extends string, Sample>(
  contenders: Readonly<Partial<Record<Name, () => Promise<Sample>>>>,
  repetitions: number,
): Promise<Record<Name, Sample[]>> {
  // The keys of a record are its names; `Object.keys` cannot say so.
  const names = Object.keys(contenders) as Name[];
  const samples = Object.fromEntries(names.map((name) => [name, [] as Sample[]])) as Record<Name, Sample[]>;
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const shift = repetition % names.length;
    for (const name of [...names.slice(shift), ...names.slice(0, shift)]) {
      const sample = await contenders[name]?.();
      if (sample !== undefined) samples[name].push(sample);
    }
  }
  return samples;
}

/** The median of what `of` finds in each pair of samples that were measured in the same repetition. */
export function pairedRatio<Sample>(
  above: readonly Sample[],
  below: readonly Sample[],
  of: (sample: Sample) => number,
): number {
  return median(above.map((sample, index) => of(sample) / of(below[index] ?? sample)));
}
