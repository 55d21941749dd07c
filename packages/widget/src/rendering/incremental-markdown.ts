import { parseBlocks } from './blocks.ts';
import { cleanText } from './clean-text.ts';
import type { Block } from './markdown-tree.ts';

/**
 * Parses Markdown text that grows. Blocks that can no longer change keep their identity, so that they are neither
 * parsed nor rendered again; the result always equals parsing the whole text.
 */
export class IncrementalMarkdown {
  #text = '';
  #settled: Block[] = [];
  /** Offset of the first block that may still change. */
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

  // Only complete lines count: "1" may still become "1. first". A block is final once a later block has started in a
  // complete line.
  #settle(): void {
    const placed = parseBlocks(this.#text.slice(this.#openAt, this.#text.lastIndexOf('\n') + 1));
    const open = placed.at(-1);
    if (open === undefined) return;
    this.#settled.push(...placed.slice(0, -1).map(({ block }) => block));
    this.#openAt += open.start;
  }
}

const read = (text: string): Block[] => parseBlocks(text).map(({ block }) => block);

/** Parses a complete text. */
export const parseMarkdown = (text: string): readonly Block[] => read(cleanText(text));
