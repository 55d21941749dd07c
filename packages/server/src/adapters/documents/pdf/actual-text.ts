import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { contentStreams, textString } from './content-streams.ts';
import type { Glyph } from './drawn-glyph.ts';
import { number, numbers, type OperatorList } from './operands.ts';

/** Begin and end of marked content, and where text is placed in between: enough to recognise a stream in a list. */
type Mark = {
  readonly kind: 'begin' | 'end' | 'place';
  readonly x: number;
  readonly y: number;
  readonly text?: string;
};

const longestStream = 1024 * 1024;
const streamsKept = 100;

/**
 * What a document says its marked content reads as. pdf.js lists the operators without these texts, so the streams that
 * have any are read a second time and found again in each page's list by their places.
 */
export class ActualTexts {
  readonly #streams: Mark[][] = [];

  constructor(bytes: Uint8Array) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // The file as a whole is no content stream; those in it that are not packed begin at their own keyword.
    for (const content of contentStreams(file)) {
      const parts = content === file ? plainStreams(file) : [content];
      for (const part of parts) {
        if (this.#streams.length >= streamsKept) return;
        if (part.length > longestStream || !part.includes('/ActualText')) continue;
        const marks = marksOf(part.toString('latin1'));
        if (marks?.some(({ text }) => text !== undefined) === true) this.#streams.push(marks);
      }
    }
  }

