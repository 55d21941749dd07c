import { defined } from '../../../core/kernel/defined.ts';
import type { HiddenPassage, HiddenReason, UnreadKind, UnreadPart } from '../../../core/resumes/ports.ts';
import { squashed } from '../../../core/resumes/reading.ts';
import {
  chartText,
  diagramText,
  drawnParagraphs,
  elementsIn,
  hasShapeBehind,
  isHiddenFrame,
  isOrnament,
  lostIn,
  wordArt,
} from './drawings.ts';
import { Fields, fieldsBalance } from './fields.ts';
import { formulaText } from './formula.ts';
import { hiddenBy, isOn, type Look, lookOf, settingOf, type Styles, valueOf } from './look.ts';
import { Losses, versionsOf } from './losses.ts';
import type { Numbering } from './numbering.ts';
import { plainText, printedText } from './run-text.ts';
import { childOf, childrenOf, type XmlElement } from './xml.ts';

/** What a document says besides its parts, the same for all of them. */
export type Surroundings = {
  readonly styles: Styles;
  readonly numbering: Numbering;
  /** Prompts of content controls by the name of their building block, squashed. */
  readonly prompts: ReadonlyMap<string, string>;
};

/** What a part of the document can see of the package. */
export type PartLinks = {
  /** The tree of a part by the id of a relationship. */
  tree(id: string | undefined): XmlElement | undefined;
  /** The text of an embedded document; `undefined` where it cannot be read. */
  embedded(id: string | undefined): PartReading | undefined;
};

export type PartReading = {
  readonly text: string;
  readonly hidden: readonly HiddenPassage[];
  readonly unread: readonly UnreadPart[];
};

/** Reads one part of a document (body, header, notes) in the order in which Word prints it. */
export function partReading(tree: XmlElement, page: Look, part: Surroundings & PartLinks): PartReading {
  return new BodyReader(tree, part).read(page);
}

class BodyReader {
  #text = '';
  readonly #hidden: HiddenPassage[] = [];
  readonly #tree: XmlElement;
  readonly #part: Surroundings & PartLinks;
  readonly #fields: Fields;
  readonly #losses: Losses;

  constructor(tree: XmlElement, part: Surroundings & PartLinks) {
    this.#tree = tree;
    this.#part = part;
    this.#fields = new Fields(fieldsBalance(tree, (element) => skipped.has(element.name)));
    this.#losses = new Losses(elementsIn(tree, 'w:lastRenderedPageBreak').length > 0);
  }

  read(page: Look): PartReading {
    // A shape that lies behind the text can be the background of white words; where it ends is not known.
    this.#blocks(this.#tree, hasShapeBehind(this.#tree) ? { ...page, background: 'unknown' } : page);
    return { text: this.#text, hidden: this.#hidden, unread: this.#losses.unread };
  }

  #blocks(parent: XmlElement, around: Look): void {
    for (const child of childrenOf(parent)) {
      if (child.name === 'w:p') this.#paragraph(child, around);
      else if (child.name === 'w:tbl') this.#table(child, around);
      else if (child.name === 'w:altChunk' || child.name === 'w:subDoc') this.#embedded(child);
      else if (child.name === 'mc:AlternateContent')
        this.#losses.firstThatSays(child, (one) => this.#blocks(one, around));
      else if (!this.#isSkipped(child)) this.#blocks(child, around);
    }
  }

  #embedded(element: XmlElement): void {
    const chunk = this.#part.embedded(element.attributes.get('r:id'));
    if (chunk === undefined) return this.#losses.add('document');
    this.#hidden.push(...chunk.hidden);
    for (const { what } of chunk.unread) this.#losses.add(what);
    this.#print(chunk.text);
    this.#text += '\n\n';
  }

