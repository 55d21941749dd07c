import type { Thread } from './thread.ts';

const SENTENCE_END = /[.!?…]["”’»)\]]*(?=\s)|[。！？]|[؟۔।](?=\s)|\n/g;

/** Tells a screen reader what the coach says, one finished sentence after the other, never half a word. */
export class AnnouncedSentences {
  #key = '';
  #told = 0;

  /** Takes everything that is said already as told. */
  skip({ items }: Thread): void {
    const last = items.findLast((item) => item.kind === 'speech');
    this.#key = last?.key ?? '';
    this.#told = last?.text.length ?? 0;
  }

  /** What is new to be told; the end of a speech is told even without a full stop. */
  next({ items }: Thread): string {
    const speech = items.findLast((item) => item.kind === 'speech');
    if (speech === undefined) return '';
    if (speech.key !== this.#key) {
      this.#key = speech.key;
      this.#told = 0;
    }
    const end = speech.open ? lastEnd(speech.text, this.#told) : speech.text.length;
    const words = speech.text.slice(this.#told, end);
    this.#told = end;
    return words.replace(/[*_`#>]+/g, '').trim();
  }
}

function lastEnd(text: string, from: number): number {
  let end = from;
  SENTENCE_END.lastIndex = from;
  for (let match = SENTENCE_END.exec(text); match !== null; match = SENTENCE_END.exec(text))
    end = SENTENCE_END.lastIndex;
  return end;
}
