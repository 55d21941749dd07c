import { decodedFully } from './entities.ts';
import { AFTER, ENDS, KEY_INSIDE, NEXT_MEMBER, NOISE } from './json-marks.ts';
import { withoutEnding } from './without-ending.ts';

/** A longer text is not read at all. In characters; far above real pages. */
export const MAX_JSON_LENGTH = 1_000_000;
const LIMITS = { depth: 60, values: 50_000, layers: 3, template: 304 } as const;

const QUOTES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '“': '”“"',
  '”': '”',
  '„': '“”"',
  '«': '»',
};
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '\n': '', '\r': '' };
const WORDS = new Map<string, unknown>(
  Object.entries({ true: true, false: false, True: true, False: false, TRUE: true, FALSE: false }),
);
const NOTHING = new Set(['', 'null', 'None', 'nil', 'undefined', 'NaN', 'Infinity', '-Infinity']);

type Place = 'member' | 'item' | 'alone';

/**
 * Every value in a text that was meant to be JSON, as people and templates write it: comments, CDATA, raw line breaks,
 * missing and extra commas, other quotes, quotes inside strings, several values, strings that hold JSON again, an end that
 * is missing. Never throws; the time grows with the length.
 */
export function forgivingValues(text: string, layer = 0): readonly unknown[] {
  if (text.length > MAX_JSON_LENGTH) return [];
  const source = withoutEncoding(text);
  let values: readonly unknown[];
  try {
    values = [JSON.parse(source)];
  } catch {
    values = new ForgivingJson(source).values();
  }
  return values.flatMap((value) =>
    typeof value === 'string' && layer < LIMITS.layers && /[{[]/u.test(value.slice(0, 2_000))
      ? forgivingValues(value, layer + 1)
      : [value],
  );
}

/** Whole texts whose every quotation mark is a character reference or has a backslash are written plainly first. */
function withoutEncoding(text: string): string {
  const start = text.slice(0, 300);
  if (!/["']/u.test(start) && /&(?:amp;)*(?:quot|apos|#0*3[49]|#x2[27]);/iu.test(start)) return decodedFully(text);
  let plain = text;
  for (let layer = 0; layer < LIMITS.layers && /^\s*[[{]\s*(?:\{\s*)?(?:\\[nrt]\s*)*\\+"/u.test(plain); layer += 1)
    plain = plain.replace(
      /\\([\\"/])|\\n(?=\s*(?:\\n|\\t|[\]}{["]|\\"))/gu,
      (_whole, kept: string | undefined) => kept ?? '\n',
    );
  return plain;
}

class ForgivingJson {
  readonly #text: string;
  #at = 0;
  #left: number = LIMITS.values;
  #arrays = 0;
  #objects = 0;
  #bareKeys = false;
  /** Where each mark is found next, so that a text is searched for it once, however often something asks. */
  readonly #found = new Map<string, number>();

  constructor(text: string) {
    this.#text = text;
  }

  values(): unknown[] {
    const found: unknown[] = [];
    for (;;) {
      this.#skipNoise();
      const next = this.#text.charAt(this.#at);
      if (next === '' || this.#left <= 0) return found;
      if (next === '{' || next === '[' || next in QUOTES) found.push(this.#value('alone'));
      else this.#at += 1;
    }
  }

  #value(place: Place): unknown {
    this.#skipNoise();
    this.#left -= 1;
    if (this.#left <= 0) {
      this.#at = this.#text.length;
      return undefined;
    }
    const next = this.#text.charAt(this.#at);
    if (next === '\\' && this.#text.charAt(this.#at + 1) in QUOTES) this.#at += 1;
    if (next === '{' || next === '[') {
      this.#at += 1;
      if (this.#arrays + this.#objects >= LIMITS.depth) return undefined;
      return next === '{' ? this.#object() : this.#array();
    }
    return this.#text.charAt(this.#at) in QUOTES ? this.#string(place) : this.#bare(place);
  }

  #object(): Record<string, unknown> {
    const object: Record<string, unknown> = {};
    const set = (key: string, value: unknown) => {
      if (key !== '__proto__' && value !== undefined) object[key] = value;
    };
    this.#objects += 1;
    for (;;) {
      this.#skipNoise();
      const next = this.#text.charAt(this.#at);
      const isEnd = next === '}' || (next === ']' && this.#arrays > 0);
      if (next === '' || isEnd) {
        if (next === '}') this.#at += 1;
        this.#objects -= 1;
        return object;
      }
      if (next === '{' || next === '[') {
        const stray = this.#value('item');
        if (next === '{') for (const [key, value] of Object.entries(stray ?? {})) set(key, value);
        continue;
      }
      const key = this.#key();
      if (key === undefined) {
        this.#at += 1;
        continue;
      }
      this.#skipNoise();
      const colon = this.#text.charAt(this.#at);
      if (colon !== ':' && colon !== '=') continue;
      this.#at += colon === '=' && this.#text.charAt(this.#at + 1) === '>' ? 2 : 1;
      this.#skipNoise();
      if (!',}]'.includes(this.#text.charAt(this.#at) || ',')) set(key, this.#value('member'));
    }
  }

  #key(): string | undefined {
    if (this.#text.charAt(this.#at) === '\\') this.#at += 1;
    const quotes = QUOTES[this.#text.charAt(this.#at)];
    const pattern =
      quotes === undefined ? /[$@\w.-]+(?::[a-z]\w*(?=\s*:))?/iuy : new RegExp(`.[^\\n${quotes}\\\\]{0,200}`, 'uy');
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found === undefined) return undefined;
    this.#at += found.length;
    if (quotes === undefined) {
      this.#bareKeys = true;
      return found;
    }
    if (this.#text.charAt(this.#at) === '\\') this.#at += 1;
    if (quotes.includes(this.#text.charAt(this.#at) || ' ')) this.#at += 1;
    return found.slice(1).trim();
  }

  #array(): unknown[] {
    const array: unknown[] = [];
    this.#arrays += 1;
    for (;;) {
      this.#skipNoise();
      const next = this.#text.charAt(this.#at);
      const isEnd = next === ']' || (next === '}' && this.#objects > 0);
      if (next === '' || isEnd) {
        if (next === ']') this.#at += 1;
        this.#arrays -= 1;
        return array;
      }
      if (',:})'.includes(next)) this.#at += 1;
      else {
        const value = this.#value('item');
        if (value !== undefined) array.push(value);
      }
    }
  }

  /** Up to the first quotation mark that something follows which can follow a string there. */
  #string(place: Place): string {
    const closing = QUOTES[this.#text.charAt(this.#at)] ?? '"';
    const plain = new RegExp(`[^\\\\${closing}]+`, 'uy');
    const pieces: string[] = [];
    this.#at += 1;
    while (this.#at < this.#text.length) {
      plain.lastIndex = this.#at;
      const piece = plain.exec(this.#text)?.[0] ?? '';
      pieces.push(piece);
      this.#at += piece.length;
      const stop = this.#text.charAt(this.#at);
      if (stop === '\\') pieces.push(this.#escaped());
      else if (place === 'member' && /[,\n]\s{0,50}$/u.test(piece.slice(-60)) && this.#follows(KEY_INSIDE))
        return withoutEnding(pieces.join(''), /[,\s]/u);
      else {
        this.#at += 1;
        if (stop === '' || this.#isEnd(place)) break;
        pieces.push(stop);
      }
    }
    return pieces.join('');
  }

  #isEnd(place: Place): boolean {
    return this.#follows(AFTER[place]) || (place === 'member' && this.#bareKeys && this.#follows(AFTER.bareMember));
  }

  #follows(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    return pattern.test(this.#text);
  }

  /** A backslash before a sign that needs none is left out; before a letter that means nothing it stays, as a path has it. */
  #escaped(): string {
    const code = /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2}))/iuy;
    code.lastIndex = this.#at;
    const found = code.exec(this.#text);
    if (found !== null) {
      this.#at += found[0].length;
      const point = Number.parseInt(found[1] ?? found[2] ?? found[3] ?? '', 16);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd';
    }
    const next = this.#text.charAt(this.#at + 1);
    this.#at += 2;
    return ESCAPES[next] ?? (/[a-z\d]/iu.test(next) ? `\\${next}` : next);
  }

  /** Numbers, words of JSON, and what somebody forgot to quote. */
  #bare(place: Place): unknown {
    const start = this.#at;
    const piece = /[^,}\]\n{]+/uy;
    for (;;) {
      piece.lastIndex = this.#at;
      this.#at += piece.exec(this.#text)?.[0].length ?? 0;
      if (this.#text.charAt(this.#at) !== ',' || place !== 'member' || this.#follows(NEXT_MEMBER)) break;
      this.#at += 1;
    }
    if (this.#at === start) this.#at += 1;
    const word = withoutEnding(this.#text.slice(start, this.#at).replace(/\s\/\/[^]*$|\/\*[^]*$/u, ''), /[\s"'};]/u);
    if (NOTHING.has(word)) return undefined;
    if (/^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,10})?(?:e[+-]?\d{1,3})?$/iu.test(word)) return Number(word);
    return WORDS.has(word) ? WORDS.get(word) : word;
  }

  #skipNoise(): void {
    for (;;) {
      NOISE.lastIndex = this.#at;
      const noise = NOISE.exec(this.#text)?.[0].length ?? this.#commentLength();
      if (noise === 0) return;
      this.#at += noise;
    }
  }

  #commentLength(): number {
    const open = this.#text.slice(this.#at, this.#at + 2);
    if (open === '//') return Math.min(this.#next('\n') + 1, this.#text.length) - this.#at;
    const end = ENDS.get(open);
    if (end === undefined || (open === '{{' && this.#follows(/..\s{0,300}["{]/suy))) return 0;
    const length = this.#next(end) + 2 - this.#at;
    if (open === '/*') return length < Infinity ? length : 2;
    return length <= LIMITS.template ? length : 0;
  }

  /** The end of the text where nothing like it comes. */
  #next(mark: string): number {
    const from = this.#at + 2;
    const known = this.#found.get(mark) ?? 0;
    if (known >= from) return known;
    const found = this.#text.indexOf(mark, from);
    this.#found.set(mark, found === -1 ? Infinity : found);
    return found === -1 ? Infinity : found;
  }
}
