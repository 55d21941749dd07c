/** "8/10", "8 out of 10", "4,5 von 6", "90 %", "full marks". */
const CLAIM =
  /\b\d{1,3}(?:[.,]\d+)?\s?(?:\/|out of|of|von|sur|de|di|из)\s?\d{1,3}\b|\b\d{1,3}(?:[.,]\d+)?\s?(?:%|percent|per cent|Prozent)|\b(?:full|perfect|top|maximum|highest)\s(?:marks?|scores?|points?|grades?|ratings?)\b/giu;
const PRAISE = ['full', 'perfect', 'top', 'maximum', 'highest'];
/** What a claim may begin with, or has begun with where a piece ends. From here on words wait until it is clear that they are none. */
const MAY_CLAIM = new RegExp(`\\d|\\b(?:${PRAISE.join('|')})\\b|\\b(?:${PRAISE.map(begun).join('|')})$`, 'iu');
const SENTENCE_END = /[.!?…]["'”’)]*\s|\n/u;
/** Words never wait for longer than this. */
const MOST_HELD = 240;
const INSTEAD = 'what the card shows';

/**
 * Limits the numbers in a reply to those that were counted: a score or a share that neither code computed nor a message
 * contains is replaced. Push the text as it arrives; what `push` returns can be shown. A claim is held back until its
 * sentence ends, everything else passes at once.
 */
export class ScoreClaims {
  readonly #said: string;
  readonly #known: string;
  readonly #counted = new Set<number>();
  #held = '';

  /**
   * Claims in `said` (by code or by the candidate) may be repeated. Of what is `known` besides, an advert or a résumé,
   * only shares may: "an 80 % position" is a fact of the job, "6 of 6" in an advert is an attempt.
   */
  constructor({ said, known = [] }: { readonly said: readonly string[]; readonly known?: readonly string[] }) {
    this.#said = plain(said.join('\n'));
    this.#known = plain(known.join('\n'));
  }

  /** Numbers that one of our tools counted may be stated. Its texts may be written by anybody, and are ignored. */
  learn(output: unknown): void {
    if (typeof output === 'number')
      for (const rounded of [output, Math.round(output * 10) / 10, Math.round(output)])
        this.#counted.add(Math.abs(rounded));
    else if (typeof output === 'object' && output !== null)
      for (const value of Object.values(output)) this.learn(value);
  }

  push(text: string): string {
    if (this.#held === '' && !MAY_CLAIM.test(text)) return text;
    this.#held += text;
    let shown = '';
    for (;;) {
      const begins = this.#held.search(MAY_CLAIM);
      if (begins < 0) return shown + this.#release(this.#held.length);
      // A number may be the end of a word that is not over: what stands before it is certain.
      shown += this.#release(begins);
      const ends = SENTENCE_END.exec(this.#held);
      if (ends === null && this.#held.length < MOST_HELD) return shown;
      shown += this.#release(ends === null ? this.#held.length : ends.index + ends[0].length);
      if (this.#held === '') return shown;
    }
  }

  /** What is still held back at the end of the reply. */
  end(): string {
    return this.#release(this.#held.length);
  }

  #mayStand(claim: string): boolean {
    const numbers = (claim.match(/\d+(?:[.,]\d+)?/gu) ?? []).map((number) => Number(number.replace(',', '.')));
    if (numbers.length > 0 && numbers.every((number) => this.#counted.has(number))) return true;
    return this.#said.includes(claim) || (/^\d+(?:[.,]\d+)? ?\D+$/u.test(claim) && this.#known.includes(claim));
  }

  #release(length: number): string {
    const text = this.#held.slice(0, length);
    this.#held = this.#held.slice(length);
    return text.replace(CLAIM, (claim) => (this.#mayStand(plain(claim)) ? claim : INSTEAD));
  }
}

/** A pattern of the word's own beginnings: `t|to|top` for `top`. */
function begun(word: string): string {
  return Array.from({ length: word.length }, (_, index) => word.slice(0, index + 1)).join('|');
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ out of /gu, ' of ');
