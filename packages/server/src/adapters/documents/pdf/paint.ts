import type { Blend, Rgb } from './blend.ts';
import { contains, within, type Box, type Shape } from './geometry.ts';

/** Colour unknown (a picture, a pattern, a gradient) is `undefined`: we then never call text invisible. */
export type Paint = { readonly color: Rgb | undefined; readonly alpha: number; readonly blend: Blend };

/** Something painted on the page within its clips, in painting order. Lets what is beneath shine through unless `opaque`. */
export type Painted = {
  readonly shape: Shape;
  readonly clips: readonly Shape[];
  readonly paint: Paint;
  readonly opaque: boolean;
  readonly order: number;
};

export const white: Rgb = [255, 255, 255];

export function rgbOf(hex: unknown): Rgb | undefined {
  if (typeof hex !== 'string' || !/^#[0-9a-f]{6}$/iu.test(hex)) return undefined;
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** Whether the eye can distinguish the two: either the hue differs clearly or the contrast (WCAG 2) is above 1.2. */
export function distinguishable(one: Rgb, other: Rgb): boolean {
  const furthest = Math.max(Math.abs(one[0] - other[0]), Math.abs(one[1] - other[1]), Math.abs(one[2] - other[2]));
  if (furthest > 24) return true;
  const [lighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return ((lighter ?? 0) + 0.05) / ((darker ?? 0) + 0.05) > 1.2;
}

export function blended(color: Rgb, alpha: number, beneath: Rgb): Rgb {
  const mix = (over: number, under: number) => over * alpha + under * (1 - alpha);
  return [mix(color[0], beneath[0]), mix(color[1], beneath[1]), mix(color[2], beneath[2])];
}

const cellSize = 48;

/** What was painted where: a page's pictures and filled shapes, found by place without walking through them all. */
export class Canvas {
  readonly #cells = new Map<string, Painted[]>();
  readonly #everywhere: Painted[] = [];
  readonly #page: Box;

  constructor(page: Box) {
    this.#page = page;
  }

  add(painted: Painted): void {
    const [left, top, right, bottom] = painted.shape.box;
    const columns = [
      Math.max(0, Math.floor(left / cellSize)),
      Math.min(this.#page[2] / cellSize, Math.floor(right / cellSize)),
    ] as const;
    const rows = [
      Math.max(0, Math.floor(top / cellSize)),
      Math.min(this.#page[3] / cellSize, Math.floor(bottom / cellSize)),
    ] as const;
    if ((columns[1] - columns[0]) * (rows[1] - rows[0]) > 60) {
      this.#everywhere.push(painted);
      return;
    }
    for (let row = rows[0]; row <= rows[1]; row += 1) {
      for (let column = columns[0]; column <= columns[1]; column += 1) {
        const key = `${column}/${row}`;
        const cell = this.#cells.get(key);
        if (cell === undefined) this.#cells.set(key, [painted]);
        else cell.push(painted);
      }
    }
  }

  /** The colour beneath what is painted at `order`, or undefined where a picture or a pattern lies there. */
  beneath(x: number, y: number, order: number): Rgb | undefined {
    const layers = this.#at(x, y).filter((painted) => painted.order < order && reaches(painted, x, y));
    const base = layers.findLastIndex((painted) => painted.opaque);
    let color: Rgb | undefined = base === -1 ? white : layers[base]?.paint.color;
    for (const { paint } of layers.slice(base + 1)) {
      color = color === undefined || paint.color === undefined ? undefined : blended(paint.color, paint.alpha, color);
    }
    return color;
  }

  /** Whether something opaque was painted over this place after `order`. */
  covered(x: number, y: number, order: number): boolean {
    return this.#at(x, y).some((painted) => painted.opaque && painted.order > order && reaches(painted, x, y));
  }

  #at(x: number, y: number): Painted[] {
    const local = this.#cells.get(`${Math.floor(x / cellSize)}/${Math.floor(y / cellSize)}`) ?? [];
    const wide = this.#everywhere.filter((painted) => within(painted.shape.box, x, y));
    return wide.length === 0 ? local : [...wide, ...local].toSorted((a, b) => a.order - b.order);
  }
}

function reaches({ shape, clips }: Painted, x: number, y: number): boolean {
  return contains(shape, x, y) && clips.every((clip) => contains(clip, x, y));
}

function luminance(color: Rgb): number {
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
