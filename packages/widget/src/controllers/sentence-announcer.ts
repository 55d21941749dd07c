import type { Thread } from './thread.ts';

const SENTENCE_END = /[.!?…]["”’»)\]]*(?=\s)|[。！？]|[؟۔।](?=\s)|\n/g;

/** Splits the coach's reply into finished sentences for a screen reader's live region. */
export class SentenceAnnouncer {
  #key = '';
  #announcedLength = 0;

  /** Marks all current text as announced. */
  skip({ items }: Thread): void {
    const last = items.findLast((item) => item.kind === 'reply');
    this.#key = last?.key ?? '';
    this.#announcedLength = last?.text.length ?? 0;
  }

  /** The text to announce next: up to the last finished sentence, or everything once the reply is complete. */
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
