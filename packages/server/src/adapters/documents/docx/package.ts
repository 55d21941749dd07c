import { type ZipEntry, unpackedBytes, unpackedText, zipEntries } from './zip.ts';
import { childrenOf, type XmlElement, xmlTree } from './xml.ts';

/** A link from one part to another. `type` is the last word of its address (`header`), `target` the name of a part. */
export type Relationship = { readonly id: string; readonly type: string; readonly target: string };

/**
 * A package of Office (ISO/IEC 29500-2): parts that name each other by relationships. Names are compared without regard to
 * case and slashes, as Word does. Targets outside the package are left out, so nothing is fetched.
 */
export class OfficePackage {
  readonly #file: Buffer;
  readonly #entries = new Map<string, ZipEntry>();

  constructor(file: Buffer) {
    this.#file = file;
    for (const [name, entry] of zipEntries(file)) {
      const key = keyOf(name);
      if (!this.#entries.has(key)) this.#entries.set(key, entry);
    }
  }

  /** Names of all parts, in lower case. */
  get names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(keyOf(name));
  }

  tree(name: string): XmlElement | undefined {
    const entry = this.#entries.get(keyOf(name));
    return entry === undefined ? undefined : xmlTree(unpackedText(this.#file, entry));
  }

  bytes(name: string): Uint8Array | undefined {
    const entry = this.#entries.get(keyOf(name));
    return entry === undefined ? undefined : unpackedBytes(this.#file, entry);
  }

  /** What a part links to; `''` is the package itself. */
  relationships(part: string): Relationship[] {
    const slash = part.lastIndexOf('/');
    const folder = part.slice(0, slash + 1);
    const tree = this.tree(`${folder}_rels/${part.slice(slash + 1)}.rels`);
    return childrenOf(childrenOf(tree)[0], 'Relationship').flatMap(({ attributes }) => {
      if (/^external$/iu.test(attributes.get('TargetMode') ?? '')) return [];
      const type = /[^/]*$/u.exec(attributes.get('Type') ?? '')?.[0] ?? '';
      return [{ id: attributes.get('Id') ?? '', type, target: resolved(folder, attributes.get('Target') ?? '') }];
    });
  }

  /** What a part is declared to be, by its name or by its ending; `''` where nothing is said. */
  contentType(part: string): string {
    const key = keyOf(part);
    const declared = childrenOf(childrenOf(this.tree('[Content_Types].xml'))[0]);
    const of = (attribute: string, value: string) =>
      declared.find(({ attributes }) => keyOf(attributes.get(attribute) ?? '') === value)?.attributes;
    const found = of('PartName', key) ?? of('Extension', key.slice(key.lastIndexOf('.') + 1));
    return found?.get('ContentType') ?? '';
  }

  /** The part that is the Word document itself: Word Online writes `word/document2.xml`. `undefined` where there is none. */
  get mainPart(): string | undefined {
    const linked = this.relationships('').find(({ type, target }) => type === 'officeDocument' && this.has(target));
    const part = linked?.target ?? this.#declaredMainPart() ?? 'word/document.xml';
    if (!this.has(part) || !this.has('[Content_Types].xml')) return undefined;
    return part.startsWith('word/') || /wordprocessingml|ms-word/iu.test(this.contentType(part)) ? part : undefined;
  }

  #declaredMainPart(): string | undefined {
    const declared = childrenOf(childrenOf(this.tree('[Content_Types].xml'))[0], 'Override');
    const main = declared.find(({ attributes }) =>
      /(?:wordprocessingml|ms-word)[\w.]*\.main\+xml/iu.test(attributes.get('ContentType') ?? ''),
    );
    const name = main?.attributes.get('PartName');
    return name !== undefined && this.has(name) ? keyOf(name) : undefined;
  }
}

function keyOf(name: string): string {
  return name.replaceAll('\\', '/').replace(/^\/+/u, '').toLowerCase();
}

function resolved(folder: string, target: string): string {
  const written = target.replaceAll('\\', '/');
  const path: string[] = [];
  for (const step of (written.startsWith('/') ? written : `${folder}${written}`).split('/')) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(decoded(step));
  }
  return path.join('/').toLowerCase();
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
