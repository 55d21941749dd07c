import type { UnreadKind } from '../../../core/resumes/ports.ts';
import { childOf, childrenOf, type XmlElement } from './xml.ts';

const iconEmu = 500_000;
const iconPoints = 40;

/** All elements of a name below an element, in order. */
export function elementsIn(element: XmlElement | undefined, name: string): XmlElement[] {
  return childrenOf(element).flatMap((child) => [...(child.name === name ? [child] : []), ...elementsIn(child, name)]);
}

/** The text of DrawingML paragraphs (`a:p`), a line each. */
export function drawnParagraphs(element: XmlElement | undefined): string {
  return elementsIn(element, 'a:p')
    .map((paragraph) =>
      elementsIn(paragraph, 'a:t')
        .flatMap(({ children }) => children.filter((child) => typeof child === 'string'))
        .join(''),
    )
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** The words of a SmartArt diagram (`dgm:dataModel`) in the order of its outline, without prompts nobody replaced. */
export function diagramText(tree: XmlElement | undefined): string {
  const model = childOf(tree, 'dgm:dataModel');
  const points = new Map<string, XmlElement>();
  for (const [index, point] of childrenOf(childOf(model, 'dgm:ptLst'), 'dgm:pt').entries())
    points.set(point.attributes.get('modelId') ?? `#${index}`, point);
  const below = new Map<string, { id: string; order: number }[]>();
  for (const { attributes } of childrenOf(childOf(model, 'dgm:cxnLst'), 'dgm:cxn')) {
    if ((attributes.get('type') ?? 'parOf') !== 'parOf') continue;
    const parent = attributes.get('srcId') ?? '';
    const link = { id: attributes.get('destId') ?? '', order: Number(attributes.get('srcOrd') ?? 0) };
    below.set(parent, [...(below.get(parent) ?? []), link]);
  }
  const lines: string[] = [];
  const seen = new Set<string>();
  const visit = (id: string): void => {
    const point = points.get(id);
    if (point === undefined || seen.has(id)) return;
    seen.add(id);
    const isPrompt = /^(?:1|true|on)$/u.test(childOf(point, 'dgm:prSet')?.attributes.get('phldr') ?? '');
    if (!isPrompt) lines.push(drawnParagraphs(childOf(point, 'dgm:t')));
    for (const link of (below.get(id) ?? []).toSorted((a, b) => a.order - b.order)) visit(link.id);
  };
  for (const [id, point] of points) if (point.attributes.get('type') === 'doc') visit(id);
  for (const id of points.keys()) visit(id);
  return lines.filter((line) => line !== '').join('\n');
}

/** The title of a chart, and each series with its categories and values. */
export function chartText(tree: XmlElement | undefined): string {
  const chart = childOf(tree, 'c:chartSpace', 'c:chart');
  const lines = [drawnParagraphs(childOf(chart, 'c:title'))];
  for (const series of elementsIn(chart, 'c:ser')) {
    const values = pointsOf(childOf(series, 'c:val') ?? childOf(series, 'c:yVal'));
    const categories = pointsOf(childOf(series, 'c:cat') ?? childOf(series, 'c:xVal'));
    lines.push(pointsOf(childOf(series, 'c:tx')).join(' '));
    lines.push(...categories.map((category, index) => `${category}: ${values[index] ?? ''}`.replace(/: $/u, '')));
  }
  return lines.filter((line) => line !== '').join('\n');
}

function pointsOf(element: XmlElement | undefined): string[] {
  return elementsIn(element, 'c:v').map(({ children }) =>
    children.filter((child) => typeof child === 'string').join(''),
  );
}

/** A frame that says nothing: an icon, or what its author marked as decoration. One that holds text is none. */
export function isOrnament(frame: XmlElement): boolean {
  if (frame.name.startsWith('v:')) return isSmallPicture(frame);
  if (frame.name !== 'wp:inline' && frame.name !== 'wp:anchor') return false;
  const extent = childOf(frame, 'wp:extent');
  const [width, height] = ['cx', 'cy'].map((side) => Number(extent?.attributes.get(side) ?? Number.POSITIVE_INFINITY));
  const saysNothing = Math.max(width ?? 0, height ?? 0) < iconEmu || isMarkedDecorative(childOf(frame, 'wp:docPr'));
  return saysNothing && elementsIn(frame, 'w:txbxContent').length === 0;
}

function isSmallPicture(shape: XmlElement): boolean {
  const sides = ['width', 'height'].map((side) => pointsIn(shape, side));
  return childOf(shape, 'v:imagedata') !== undefined && sides.every((side) => side > 0 && side < iconPoints);
}

/** Whether a frame is one that Word does not show (`wp:docPr` with `hidden`). */
export function isHiddenFrame(frame: XmlElement): boolean {
  return /^(?:1|true)$/u.test(childOf(frame, 'wp:docPr')?.attributes.get('hidden') ?? '');
}

/** What an element shows that holds no text for a reader: a picture, an object of another program, ink. */
export function lostIn(element: XmlElement): UnreadKind | undefined {
  if (element.name === 'pic:pic' || element.name === 'v:imagedata') return 'picture';
  if (element.name === 'w:object' && elementsIn(element, 'w:txbxContent').length === 0) return 'object';
  // Kinds that came later than the standard.
  if (/^cx\d*:chart$/u.test(element.name)) return 'chart';
  return /^\w+:(?:contentPart|model3d)$/u.test(element.name) ? 'drawing' : undefined;
}

function isMarkedDecorative(element: XmlElement | undefined): boolean {
  return childrenOf(element).some(
    (child) =>
      (/(?:^|:)decorative$/u.test(child.name) && child.attributes.get('val') === '1') || isMarkedDecorative(child),
  );
}

/** WordArt of older versions (`v:textpath`); the watermarks that Word makes are no part of what a document says. */
export function wordArt(shape: XmlElement): string {
  const isWatermark = /watermark/iu.test(shape.attributes.get('id') ?? '');
  return isWatermark ? '' : (childOf(shape, 'v:textpath')?.attributes.get('string') ?? '');
}

/** Whether something may lie behind the text of a part, which can be the background of white words. */
export function hasShapeBehind(element: XmlElement): boolean {
  return childrenOf(element).some(
    (child) =>
      (child.name === 'wp:anchor' && /^(?:1|true|on)$/u.test(child.attributes.get('behindDoc') ?? '')) ||
      (child.name.startsWith('v:') && /z-index:\s*-/u.test(child.attributes.get('style') ?? '')) ||
      hasShapeBehind(child),
  );
}

/** Whether a header or footer draws something large that floats: it lies behind the text of every page. */
export function hasFloatingShape(element: XmlElement): boolean {
  return childrenOf(element).some((child) => isLarge(child) || hasFloatingShape(child));
}

const largeEmu = 1_500_000;
const largePoints = 100;

function isLarge(element: XmlElement): boolean {
  if (element.name === 'wp:anchor') {
    const extent = childOf(element, 'wp:extent')?.attributes;
    return ['cx', 'cy'].every((side) => Number(extent?.get(side) ?? Number.POSITIVE_INFINITY) >= largeEmu);
  }
  if (!element.name.startsWith('v:') || childOf(element, 'v:textpath') !== undefined) return false;
  return ['width', 'height'].every((side) => pointsIn(element, side) >= largePoints);
}

function pointsIn(shape: XmlElement, side: string): number {
  const style = shape.attributes.get('style') ?? '';
  return Number(new RegExp(`(?:^|;)\\s*${side}:\\s*([\\d.]+)pt`, 'u').exec(style)?.[1] ?? 0);
}
