import { childOf, childrenOf, type XmlElement } from './xml.ts';
import { isOn, settingOf, valueOf } from './look.ts';

type Field = { part: 'code' | 'result'; code: string };

/** Follows complex fields (`w:fldChar`) through a part: the code of a field is not printed, its result is. */
export class Fields {
  readonly #open: Field[] = [];
  readonly #balanced: boolean;

  /** A part whose fields do not end would lose all that follows: in such a one everything is taken for printed. */
  constructor(isBalanced: boolean) {
    this.#balanced = isBalanced;
  }

  get inCode(): boolean {
    return this.#balanced && this.#open.some(({ part }) => part === 'code');
  }

  code(text: string): void {
    const field = this.#open.at(-1);
    if (field?.part === 'code') field.code += text;
  }

  /** Takes a `w:fldChar`; answers what it prints by itself: a box or choice of a form, or the words of a formula field. */
  take(mark: XmlElement): string {
    const type = settingOf(mark, 'fldCharType');
    if (type === 'begin') {
      this.#open.push({ part: 'code', code: '' });
      return this.#open.length === 1 ? formText(childOf(mark, 'w:ffData')) : '';
    }
    const field = this.#open.at(-1);
    if (field === undefined) return '';
    if (type === 'separate') field.part = 'result';
    if (type !== 'end') return '';
    this.#open.pop();
    return field.part === 'code' && !this.inCode ? wordsOfFormula(field.code) : '';
  }
}

/** Whether every field of a part that begins also ends. */
export function fieldsBalance(tree: XmlElement, isSkipped: (element: XmlElement) => boolean): boolean {
  let open = 0;
  let isBroken = false;
  const walk = (element: XmlElement): void => {
    for (const child of childrenOf(element)) {
      if (isSkipped(child)) continue;
      if (child.name === 'w:fldChar') {
        const type = settingOf(child, 'fldCharType');
        open += type === 'begin' ? 1 : type === 'end' ? -1 : 0;
        isBroken ||= open < 0;
      }
      walk(child);
    }
  };
  walk(tree);
  return open === 0 && !isBroken;
}

function formText(data: XmlElement | undefined): string {
  const box = childOf(data, 'w:checkBox');
  if (box !== undefined) {
    const state = childOf(box, 'w:checked') ?? childOf(box, 'w:default');
    return state !== undefined && isOn(state) ? '☒' : '☐';
  }
  const list = childOf(data, 'w:ddList');
  const chosen = Number(valueOf(list, 'w:result') ?? valueOf(list, 'w:default') ?? 0);
  const entry = childrenOf(list, 'w:listEntry')[chosen];
  return entry === undefined ? '' : (settingOf(entry, 'val') ?? '');
}

/**
 * The words that an `EQ` field prints: older versions of Word write furigana as `EQ \o(\s\up 9(reading),base)`, of which
 * the base is the text.
 */
function wordsOfFormula(code: string): string {
  const formula = /^\s*eq\s(.*)$/isu.exec(code)?.[1];
  if (formula === undefined) return '';
  const furigana = /\\o\b.*?\\s\\up\s*\d*\s*\([^)]*\)\s*[,;]\s*(.*)\)\s*$/isu.exec(formula)?.[1];
  return (furigana ?? formula)
    .replace(/\\[a-z]+\d*\s*\d*/giu, ' ')
    .replace(/[()]/gu, ' ')
    .trim();
}
