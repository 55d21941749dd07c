import { occursIn } from './reply-words.ts';

const SENTENCE_END = /[。？！][」』”]*|[.!?…؟]+["'”’)*_]*(?=\s)|\n+/u;
/** A question is asked by its sign, or by telling somebody to answer. */
const ASKS = /[?？؟]|^[\s*_>#-]*(?:please )?(?:tell me|describe|walk me|talk me|give me|explain|share|think of)\b/iu;
/** A reply without the end of a sentence is given all the same. */
const MOST_HELD = 1_000;

/**
 * A reply in which a question is asked, as it comes: without any other question than the one that was decided, since only
 * that one is what an answer is judged by. Where none was decided, the text stays as it is.
 */
export class AskedWords {
  readonly #asked: string | undefined;
  #held = '';

  constructor(asked: string | undefined) {
    this.#asked = asked;
  }

  push(text: string): string {
    if (this.#asked === undefined) return text;
    this.#held += text;
    let shown = '';
    for (;;) {
      const ends = SENTENCE_END.exec(this.#held);
      if (ends === null && this.#held.length < MOST_HELD) return shown;
      const length = ends === null ? this.#held.length : ends.index + ends[0].length;
      shown += this.#kept(this.#held.slice(0, length));
      this.#held = this.#held.slice(length);
      if (this.#held === '') return shown;
    }
  }

  end(): string {
    const last = this.#held;
    this.#held = '';
    return this.#kept(last);
  }

  #kept(sentence: string): string {
    if (this.#asked === undefined || !ASKS.test(sentence) || this.#isAsked(sentence, this.#asked)) return sentence;
    return sentence.endsWith('\n') ? '\n' : '';
  }

  /** Also where words stand before it on its line: “Here it is: …”. */
  #isAsked(sentence: string, asked: string): boolean {
    return (
      occursIn(sentence.replaceAll(/["“”„«»>#]/gu, ' '), asked) ||
      occursIn(asked, sentence) ||
      beginsWithin(sentence, asked)
    );
  }
}

/** Whether the sentence ends with the beginning of what is asked, where that has several. */
function beginsWithin(sentence: string, asked: string): boolean {
  const [first = ''] = asked.split(/(?<=[.!?…。？！؟])\s/u);
  return occursIn(first, sentence);
}
