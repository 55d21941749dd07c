/** One figure of a set. A share is between 0 and 1, `points` are of 6 criteria. NaN where nothing was there to measure. */
export type Figure = {
  /** As `floor.json` names it. */
  readonly id: string;
  readonly what: string;
  readonly value: number;
  readonly unit: 'share' | 'points' | 'count';
  /** Which direction is better, or `neither` for a figure that only informs. */
  readonly better: 'more' | 'less' | 'neither';
  /** On how much it rests, in words: "31 of 34". */
  readonly of: string;
};

/** A share of two counts, or of two sums in which something partly shown counts half. */
export function shareFigure(
  figure: Pick<Figure, 'id' | 'what' | 'better'>,
  [part, whole]: readonly [part: number, whole: number],
): Figure {
  return { ...figure, value: part / whole, unit: 'share', of: `${plain(part)} of ${plain(whole)}` };
}

export function meanFigure(figure: Pick<Figure, 'id' | 'what' | 'better'>, values: readonly number[]): Figure {
  return { ...figure, value: mean(values), unit: 'points', of: `${values.length} answers` };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export function mean(numbers: readonly number[]): number {
  return sum(numbers) / numbers.length;
}

function plain(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toFixed(1);
}
