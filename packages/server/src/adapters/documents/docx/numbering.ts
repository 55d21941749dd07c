import { childOf, childrenOf, type XmlElement } from './xml.ts';
import { settingOf, valueOf } from './look.ts';

type Level = { readonly start: number; readonly format: string; readonly text: string; readonly legal: boolean };
type List = { readonly key: string; readonly levels: ReadonlyMap<number, Level>; readonly restart: boolean };

const bullet = '•';
const roman: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

/** The labels of numbered and bulleted paragraphs (`numbering.xml`), counted in the order in which they are asked for. */
export class Numbering {
  readonly #lists = new Map<string, List>();
  readonly #counts = new Map<string, number[]>();
  readonly #begun = new Set<string>();
  readonly #levelsOfStyles = new Map<string, number>();

  constructor(tree: XmlElement | undefined) {
    const root = childOf(tree, 'w:numbering');
    const shapes = childrenOf(root, 'w:abstractNum');
    for (const list of childrenOf(root, 'w:num')) {
      const id = settingOf(list, 'numId') ?? '';
      const shape = followed(shapes, valueOf(list, 'w:abstractNumId'));
      const levels = this.#levels(childrenOf(shape, 'w:lvl'));
      const overrides = childrenOf(list, 'w:lvlOverride');
      for (const override of overrides) {
        const at = Number(settingOf(override, 'ilvl') ?? 0);
        const [own] = this.#levels(childrenOf(override, 'w:lvl')).values();
        const level = own ?? levels.get(at);
        const start = Number(valueOf(override, 'w:startOverride') ?? level?.start ?? 1);
        if (level !== undefined) levels.set(at, { ...level, start });
      }
      const key = (shape === undefined ? undefined : settingOf(shape, 'abstractNumId')) ?? id;
      this.#lists.set(id, { key, levels, restart: overrides.length > 0 });
    }
  }

  /** The level that a style has in its list, where the style does not name it. */
  levelOfStyle(id: string | undefined): number {
    return this.#levelsOfStyles.get(id ?? '') ?? 0;
  }

  /** What stands before the next paragraph of this list and level; a list that is not declared has bullets. */
  label(id: string, level: number): string {
    if (id === '0') return '';
    const list = this.#lists.get(id);
    const own = list?.levels.get(level);
    if (list === undefined || own === undefined) return `${bullet} `;
    const counts = this.#counts.get(list.key) ?? [];
    if (list.restart && !this.#begun.has(id)) counts.length = Math.min(counts.length, level);
    this.#begun.add(id);
    counts[level] = (counts[level] ?? own.start - 1) + 1;
    counts.length = level + 1;
    this.#counts.set(list.key, counts);
    if (own.format === 'bullet') return `${bullet} `;
    if (own.format === 'none') return own.text.replace(/%\d/gu, '');
    const text = own.text.replace(/%(\d)/gu, (_, digit: string) => {
      const at = Number(digit) - 1;
      const counted = list.levels.get(at);
      return formatted(counts[at] ?? counted?.start ?? 1, own.legal ? 'decimal' : (counted?.format ?? 'decimal'));
    });
    return text.trim() === '' ? '' : `${text} `;
  }

  #levels(elements: readonly XmlElement[]): Map<number, Level> {
    const levels = new Map<number, Level>();
    for (const element of elements) {
      const at = Number(settingOf(element, 'ilvl') ?? 0);
      const style = valueOf(element, 'w:pStyle');
      if (style !== undefined) this.#levelsOfStyles.set(style, at);
      levels.set(at, {
        start: Number(valueOf(element, 'w:start') ?? 1),
        format: childOf(element, 'w:lvlPicBulletId') ? 'bullet' : (valueOf(element, 'w:numFmt') ?? 'decimal'),
        text: valueOf(element, 'w:lvlText') ?? '',
        legal: childOf(element, 'w:isLgl') !== undefined,
      });
    }
    return levels;
  }
}

/** A shape of lists, or the one whose style it names instead of levels of its own. */
function followed(shapes: readonly XmlElement[], id: string | undefined): XmlElement | undefined {
  const shape = shapes.find((candidate) => settingOf(candidate, 'abstractNumId') === id);
  const style = valueOf(shape, 'w:numStyleLink');
  if (style === undefined) return shape;
  return shapes.find((candidate) => valueOf(candidate, 'w:styleLink') === style) ?? shape;
}

function formatted(count: number, format: string): string {
  switch (format) {
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'upperRoman':
      return inRoman(count);
    case 'lowerRoman':
      return inRoman(count).toLowerCase();
    case 'upperLetter':
      return inLetters(count);
    case 'lowerLetter':
      return inLetters(count).toLowerCase();
    case 'none':
    case 'bullet':
      return '';
    default:
      return String(count);
  }
}

/** A to Z, then AA to ZZ, as Word counts. */
function inLetters(count: number): string {
  const letter = String.fromCodePoint(65 + ((((count - 1) % 26) + 26) % 26));
  return letter.repeat(Math.min(Math.max(Math.ceil(count / 26), 1), 9));
}

function inRoman(count: number): string {
  if (count < 1 || count > 3999) return String(count);
  let rest = count;
  let text = '';
  for (const [value, digits] of roman) {
    text += digits.repeat(Math.floor(rest / value));
    rest %= value;
  }
  return text;
}
