import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { onePage } from '../../../../../scripts/fixtures/pdf-bytes.ts';
import { docxFile, paragraph, run, wordNamespace, zipFile } from '../../../../../scripts/fixtures/zip-bytes.ts';
import { type Hostile, megabyte, complex, unreadable, fixture, seen } from './test-hostile-document.ts';

const flatXml = (name: string, data: string | Buffer) =>
  zipFile([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name, data },
  ]);
const laughs = Array.from({ length: 12 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
  '',
);
const body = paragraph(run('Nurse with nine years of practice'));

/** Noise that keeps a part from being refused for how well it packs, before what it is about is met. */
const bulk = () => `<!--${randomBytes(60_000).toString('hex')}-->`;
const unsupported = ['unsupported_media_type'] as const;

export const hostileDocx: readonly Hostile[] = [
  { what: '60 MB of one letter', bytes: () => docxFile(paragraph(run('a'.repeat(60 * megabyte)))), codes: complex },
  {
    what: 'a part that declares 100 bytes and holds 60 MB',
    bytes: () =>
      zipFile([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: Buffer.alloc(60 * megabyte, 0x61), declaredSize: 100 },
      ]),
    codes: complex,
  },
  {
    what: 'a part that declares four gigabytes',
    bytes: () => docxFile(body, [{ name: 'word/media/a.bin', data: 'a', declaredSize: 0xffffffff }]),
    codes: complex,
  },
  {
    what: 'ten thousand parts',
    bytes: () =>
      docxFile(
        body,
        Array.from({ length: 10_000 }, (_, index) => ({ name: `word/media/${index}`, data: '' })),
      ),
    codes: complex,
  },
  {
    what: 'a directory that counts more than it holds',
    bytes: () =>
      zipFile(
        [
          { name: '[Content_Types].xml', data: '<Types/>' },
          { name: 'word/document.xml', data: '<w/>' },
        ],
        { count: 500 },
      ),
    codes: unreadable,
  },
  {
    what: 'a part that lies outside the file',
    bytes: () =>
      zipFile([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: body, offset: 0x7fffffff },
      ]),
    codes: unreadable,
  },
  {
    what: 'a part locked with a password',
    bytes: () =>
      zipFile([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: body, flags: 1 },
      ]),
    codes: ['document_encrypted'],
  },
  {
    what: 'a billion laughs',
    bytes: () => docxFile(paragraph(run('&l12;')), [], `<!DOCTYPE w [<!ENTITY l0 "ha">${laughs}]>`),
    codes: unreadable,
  },
  {
    what: 'an entity from a file of ours',
    bytes: () => docxFile(paragraph(run('&x;')), [], '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'),
    codes: unreadable,
  },
  {
    what: 'an entity from the network',
    bytes: () => docxFile(paragraph(run('&x;')), [], '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">'),
    codes: unreadable,
  },
  {
    what: 'a template from the network',
    bytes: () =>
      docxFile(body, [
        {
          name: 'word/_rels/settings.xml.rels',
          data: '<Relationships><Relationship Id="r1" TargetMode="External" Target="http://127.0.0.1:9/t.dotm"/></Relationships>',
        },
      ]),
    codes: ['read'],
  },
  {
    what: 'macros and names that climb out',
    bytes: () =>
      docxFile(body, [
        { name: 'word/vbaProject.bin', data: randomBytes(500) },
        { name: '../../../etc/passwd', data: 'root' },
        { name: '/etc/cron.d/x', data: 'x' },
      ]),
    codes: ['read'],
  },
  {
    what: 'elements nested fifty thousand deep',
    bytes: () => docxFile('<w:p>'.repeat(50_000) + bulk()),
    codes: complex,
  },
  {
    what: 'a million empty elements',
    bytes: () => docxFile(body + '<w:p/>'.repeat(1_000_000) + bulk()),
    codes: complex,
  },
  {
    what: 'unclosed quotation marks by the thousand',
    bytes: () => docxFile(`${body}<w:p ${'a="'.repeat(60_001)}${bulk()}`),
    codes: unreadable,
  },
  {
    what: 'a ZIP in a ZIP in a ZIP',
    bytes: () =>
      zipFile([
        {
          name: 'a.zip',
          data: zipFile([{ name: 'b.zip', data: zipFile([{ name: 'word/document.xml', data: body }]) }]),
        },
      ]),
    codes: unsupported,
  },
  {
    what: 'styles based on each other',
    bytes: () =>
      docxFile(`<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr>${run('Nurse with nine years of practice')}</w:p>`, [
        {
          name: 'word/styles.xml',
          data:
            `<w:styles ${wordNamespace}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style ` +
            'w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
        },
      ]),
    codes: ['read'],
  },
  { what: 'a DOCX cut in half', bytes: () => fixture('backend-engineer.docx').subarray(0, 4_000), codes: unreadable },
];

