import type { HiddenReason } from '../../../core/resumes/ports.ts';
import type { Matrix, Point } from './geometry.ts';
import { mixed, type Rgb } from './blend.ts';
import type { Glyph } from './drawn-glyph.ts';
import { contains, moved, multiplied, within, type Box } from './geometry.ts';
import { emOf } from './type3-em.ts';
import { fillPaint, strokePaint, type Font, type GraphicsState } from './graphics-state.ts';
import { blended, distinguishable, type Canvas, type Paint } from './paint.ts';

/** A glyph as pdf.js lists it. */
type ListedGlyph = { unicode?: unknown; width?: unknown; isSpace?: unknown; vmetric?: unknown };

/** Where on the page a show-text operator stands. */
type Seen = {
  readonly order: number;
  readonly page: Box;
  readonly layerHidden: boolean;
  readonly field: string | undefined;
};

/** Below this height, in points, nobody reads it. */
const smallestReadable = 1.5;

/** Lays out one show-text operator, moves the state's text position on, and judges what needs no knowledge of the page. */
export function shownGlyphs(listed: readonly unknown[], state: GraphicsState, seen: Seen): Glyph[] {
  const glyphs: Glyph[] = [];
  const font = state.font ?? {};
  const unit = font.fontMatrix?.[0] ?? 0.001;
  const em = font.isType3Font === true ? state.fontSize * emOf(font, listed.map(widthOf)) : state.fontSize;
  for (const item of listed) {
    if (typeof item === 'number') {
      advance(state, font, (-item * state.fontSize) / 1000);
      continue;
    }
    const glyph = asListed(item);
    if (glyph === undefined) continue;
    const spacing = state.characterSpacing + (glyph.isSpace === true ? state.wordSpacing : 0);
    const along = (font.vertical === true ? -verticalAdvance(glyph, font) : widthOf(glyph)) * state.fontSize * unit;
    const text = typeof glyph.unicode === 'string' ? glyph.unicode : '';
    if (text !== '') glyphs.push(placed({ text, along, em }, state, seen));
    advance(state, font, along + spacing);
  }
  return glyphs;
}

/** The reason an eye misses this glyph, once everything else on the page is painted. */
export function hiddenReason(glyph: Glyph, canvas: Canvas): HiddenReason | undefined {
  if (glyph.hidden !== undefined || glyph.text.trim() === '') return glyph.hidden;
  const points = samples(glyph);
  // Low, in the middle and high: where two are seen, so is the glyph.
  const few = points.slice(5, 10).filter((_, index) => index % 2 === 0);
  if (few.filter((point) => reasonAt(glyph, point, canvas) === undefined).length > 1) return undefined;
  // A line through a word or under it is no cover and no background: most of the glyph decides.
  const reasons = points.map((point) => reasonAt(glyph, point, canvas));
  const seen = reasons.filter((reason) => reason === undefined).length;
  if (seen * 5 >= reasons.length * 2) return undefined;
  const covered = reasons.filter((reason) => reason === 'covered').length;
  return covered * 2 > reasons.length
    ? 'covered'
    : reasons.find((reason) => reason !== undefined && reason !== 'covered');
}

function reasonAt(glyph: Glyph, [x, y]: Point, canvas: Canvas): HiddenReason | undefined {
  if (canvas.covered(x, y, glyph.order)) return 'covered';
  const beneath = canvas.beneath(x, y, glyph.order);
  if (beneath === undefined || glyph.paints.some((paint) => stands(paint, beneath))) return undefined;
  return glyph.paints.every(
    ({ color, alpha }) => alpha < 0.5 && (color === undefined || distinguishable(color, beneath)),
  )
    ? 'transparent'
    : 'white_text';
}

