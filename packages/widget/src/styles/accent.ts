type Rgb = readonly [number, number, number];

const LIGHT_BACKGROUND: Rgb = [255, 255, 255];
const DARK_BACKGROUND: Rgb = [21, 24, 30];
// WCAG AA requires 4.5 for text; the margin allows for text on the light accent tint.
const MIN_CONTRAST = 5.4;
const sheets = new WeakMap<ShadowRoot, CSSStyleSheet>();

/** An accent colour with its tint and its text colour, readable in one colour scheme. */
export type Accent = { readonly accent: string; readonly soft: string; readonly on: string };

/**
 * Moves a `#rrggbb` colour towards black or white until it is readable on the background of a colour scheme;
 * `undefined` for other formats.
 */
export function readableAccent(colour: string, theme: 'light' | 'dark'): Accent | undefined {
  const given = rgbOf(colour);
  if (given === undefined) return undefined;
  const [background, towards]: readonly [Rgb, Rgb] =
    theme === 'light' ? [LIGHT_BACKGROUND, [0, 0, 0]] : [DARK_BACKGROUND, [255, 255, 255]];
  let accent = given;
  for (let share = 0; share <= 1 && contrast(accent, background) < MIN_CONTRAST; share += 0.04)
    accent = mixColours(given, towards, share);
  const white: Rgb = [255, 255, 255];
  const black: Rgb = [13, 16, 24];
  return {
    accent: hexOf(accent),
    soft: hexOf(mixColours(background, accent, 0.1)),
    on: hexOf(contrast(accent, white) >= contrast(accent, black) ? white : black),
  };
}

/** Sets the accent of an element for both colour schemes. Overrides `--ip-accent`, which is used without adjustment. */
export function applyAccent(element: { readonly shadowRoot: ShadowRoot | null }, colour: string | undefined): void {
  const light = readableAccent(colour ?? '', 'light');
  const dark = readableAccent(colour ?? '', 'dark');
  const root = element.shadowRoot;
  if (root === null || light === undefined || dark === undefined) return;
  let sheet = sheets.get(root);
  if (sheet === undefined) {
    sheet = new CSSStyleSheet();
    sheets.set(root, sheet);
    root.adoptedStyleSheets.push(sheet);
  }
  const both = (name: keyof Accent) => `light-dark(${light[name]},${dark[name]})`;
  sheet.replaceSync(`:host{--_accent:${both('accent')};--_soft:${both('soft')};--_on:${both('on')}}`);
}

/** The WCAG contrast ratio of two colours, 1 to 21. */
export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  const linear = (value: number) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

const mixColours = (from: Rgb, to: Rgb, share: number): Rgb => [
  mixChannel(from[0], to[0], share),
  mixChannel(from[1], to[1], share),
  mixChannel(from[2], to[2], share),
];
const mixChannel = (from: number, to: number, share: number) => Math.round(from + (to - from) * share);
const hexOf = (colour: Rgb) => `#${colour.map((value) => value.toString(16).padStart(2, '0')).join('')}`;

/** The RGB channels of a `#rrggbb` colour. */
export function rgbOf(colour: string): Rgb | undefined {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour);
  return match ? [channel(match[1]), channel(match[2]), channel(match[3])] : undefined;
}

const channel = (digits = '0') => Number.parseInt(digits, 16);
