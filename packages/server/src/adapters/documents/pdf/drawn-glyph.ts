import type { HiddenReason } from '../../../core/resumes/ports.ts';
import type { Point } from './geometry.ts';
import type { Paint } from './paint.ts';

/** One drawn character: its baseline origin, advance and height in points on the page as shown, y downwards. */
export type Glyph = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  /** Baseline direction in degrees, clockwise as seen. */
  readonly angle: number;
  readonly center: Point;
  readonly order: number;
  /** The same object for all glyphs of one font. */
  readonly font: object | undefined;
  /** The form field whose value it is part of. */
  readonly field: string | undefined;
  /** Its font does not say what it means; the file says so beside it. */
  readonly spelt?: boolean;
  paints: readonly Paint[];
  hidden: HiddenReason | undefined;
};
