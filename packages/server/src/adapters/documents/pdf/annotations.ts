import type { HiddenPassage } from '../../../core/resumes/ports.ts';
import type { Glyph } from './drawn-glyph.ts';
import { moved, type Matrix, type Point } from './geometry.ts';
import { boxOf, number, numbers, record } from './operands.ts';
import type { PageFacts } from './page-walk.ts';
import { logicalLine, readsRightToLeft } from './right-to-left.ts';

type Note = Record<string, unknown>;

const lyingOverText = new Set<unknown>(['Highlight', 'Underline', 'StrikeOut', 'Squiggly', 'Link', 'Ink', 'Line']);
const hiddenOrNoView = 2 | 32;

/** The annotations of one page: what is filled in, what lies over text, and what nobody sees. */
export class Annotations {
  readonly #notes: readonly Note[];

  constructor(notes: readonly unknown[]) {
    this.#notes = notes.map(record);
  }

  kindOf(id: unknown): ReturnType<PageFacts['annotation']> {
    const note = this.#notes.find((other) => other['id'] === id) ?? {};
    if (note['subtype'] === 'Widget') return isTick(note) || isHidden(note) || isSecret(note) ? 'unread' : 'field';
    return lyingOverText.has(note['subtype']) ? 'mark' : 'other';
  }

  get shown(): boolean {
    return this.#notes.some((note) => !isHidden(note) && (note['hasAppearance'] === true || textsOf(note).length > 0));
  }

  /** Everything written in comments, descriptions and fields, shown or not: also what is kept secret. */
  get words(): string[] {
    return this.#notes.flatMap((note) => [
      ...(isTick(note) ? [] : writtenIn(note)),
      String(record(note['contentsObj'])['str'] ?? ''),
    ]);
  }

  /** Ticks, and what a viewer writes itself because the file has values without their print. */
  filledIn(drawn: readonly Glyph[], transform: Matrix): Glyph[] {
    const printed = new Set(drawn.map((glyph) => glyph.field));
    return this.#notes.flatMap((note) => {
      if (isHidden(note)) return [];
      if (isTick(note)) return lettered(note, [isTicked(note) ? '\u2612' : '\u2610'], transform);
      const written = note['subtype'] === 'Widget' ? !printed.has(String(note['id'])) : note['hasAppearance'] !== true;
      return written ? lettered(note, textsOf(note), transform) : [];
    });
  }

  /**
   * Words in annotations that are kept from view. A comment with its sign on the page, the description of a link and a form
   * field are not; of a field that is hidden only a sentence is worth a warning, forms keep their own values there.
   */
  hidden(page: number): HiddenPassage[] {
    return this.#notes.filter(isHidden).flatMap((note): HiddenPassage[] => {
      const field = note['subtype'] === 'Widget';
      const texts = field ? valuesOf(note) : [record(note['contentsObj'])['str']];
      return texts.flatMap((text) => {
        if (typeof text !== 'string' || text.trim() === '' || note['subtype'] === 'Popup') return [];
        if ((field || note['subtype'] === 'Link') && text.trim().split(/\s+/u).length < 4) return [];
        return [{ text, reason: 'annotation' as const, page }];
      });
    });
  }
}

function isHidden(note: Note): boolean {
  const [left, top, right, bottom] = boxOf(numbers(note['rect']));
  return (number(note['annotationFlags']) & hiddenOrNoView) !== 0 || right - left < 1 || bottom - top < 1;
}

const isTick = (note: Note): boolean => note['checkBox'] === true || note['radioButton'] === true;

function isTicked(note: Note): boolean {
  const { fieldValue, exportValue, buttonValue } = note;
  return (
    fieldValue !== 'Off' &&
    fieldValue !== null &&
    fieldValue === (note['checkBox'] === true ? exportValue : buttonValue)
  );
}

/** A password is nobody's to read, also where the print of its field spells it. */
const isSecret = (note: Note): boolean => note['password'] === true;

const valuesOf = (note: Note): string[] => (isSecret(note) ? [] : writtenIn(note));

function writtenIn({ fieldValue }: Note): string[] {
  const values: unknown[] = Array.isArray(fieldValue) ? fieldValue : [fieldValue];
  return values.filter((value) => typeof value === 'string' && value.trim() !== '').map(String);
}

function textsOf(note: Note): string[] {
  if (note['subtype'] === 'FreeText')
    return [String(record(note['contentsObj'])['str'] ?? '')].filter((text) => text !== '');
  return note['subtype'] === 'Widget' && (note['fieldType'] === 'Tx' || note['fieldType'] === 'Ch')
    ? valuesOf(note)
    : [];
}

/** Text as a viewer would print it into the annotation's rectangle, a line at a time. */
function lettered(note: Note, texts: readonly string[], transform: Matrix): Glyph[] {
  const [left, bottom, right, top] = boxOf(numbers(note['rect']));
  const lines = texts.flatMap((text) => text.split(/\r\n?|\n/u)).filter((line) => line.trim() !== '');
  const wanted = number(record(note['defaultAppearanceData'])['fontSize']);
  const size = wanted > 0 ? wanted : Math.min(12, ((top - bottom) / Math.max(1, lines.length)) * 0.7);
  const single = lines.length === 1 && top - bottom < size * 2.5;
  const scale = Math.hypot(transform[0], transform[1]);
  return lines.map((line, index): Glyph => {
    const height = single ? (bottom + top - size) / 2 + size * 0.2 : top - size * (1 + index * 1.2);
    const width = Math.min(right - left - 2, size * 0.5 * line.length);
    const [x, y] = moved(transform, left + 2, height);
    const center: Point = moved(transform, left + 2 + width / 2, height + size * 0.3);
    return {
      text: logicalLine(line, readsRightToLeft(line)),
      x,
      y,
      width: width * scale,
      size: size * scale,
      angle: (Math.atan2(transform[1], transform[0]) * 180) / Math.PI,
      center,
      order: 0,
      font: undefined,
      field: String(note['id']),
      paints: [],
      hidden: undefined,
    };
  });
}