export const disguises: readonly Hostile[] = [
  { what: 'nothing', bytes: () => Buffer.alloc(0), codes: unreadable },
  { what: 'more than 5 MB', bytes: () => Buffer.alloc(5 * megabyte + 1, 0x61), codes: ['payload_too_large'] },
  {
    what: 'a Windows program named .pdf',
    name: 'cv.pdf',
    bytes: () => Buffer.concat([Buffer.from('MZ\u0090\u0000', 'latin1'), Buffer.alloc(400)]),
    codes: unreadable,
  },
  {
    what: 'a Linux program',
    bytes: () => Buffer.concat([Buffer.from('\u007fELF\u0002\u0001\u0001\u0000', 'latin1'), Buffer.alloc(400)]),
    codes: unsupported,
  },
  { what: 'a picture named .pdf', name: 'renamed.pdf', bytes: () => fixture('renamed.pdf'), codes: unreadable },
  { what: 'a picture', name: 'scan.png', bytes: () => fixture('renamed.pdf'), codes: unsupported },
  {
    what: 'a web page with a script',
    name: 'cv.html',
    bytes: () => Buffer.from('<!doctype html><script>alert(1)</script>'),
    codes: unsupported,
  },
  {
    what: 'a web page named .docx',
    name: 'cv.docx',
    bytes: () => Buffer.from('\n <html><body>Nurse</body></html>'),
    codes: unreadable,
  },
  {
    what: 'a web page named .txt',
    name: 'cv.txt',
    bytes: () => Buffer.from('<script>alert(1)</script>'),
    codes: unreadable,
  },
  {
    what: 'an SVG with a script',
    bytes: () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    codes: unsupported,
  },
  { what: 'RTF', name: 'cv.rtf', bytes: () => Buffer.from('{\\rtf1\\ansi Nurse}'), codes: unsupported },
  {
    what: 'an old Word document',
    name: 'cv.doc',
    bytes: () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('WordDocument', 'utf16le'),
      ]),
    codes: unsupported,
  },
  {
    what: 'a DOCX with a password',
    name: 'cv.docx',
    bytes: () =>
      Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
    codes: ['document_encrypted'],
  },
  {
    what: 'OpenDocument',
    name: 'cv.odt',
    bytes: () =>
      zipFile([
        { name: 'mimetype', data: 'application/vnd.oasis.opendocument.text', stored: true },
        { name: 'content.xml', data: '<x/>' },
      ]),
    codes: unsupported,
  },
  {
    what: 'Pages',
    name: 'cv.pages',
    bytes: () => zipFile([{ name: 'Index/Document.iwa', data: 'x' }]),
    codes: unsupported,
  },
  { what: 'a workbook', name: 'cv.xlsx', bytes: () => flatXml('xl/workbook.xml', '<x/>'), codes: unsupported },
  {
    what: 'a ZIP named .docx',
    name: 'cv.docx',
    bytes: () => zipFile([{ name: 'a.txt', data: 'x' }]),
    codes: unreadable,
  },
  { what: 'gzip', bytes: () => gzipSync(Buffer.alloc(9 * megabyte)), codes: unsupported },
  { what: 'noise', bytes: () => Buffer.concat([Buffer.from([0x01, 0x00]), randomBytes(4_000)]), codes: unsupported },
  {
    what: 'plain text named .pdf',
    name: 'cv.pdf',
    bytes: () => Buffer.from('Nurse with nine years of practice'),
    codes: unreadable,
  },
  {
    what: 'a picture with a PDF behind it',
    bytes: () => Buffer.concat([fixture('renamed.pdf'), onePage(seen)]),
    codes: unsupported,
  },
  {
    what: 'a web page with a PDF behind it',
    bytes: () => Buffer.concat([Buffer.from('<html><script>alert(1)</script></html>'), onePage(seen)]),
    codes: unsupported,
  },
  {
    what: 'a PDF with a ZIP behind it',
    bytes: () => Buffer.concat([onePage(seen), zipFile([{ name: 'word/document.xml', data: body }])]),
    codes: ['read', 'document_unreadable'],
  },
];