/** Fifteen places spread over the part of a glyph that nearly all letters fill. */
function samples({ center, width, size, angle }: Glyph): Point[] {
  const radians = (angle * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
  return [-0.3, 0, 0.3].flatMap((along) =>
    [-0.26, -0.12, 0.02, 0.16, 0.32].map((up): Point => [
      center[0] + cos * along * width + sin * up * size,
      center[1] + sin * along * width - cos * up * size,
    ]),
  );
}

/** Programs differ in what a colour is blended with where nothing is painted: what is seen in one of them stands. */
function stands({ color, alpha, blend }: Paint, beneath: Rgb): boolean {
  if (alpha <= 0.05 || color === undefined) return alpha > 0.05;
  const shown = [color, mixed(blend, color, beneath)];
  return shown.some((one) => one === undefined || distinguishable(blended(one, alpha, beneath), beneath));
}

function placed(
  { text, along, em }: { text: string; along: number; em: number },
  state: GraphicsState,
  seen: Seen,
): Glyph {
  const matrix = multiplied(state.transform, state.textMatrix);
  const vertical = state.font?.vertical === true;
  const [atX, atY] = [state.at[0], state.at[1] + state.rise];
  const [x, y] = moved(matrix, atX, atY);
  const scale = em < 0 ? -state.widthScale : state.widthScale;
  const forward: Point = vertical ? [-matrix[2], -matrix[3]] : [matrix[0] * scale, matrix[1] * scale];
  const up: Point = [matrix[2] * em, matrix[3] * em];
  const size = Math.hypot(...up);
  const end = vertical ? moved(matrix, atX, atY + along) : moved(matrix, atX + along * state.widthScale, atY);
  const width = Math.hypot(end[0] - x, end[1] - y);
  const lift = vertical ? 0 : 0.3;
  const center: Point = [(x + end[0]) / 2 + up[0] * lift, (y + end[1]) / 2 + up[1] * lift];
  const angle = (Math.atan2(forward[1], forward[0]) * 180) / Math.PI;
  return {
    text,
    x,
    y,
    width,
    size,
    angle,
    center,
    order: seen.order,
    font: state.font,
    field: seen.field,
    paints: textPaints(state),
    hidden: placeReason({ center, size, matrix }, state, seen),
  };
}

function placeReason(
  { center, size, matrix }: { center: Point; size: number; matrix: Matrix },
  state: GraphicsState,
  seen: Seen,
): HiddenReason | undefined {
  if (seen.layerHidden) return 'hidden_layer';
  if (state.renderMode === 3 || state.renderMode === 7) return 'invisible_render_mode';
  const breadth =
    Math.hypot(matrix[0], matrix[1]) * Math.abs(state.widthScale) * (size / (Math.hypot(matrix[2], matrix[3]) || 1));
  if (!(size >= smallestReadable && breadth >= smallestReadable / 3)) return 'tiny_text';
  if (!within(seen.page, center[0], center[1])) return 'off_page';
  if (!state.clips.every((clip) => contains(clip, center[0], center[1]))) return 'clipped';
  const paints = textPaints(state);
  return paints.every(({ alpha }) => alpha < 0.05) ? 'transparent' : undefined;
}

function textPaints(state: GraphicsState): Paint[] {
  const mode = state.renderMode % 4;
  return [
    ...(mode === 0 || mode === 2 ? [fillPaint(state)] : []),
    ...(mode === 1 || mode === 2 ? [strokePaint(state)] : []),
  ];
}

function advance(state: GraphicsState, font: Font, distance: number): void {
  const [x, y] = state.at;
  state.at = font.vertical === true ? [x, y + distance] : [x + distance * state.widthScale, y];
}

function asListed(item: unknown): ListedGlyph | undefined {
  return typeof item === 'object' && item !== null ? item : undefined;
}

function widthOf(item: unknown): number {
  const width = asListed(item)?.width;
  return typeof width === 'number' && Number.isFinite(width) ? width : 0;
}

function verticalAdvance(glyph: ListedGlyph, font: Font): number {
  const metric: unknown = Array.isArray(glyph.vmetric) ? glyph.vmetric[0] : font.defaultVMetrics?.[0];
  return typeof metric === 'number' ? -metric : 1000;
}
