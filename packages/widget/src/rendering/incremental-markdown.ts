import { parseBlocks } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import type { Block } from './markdown-tree.ts';

/**
 * A text that grows while it is shown. Blocks that can no longer change keep their identity, so that they are neither
 * read nor drawn again; the blocks are always those of the whole text read at once.
 */
export class IncrementalMarkdown {
  #text = '';
  #settled: Block[] = [];
  /** Where in the text the first block begins that may still change. */
  #openAt = 0;

  blocks(text: string): readonly Block[] {
    const clean = cleanText(text);
    if (!clean.startsWith(this.#text)) {
      this.#settled = [];
      this.#openAt = 0;
    }
    this.#text = clean;
    this.#settle();
    return [...this.#settled, ...read(clean.slice(this.#openAt))];
  }

  // Only whole lines decide: "1" may yet become "1. first". A block is settled once a later one has begun in a whole line.
  #settle(): void {
    const placed = parseBlocks(this.#text.slice(this.#openAt, this.#text.lastIndexOf('\n') + 1));
    const open = placed.at(-1);
    if (open === undefined) return;
    this.#settled.push(...placed.slice(0, -1).map(({ block }) => block));
    this.#openAt += open.start;
  }
}

const read = (text: string): Block[] => parseBlocks(text).map(({ block }) => block);

/** The blocks of a finished text. */
export const parseMarkdown = (text: string): readonly Block[] => read(cleanText(text));
