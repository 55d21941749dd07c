import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { onePage, packedStream, pdfFile, pdfStream, printed } from '../../../../../scripts/fixtures/pdf-bytes.ts';
import { docxFile, paragraph, run, wordNamespace, zipFile } from '../../../../../scripts/fixtures/zip-bytes.ts';
import { ServiceError, type ErrorCode } from '../../core/kernel/service-error.ts';
import { childReader } from './child-reader.ts';

const megabyte = 1024 * 1024;
const fixture = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../../../tests/fixtures/resumes', name));
const resume = fixture('two-column.pdf');
const seen = printed('Nurse with nine years of practice');
const catalog = '<</Type/Catalog/Pages 2 0 R>>';
const pages = '<</Type/Pages/Kids[3 0 R]/Count 1>>';
const font = '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>';
const pageOf = (rest: string) =>
  `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>${rest}>>`;
const blanks = (megabytes: number) => deflateSync(Buffer.alloc(megabytes * megabyte, 0x20), { level: 9 });
const picture = (filter: string, data: Buffer, side = 2_000) =>
  onePage(`${seen}q 90 0 0 90 0 0 cm /Im1 Do Q`, {
    resources: '/XObject<</Im1 6 0 R>>',
    more: [
      pdfStream(
        data,
        `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/${filter}`,
      ),
    ],
  });
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

type Hostile = { what: string; bytes: () => Buffer; name?: string; codes: readonly (ErrorCode | 'read')[] };

const complex = ['document_too_complex'] as const;
const unreadable = ['document_unreadable'] as const;
const unsupported = ['unsupported_media_type'] as const;
// A PDF reader may mend what is broken. Then it must have read the page, and never more than the page.
const mended = ['read', 'document_unreadable', 'document_without_text'] as const;
const mendedOrEnded = [...mended, 'document_too_complex'] as const;

const bombs: readonly Hostile[] = [
  {
    what: '256 MB of blanks in one stream',
    bytes: () => onePage(pdfStream(blanks(256), '/Filter/FlateDecode')),
    codes: complex,
  },
  {
    what: '256 MB of blanks packed twice',
    bytes: () => onePage(pdfStream(deflateSync(blanks(256), { level: 9 }), '/Filter[/FlateDecode/FlateDecode]')),
    codes: complex,
  },
  {
    what: 'a thousand filters on a stream',
    bytes: () => onePage(pdfStream('zz', `/Filter[${'/ASCIIHexDecode '.repeat(1_000)}]`)),
    codes: mendedOrEnded,
  },
  {
    what: 'two million text operators',
    bytes: () => onePage(packedStream(`BT /F1 12 Tf ${'(aaaaaaaaaaaaaaaaaaaa) Tj '.repeat(2_000_000)}ET`)),
    codes: complex,
  },
  {
    what: 'two million paths',
    bytes: () => onePage(packedStream(`${seen}${'0 0 9 9 re f '.repeat(2_000_000)}`)),
    codes: complex,
  },
  {
    what: 'a million saves',
    bytes: () => onePage(packedStream(`${'q '.repeat(1_000_000)}${seen}`)),
    codes: ['read', 'document_too_complex'],
  },
  {
    what: 'arrays nested a hundred thousand deep',
    bytes: () => onePage(packedStream(`${'['.repeat(100_000)} TJ ${seen}`)),
    codes: mendedOrEnded,
  },
  {
    what: 'dictionaries nested a hundred thousand deep',
    bytes: () => pdfFile([catalog, pages, pageOf(`/X ${'<</A '.repeat(100_000)}`), pdfStream(seen), font]),
    codes: mendedOrEnded,
  },
  {
    what: 'forms that paint each other',
    bytes: () =>
      onePage(`${seen}/Fm1 Do`, {
        resources: '/XObject<</Fm1 6 0 R>>',
        more: [
          pdfStream('/Fm2 Do', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Fm2 7 0 R>>>>'),
          pdfStream('/Fm1 Do', '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Fm1 6 0 R>>>>'),
        ],
      }),
    codes: mendedOrEnded,
  },
  {
    what: 'forms that double thirty times',
    bytes: () =>
      onePage(`${seen}/N Do`, {
        resources: '/XObject<</N 6 0 R>>',
        more: Array.from({ length: 30 }, (_, index) =>
          pdfStream(
            '/N Do /N Do',
            `/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</N ${index === 29 ? 6 : index + 7} 0 R>>>>`,
          ),
        ),
      }),
    codes: mendedOrEnded,
  },
  {
    what: 'a picture of ten thousand million dots',
    bytes: () => picture('FlateDecode', blanks(20), 100_000),
    codes: mendedOrEnded,
  },
  { what: 'JBIG2 garbage', bytes: () => picture('JBIG2Decode', randomBytes(20_000)), codes: mendedOrEnded },
  {
    what: 'JPEG 2000 garbage',
    bytes: () =>
      picture('JPXDecode', Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), randomBytes(20_000)])),
    codes: mendedOrEnded,
  },
  {
    what: 'JPEG garbage',
    bytes: () => picture('DCTDecode', Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), randomBytes(20_000)])),
    codes: mendedOrEnded,
  },
  {
    what: 'a font of 100 MB of noughts',
    bytes: () =>
      pdfFile([
        catalog,
        pages,
        pageOf(''),
        pdfStream(seen),
        '<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+Big/FontDescriptor 6 0 R/FirstChar 32/LastChar 33/Widths[500 500]>>',
        '<</Type/FontDescriptor/FontName/AAAAAA+Big/Flags 4/FontFile2 7 0 R>>',
        pdfStream(deflateSync(Buffer.alloc(100 * megabyte), { level: 9 }), '/Filter/FlateDecode'),
      ]),
    codes: mendedOrEnded,
  },
  {
    what: 'a character map of a million ranges',
    bytes: () =>
      pdfFile([
        catalog,
        pages,
        pageOf(''),
        pdfStream(seen),
        '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>',
        packedStream(
          `1 begincodespacerange <0000> <ffff> endcodespacerange ${'100 beginbfrange <0000> <ffff> <0000> endbfrange '.repeat(20_000)}`,
        ),
      ]),
    codes: mendedOrEnded,
  },
];

