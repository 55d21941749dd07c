import { zipFile, type ZipPart } from '../../../../../../scripts/fixtures/zip-bytes.ts';

const schemas = 'http://schemas.openxmlformats.org';

/** Every namespace that Office declares in a document, by the prefix it writes. */
export const officeNamespaces = [
  ['w', `${schemas}/wordprocessingml/2006/main`],
  ['r', `${schemas}/officeDocument/2006/relationships`],
  ['m', `${schemas}/officeDocument/2006/math`],
  ['a', `${schemas}/drawingml/2006/main`],
  ['wp', `${schemas}/drawingml/2006/wordprocessingDrawing`],
  ['wps', 'http://schemas.microsoft.com/office/word/2010/wordprocessingShape'],
  ['dgm', `${schemas}/drawingml/2006/diagram`],
  ['c', `${schemas}/drawingml/2006/chart`],
  ['pic', `${schemas}/drawingml/2006/picture`],
  ['mc', `${schemas}/markup-compatibility/2006`],
  ['v', 'urn:schemas-microsoft-com:vml'],
  ['w14', 'http://schemas.microsoft.com/office/word/2010/wordml'],
]
  .map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`)
  .join(' ');

export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';

export const xmlPart = (root: string, content: string): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:${root} ${officeNamespaces}>${content}</w:${root}>`;

export const contentTypes = (main: string, type = wordType): ZipPart => ({
  name: '[Content_Types].xml',
  data:
    `<?xml version="1.0"?><Types xmlns="${schemas}/package/2006/content-types">` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/${main}" ContentType="${type}"/></Types>`,
});

/** A part of relationships: id, last word of the type, target. */
export const relationships = (name: string, ...links: readonly (readonly [string, string, string])[]): ZipPart => ({
  name,
  data: `<?xml version="1.0"?><Relationships xmlns="${schemas}/package/2006/relationships">${links
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="${schemas}/officeDocument/2006/relationships/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`,
});

/** A DOCX as Word writes it: linked by relationships, with the parts and links that a test adds to its document. */
export function wordFile(
  body: string,
  parts: readonly ZipPart[] = [],
  links: readonly (readonly [string, string, string])[] = [],
): Buffer {
  return zipFile([
    contentTypes('word/document.xml'),
    relationships('_rels/.rels', ['rId1', 'officeDocument', 'word/document.xml']),
    { name: 'word/document.xml', data: xmlPart('document', `<w:body>${body}</w:body>`) },
    relationships('word/_rels/document.xml.rels', ...links),
    ...parts,
  ]);
}

/** One entry with its sizes behind it, and every number of the directory in the fields of ZIP64. */
export function zip64(name: string, data: string): Buffer {
  const parts = [contentTypes(name), { name, data }];
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const content = Buffer.from(part.data);
    const title = Buffer.from(part.name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 6);
    local.writeUInt16LE(title.length, 26);
    const sizes = Buffer.alloc(24);
    sizes.writeUInt32LE(0x08074b50, 0);
    sizes.writeBigUInt64LE(BigInt(content.length), 8);
    sizes.writeBigUInt64LE(BigInt(content.length), 16);
    const extra = Buffer.alloc(28);
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    extra.writeBigUInt64LE(BigInt(content.length), 4);
    extra.writeBigUInt64LE(BigInt(content.length), 12);
    extra.writeBigUInt64LE(BigInt(offset), 20);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 8);
    entry.writeUInt32LE(0xffff_ffff, 20);
    entry.writeUInt32LE(0xffff_ffff, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(0xffff_ffff, 42);
    directory.push(entry, title, extra);
    bodies.push(local, title, content, sizes);
    offset += local.length + title.length + content.length + sizes.length;
  }
  const central = Buffer.concat(directory);
  const end64 = Buffer.alloc(56);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(BigInt(parts.length), 32);
  end64.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + central.length), 8);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(0xffff, 10);
  end.writeUInt32LE(0xffff_ffff, 16);
  return Buffer.concat([...bodies, central, end64, locator, end]);
}
