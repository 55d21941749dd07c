/** From so many characters on a text does not begin with all that came before it by chance. */
const CERTAIN = 20;
const LEAST = 2;

/**
 * Some servers send, piece for piece, the whole text so far, or at the end all of it once more. Gives what each piece adds. A
 * short piece that begins with all before it waits for the next, which shows what it is.
 */
export class CumulativeText {
  #all = '';
  #waiting: string | undefined;
  #isCumulative = false;

  take(piece: string): string {
    const given = this.#waiting === undefined ? '' : this.#resolved(piece);
    return given + this.#next(piece);
  }

  /** What still waits. */
  end(): string {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (waiting === undefined) return '';
    return this.#added(waiting, this.#all.length >= (waiting.length > this.#all.length ? 2 * LEAST : CERTAIN));
  }

  #resolved(piece: string): string {
    const waiting = this.#waiting ?? '';
    this.#waiting = undefined;
    const grows = piece.length > waiting.length || waiting.length > this.#all.length;
    this.#isCumulative = piece.startsWith(waiting) && grows;
    return this.#added(waiting, this.#isCumulative);
  }

  #next(piece: string): string {
    const goesOn = this.#all.length >= LEAST && piece.startsWith(this.#all);
    if (!goesOn) return this.#added(piece, false);
    // The same once more may be the end, or a model that repeats itself.
    const isMore = piece.length > this.#all.length;
    if (this.#isCumulative || (isMore && this.#all.length >= CERTAIN)) return this.#added(piece, true);
    this.#waiting = piece;
    return '';
  }

  #added(piece: string, isWhole: boolean): string {
    const added = isWhole ? piece.slice(this.#all.length) : piece;
    this.#all += added;
    return added;
  }
}
