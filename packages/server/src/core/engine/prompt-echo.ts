/** Characters by which a run is noticed in the middle of a line, and from which on it is left out. */
const NOTICED = 16;
const MOST = 200;

/** Leaves out of a model's text what repeats its instructions word for word, however it is cut and wherever it stands. */
export class PromptEcho {
  /** Whether something was left out. */
  found = false;
  readonly #prompt: string;
  /** Where in the prompt so many signs end. */
  readonly #places = new Map<string, number[]>();
  /** The last signs that were read, blanks as one. */
  #recent = '';
  #isLineStart = true;
  /** A run: where in the prompt it may have come to, how long it is, and its text as long as it may still be shown. */
  #ends: readonly number[] = [];
  #length = 0;
  #held = '';

  constructor(prompt: string) {
    this.#prompt = prompt.replace(/\s+/gu, ' ');
    if (this.#prompt.length < MOST) return;
    for (let end = 1; end <= this.#prompt.length; end += 1)
      for (const length of [1, NOTICED]) {
        const key = this.#prompt.slice(Math.max(0, end - length), end);
        if (key.length === length) this.#placesOf(key).push(end);
      }
  }

  #placesOf(key: string): number[] {
    const known = this.#places.get(key) ?? [];
    this.#places.set(key, known);
    return known;
  }

  take(text: string): string {
    if (this.#places.size === 0) return text;
    let given = '';
    for (let at = 0; at < text.length; at += 1) given += this.#read(text.charAt(at));
    return given;
  }

  /** What was held back, where it is no run after all. */
  end(): string {
    const held = this.#held;
    this.#ends = [];
    this.#length = 0;
    this.#held = '';
    return held;
  }

  #read(written: string): string {
    const sign = /\s/u.test(written) ? ' ' : written;
    const isBlankAgain = sign === ' ' && this.#recent.endsWith(' ');
    if (!isBlankAgain) this.#recent = `${this.#recent}${sign}`.slice(-NOTICED);
    const released = this.#ends.length > 0 && !isBlankAgain && !this.#goesOn(sign) ? this.end() : '';
    if (this.#ends.length === 0) this.#begin(sign);
    this.#isLineStart = written === '\n' || (this.#isLineStart && sign === ' ');
    if (this.#ends.length === 0) return released + written;
    if (this.#length < MOST) this.#held += written;
    else {
      this.#held = '';
      this.found = true;
    }
    return released;
  }

  /** The beginning of a line is held at once, so that nothing of a run that begins there is shown. */
  #begin(sign: string): void {
    const isLineStart = this.#isLineStart && sign !== ' ';
    this.#length = isLineStart ? 1 : NOTICED;
    this.#ends = this.#places.get(isLineStart ? sign : this.#recent) ?? [];
  }

  #goesOn(sign: string): boolean {
    this.#ends = this.#ends.flatMap((end) => (this.#prompt.charAt(end) === sign ? [end + 1] : []));
    this.#length += 1;
    return this.#ends.length > 0;
  }
}