const brokenPdfs: readonly Hostile[] = [
  {
    what: 'a page count of a thousand million',
    bytes: () => pdfFile([catalog, '<</Type/Pages/Kids[3 0 R]/Count 1000000000>>', pageOf(''), pdfStream(seen), font]),
    codes: mendedOrEnded,
  },
  {
    what: 'a page tree that holds itself',
    bytes: () => pdfFile([catalog, '<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>', '<</Type/Page>>']),
    codes: mendedOrEnded,
  },
  {
    what: 'a page tree in a circle of three',
    bytes: () =>
      pdfFile([
        catalog,
        '<</Type/Pages/Kids[3 0 R]/Count 9>>',
        '<</Type/Pages/Kids[4 0 R]/Count 9>>',
        '<</Type/Pages/Kids[2 0 R]/Count 9>>',
      ]),
    codes: mendedOrEnded,
  },
  {
    what: 'a cross-reference table that points at itself',
    bytes: () => {
      const file = pdfFile([catalog, pages, pageOf(''), pdfStream(seen), font]).toString('latin1');
      const xref = /startxref\n(\d+)/u.exec(file)?.[1] ?? '0';
      return Buffer.from(file.replace('/Root 1 0 R>>', `/Root 1 0 R/Prev ${xref}>>`), 'latin1');
    },
    codes: mendedOrEnded,
  },
  {
    what: 'a start of the table far behind the end',
    bytes: () =>
      Buffer.from(
        onePage(seen)
          .toString('latin1')
          .replace(/startxref\n\d+/u, 'startxref\n999999999'),
        'latin1',
      ),
    codes: mended,
  },
  {
    what: 'a length that refers to its own stream',
    bytes: () =>
      pdfFile([catalog, pages, pageOf(''), Buffer.from('<</Length 4 0 R>>\nstream\nBT ET\nendstream'), font]),
    codes: mendedOrEnded,
  },
  { what: 'only a header', bytes: () => Buffer.from('%PDF-1.7\n'), codes: unreadable },
  {
    what: 'a header and noise',
    bytes: () => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(50_000)]),
    codes: unreadable,
  },
  ...[0.1, 0.3, 0.5, 0.7, 0.9, 0.99].map((share): Hostile => ({
    what: `a résumé cut at ${share * 100} %`,
    bytes: () => resume.subarray(0, Math.floor(resume.length * share)),
    codes: mended,
  })),
  {
    what: 'a résumé with every fiftieth byte wrong',
    bytes: () => Buffer.from(resume.map((byte, index) => (index % 50 === 49 ? byte ^ 0x5a : byte))),
    codes: mended,
  },
  {
    what: 'JavaScript that runs on opening',
    bytes: () => onePage(seen, { catalog: '/OpenAction<</S/JavaScript/JS(while\\(true\\){})>>' }),
    codes: ['read'],
  },
  {
    what: 'a calculator in PostScript',
    bytes: () =>
      onePage(`/CS1 cs 0.5 scn ${seen}`, {
        resources: '/ColorSpace<</CS1[/Separation/X/DeviceGray 6 0 R]>>',
        more: [pdfStream(`{${'dup mul '.repeat(50_000)}}`, '/FunctionType 4/Domain[0 1]/Range[0 1]')],
      }),
    codes: mendedOrEnded,
  },
  { what: 'a locked PDF', bytes: () => fixture('encrypted.pdf'), codes: ['document_encrypted'] },
  { what: 'a scan', bytes: () => fixture('image-only.pdf'), codes: ['document_without_text'] },
];

