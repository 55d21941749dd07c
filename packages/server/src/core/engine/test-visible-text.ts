import { VisibleText } from './visible-text.ts';

export const TOOLS = ['list_preps', 'get_resume'];

/** What is said, and which calls are made, of a text that comes in these pieces. */
export function read(pieces: readonly string[], { tools = TOOLS, held = false, whole = true } = {}) {
  const { visible, said } = taken(pieces, { tools, held, whole });
  return {
    said,
    calls: visible.calls.map(({ name, json }) => [name, JSON.parse(json === '' ? '{}' : json)]),
    leaked: visible.leaked,
  };
}

/** The reader of these pieces, after their end, and what it gave. */
export function taken(pieces: readonly string[], { tools = TOOLS, held = false, whole = true } = {}) {
  const visible = new VisibleText({ tools, held });
  const said = pieces.map((piece) => visible.take(piece)).join('');
  return { said: `${said}${visible.end(whole)}`, visible };
}

/** A text in one piece, in two at every place, and letter by letter. */
export const everyCut = (text: string): string[][] => [
  [text],
  [...text],
  ...Array.from(text.slice(1), (_, index) => [text.slice(0, index + 1), text.slice(index + 1)]),
];

export const cuts = (text: string): string[][] => [
  [text],
  [...text],
  text.match(/.{1,7}/gsu) ?? [],
  text.match(/.{1,3}/gsu) ?? [],
  text.split(/(?<=\s)/u),
];
