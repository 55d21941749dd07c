import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { identity, multiplied, pathShape, rectangle, within, type Box, type Matrix, type Shape } from './geometry.ts';
import { plainBlend } from './blend.ts';
import { replacedGlyphs } from './actual-text.ts';
import type { Glyph } from './drawn-glyph.ts';
import { hiddenReason, shownGlyphs } from './glyph.ts';
import { fillPaint, initialState, strokePaint, type Font, type GraphicsState } from './graphics-state.ts';
import { boxOf, numbers, record } from './operands.ts';
import { Canvas, type Paint } from './paint.ts';
import { DrawnRules, type Rules } from './rules.ts';

/** What the walk must ask of the document. `transform` maps the page's own space to points with y downwards. */
export type PageFacts = {
  readonly box: Box;
  readonly transform: Matrix;
  font(name: string): Font | undefined;
  /** Whether a font does not say which letters it draws. */
  isSilent(font: object | undefined): boolean;
  layerShown(properties: unknown): boolean;
  /**
   * `field`: a form field's value; `unread`: a tick, which is read from the value, or a field nobody sees; `mark`: a
   * highlight, a line or a link, which lie over text and hide none.
   */
  annotation(id: unknown): 'field' | 'unread' | 'mark' | 'other';
  /** What the marked content that begins at this operator reads as. */
  actualText(operator: number): string | undefined;
};

/** What a page looks like so far, operator by operator. */
export class PageWalk {
  readonly #facts: PageFacts;
  readonly #canvas: Canvas;
  readonly #glyphs: Glyph[] = [];
  readonly #saved: GraphicsState[] = [];
  readonly #contents: { readonly shown: boolean; readonly text: string | undefined; readonly from: number }[] = [];
  readonly #pictures: Shape[] = [];
  readonly #rules = new DrawnRules();
  #state: GraphicsState;
  #order = 0;
  #pendingClip: 'nonzero' | 'evenodd' | undefined;
  #maskedNext = false;
  #operator = -1;
  #mask = { glyphs: new Set<Glyph>(), byAlpha: false };
  #field: string | undefined;
  #annotation: ReturnType<PageFacts['annotation']> | undefined;

  constructor(facts: PageFacts) {
    this.#facts = facts;
    this.#canvas = new Canvas(facts.box);
    this.#state = initialState(facts.transform);
  }

  step(operator: number, act: () => void): void {
    this.#operator = operator;
    this.#order += 1;
    const masked = this.#maskedNext;
    act();
    if (masked) this.#maskedNext = false;
  }

