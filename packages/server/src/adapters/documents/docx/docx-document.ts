import { defined } from '../../../core/kernel/defined.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { ReadDocument, UnreadPart } from '../../../core/resumes/ports.ts';
import { capped, readingLimits, reportable, squashed, visibleText } from '../../../core/resumes/reading.ts';
import { rgbOf } from '../pdf/paint.ts';
import { type PartLinks, type PartReading, partReading, type Surroundings } from './body-reader.ts';
import { elementsIn, hasFloatingShape } from './drawings.ts';
import { embeddedText } from './embedded.ts';
import { type Look, settingOf, stylesOf, valueOf } from './look.ts';
import { Numbering } from './numbering.ts';
import { OfficePackage } from './package.ts';
import { childOf, childrenOf, type XmlElement } from './xml.ts';

const mostParts = 12;
const deepestChunk = 3;

/**
 * Reads the parts of a DOCX that are printed: headers, body with tables and text boxes, notes, footers. Nothing outside the
 * file is fetched, and macros and programs are not opened.
 */
export function docxDocument(bytes: Uint8Array): ReadDocument {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { text: raw, hidden, unread } = packageReading(new OfficePackage(file), 0);
  const clean = visibleText(raw);
  const { text, truncated } = capped(clean.text, readingLimits.characters);
  if (squashed(text) === '')
    throw new ServiceError('document_without_text', { detail: withoutText(hidden.length > 0, unread) });
  const shown = shownParts(unread);
  return {
    kind: 'docx',
    text,
    hidden: reportable([...hidden, ...clean.hidden], clean.text),
    ...defined({ unread: shown.length === 0 ? undefined : shown }),
    truncated,
  };
}

function withoutText(isHidden: boolean, unread: readonly UnreadPart[]): string {
  if (isHidden) return 'All text in this DOCX is hidden from view.';
  if (unread.some(({ what }) => what === 'document'))
    return 'This DOCX holds only another document inside it. Open it in Word, save it as PDF, and send that.';
  return unread.length === 0 ? 'This DOCX holds no text.' : 'This DOCX holds pictures or drawings and no text.';
}

function shownParts(unread: readonly UnreadPart[]): UnreadPart[] {
  return unread.slice(0, readingLimits.unreadParts).map(({ after, ...part }) => {
    const words = capped(visibleText(after ?? '').text, readingLimits.afterCharacters).text;
    return { ...part, ...defined({ after: words === '' ? undefined : words }) };
  });
}

function packageReading(document: OfficePackage, depth: number): PartReading {
  const main = document.mainPart;
  const tree = main === undefined ? undefined : document.tree(main);
  const body = childOf(tree, 'w:document', 'w:body');
  if (main === undefined || tree === undefined || body === undefined)
    throw new ServiceError('document_unreadable', { detail: 'This DOCX has no document inside.' });
  const parts = new DocumentParts(document, main, depth);
  const headers = parts.named('header', body);
  const footers = parts.named('footer', body);
  const paper = paperOf(tree);
  const page: Look = [...headers, ...footers].some((part) => hasFloatingShape(part.tree))
    ? { ...paper, background: 'unknown' }
    : paper;
  const readings = [
    ...withoutRepeats(headers.map((part) => parts.reading(part, paper))),
    parts.reading({ name: main, tree: body }, page),
    ...[...parts.named('footnotes'), ...parts.named('endnotes')].map((part) => parts.reading(part, page)),
    ...withoutRepeats(footers.map((part) => parts.reading(part, paper))),
  ];
  return {
    text: readings.map(({ text }) => `${text}\n\n`).join(''),
    hidden: readings.flatMap(({ hidden }) => hidden),
    unread: readings.flatMap(({ unread }) => unread),
  };
}

/** The colour of the page; not known where a picture or pattern fills it. */
function paperOf(tree: XmlElement): Look {
  const background = childOf(tree, 'w:document', 'w:background');
  if (background === undefined) return {};
  if (childrenOf(background).length > 0) return { background: 'unknown' };
  return defined({ background: rgbOf(`#${settingOf(background, 'color') ?? ''}`) });
}

