/**
 * The words of a turn's answers, one answer after each use of tools. A model that says the same before each call, "Let me
 * look.", is shown to say it once.
 */
export class StepWords {
  /** What the answers before this one said. */
  readonly #earlier: string[] = [];
  #now = '';
  /** What of this answer may still become a repetition. */
  #held: string | undefined;

  /** A new answer of the same turn. */
  begin(): void {
    if (this.#now.trim() !== '') this.#earlier.push(this.#now);
    this.#now = '';
    this.#held = this.#earlier.length > 0 ? '' : undefined;
  }

  /** What of these words is to be shown now. */
  push(text: string): string {
    if (this.#held === undefined) return this.#shown(text);
    this.#held += text;
    const begun = this.#held.trim();
    if (this.#earlier.some((words) => words.trim().startsWith(begun))) return '';
    return this.#release();
  }

  /** What remained to be shown of the answer. */
  end(): string {
    const isRepeated = this.#earlier.some((words) => words.trim() === this.#held?.trim());
    return isRepeated ? '' : this.#release();
  }

  /** Takes back all that was said: the words of earlier answers, which are to be said again. */
  withdraw(): string {
    this.#now = '';
    return this.#earlier.join('');
  }

  #release(): string {
    const held = this.#held ?? '';
    this.#held = undefined;
    const repeated = this.#earlier.find(
      (words) => /[.!?…。！？:]$/u.test(words.trim()) && held.trim().startsWith(words.trim()),
    );
    return this.#shown(repeated === undefined ? held : held.trimStart().slice(repeated.trim().length).trimStart());
  }

  #shown(text: string): string {
    this.#now += text;
    return text;
  }
}