  #table(table: XmlElement, around: Look): void {
    const { styles } = this.#part;
    const properties = childOf(table, 'w:tblPr');
    const banded: Look = styles.shadesCells(valueOf(properties, 'w:tblStyle')) ? { background: 'unknown' } : {};
    const tableLook = { ...around, ...banded, ...lookOf(properties) };
    for (const row of this.#within(table, 'w:tr')) {
      if (childOf(row, 'w:trPr', 'w:del') !== undefined) continue;
      const texts = this.#within(row, 'w:tc').map((cell) => {
        const cellProperties = childOf(cell, 'w:tcPr');
        if (childOf(cellProperties, 'w:cellDel') !== undefined) return '';
        return this.#apart(() => this.#blocks(cell, { ...tableLook, ...lookOf(cellProperties) }));
      });
      const filled = texts.map((text) => text.trim()).filter((text) => text !== '');
      // A row of short cells is one line; cells with paragraphs are columns and are read one after the other.
      this.#text += filled.some((text) => text.includes('\n'))
        ? `${filled.join('\n\n')}\n\n`
        : `${filled.join(' | ')}\n`;
    }
    this.#text += '\n';
  }

  /** Rows or cells, also those in content controls, inserted ones and alternatives. */
  #within(parent: XmlElement, name: 'w:tr' | 'w:tc'): XmlElement[] {
    return childrenOf(parent).flatMap((child) => {
      if (child.name === name) return [child];
      if (child.name === 'mc:AlternateContent') return this.#within(versionsOf(child)[0] ?? child, name);
      if (this.#isSkipped(child) || child.name === 'w:p' || child.name === 'w:tbl') return [];
      return this.#within(child, name);
    });
  }

  #paragraph(paragraph: XmlElement, around: Look): void {
    const { styles } = this.#part;
    const properties = childOf(paragraph, 'w:pPr');
    const mark = childOf(properties, 'w:rPr');
    const style = valueOf(properties, 'w:pStyle') ?? styles.paragraph;
    const { caps, smallCaps } = lookOf(mark);
    const look = {
      ...styles.defaults,
      ...around,
      ...styles.look(style),
      ...lookOf(properties),
      // Some writers say of a paragraph's mark what holds for all its words.
      ...defined({ caps, smallCaps }),
    };
    const label = this.#label(properties, style);
    const floating: string[] = [];
    this.#losses.newLine();
    const own = this.#apart(() => this.#inline(paragraph, look, floating)).trim();
    const apart = isHeading.test(style ?? '') ? '\n' : '';
    const dropCap = childOf(properties, 'w:framePr');
    const isJoined =
      childOf(mark, 'w:del') !== undefined ||
      childOf(mark, 'w:moveFrom') !== undefined ||
      (dropCap !== undefined && /^(?:drop|margin)$/u.test(settingOf(dropCap, 'dropCap') ?? ''));
    this.#text += `${apart}${own === '' ? '' : label}${own}${isJoined ? '' : '\n'}`;
    this.#text += floating.map((text) => `\n${text.trim()}\n`).join('');
  }

  #label(properties: XmlElement | undefined, style: string | undefined): string {
    const { styles, numbering } = this.#part;
    const own = childOf(properties, 'w:numPr');
    const list = styles.list(style);
    const id = valueOf(own, 'w:numId') ?? valueOf(list, 'w:numId');
    if (id === undefined) return '';
    const level = valueOf(own, 'w:ilvl') ?? valueOf(list, 'w:ilvl') ?? numbering.levelOfStyle(style);
    return numbering.label(id, Number(level));
  }

  #inline(parent: XmlElement, look: Look, floating: string[]): void {
    for (const child of childrenOf(parent)) {
      if (child.name === 'w:r') this.#run(child, look, floating);
      else if (child.name === 'm:oMath') this.#formula(child, look);
      else if (child.name === 'mc:AlternateContent')
        this.#losses.firstThatSays(child, (one) => this.#inline(one, look, floating));
      else if (!this.#isSkipped(child)) this.#inline(child, look, floating);
    }
  }

  #run(run: XmlElement, around: Look, floating: string[]): void {
    const properties = childOf(run, 'w:rPr');
    const look = { ...around, ...this.#part.styles.look(valueOf(properties, 'w:rStyle')), ...lookOf(properties) };
    for (const child of childrenOf(run)) this.#piece(child, look, floating);
  }

  #piece(child: XmlElement, look: Look, floating: string[]): void {
    if (child.name === 'w:instrText') return this.#fields.code(plainText(child));
    const text = child.name === 'w:fldChar' ? this.#fields.take(child) : printedText(child, look);
    if (text !== undefined) {
      if (text === '' && child.name === 'w:sym') this.#losses.add('symbol');
      else if (child.name === 'w:fldChar' || !this.#fields.inCode) this.#say(text, look);
    }
    // The base text of furigana; the reading above it repeats it.
    else if (child.name === 'w:ruby')
      for (const base of childrenOf(child, 'w:rubyBase')) this.#inline(base, look, floating);
    else if (child.name === 'w:lastRenderedPageBreak') this.#losses.nextPage();
    else this.#drawing(child, look.vanish === true ? 'hidden' : 'shown', floating);
  }

  #say(text: string, look: Look): void {
    const reason = hiddenBy(look);
    if (reason === undefined) this.#print(text);
    else this.#hide(text, reason);
  }

  #formula(formula: XmlElement, look: Look): void {
    const looks = elementsIn(formula, 'w:rPr').map((properties) => ({ ...look, ...lookOf(properties) }));
    this.#say(formulaText(formula), looks.find((own) => hiddenBy(own) !== undefined) ?? look);
  }

  /** Text boxes are read after the paragraph they float beside. What lies behind their text is not known. */
  #drawing(element: XmlElement, seen: 'shown' | 'hidden', floating: string[]): void {
    const read = (text: string, otherwise?: UnreadKind): void => {
      if (text.trim() === '' && otherwise !== undefined && seen === 'shown') this.#losses.add(otherwise);
      if (text.trim() === '') return;
      if (seen === 'hidden') this.#hide(text, 'vanish');
      else floating.push(this.#apart(() => this.#print(text)));
    };
    const isBox = element.name === 'w:txbxContent';
    const lost = lostIn(element);
    if (isBox) floating.push(this.#apart(() => this.#blocks(element, boxLook(seen))));
    else if (element.name === 'mc:AlternateContent')
      this.#losses.firstThatSays(element, (one) => this.#drawing(one, seen, floating));
    else if (element.name === 'dgm:relIds') read(diagramText(this.#linked(element, 'r:dm')), 'diagram');
    else if (element.name === 'c:chart') read(chartText(this.#linked(element, 'r:id')), 'chart');
    else if (element.name === 'a:txBody') read(drawnParagraphs(element));
    else if (lost !== undefined) read('', lost);
    else if (!isOrnament(element) && !this.#isSkipped(element)) {
      read(wordArt(element));
      const inside = isHiddenFrame(element) ? 'hidden' : seen;
      for (const child of childrenOf(element)) this.#drawing(child, inside, floating);
    }
  }

  #linked(element: XmlElement, attribute: 'r:dm' | 'r:id'): XmlElement | undefined {
    return this.#part.tree(element.attributes.get(attribute));
  }

  #isSkipped(element: XmlElement): boolean {
    return skipped.has(element.name) || (element.name === 'w:sdt' && this.#showsPrompt(element));
  }

  /** Whether a content control shows its prompt. A program that filled it may have left the mark of the prompt. */
  #showsPrompt(control: XmlElement): boolean {
    const properties = childOf(control, 'w:sdtPr');
    const mark = childOf(properties, 'w:showingPlcHdr');
    if (mark === undefined || !isOn(mark)) return false;
    const prompt = this.#part.prompts.get(valueOf(childOf(properties, 'w:placeholder'), 'w:docPart') ?? '');
    const shown = elementsIn(childOf(control, 'w:sdtContent'), 'w:t').map(plainText).join('');
    return prompt === undefined || prompt === '' || prompt === squashed(shown);
  }

  #print(text: string): void {
    this.#text += text;
    this.#losses.pass(text);
  }

  #hide(text: string, reason: HiddenReason): void {
    this.#hidden.push({ text, reason });
    this.#losses.passHidden(text);
  }

  #apart(write: () => void): string {
    const before = this.#text;
    this.#text = '';
    write();
    const written = this.#text;
    this.#text = before;
    return written;
  }
}

const isHeading = /heading|title|berschrift|titre/iu;

function boxLook(seen: 'shown' | 'hidden'): Look {
  return { background: 'unknown', ...(seen === 'hidden' ? { vanish: true } : {}) };
}

/** Deleted text, properties and what a program keeps for itself are not printed. */
const skipped = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:delText',
  'w:delInstrText',
  'w:pPr',
  'w:rPr',
  'w:sectPr',
  'w:tblPr',
  'w:tblGrid',
  'w:tcPr',
  'w:trPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:rt',
]);