const hostileDocx: readonly Hostile[] = [
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
          data: `<w:styles ${wordNamespace}><w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>`,
        },
      ]),
    codes: ['read'],
  },
  { what: 'a DOCX cut in half', bytes: () => fixture('backend-engineer.docx').subarray(0, 4_000), codes: unreadable },
];

const disguises: readonly Hostile[] = [
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

const childMegabytes = 320;
const peaks: number[] = [];
const limits = {
  memoryBytes: childMegabytes * megabyte,
  waiting: 200,
  standby: false,
  onPeak: (bytes: number) => peaks.push(bytes),
};
// Bombs run into their limits anyway: they need not be waited for as long as an honest document on a busy machine.
const impatient = childReader({ ...limits, readMs: 1_500 });
const reader = childReader({ ...limits, readMs: 10_000 });
afterAll(() => Promise.all([impatient.close(), reader.close()]));

const outcome = (bytes: Buffer, name?: string, by = reader) =>
  by.read(bytes, name === undefined ? {} : { fileName: name }).then(
    ({ text }) => ({ code: 'read' as const, said: text }),
    (error: unknown) => ({ code: ServiceError.from(error).code, said: ServiceError.from(error).detail ?? '' }),
  );

const answered = async ({ bytes, name, codes, what }: Hostile, by = reader) => {
  const { code, said } = await outcome(bytes(), name, by);
  // A document that was read all the same says nothing but what its page says.
  const honest = code !== 'read' || said === 'Nurse with nine years of practice' || said.startsWith('Maribel');
  expect({ what, code: codes.includes(code) ? 'expected' : code, said: said.length > 0 && honest }).toEqual({
    what,
    code: 'expected',
    said: true,
  });
};

describe.concurrent('a hostile document', { timeout: 60_000 }, () => {
  it.each(bombs)('is ended or read, and nothing else suffers: $what', (bomb) => answered(bomb, impatient));
  it.each([...brokenPdfs, ...hostileDocx, ...disguises])('is answered with a reason: $what', (document) =>
    answered(document),
  );
});

describe('the process that reads hostile documents', () => {
  it('stays small itself, and so do its children', async () => {
    // A child is weighed every few milliseconds: it may have grown a little further when it is killed.
    expect(Math.max(...peaks)).toBeLessThan(400 * megabyte);
    expect(await outcome(onePage(seen), 'cv.pdf')).toEqual({ code: 'read', said: 'Nurse with nine years of practice' });
  });
});
