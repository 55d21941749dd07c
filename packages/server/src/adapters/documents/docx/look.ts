import { defined } from '../../../core/kernel/defined.ts';
import type { HiddenReason } from '../../../core/resumes/ports.ts';
import type { Rgb } from '../pdf/blend.ts';
import { distinguishable, rgbOf, white } from '../pdf/paint.ts';
import { childOf, childrenOf, type XmlElement } from './xml.ts';

/** How a run looks, as far as it decides whether it is seen and what it says. `halfPoints` is its font size; colours absent are automatic. */
export type Look = {
  readonly vanish?: boolean;
  readonly color?: Rgb | 'automatic';
  readonly halfPoints?: number;
  readonly background?: Rgb | 'unknown';
  readonly caps?: boolean;
  readonly smallCaps?: boolean;
  readonly font?: string;
  readonly outlined?: boolean;
  /** Language of the text, for its capitals. */
  readonly language?: string;
};

/** Styles by id, each with what it is based on; `''` holds the document's defaults. */
export type Styles = {
  look(id: string | undefined): Look;
  readonly defaults: Look;
  readonly paragraph: string | undefined;
  shadesCells(id: string | undefined): boolean;
  /** The list that paragraphs of a style are in (`w:numPr`). */
  list(id: string | undefined): XmlElement | undefined;
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
  const toggles = toggled(properties);
  const color = valueOf(properties, 'w:color');
  const size = Number(valueOf(properties, 'w:sz'));
  const background = backgroundOf(properties);
  return {
    ...toggles,
    ...(color === undefined ? {} : { color: rgbOf(`#${color}`) ?? 'automatic' }),
    ...(Number.isFinite(size) && size > 0 ? { halfPoints: size } : {}),
    ...defined({ background, font: symbolFontOf(properties), language: valueOf(properties, 'w:lang') }),
  };
}

/** `w:webHidden` is left alone: it hides in a browser and is printed. */
function toggled(properties: XmlElement | undefined): Pick<Look, 'vanish' | 'caps' | 'smallCaps' | 'outlined'> {
  const state = (name: string) => {
    const element = childOf(properties, name);
    return element === undefined ? undefined : isOn(element);
  };
  const line = childOf(properties, 'w14:textOutline');
  const hasLine = line === undefined || childOf(line, 'w14:noFill') !== undefined ? undefined : true;
  return defined({
    vanish: state('w:vanish'),
    caps: state('w:caps'),
    smallCaps: state('w:smallCaps'),
    outlined: hasLine ?? state('w:outline') ?? state('w:emboss') ?? state('w:imprint'),
  });
}

/** The font of plain letters, where it is one font for all of them. */
function symbolFontOf(properties: XmlElement | undefined): string | undefined {
  const fonts = childOf(properties, 'w:rFonts');
  if (fonts === undefined) return undefined;
  const [ascii, ansi] = [settingOf(fonts, 'ascii'), settingOf(fonts, 'hAnsi')];
  return ascii === undefined || ansi === undefined || ascii === ansi ? (ascii ?? ansi) : '';
}

export function stylesOf(tree: XmlElement | undefined): Styles {
  const root = childOf(tree, 'w:styles');
  const byId = new Map<string, XmlElement>();
  let paragraph: string | undefined;
  for (const style of childrenOf(root, 'w:style')) {
    const id = settingOf(style, 'styleId') ?? '';
    byId.set(id, style);
    if (settingOf(style, 'type') === 'paragraph' && ['1', 'true', 'on'].includes(settingOf(style, 'default') ?? ''))
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
  const list = (id: string | undefined, depth = 0): XmlElement | undefined => {
    const style = id === undefined || depth > 10 ? undefined : byId.get(id);
    return childOf(style, 'w:pPr', 'w:numPr') ?? (style && list(valueOf(style, 'w:basedOn'), depth + 1));
  };
  const shadesCells = (id: string | undefined, depth = 0): boolean => {
    const style = id === undefined || depth > 10 ? undefined : byId.get(id);
    return style !== undefined && (shades(style) || shadesCells(valueOf(style, 'w:basedOn'), depth + 1));
  };
  return {
    shadesCells,
    look,
    list,
    defaults: lookOf(childOf(root, 'w:docDefaults', 'w:rPrDefault', 'w:rPr')),
    paragraph,
  };
}

/** The reason nobody sees a run that looks like this. Automatic colour always stands out, as Word makes it. */
export function hiddenBy(look: Look): HiddenReason | undefined {
  if (look.vanish === true) return 'vanish';
  if (look.halfPoints !== undefined && look.halfPoints <= 2) return 'tiny_text';
  if (look.outlined === true || look.color === undefined || look.color === 'automatic' || look.background === 'unknown')
    return undefined;
  return distinguishable(look.color, look.background ?? white) ? undefined : 'white_text';
}

function shades(element: XmlElement): boolean {
  return childrenOf(element).some((child) =>
    child.name === 'w:shd' ? !/^(?:auto|ffffff)?$/iu.test(settingOf(child, 'fill') ?? '') : shades(child),
  );
}

export function valueOf(element: XmlElement | undefined, name: string): string | undefined {
  const child = childOf(element, name);
  return child === undefined ? undefined : settingOf(child, 'val');
}

/** An attribute of WordprocessingML; some writers leave its prefix out. */
export function settingOf(element: XmlElement, name: string): string | undefined {
  return element.attributes.get(`w:${name}`) ?? element.attributes.get(name);
}

/** Whether an element that switches something on or off (`w:caps`) switches it on. */
export function isOn(element: XmlElement): boolean {
  return !['0', 'false', 'off'].includes(settingOf(element, 'val') ?? '1');
}

function backgroundOf(properties: XmlElement | undefined): Rgb | 'unknown' | undefined {
  const highlight = valueOf(properties, 'w:highlight');
  if (highlight !== undefined && highlight !== 'none') return rgbOf(highlights[highlight]) ?? 'unknown';
  const shading = childOf(properties, 'w:shd');
  if (shading === undefined) return undefined;
  const pattern = settingOf(shading, 'val') ?? 'clear';
  if (pattern !== 'clear' && pattern !== 'nil')
    return pattern === 'solid' ? (rgbOf(`#${settingOf(shading, 'color') ?? ''}`) ?? 'unknown') : 'unknown';
  const fill = rgbOf(`#${settingOf(shading, 'fill') ?? ''}`);
  return fill ?? (settingOf(shading, 'themeFill') === undefined ? undefined : 'unknown');
}
