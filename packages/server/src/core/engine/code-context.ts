/** What is looked at of the line before a mark. */
const LINE_CHARACTERS = 200;

/** Where a text stands in Markdown, so that code which mentions a mark holds none. It costs the same however long the text is. */
export class CodeContext {
  #fenced = false;
  #ticks = 0;
  #endsInTick = false;
  /** The beginning of the line, which may be a fence, and its end. */
  #begin = '';
  #line = '';
  #previous = '';

  copy(): CodeContext {
    const copy = new CodeContext();
    copy.#fenced = this.#fenced;
    copy.#ticks = this.#ticks;
    copy.#endsInTick = this.#endsInTick;
    copy.#begin = this.#begin;
    copy.#line = this.#line;
    copy.#previous = this.#previous;
    return copy;
  }

  /** The last line before this one that is not blank, without its middle. */
  get previous(): string {
    return this.#previous;
  }

  get fenced(): boolean {
    return this.#fenced;
  }

  get inCode(): boolean {
    return this.#fenced || this.#ticks % 2 === 1;
  }

  /** The end of the line so far. Blank only where the whole line is. */
  get line(): string {
    return this.#line.trim() === '' && this.#begin.trim() !== '' ? this.#begin : this.#line;
  }

  take(text: string): void {
    const [first = '', ...lines] = text.split('\n');
    this.#extend(first);
    for (const line of lines) {
      if (/^\s*(?:```|~~~)/u.test(this.#begin)) this.#fenced = !this.#fenced;
      if (this.#line.trim() !== '')
        this.#previous = this.#line.length < LINE_CHARACTERS ? this.#line : `${this.#begin}…${this.#line}`;
      this.#begin = '';
      this.#line = '';
      this.#ticks = 0;
      this.#endsInTick = false;
      this.#extend(line);
    }
  }

  #extend(text: string): void {
    this.#begin = `${this.#begin}${text.slice(0, LINE_CHARACTERS)}`.slice(0, LINE_CHARACTERS);
    this.#line = `${this.#line}${text}`.slice(-LINE_CHARACTERS);
    // Several at once open and close as one.
    this.#ticks += (text.match(/`+/gu)?.length ?? 0) - (this.#endsInTick && text.startsWith('`') ? 1 : 0);
    if (text !== '') this.#endsInTick = text.endsWith('`');
  }
}
