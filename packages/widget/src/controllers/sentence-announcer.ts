import type { Thread } from './thread.ts';

const SENTENCE_END = /[.!?…]["”’»)\]]*(?=\s)|[。！？]|[؟۔।](?=\s)|\n/g;

/** Splits the coach's reply into finished sentences for a screen reader's live region. */
export class SentenceAnnouncer {
  #key = '';
  #announcedLength = 0;
  #choicesKey = '';

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
    const last = items.at(-1);
    const choices = last?.kind === 'choices' && last.key !== this.#choicesKey ? last : undefined;
    this.#choicesKey = choices?.key ?? this.#choicesKey;
    const offered = choices?.choices.map(({ label }) => label).join(', ') ?? '';
    return `${text.replace(/[*_`#>]+/g, '')} ${offered}`.trim();
  }
}

function lastEnd(text: string, from: number): number {
  let end = from;
  SENTENCE_END.lastIndex = from;
  for (let match = SENTENCE_END.exec(text); match !== null; match = SENTENCE_END.exec(text))
    end = SENTENCE_END.lastIndex;
  return end;
}
