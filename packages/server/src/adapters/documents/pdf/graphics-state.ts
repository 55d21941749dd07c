import { identity, type Matrix, type Shape } from './geometry.ts';
import type { Glyph } from './drawn-glyph.ts';
import { plainBlend, type Blend, type Rgb } from './blend.ts';
import type { Paint } from './paint.ts';

/** What pdf.js knows of a font once its operators are ready. */
export type Font = {
  readonly isType3Font?: boolean;
  readonly vertical?: boolean;
  readonly fontMatrix?: readonly number[];
  readonly defaultVMetrics?: readonly number[];
};

/** The part of a PDF graphics state that decides where text is and whether it is seen. Copied on save. */
export type GraphicsState = {
  transform: Matrix;
  clips: readonly Shape[];
  fill: Rgb | undefined;
  stroke: Rgb | undefined;
  fillAlpha: number;
  strokeAlpha: number;
  groupAlpha: number;
  blend: Blend;
  /** How the group that this is painted in is laid over what lies beneath it. */
  groupBlend: Blend;
  lineWidth: number;
  insideMask: boolean;
  font: Font | undefined;
  fontSize: number;
  characterSpacing: number;
  wordSpacing: number;
  widthScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  textMatrix: Matrix;
  line: readonly [number, number];
  at: readonly [number, number];
  /** Glyphs used as a clip: they are seen as soon as something is painted through them. */
  stencil: Glyph[];
  /** Glyphs of the soft mask that is in force: what is painted through it gives them their colour. */
  mask: Set<Glyph> | undefined;
};

export function initialState(transform: Matrix): GraphicsState {
  return {
    transform,
    clips: [],
    fill: [0, 0, 0],
    stroke: [0, 0, 0],
    fillAlpha: 1,
    strokeAlpha: 1,
    groupAlpha: 1,
    blend: plainBlend,
    groupBlend: plainBlend,
    lineWidth: 1,
    insideMask: false,
    font: undefined,
    fontSize: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    widthScale: 1,
    leading: 0,
    rise: 0,
    renderMode: 0,
    textMatrix: identity,
    line: [0, 0],
    at: [0, 0],
    stencil: [],
    mask: undefined,
  };
}

export function fillPaint(state: GraphicsState): Paint {
  return { color: state.fill, alpha: state.fillAlpha * state.groupAlpha, blend: blendOf(state) };
}

export function strokePaint(state: GraphicsState): Paint {
  return { color: state.stroke, alpha: state.strokeAlpha * state.groupAlpha, blend: blendOf(state) };
}

function blendOf({ blend, groupBlend }: GraphicsState): Blend {
  if (blend === plainBlend) return groupBlend;
  return groupBlend === plainBlend ? blend : 'unknown';
}