  /** The text of the marked content that begins at an operator's index. */
  in(operators: OperatorList): ReadonlyMap<number, string> {
    const found = new Map<number, string>();
    if (this.#streams.length === 0) return found;
    for (const { marks, indexes } of framesOf(operators)) {
      for (const stream of this.#streams) {
        const from = placeOf(stream, marks);
        if (from === -1) continue;
        stream.forEach(({ text }, at) => {
          if (text !== undefined) found.set(indexes[from + at] ?? -1, text);
        });
      }
    }
    return found;
  }
}

/**
 * The glyphs of one piece of marked content, read as its text says; `undefined` where that text is not what is drawn.
 * Honest uses spell a cluster, a ligature or a hyphen: every letter drawn is in the text, which is hardly longer.
 */
export function replacedGlyphs(drawn: readonly Glyph[], text: string): Glyph | undefined {
  const widest = drawn.reduce<Glyph | undefined>(
    (most, glyph) => (glyph.width > (most?.width ?? -1) ? glyph : most),
    undefined,
  );
  const first = drawn.reduce<Glyph | undefined>(
    (least, glyph) => (glyph.x < (least?.x ?? Infinity) ? glyph : least),
    undefined,
  );
  if (widest === undefined || first === undefined) return undefined;
  const actual = text.replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
  if (!spells(actual, drawn)) return undefined;
  const right = Math.max(...drawn.map((glyph) => glyph.x + glyph.width));
  const level = drawn.every((glyph) => Math.abs(glyph.y - widest.y) < widest.size);
  if (!level || Math.abs(widest.angle) > 1) return drawn.length === 1 ? { ...widest, text: actual } : undefined;
  return { ...widest, text: actual, x: first.x, width: right - first.x };
}

function spells(actual: string, drawn: readonly Glyph[]): boolean {
  const print = drawn.map((glyph) => glyph.text).join('');
  if (actual === '\u00ad') return /^[-\s\u2010\u00ad\p{C}]*$/u.test(print);
  const letters = lettersIn(print);
  const spelt = lettersIn(actual);
  const unknown = drawn.some((glyph) => /^\p{C}*$/u.test(glyph.text));
  if (letters.length === 0 && !unknown && !/^\p{M}+$/u.test(print)) return false;
  // A glyph of India or the Near East may stand for several letters and name one of them.
  const spare = unknown || !/[\p{Script=Latin}\p{N}]/u.test(actual) ? drawn.length * 3 : 0;
  if (spelt.length > letters.length + spare) return false;
  return letters.every((letter) => spelt.includes(letter));
}

const lettersIn = (text: string): string[] => text.normalize('NFKD').match(/\p{L}/gu) ?? [];

function* plainStreams(file: Buffer): Generator<Buffer> {
  let looked = 0;
  for (let at = file.indexOf('/ActualText'); at !== -1 && looked < streamsKept; looked += 1) {
    const start = file.lastIndexOf('stream', at);
    const end = file.indexOf('endstream', at);
    if (start === -1 || end === -1) return;
    yield file.subarray(start + 6, end);
    at = file.indexOf('/ActualText', end);
  }
}

const token = new RegExp(
  [
    String.raw`%[^\r\n]*`,
    String.raw`\((?:[^\\()]|\\[\s\S]|\((?:[^\\()]|\\[\s\S])*\))*\)`,
    '<<|>>',
    String.raw`<[0-9a-f\s]*>`,
    String.raw`/[^\s()<>[\]{}/%]*`,
    String.raw`[^\s()<>[\]{}/%]+`,
    String.raw`[[\]{}()<>]`,
  ].join('|'),
  'giu',
);

/** The marks of a stream; none of one that is no content stream and takes the pattern too long to match. */
function marksOf(content: string): Mark[] | undefined {
  try {
    return [...readMarks(content)];
  } catch {
    return undefined;
  }
}

function* readMarks(content: string): Generator<Mark> {
  let operands: string[] = [];
  for (const [part] of content.matchAll(token)) {
    if (part.startsWith('%')) continue;
    if (!/^[A-Za-z'"]/u.test(part)) {
      operands.push(part);
      if (operands.length > 64) operands = operands.slice(-64);
      continue;
    }
    const [x, y] = [Number(operands.at(-2)), Number(operands.at(-1))];
    if (part === 'BDC' || part === 'BMC') {
      const at = operands.lastIndexOf('/ActualText');
      const text = part === 'BMC' || at === -1 ? undefined : textString(operands[at + 1] ?? '');
      yield { kind: 'begin', x: 0, y: 0, ...(text === undefined ? {} : { text }) };
    } else if (part === 'EMC') yield { kind: 'end', x: 0, y: 0 };
    else if (part === 'Td' || part === 'TD' || part === 'Tm') yield { kind: 'place', x, y };
    operands = [];
  }
}

type Frame = { readonly marks: Mark[]; readonly indexes: number[] };

/** The marks of the page's own content and of each form in it: one stream never goes on inside another. */
function framesOf({ fnArray, argsArray }: OperatorList): Frame[] {
  const frames: Frame[] = [{ marks: [], indexes: [] }];
  const open: Frame[] = [...frames];
  fnArray.forEach((operator, index) => {
    if (operator === OPS.paintFormXObjectBegin || operator === OPS.beginAnnotation) {
      const frame: Frame = { marks: [], indexes: [] };
      frames.push(frame);
      open.push(frame);
    } else if (operator === OPS.paintFormXObjectEnd || operator === OPS.endAnnotation) {
      if (open.length > 1) open.pop();
    }
    const given = argsArray[index];
    const mark = markOf(operator, Array.isArray(given) ? given : []);
    if (mark === undefined) return;
    open.at(-1)?.marks.push(mark);
    open.at(-1)?.indexes.push(index);
  });
  return frames;
}

function markOf(operator: number, given: readonly unknown[]): Mark | undefined {
  if (operator === OPS.beginMarkedContent || operator === OPS.beginMarkedContentProps)
    return { kind: 'begin', x: 0, y: 0 };
  if (operator === OPS.endMarkedContent) return { kind: 'end', x: 0, y: 0 };
  if (operator === OPS.moveText || operator === OPS.setLeadingMoveText)
    return { kind: 'place', x: number(given[0]), y: number(given[1]) };
  if (operator !== OPS.setTextMatrix) return undefined;
  const [x = 0, y = 0] = numbers(given[0]).slice(4);
  return { kind: 'place', x, y };
}

/** Where a stream's marks stand in a row among those of a frame, or -1: a page may be made of several streams. */
function placeOf(stream: readonly Mark[], marks: readonly Mark[]): number {
  let compared = 0;
  for (let from = 0; from + stream.length <= marks.length; from += 1) {
    const same = stream.every((mark, at) => {
      compared += 1;
      const other = marks[from + at];
      return other !== undefined && mark.kind === other.kind && near(mark.x, other.x) && near(mark.y, other.y);
    });
    if (same) return from;
    if (compared > 2_000_000) return -1;
  }
  return -1;
}

const near = (one: number, other: number): boolean => Math.abs(one - other) < 0.01 + Math.abs(one) * 1e-5;
