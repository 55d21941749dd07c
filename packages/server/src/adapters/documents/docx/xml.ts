import { ServiceError } from '../../../core/kernel/service-error.ts';

/** An element; `name` is the local name with the prefix that Office always writes (`w:p`). Text is in `children`. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
};

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
  const open: XmlElement[] = [root];
  let elements = 0;
  for (const [, cdata, declaration, closed, name, attributes = '', text, stray] of source.matchAll(token)) {
    const parent = open.at(-1) ?? root;
    if (declaration !== undefined)
      throw unreadable('This DOCX declares XML entities of its own, which no honest DOCX does.');
    if (stray !== undefined) throw unreadable('The XML in this DOCX is damaged.');
    if (text !== undefined) parent.children.push(expanded(text));
    else if (cdata !== undefined) parent.children.push(cdata);
    else if (closed !== undefined) {
      if (parent.name !== closed || open.length === 1) throw unreadable('The XML in this DOCX is damaged.');
      open.pop();
    } else if (name !== undefined) {
      const element: XmlElement = { name, attributes: attributesOf(attributes), children: [] };
      parent.children.push(element);
      elements += 1;
      if (!attributes.endsWith('/')) open.push(element);
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

const known: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function expanded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/giu, (whole, name: string) => {
    if (!name.startsWith('#')) return known[name] ?? whole;
    const point = /^#x/iu.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : '';
  });
}
