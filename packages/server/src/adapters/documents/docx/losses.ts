import { defined } from '../../../core/kernel/defined.ts';
import type { UnreadKind, UnreadPart } from '../../../core/resumes/ports.ts';
import { readingLimits, settled } from '../../../core/resumes/reading.ts';
import { childrenOf, type XmlElement } from './xml.ts';

/** What could not be read in a part, and where it stands: its page where that is known, and the words before it. */
export class Losses {
  #unread: UnreadPart[] = [];
  /** Grows with everything that was read. */
  #progress = 0;
  #line = '';
  #page: number | undefined;

  /** Only where Word noted where its pages ended are they known. */
  constructor(hasPages: boolean) {
    if (hasPages) this.#page = 1;
  }

  get unread(): readonly UnreadPart[] {
    return this.#unread;
  }

  nextPage(): void {
    this.#page = (this.#page ?? 1) + 1;
  }

  newLine(): void {
    if (this.#line.trim() !== '') this.#line = `${this.#line}\n`;
  }

  /** Takes note of words that were read. */
  pass(text: string): void {
    this.#progress += text.trim().length;
    const lines = `${this.#line}${text}`.split('\n');
    this.#line = lines.filter((line) => line.trim() !== '').at(-1) ?? '';
  }

  /** Takes note of words that were found and are hidden. */
  passHidden(text: string): void {
    this.#progress += text.trim().length;
  }

  add(what: UnreadKind): void {
    const line = settled(this.#line);
    const after = line === '' ? undefined : Array.from(line).slice(0, readingLimits.afterCharacters).join('');
    const part = { what, ...defined({ page: this.#page, after }) };
    const isKnown = this.#unread.some(
      (other) => other.what === what && other.page === part.page && other.after === part.after,
    );
    if (!isKnown) this.#unread.push(part);
  }

  /** Visits the versions of one thing until one of them says something: only what that one lost is lost. */
  firstThatSays(alternatives: XmlElement, visit: (version: XmlElement) => void): void {
    const before = this.#unread;
    let lost: UnreadPart[] = [];
    for (const version of versionsOf(alternatives)) {
      const progress = this.#progress;
      this.#unread = [];
      visit(version);
      const says = this.#progress > progress;
      if (says || lost.length === 0) lost = this.#unread;
      if (says) break;
    }
    this.#unread = [...before, ...lost];
  }
}

/** The versions of one thing (`mc:AlternateContent`), the newest first. */
export function versionsOf(alternatives: XmlElement): XmlElement[] {
  return [...childrenOf(alternatives, 'mc:Choice'), ...childrenOf(alternatives, 'mc:Fallback')];
}
