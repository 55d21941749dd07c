/** A PDF matrix `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];
export type Point = readonly [number, number];
export type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Closed outlines, filled by the non-zero rule or by even-odd. */
export type Shape = { readonly outlines: readonly (readonly Point[])[]; readonly evenOdd: boolean; readonly box: Box };

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** `inner` is applied first. */
export function multiplied(outer: Matrix, inner: Matrix): Matrix {
  return [
    outer[0] * inner[0] + outer[2] * inner[1],
    outer[1] * inner[0] + outer[3] * inner[1],
    outer[0] * inner[2] + outer[2] * inner[3],
    outer[1] * inner[2] + outer[3] * inner[3],
    outer[0] * inner[4] + outer[2] * inner[5] + outer[4],
    outer[1] * inner[4] + outer[3] * inner[5] + outer[5],
  ];
}

export function moved(matrix: Matrix, x: number, y: number): Point {
  return [matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]];
}

export function rectangle(box: Box, matrix: Matrix): Shape {
  const [left, top, right, bottom] = box;
  const corners = [
    moved(matrix, left, top),
    moved(matrix, right, top),
    moved(matrix, right, bottom),
    moved(matrix, left, bottom),
  ];
  return { outlines: [corners], evenOdd: false, box: boxAround(corners) };
}

/** The numbers each drawing step of a pdf.js path takes: move, line, cubic, quadratic, close. */
const stepLengths = [2, 2, 6, 4, 0] as const;

/** Flattens a path as pdf.js packs it; four chords stand for a curve, which is close enough to ask what lies beneath. */
export function pathShape(steps: Float32Array, matrix: Matrix, evenOdd: boolean): Shape {
  const outlines: Point[][] = [];
  let outline: Point[] = [];
  let at: Point = [0, 0];
  for (let index = 0; index < steps.length;) {
    const step = steps[index] ?? 4;
    const length = stepLengths[step] ?? 0;
    const given = steps.subarray(index + 1, index + 1 + length);
    index += 1 + length;
    if (length === 0) continue;
    const end: Point = [given[length - 2] ?? 0, given[length - 1] ?? 0];
    if (step === 0) {
      outline = [];
      outlines.push(outline);
    } else if (length > 2) {
      for (const t of [0.25, 0.5, 0.75])
        outline.push(moved(matrix, bend(t, [at[0], ...even(given)]), bend(t, [at[1], ...odd(given)])));
    }
    outline.push(moved(matrix, end[0], end[1]));
    at = end;
  }
  return { outlines, evenOdd, box: boxAround(outlines.flat()) };
}

export function contains(shape: Shape, x: number, y: number): boolean {
  if (!within(shape.box, x, y)) return false;
  let winding = 0;
  let crossings = 0;
  for (const outline of shape.outlines) {
    let [fromX, fromY] = outline.at(-1) ?? [0, 0];
    for (const [toX, toY] of outline) {
      if (fromY <= y !== toY <= y && x < fromX + ((y - fromY) / (toY - fromY)) * (toX - fromX)) {
        crossings += 1;
        winding += toY > fromY ? 1 : -1;
      }
      [fromX, fromY] = [toX, toY];
    }
  }
  return shape.evenOdd ? crossings % 2 === 1 : winding !== 0;
}

export function within(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3];
}

function boxAround(points: readonly Point[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return [left, top, right, bottom];
}

const even = (values: Float32Array): number[] => Array.from(values).filter((_, index) => index % 2 === 0);
const odd = (values: Float32Array): number[] => Array.from(values).filter((_, index) => index % 2 === 1);

/** De Casteljau's point on a curve of any degree, in one dimension. */
function bend(t: number, controls: readonly number[]): number {
  let points = controls;
  while (points.length > 1) points = points.slice(1).map((next, index) => (points[index] ?? 0) * (1 - t) + next * t);
  return points[0] ?? 0;
}
