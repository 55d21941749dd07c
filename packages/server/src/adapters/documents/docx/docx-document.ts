import { defined } from '../../../core/kernel/defined.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { HiddenPassage, ReadDocument } from '../../../core/resumes/ports.ts';
import { capped, readingLimits, reportable, squashed, visibleText } from '../../../core/resumes/reading.ts';
import { rgbOf } from '../pdf/paint.ts';
import { hiddenBy, lookOf, stylesOf, valueOf, type Look, type Styles } from './look.ts';
import { childOf, childrenOf, xmlTree, type XmlElement } from './xml.ts';
import { unpacked, zipEntries } from './zip.ts';

/**
 * Reads the parts of a DOCX that are printed: headers, body with tables and text boxes, notes, footers. Relationships
 * are never followed, so nothing is fetched; macros and embedded files are not opened.
 */
export function docxDocument(bytes: Uint8Array): ReadDocument {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = zipEntries(file);
  const tree = (name: string) => {
    const entry = entries.get(name);
    return entry === undefined ? undefined : xmlTree(unpacked(file, entry));
  };
  const body = tree('word/document.xml');
  if (childOf(body, 'w:document', 'w:body') === undefined)
    throw new ServiceError('document_unreadable', { detail: 'This DOCX has no document inside.' });
  const named = (pattern: RegExp) =>
    [...entries.keys()]
      .filter((name) => pattern.test(name))
      .toSorted()
      .slice(0, 12);
  const page = rgbOf(`#${childOf(body, 'w:document', 'w:background')?.attributes.get('w:color') ?? ''}`);
  const reader = new BodyReader(stylesOf(tree('word/styles.xml')), defined({ background: page }));
  for (const name of named(/^word\/header\d*\.xml$/u)) reader.read(tree(name));
  reader.read(body);
  for (const name of named(/^word\/(?:foot|end)notes\.xml$/u)) reader.read(tree(name));
  for (const name of named(/^word\/footer\d*\.xml$/u)) reader.read(tree(name));
  return finished(reader);
}

function finished({ text: raw, hidden }: BodyReader): ReadDocument {
  const clean = visibleText(raw);
  const { text, truncated } = capped(clean.text, readingLimits.characters);
  if (squashed(text) === '') {
    const detail = hidden.length === 0 ? 'This DOCX holds no text.' : 'All text in this DOCX is hidden from view.';
    throw new ServiceError('document_without_text', { detail });
  }
  return { kind: 'docx', text, hidden: reportable([...hidden, ...clean.hidden], clean.text), truncated };
}

/** Collects what is printed in the order Word prints it. */
class BodyReader {
  text = '';
  readonly hidden: HiddenPassage[] = [];
  readonly #styles: Styles;
  readonly #page: Look;

  constructor(styles: Styles, page: Look) {
    this.#styles = styles;
    this.#page = page;
  }

  read(tree: XmlElement | undefined): void {
    if (tree === undefined) return;
    // A shape that lies behind the text can be the background of white words; where it ends is not known.
    this.#blocks(tree, behindText(tree) ? { ...this.#page, background: 'unknown' } : this.#page);
    this.text += '\n\n';
  }

