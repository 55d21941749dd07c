import { cleanLine } from '../text/clean-text.ts';
import { decodeEntities } from '../text/html-tokens.ts';

/** An object out of somebody else's JSON: any property may be anything. */
export type JsonObject = Readonly<Record<string, unknown>>;

const NODES = 5_000;

/** `undefined` for arrays, null and everything that is no object. */
export function objectIn(value: unknown): JsonObject | undefined {
  // Safe: an object that is no array has properties, and their values stay unknown.
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

/** One or several, as schema.org allows everywhere; at most `most` of them. */
export function itemsOf(value: unknown, most = 20): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, most) : [value];
}

/** The words of a value on one line: text, a number, a thing with a name, or the first of several. */
export function lineOf(value: unknown, length: number): string | undefined {
  for (const item of itemsOf(value, 5)) {
    const named = objectIn(item);
    const plain = named === undefined ? item : (named['name'] ?? named['@value'] ?? named['value']);
    if (Number.isFinite(plain)) return String(plain);
    const line = typeof plain === 'string' ? cleanLine(decodeEntities(plain.slice(0, length * 8)), length) : undefined;
    if (line !== undefined) return line;
  }
  return undefined;
}

/** Everything inside a value that is a `JobPosting`, in order; deep or endless input is looked at only so far. */
export function jobPostingsIn(value: unknown): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const waiting: unknown[] = [value];
  for (const [seen, item] of waiting.entries()) {
    if (seen === NODES) break;
    const object = objectIn(item);
    if (object !== undefined && isJobPosting(object)) found.push(object);
    else if (Array.isArray(item)) waiting.push(...item.slice(0, NODES));
    else if (object !== undefined)
      waiting.push(
        ...Object.values(object)
          .filter((inner) => typeof inner === 'object')
          .slice(0, 200),
      );
  }
  return found;
}

function isJobPosting(object: JsonObject): boolean {
  return itemsOf(object['@type']).some(
    (type) => typeof type === 'string' && /^(?:(?:https?:\/\/)?schema\.org\/|schema:)?JobPosting$/u.test(type),
  );
}

/** The JSON of a script of a page; `undefined` when it is none. Raw line breaks inside strings, a common slip, are forgiven. */
export function scriptJson(script: string): unknown {
  const text = script
    .replace(/^\s*(?:<!--|\/\/<!\[CDATA\[|<!\[CDATA\[)/u, '')
    .replace(/(?:-->|\/\/\]\]>|\]\]>)\s*$/u, '');
  // oxlint-disable-next-line no-control-regex -- exactly these make JSON invalid
  for (const attempt of [text, text.replace(/[\u0000-\u001f]+/gu, ' ')]) {
    try {
      return JSON.parse(attempt);
    } catch {
      continue; // a page may carry any number of broken scripts
    }
  }
  return undefined;
}