  /** What was shown, each glyph with the reason why it cannot be seen, and where the page has pictures and lines. */
  walked(): { glyphs: Glyph[]; pictures: readonly Shape[]; rules: Rules } {
    for (const glyph of this.#glyphs) glyph.hidden = hiddenReason(glyph, this.#canvas);
    return { glyphs: this.#glyphs, pictures: this.#pictures, rules: this.#rules.all() };
  }

  get state(): GraphicsState {
    return this.#state;
  }

  save(): void {
    this.#saved.push({ ...this.#state });
  }

  restore(): void {
    this.#state = this.#saved.pop() ?? this.#state;
  }

  enterForm(matrix: unknown, box: unknown): void {
    this.save();
    this.transform(matrix);
    const bounds = numbers(box);
    if (bounds.length === 4) this.#clip(rectangle(boxOf(bounds), this.#state.transform));
  }

  enterGroup(options: unknown): void {
    const group = record(options);
    this.save();
    const state = this.#state;
    const outside = state.transform;
    // The form inside the group brings the same matrix again: here it only places the group's box.
    this.transform(group['matrix']);
    const bounds = numbers(group['bbox']);
    if (bounds.length === 4) this.#clip(rectangle(boxOf(bounds), state.transform));
    state.transform = outside;
    Object.assign(state, {
      groupAlpha: state.groupAlpha * state.fillAlpha,
      fillAlpha: 1,
      strokeAlpha: 1,
      groupBlend: fillPaint(state).blend,
      blend: plainBlend,
    });
    if (group['smask'] === undefined || group['smask'] === null) return;
    state.insideMask = true;
    this.#mask = { glyphs: new Set(), byAlpha: record(group['smask'])['subtype'] === 'Alpha' };
  }

  enterAnnotation(given: readonly unknown[]): void {
    this.#saved.length = 0;
    this.#annotation = this.#facts.annotation(given[0]);
    this.#field = this.#annotation === 'field' ? String(given[0]) : undefined;
    this.#state = initialState(this.#facts.transform);
    this.save();
    const rect = numbers(given[1]);
    if (rect.length === 4) this.#clip(rectangle(boxOf(rect), this.#state.transform));
    this.transform(given[2]);
    this.transform(given[3]);
  }

  transform(matrix: unknown): void {
    const [a, b, c, d, e, f] = numbers(matrix);
    if (f !== undefined)
      this.#state.transform = multiplied(this.#state.transform, [a ?? 1, b ?? 0, c ?? 0, d ?? 1, e ?? 0, f]);
  }

  leaveAnnotation(): void {
    this.#annotation = undefined;
    this.#field = undefined;
    this.restore();
  }

  enterContent(shown: boolean): void {
    this.#contents.push({ shown, text: this.#facts.actualText(this.#operator), from: this.#glyphs.length });
  }

  leaveContent(): void {
    const content = this.#contents.pop();
    if (content?.text === undefined || this.#state.stencil.length > 0) return;
    const drawn = this.#glyphs
      .slice(content.from)
      .map((glyph) => (this.#facts.isSilent(glyph.font) ? { ...glyph, text: '', spelt: true } : glyph));
    const replaced = drawn.length > 60 ? undefined : replacedGlyphs(drawn, content.text);
    if (replaced !== undefined) this.#glyphs.splice(content.from, drawn.length, replaced);
  }

  layer(properties: unknown): boolean {
    return this.#facts.layerShown(properties);
  }

  clipNext(rule: 'nonzero' | 'evenodd'): void {
    this.#pendingClip = rule;
  }

  graphicsState(pairs: unknown): void {
    const entries: unknown[] = Array.isArray(pairs) ? pairs : [];
    // pdf.js wraps a picture that has its own mask in exactly this setting.
    this.#maskedNext =
      entries.length === 1 && Array.isArray(entries[0]) && entries[0][0] === 'SMask' && entries[0][1] === false;
    for (const entry of entries) {
      if (!Array.isArray(entry)) continue;
      const [key, value] = entry;
      if (key === 'ca' && typeof value === 'number') this.#state.fillAlpha = value;
      else if (key === 'CA' && typeof value === 'number') this.#state.strokeAlpha = value;
      else if (key === 'LW' && typeof value === 'number') this.#state.lineWidth = value;
      else if (key === 'BM') this.#state.blend = String(value);
      else if (key === 'SMask') this.#state.mask = value === true ? this.#mask.glyphs : undefined;
      else if (key === 'Font' && Array.isArray(value)) this.font(value[0], value[1]);
    }
  }

  font(name: unknown, size: unknown): void {
    this.#state.font = typeof name === 'string' ? this.#facts.font(name) : undefined;
    this.#state.fontSize = typeof size === 'number' ? size : 0;
  }

  textMatrix(matrix: unknown): void {
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers(matrix);
    Object.assign(this.#state, { textMatrix: [a, b, c, d, e, f], line: [0, 0], at: [0, 0] });
  }

  nextLine(x: number, y: number): void {
    const [lineX, lineY] = this.#state.line;
    this.#state.line = [lineX + x, lineY + y];
    this.#state.at = this.#state.line;
  }

  text(listed: unknown): void {
    if (!Array.isArray(listed) || this.#annotation === 'unread') return;
    const shown = shownGlyphs(listed, this.#state, {
      order: this.#order,
      page: this.#facts.box,
      layerHidden: this.#layerHidden,
      field: this.#field,
    });
    if (this.#state.insideMask) {
      const lets = this.#mask.byAlpha || (this.#state.fill?.[1] ?? 0) > 128;
      for (const glyph of lets ? shown : []) this.#mask.glyphs.add(glyph);
      return;
    }
    for (const glyph of shown) this.#glyphs.push(glyph);
    if (this.#state.renderMode >= 4) this.#state.stencil = [...this.#state.stencil, ...shown];
  }

  path(operator: unknown, data: unknown): void {
    const steps: unknown = Array.isArray(data) ? data[0] : undefined;
    const rule = this.#pendingClip;
    this.#pendingClip = undefined;
    if (!(steps instanceof Float32Array)) {
      // An empty clip path lets nothing through.
      if (rule !== undefined)
        this.#clip({ outlines: [], evenOdd: false, box: [Infinity, Infinity, -Infinity, -Infinity] });
      return;
    }
    const { transform, lineWidth } = this.#state;
    const outline = pathShape(
      steps,
      transform,
      operator === OPS.eoFill || operator === OPS.eoFillStroke || operator === OPS.closeEOFillStroke,
    );
    if (typeof operator === 'number' && filling.has(operator)) {
      this.paint(outline, fillPaint(this.#state));
      this.#rules.filled(outline);
    } else if (operator === OPS.stroke || operator === OPS.closeStroke) {
      this.#rules.stroked(outline);
      for (const bar of thickBars(outline, lineWidth * Math.hypot(transform[0], transform[1])))
        this.paint(bar, strokePaint(this.#state));
    }
    if (rule !== undefined) this.#clip({ ...outline, evenOdd: rule === 'evenodd' });
  }

  /** Paints a picture into the unit square of `matrix`. Its colours are not looked at. */
  picture(matrix: Matrix, seeThrough: boolean): void {
    const shape = rectangle([0, 0, 1, 1], multiplied(this.#state.transform, matrix));
    if (!this.#layerHidden) this.#pictures.push(shape);
    this.paint(shape, { ...fillPaint(this.#state), color: undefined }, seeThrough || this.#maskedNext);
  }

  shading(): void {
    this.paint(rectangle(this.#facts.box, identity), { ...fillPaint(this.#state), color: undefined });
  }

  paint(shape: Shape, paint: Paint, seeThrough = false): void {
    if (this.#layerHidden || this.#state.insideMask || paint.alpha <= 0.05) return;
    for (const glyph of this.#state.stencil) {
      if (glyph.hidden !== 'invisible_render_mode' || !within(shape.box, glyph.center[0], glyph.center[1])) continue;
      glyph.hidden = undefined;
      glyph.paints = [paint];
    }
    const mask = [...(this.#state.mask ?? [])].filter(({ center }) => within(shape.box, center[0], center[1]));
    for (const glyph of mask) {
      this.#glyphs.push({ ...glyph, paints: [paint] });
      this.#state.mask?.delete(glyph);
    }
    if (this.#state.stencil.length > 0 || mask.length > 0) return;
    const over = seeThrough || this.#state.mask !== undefined || this.#annotation === 'mark';
    const plain = paint.blend === plainBlend && !over;
    const opaque = plain && paint.alpha >= 0.9;
    const known = plain ? paint : { ...paint, color: undefined };
    this.#canvas.add({ shape, clips: this.#state.clips, paint: known, opaque, order: this.#order });
  }

  get #layerHidden(): boolean {
    return this.#contents.some(({ shown }) => !shown);
  }

  #clip(shape: Shape): void {
    this.#state.clips = [...this.#state.clips, shape];
  }
}

const filling = new Set<number>([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
]);

/** A stroke wide enough to lie behind text or over it, as the bars it is made of. */
function thickBars(outline: Shape, width: number): Shape[] {
  if (width < 4) return [];
  return outline.outlines.flatMap((points) =>
    points.slice(1).map(([x, y], index): Shape => {
      const [fromX, fromY] = points[index] ?? [x, y];
      const length = Math.hypot(x - fromX, y - fromY) || 1;
      const along: Matrix = [
        (x - fromX) / length,
        (y - fromY) / length,
        -(y - fromY) / length,
        (x - fromX) / length,
        fromX,
        fromY,
      ];
      return rectangle([0, -width / 2, length, width / 2], along);
    }),
  );
}
