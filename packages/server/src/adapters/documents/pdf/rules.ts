import type { Point, Shape } from './geometry.ts';

/** A straight line that a page draws, along its rows (`at` is its height) or its columns (`at` is its place from the left). */
export type Rule = { readonly at: number; readonly from: number; readonly to: number };

/** The lines between the rows and the columns of tables: drawn lines, thin bars, and the edges of shaded rectangles. */
export type Rules = { readonly across: readonly Rule[]; readonly down: readonly Rule[] };

export const noRules: Rules = { across: [], down: [] };

/** More lines than a page of tables has: beyond this it is a drawing. */
const mostRules = 2_000;

/** What a page has drawn so far that may part the cells of a table. */
export class DrawnRules {
  readonly #across: Rule[] = [];
  readonly #down: Rule[] = [];

  stroked(shape: Shape): void {
    for (const points of shape.outlines) {
      points.forEach((to, index) => {
        const from = points[index === 0 && points.length > 3 ? points.length - 1 : index - 1];
        if (from !== undefined) this.#line(from, to);
      });
    }
  }

  filled(shape: Shape): void {
    for (const points of shape.outlines) {
      const xs = points.map(([x]) => x);
      const ys = points.map(([, y]) => y);
      const corner = ([x, y]: Point) => isEdge(x, xs) && isEdge(y, ys);
      if (points.length > 3 && points.length < 6 && points.every(corner)) this.#rectangle(xs, ys);
    }
  }

  all(): Rules {
    return { across: joined(this.#across), down: joined(this.#down) };
  }

  #rectangle(xs: readonly number[], ys: readonly number[]): void {
    const [left, right] = [Math.min(...xs), Math.max(...xs)];
    const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
    this.#line([left, top], [right, top]);
    if (bottom - top > 3) this.#line([left, bottom], [right, bottom]);
    this.#line([left, top], [left, bottom]);
    if (right - left > 3) this.#line([right, top], [right, bottom]);
  }

  #line([fromX, fromY]: Point, [toX, toY]: Point): void {
    if (this.#across.length + this.#down.length >= mostRules) return;
    const [width, height] = [Math.abs(fromX - toX), Math.abs(fromY - toY)];
    if (width > 8 && height < 0.5)
      this.#across.push({ at: fromY, from: Math.min(fromX, toX), to: Math.max(fromX, toX) });
    else if (height > 8 && width < 0.5)
      this.#down.push({ at: fromX, from: Math.min(fromY, toY), to: Math.max(fromY, toY) });
  }
}

function isEdge(value: number, values: readonly number[]): boolean {
  return value - Math.min(...values) < 0.1 || Math.max(...values) - value < 0.1;
}

/** Each cell may have its own border: pieces of one line that nearly touch are one line. */
function joined(rules: readonly Rule[]): Rule[] {
  const lines: Rule[] = [];
  for (const rule of rules.toSorted((a, b) => Math.round(a.at) - Math.round(b.at) || a.from - b.from)) {
    const last = lines.at(-1);
    if (last !== undefined && Math.abs(last.at - rule.at) < 1.5 && rule.from - last.to < 4 && rule.from >= last.from)
      lines[lines.length - 1] = { ...last, to: Math.max(last.to, rule.to) };
    else lines.push(rule);
  }
  return lines;
}
