import { beginsThoughts, endsThoughts, isMention, not } from './mark-mentions.ts';
import { markAt, type Mark } from './model-marks.ts';
import type { Place } from './visible-state.ts';

/** What stands around a mark: whether nothing was said before it, and the end of what was. */
export type Said = { readonly isStart: boolean; readonly tail: string };

const IN_CODE = /^(?: {4}|\t)\s*\S|<(?:code|pre)>(?!.*<\/(?:code|pre)>)/isu;
const ELEMENT = /^\s*<[a-z][\w:-]*(?:\s[^<>]*)?\/?>/iu;

/** Decides which marks of a text count: markup does where a line or a sentence begins or ends, else it is mentioned. */
export class MarkFits {
  /** Whether the text names the beginning of thoughts without beginning any. */
  #mentioned = false;
  /** Elements of XML that have the name of a mark, until they end. */
  readonly #elements = new Set<string>();

  fits(mark: Mark, place: Place, said: Said): boolean | 'unknown' {
    const { before, rest, line, final } = place;
    const isStart = said.isStart && before.trim() === '';
    if (mark.text === '<s>') return isStart;
    if (mark.text === '</s>' && (line.includes('<s>') || IN_CODE.test(line))) return false;
    const after = rest.slice(mark.text.length);
    const markPlace = { line, after, final };
    if (mark.kind === 'thoughts_end') return endsThoughts(markPlace, this.#mentioned);
    if (mark.kind === 'nothing') {
      const isElement = this.#isElement(mark, { after, isStart, final });
      if (isElement !== false) return not(isElement);
      if (isStart) return true;
    }
    if (mark.kind !== 'thoughts') return not(isMention(mark, markPlace));
    const fits = beginsThoughts(mark, markPlace, `${said.tail}${before}`);
    this.#mentioned ||= fits === false;
    return fits;
  }

  /** "XML: <response><status>ok</status></response>": another element stands in it at once. */
  #isElement(
    { text }: Mark,
    { after, isStart, final }: { after: string; isStart: boolean; final: boolean },
  ): boolean | 'unknown' {
    const [, slash, name = ''] = /^<(\/?)([a-z_]+)>$/u.exec(text) ?? [];
    if (name === '') return false;
    if (slash === '/') return this.#elements.delete(name);
    if (isStart) return false;
    if (!final && /^\s*(?:<[^<>]{0,80})?$/u.test(after)) return 'unknown';
    const isElement = ELEMENT.test(after) && markAt(after.trimStart()) === undefined;
    if (isElement) this.#elements.add(name);
    return isElement;
  }
}