  #blocks(parent: XmlElement, around: Look): void {
    for (const child of childrenOf(parent)) {
      if (child.name === 'w:p') this.#paragraph(child, around);
      else if (child.name === 'w:tbl') this.#table(child, around);
      else if (!skipped.has(child.name)) this.#blocks(chosen(child), around);
    }
  }

  #table(table: XmlElement, around: Look): void {
    const properties = childOf(table, 'w:tblPr');
    const banded: Look = this.#styles.shadesCells(valueOf(properties, 'w:tblStyle')) ? { background: 'unknown' } : {};
    const tableLook = { ...around, ...banded, ...lookOf(properties) };
    for (const row of childrenOf(table, 'w:tr')) {
      const cells = childrenOf(row).flatMap((cell) =>
        cell.name === 'w:sdt' ? childrenOf(childOf(cell, 'w:sdtContent'), 'w:tc') : cell.name === 'w:tc' ? [cell] : [],
      );
      const texts = cells.map((cell) =>
        this.#apart(() => this.#blocks(cell, { ...tableLook, ...lookOf(childOf(cell, 'w:tcPr')) })),
      );
      const filled = texts.map((text) => text.trim()).filter((text) => text !== '');
      // A row of short cells is one line; cells with paragraphs are columns and are read one after the other.
      this.text += filled.some((text) => text.includes('\n'))
        ? `${filled.join('\n\n')}\n\n`
        : `${filled.join(' | ')}\n`;
    }
    this.text += '\n';
  }

  #paragraph(paragraph: XmlElement, around: Look): void {
    const properties = childOf(paragraph, 'w:pPr');
    const style = valueOf(properties, 'w:pStyle') ?? this.#styles.paragraph;
    const look = { ...this.#styles.defaults, ...around, ...this.#styles.look(style), ...lookOf(properties) };
    const floating: string[] = [];
    const own = this.#apart(() => this.#inline(paragraph, look, floating));
    const item = childOf(properties, 'w:numPr') !== undefined && own.trim() !== '' ? '• ' : '';
    const apart = /heading|title|berschrift|titre/iu.test(style ?? '') ? '\n' : '';
    this.text += `${apart}${item}${own.trim()}\n${floating.map((text) => `\n${text.trim()}\n`).join('')}`;
  }

  #inline(parent: XmlElement, look: Look, floating: string[]): void {
    for (const child of childrenOf(parent)) {
      if (child.name === 'w:r') this.#run(child, look, floating);
      else if (!skipped.has(child.name)) this.#inline(chosen(child), look, floating);
    }
  }

  #run(run: XmlElement, around: Look, floating: string[]): void {
    const properties = childOf(run, 'w:rPr');
    const look = { ...around, ...this.#styles.look(valueOf(properties, 'w:rStyle')), ...lookOf(properties) };
    const reason = hiddenBy(look);
    for (const child of childrenOf(run)) {
      const text = printed(child);
      if (text === undefined) {
        if (!skipped.has(child.name)) this.#boxes(chosen(child), floating);
      } else if (reason === undefined) this.text += text;
      else this.hidden.push({ text, reason });
    }
  }

  /** Text boxes are read after the paragraph they float beside. What lies behind their text is not known. */
  #boxes(parent: XmlElement, floating: string[]): void {
    for (const child of childrenOf(parent)) {
      if (child.name === 'w:txbxContent')
        floating.push(this.#apart(() => this.#blocks(child, { background: 'unknown' })));
      else if (!skipped.has(child.name)) this.#boxes(chosen(child), floating);
    }
  }

  #apart(write: () => void): string {
    const before = this.text;
    this.text = '';
    write();
    const written = this.text;
    this.text = before;
    return written;
  }
}

/** Deleted text, field codes, properties and the second version of a drawing are not printed. */
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
  'w:tcPr',
  'w:trPr',
  'w:sdtPr',
  'w:rt',
  'mc:Fallback',
]);

function chosen(element: XmlElement): XmlElement {
  return element.name === 'mc:AlternateContent'
    ? (childOf(element, 'mc:Choice') ?? childOf(element, 'mc:Fallback') ?? element)
    : element;
}

function behindText(element: XmlElement): boolean {
  return childrenOf(element).some(
    (child) => (child.name === 'wp:anchor' && child.attributes.get('behindDoc') === '1') || behindText(child),
  );
}

function printed(child: XmlElement): string | undefined {
  if (child.name === 'w:t') return child.children.filter((part) => typeof part === 'string').join('');
  if (child.name === 'w:tab' || child.name === 'w:ptab') return '\t';
  if (child.name === 'w:br' || child.name === 'w:cr') return '\n';
  if (child.name === 'w:noBreakHyphen') return '-';
  return child.name === 'w:sym' || child.name === 'w:softHyphen' ? '' : undefined;
}
