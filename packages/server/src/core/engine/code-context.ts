/** Where a text stands in Markdown, so that code which mentions a mark holds none. */
export class CodeContext {
  #fenced = false;
  #line = '';

  /** What follows the text that was taken so far, and `text` after it. */
  after(text: string): { readonly inCode: boolean; readonly line: string } {
    const { fenced, line } = this.#with(text);
    const ticks = line.split('`').length - 1;
    return { inCode: fenced || ticks % 2 === 1, line };
  }

  take(text: string): void {
    const { fenced, line } = this.#with(text);
    this.#fenced = fenced;
    this.#line = line;
  }

  #with(text: string): { fenced: boolean; line: string } {
    const lines = `${this.#line}${text}`.split('\n');
    const line = lines.pop() ?? '';
    const fences = lines.filter((one) => /^\s*(?:```|~~~)/u.test(one)).length;
    return { fenced: fences % 2 === 0 ? this.#fenced : !this.#fenced, line };
  }
}
