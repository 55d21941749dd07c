import { defined } from '../../../core/kernel/defined.ts';
import type { HiddenReason } from '../../../core/resumes/ports.ts';
import { distinguishable, rgbOf, white, type Rgb } from '../pdf/paint.ts';
import { childOf, childrenOf, type XmlElement } from './xml.ts';

/** How a run looks, as far as it decides whether it is seen. `halfPoints` is its font size; colours absent are automatic. */
export type Look = {
  readonly vanish?: boolean;
  readonly color?: Rgb | 'automatic';
  readonly halfPoints?: number;
  readonly background?: Rgb | 'unknown';
};

/** Styles by id, each with what it is based on; `''` holds the document's defaults. */
export type Styles = {
  look(id: string | undefined): Look;
  readonly defaults: Look;
  readonly paragraph: string | undefined;
  shadesCells(id: string | undefined): boolean;
};

const highlights: Readonly<Record<string, string>> = {
  black: '#000000',
  blue: '#0000ff',
  cyan: '#00ffff',
  darkBlue: '#00008b',
  darkCyan: '#008b8b',
  darkGray: '#a9a9a9',
  darkGreen: '#006400',
  darkMagenta: '#800080',
  darkRed: '#8b0000',
  darkYellow: '#808000',
  green: '#00ff00',
  lightGray: '#d3d3d3',
  magenta: '#ff00ff',
  red: '#ff0000',
  white: '#ffffff',
  yellow: '#ffff00',
};

/** What run, paragraph or cell properties say themselves (`w:rPr`, `w:pPr`, `w:tcPr`, `w:tblPr`). */
export function lookOf(properties: XmlElement | undefined): Look {
  const vanish = childOf(properties, 'w:vanish') ?? childOf(properties, 'w:webHidden');
  const color = valueOf(properties, 'w:color');
  const size = Number(valueOf(properties, 'w:sz'));
  const background = backgroundOf(properties);
  return {
    ...(vanish === undefined ? {} : { vanish: !['0', 'false', 'off'].includes(vanish.attributes.get('w:val') ?? '1') }),
    ...(color === undefined ? {} : { color: rgbOf(`#${color}`) ?? 'automatic' }),
    ...(Number.isFinite(size) && size > 0 ? { halfPoints: size } : {}),
    ...defined({ background }),
  };
}

export function stylesOf(tree: XmlElement | undefined): Styles {
  const root = childOf(tree, 'w:styles');
  const byId = new Map<string, XmlElement>();
  let paragraph: string | undefined;
  for (const style of childrenOf(root, 'w:style')) {
    const id = style.attributes.get('w:styleId') ?? '';
    byId.set(id, style);
    if (
      style.attributes.get('w:type') === 'paragraph' &&
      ['1', 'true', 'on'].includes(style.attributes.get('w:default') ?? '')
    )
      paragraph = id;
  }
  const look = (id: string | undefined, depth = 0): Look => {
    const style = id === undefined || depth > 10 ? undefined : byId.get(id);
    if (style === undefined) return {};
    return {
      ...look(valueOf(style, 'w:basedOn'), depth + 1),
      ...lookOf(childOf(style, 'w:pPr')),
      ...lookOf(childOf(style, 'w:rPr')),
    };
  };
  const shadesCells = (id: string | undefined, depth = 0): boolean => {
    const style = id === undefined || depth > 10 ? undefined : byId.get(id);
    return style !== undefined && (shades(style) || shadesCells(valueOf(style, 'w:basedOn'), depth + 1));
  };
  return { shadesCells, look, defaults: lookOf(childOf(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr')), paragraph };
}

/** The reason nobody sees a run that looks like this. Automatic colour always stands out, as Word makes it. */
export function hiddenBy(look: Look): HiddenReason | undefined {
  if (look.vanish === true) return 'vanish';
  if (look.halfPoints !== undefined && look.halfPoints <= 2) return 'tiny_text';
  if (look.color === undefined || look.color === 'automatic' || look.background === 'unknown') return undefined;
  return distinguishable(look.color, look.background ?? white) ? undefined : 'white_text';
}

function shades(element: XmlElement): boolean {
  return childrenOf(element).some((child) =>
    child.name === 'w:shd' ? !/^(?:auto|ffffff)?$/iu.test(child.attributes.get('w:fill') ?? '') : shades(child),
  );
}

export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  return childOf(element, name)?.attributes.get('w:val');
}

function backgroundOf(properties: XmlElement | undefined): Rgb | 'unknown' | undefined {
  const highlight = valueOf(properties, 'w:highlight');
  if (highlight !== undefined && highlight !== 'none') return rgbOf(highlights[highlight]) ?? 'unknown';
  const shading = childOf(properties, 'w:shd');
  if (shading === undefined) return undefined;
  const pattern = shading.attributes.get('w:val') ?? 'clear';
  if (pattern !== 'clear' && pattern !== 'nil')
    return pattern === 'solid' ? (rgbOf(`#${shading.attributes.get('w:color') ?? ''}`) ?? 'unknown') : 'unknown';
  return rgbOf(`#${shading.attributes.get('w:fill') ?? ''}`);
}