/** Pages have the same header or nearly so: a line that an earlier one printed is printed once. */
function withoutRepeats(readings: readonly PartReading[]): PartReading[] {
  const seen = new Set<string>();
  const lost = new Set<string>();
  return readings.map(({ text, hidden, unread }) => {
    const lines = text.split('\n').filter((line) => squashed(line) === '' || !seen.has(squashed(line)));
    for (const line of lines) seen.add(squashed(line));
    const once = unread.filter((part) => !lost.has(JSON.stringify(part)));
    for (const part of once) lost.add(JSON.stringify(part));
    return { text: lines.join('\n'), hidden, unread: once };
  });
}

type Part = { readonly name: string; readonly tree: XmlElement };

/** The parts around a main part, found by its relationships; by their usual names where it has none. */
class DocumentParts {
  readonly #document: OfficePackage;
  readonly #main: string;
  readonly #depth: number;
  readonly #surroundings: Surroundings;

  constructor(document: OfficePackage, main: string, depth: number) {
    this.#document = document;
    this.#main = main;
    this.#depth = depth;
    this.#surroundings = {
      styles: stylesOf(this.named('styles')[0]?.tree),
      numbering: new Numbering(this.named('numbering')[0]?.tree),
      prompts: this.#prompts(),
    };
  }

  /** Parts of a type; headers and footers in the order in which the sections of a body use them, the first page's first. */
  named(type: string, body?: XmlElement): Part[] {
    const links = this.#document.relationships(this.#main).filter((link) => link.type === type);
    const usual = new RegExp(`^word/${type}\\d*\\.xml$`, 'u');
    const names = new Set([
      ...(body === undefined ? [] : orderedReferences(body, type)).flatMap(
        (id) => links.find((link) => link.id === id)?.target ?? [],
      ),
      ...links.map(({ target }) => target),
      ...this.#document.names.filter((name) => usual.test(name)).toSorted(),
    ]);
    return [...names].slice(0, mostParts).flatMap((name) => {
      const tree = this.#document.tree(name);
      return tree === undefined ? [] : [{ name, tree }];
    });
  }

  reading({ name, tree }: Part, page: Look): PartReading {
    return partReading(tree, page, { ...this.#surroundings, ...this.#links(name) });
  }

  #links(part: string): PartLinks {
    const links = this.#document.relationships(part);
    const target = (id: string | undefined) => links.find((link) => link.id === id)?.target;
    return { tree: (id) => this.#document.tree(target(id) ?? ''), embedded: (id) => this.#embedded(target(id)) };
  }

  #embedded(name: string | undefined): PartReading | undefined {
    const bytes = name === undefined ? undefined : this.#document.bytes(name);
    if (name === undefined || bytes === undefined || this.#depth >= deepestChunk) return undefined;
    const type = this.#document.contentType(name);
    if (Buffer.from(bytes.subarray(0, 2)).toString('latin1') === 'PK') {
      const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return packageReading(new OfficePackage(file), this.#depth + 1);
    }
    const text = embeddedText(bytes, { name, type });
    return text === undefined || text.trim() === '' ? undefined : { text, hidden: [], unread: [] };
  }

  /** The prompts of content controls, which Word keeps as building blocks. */
  #prompts(): Map<string, string> {
    const blocks = elementsIn(this.named('glossaryDocument')[0]?.tree, 'w:docPart');
    return new Map(
      blocks.flatMap((block) => {
        const name = valueOf(childOf(block, 'w:docPartPr'), 'w:name');
        const words = elementsIn(childOf(block, 'w:docPartBody'), 'w:t').flatMap(({ children }) => children);
        return name === undefined ? [] : [[name, squashed(words.join(''))] as const];
      }),
    );
  }
}

/** Ids of the headers or footers that the sections name: the first page's, then the others. */
function orderedReferences(body: XmlElement, type: string): string[] {
  const references = elementsIn(body, 'w:sectPr').flatMap((section) => childrenOf(section, `w:${type}Reference`));
  return ['first', 'default', 'even'].flatMap((kind) =>
    references
      .filter((reference) => (settingOf(reference, 'type') ?? 'default') === kind)
      .flatMap(({ attributes }) => attributes.get('r:id') ?? []),
  );
}
