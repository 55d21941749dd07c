import { ServiceError } from '../../../core/kernel/service-error.ts';

/**
 * An element; `name` is the local name with the prefix that Office writes for its namespace (`w:p`), whatever prefix the
 * file writes. Attributes are named alike; those without a prefix keep their name. Text is in `children`.
 */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
};

/** By the prefix that a file writes: the one that Office writes, or `undefined` for a namespace nobody reads. */
type Scope = ReadonlyMap<string, string | undefined>;

/** Namespaces of ISO/IEC 29500, transitional and strict, and the prefix by which the readers know each. */
const namespaces: readonly (readonly [RegExp, string])[] = [
  [/\/wordprocessingml\/[\d/]*main$/u, 'w'],
  [/\/officeDocument\/[\d/]*relationships$/u, 'r'],
  [/\/officeDocument\/[\d/]*math$/u, 'm'],
  [/\/drawingml\/[\d/]*main$/u, 'a'],
  [/\/drawingml\/[\d/]*wordprocessingDrawing$/u, 'wp'],
  [/\/drawingml\/[\d/]*diagram$/u, 'dgm'],
  [/\/drawingml\/[\d/]*chart$/u, 'c'],
  [/\/drawingml\/[\d/]*picture$/u, 'pic'],
  [/\/markup-compatibility\/2006$/u, 'mc'],
  [/^urn:schemas-microsoft-com:vml$/u, 'v'],
  [/\/office\/word\/2010\/wordml$/u, 'w14'],
  [/\/package\/2006\/(?:relationships|content-types)$/u, ''],
];
const officePrefixes = new Set(namespaces.map(([, prefix]) => prefix));

const deepest = 200;
const mostElements = 400_000;

const token =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<(!)|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*)>|([^<]+)|(<)/gu;
const attribute = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu;

const unreadable = (detail: string) => new ServiceError('document_unreadable', { detail });

/**
 * Parses the XML that Office writes: elements, attributes, text. There is no DTD, so no entity of a file's own making is
 * ever expanded and nothing outside is fetched: a DOCTYPE is refused, as OPC (ECMA-376 part 2) demands.
 */
export function xmlTree(source: string): XmlElement {
  const root: XmlElement = { name: '', attributes: new Map(), children: [] };
  const writtenNames = new Map<XmlElement, string>();
  const open: XmlElement[] = [root];
  const scopes: Scope[] = [new Map()];
  let elements = 0;
  for (const [, cdata, declaration, closed, name, attributes = '', text, stray] of source.matchAll(token)) {
    const parent = open.at(-1) ?? root;
    if (declaration !== undefined)
      throw unreadable('This DOCX declares XML entities of its own, which no honest DOCX does.');
    if (stray !== undefined) throw unreadable('The XML in this DOCX is damaged.');
    if (text !== undefined) parent.children.push(expanded(text));
    else if (cdata !== undefined) parent.children.push(cdata);
    else if (closed !== undefined) {
      if (writtenNames.get(parent) !== closed || open.length === 1)
        throw unreadable('The XML in this DOCX is damaged.');
      open.pop();
      scopes.pop();
    } else if (name !== undefined) {
      const written = attributesOf(attributes);
      const scope = scopeWith(written, scopes.at(-1));
      const element: XmlElement = { name: named(name, scope), attributes: namedAll(written, scope), children: [] };
      parent.children.push(element);
      elements += 1;
      if (!attributes.endsWith('/')) {
        open.push(element);
        scopes.push(scope);
        writtenNames.set(element, name);
      }
      if (open.length > deepest || elements > mostElements)
        throw new ServiceError('document_too_complex', {
          detail: 'This DOCX nests or repeats more than is safe to open.',
        });
    }
  }
  if (open.length !== 1) throw unreadable('The XML in this DOCX ends too early.');
  return root;
}

export function childrenOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  const children = (element?.children ?? []).filter((child): child is XmlElement => typeof child !== 'string');
  return name === undefined ? children : children.filter((child) => child.name === name);
}

export function childOf(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = element;
  for (const name of path) at = childrenOf(at, name)[0];
  return at;
}

function attributesOf(source: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', double, single] of source.matchAll(attribute))
    found.set(name, expanded(double ?? single ?? ''));
  return found;
}

function scopeWith(attributes: ReadonlyMap<string, string>, outer: Scope = new Map()): Scope {
  const declared = [...attributes].filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'));
  if (declared.length === 0) return outer;
  return new Map([...outer, ...declared.map(([name, uri]) => [name.slice(6), prefixOf(uri)] as const)]);
}

function prefixOf(uri: string): string | undefined {
  return namespaces.find(([pattern]) => pattern.test(uri.trim()))?.[1];
}

/** A prefix that is declared nowhere is taken for what Office means by it. */
function named(written: string, scope: Scope): string {
  const colon = written.indexOf(':');
  const [prefix, local] = colon === -1 ? ['', written] : [written.slice(0, colon), written.slice(colon + 1)];
  const office = scope.get(prefix);
  if (office !== undefined) return office === '' ? local : `${office}:${local}`;
  return scope.has(prefix) && officePrefixes.has(prefix) ? `other:${local}` : written;
}

function namedAll(written: ReadonlyMap<string, string>, scope: Scope): Map<string, string> {
  return new Map(
    [...written].map(([name, value]) => [
      name.includes(':') && !name.startsWith('xml') ? named(name, scope) : name,
      value,
    ]),
  );
}

const known: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function expanded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return known[name] ?? whole;
    const point = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}
