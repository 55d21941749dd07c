import { parseJson } from '../kernel/safe-json.ts';

const MOST_ENCODINGS = 3;

/** JSON as models write it: with commas before a closing bracket. Throws where it is none. */
export function lenientJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch (cause) {
    const plain = withoutTrailingCommas(text);
    if (plain === text) throw cause;
    return parseJson(plain);
  }
}

/**
 * The arguments of a call as one object: nothing and `null` are none, a fence around them and an encoding as a string are
 * taken off. `undefined` where they are no object.
 */
export function argumentsIn(text: string, encodings = 0): Record<string, unknown> | undefined {
  const bare = withoutFence(text.trim());
  try {
    const value = bare === '' ? {} : (lenientJson(bare) ?? {});
    if (typeof value === 'string') return encodings < MOST_ENCODINGS ? argumentsIn(value, encodings + 1) : undefined;
    // An object that is no list: the safe parser has looked at every key.
    return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

export type JsonPiece = { readonly value: unknown; readonly start: number; readonly end: number };

/** The objects and lists that stand in a text of other words, in order, none within another. */
export function jsonIn(text: string): JsonPiece[] {
  const found: JsonPiece[] = [];
  let at = text.search(/[{[]/u);
  for (let tries = 0; at >= 0 && tries < MOST_PIECES; tries += 1) {
    const end = balancedEnd(text, at);
    const piece = end === undefined ? undefined : pieceOf(text, { start: at, end });
    if (piece !== undefined) found.push(piece);
    // What is cut off holds nothing whole.
    if (end === undefined && /^[{[]\s*["{[]/u.test(text.slice(at, at + 20))) return found;
    const from = end ?? at + 1;
    const next = text.slice(from).search(/[{[]/u);
    at = next < 0 ? -1 : from + next;
  }
  return found;
}

const MOST_PIECES = 50;

function pieceOf(text: string, { start, end }: { start: number; end: number }): JsonPiece | undefined {
  try {
    return { value: lenientJson(text.slice(start, end)), start, end };
  } catch {
    return undefined;
  }
}

/** Behind the bracket that closes the one at `start`; `undefined` where it is not closed. `also`: another pair of them. */
export function balancedEnd(text: string, start: number, also = ''): number | undefined {
  const [open, close] = also;
  let depth = 0;
  let quoted = false;
  for (let at = start; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (quoted) {
      if (sign === '\\') at += 1;
      else if (sign === '"') quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === '{' || sign === '[' || sign === open) depth += 1;
    else if (sign === '}' || sign === ']' || sign === close) {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function withoutTrailingCommas(text: string): string {
  return text.replaceAll(/("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])/gsu, (_all, quoted: string | undefined) => quoted ?? '');
}

/** What stands between the lines of a fence. */
export function withoutFence(text: string): string {
  return /^```[\w-]*\s*\n?(.*?)\s*```$/su.exec(text)?.[1] ?? text;
}
