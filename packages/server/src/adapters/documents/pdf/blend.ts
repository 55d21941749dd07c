export type Rgb = readonly [red: number, green: number, blue: number];

/** How a colour is laid over another, by its name in pdf.js: that of a canvas. */
export type Blend = string;

/** The colour replaces what is beneath it. */
export const plainBlend: Blend = 'source-over';

type Mix = (over: number, under: number) => number;

const multiply: Mix = (over, under) => over * under;
const screen: Mix = (over, under) => over + under - over * under;
const hardLight: Mix = (over, under) => (over <= 0.5 ? multiply(over * 2, under) : screen(over * 2 - 1, under));

/** The blend modes of PDF that treat each channel alone, on shares of full light. */
const mixes = new Map<Blend, Mix>([
  [plainBlend, (over) => over],
  ['multiply', multiply],
  ['screen', screen],
  ['overlay', (over, under) => hardLight(under, over)],
  ['darken', Math.min],
  ['lighten', Math.max],
  ['color-dodge', (over, under) => (under === 0 ? 0 : over === 1 ? 1 : Math.min(1, under / (1 - over)))],
  ['color-burn', (over, under) => (under === 1 ? 1 : over === 0 ? 0 : 1 - Math.min(1, (1 - under) / over))],
  ['hard-light', hardLight],
  ['difference', (over, under) => Math.abs(over - under)],
  ['exclusion', (over, under) => over + under - 2 * over * under],
]);

/** The colour that is seen where one is blended over another; `undefined` for a way of blending we do not know. */
export function mixed(blend: Blend, over: Rgb, under: Rgb): Rgb | undefined {
  const mix = mixes.get(blend);
  if (mix === undefined) return undefined;
  const channel = (index: 0 | 1 | 2) => mix(over[index] / 255, under[index] / 255) * 255;
  return [channel(0), channel(1), channel(2)];
}
