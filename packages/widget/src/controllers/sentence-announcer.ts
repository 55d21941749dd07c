import type { Thread } from './thread.ts';

const SENTENCE_END = /[.!?…]["”’»)\]]*(?=\s)|[。！？]|[؟۔।](?=\s)|\n/g;

/** Tells a screen reader what the coach says, one finished sentence after the other, never half a word. */
export class SentenceAnnouncer {
  #key = '';
  #announcedLength = 0;

  /** Takes everything that is said already as told. */
  skip({ items }: Thread): void {
    const last = items.findLast((item) => item.kind === 'reply');
    this.#key = last?.key ?? '';
    this.#announcedLength = last?.text.length ?? 0;
  }

  /** What is new to be told; the end of a speech is told even without a full stop. */
  next({ items }: Thread): string {
    const reply = items.findLast((item) => item.kind === 'reply');
    if (reply === undefined) return '';
    if (reply.key !== this.#key) {
      this.#key = reply.key;
      this.#announcedLength = 0;
    }
    const end = reply.open ? lastEnd(reply.text, this.#announcedLength) : reply.text.length;
    const text = reply.text.slice(this.#announcedLength, end);
    this.#announcedLength = end;
    return text.replace(/[*_`#>]+/g, '').trim();
  }
}

function lastEnd(text: string, from: number): number {
  let end = from;
  SENTENCE_END.lastIndex = from;
  for (let match = SENTENCE_END.exec(text); match !== null; match = SENTENCE_END.exec(text))
    end = SENTENCE_END.lastIndex;
  return end;
}
