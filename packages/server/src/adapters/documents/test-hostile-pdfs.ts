import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { onePage, packedStream, pdfFile, pdfStream } from '../../../../../scripts/fixtures/pdf-bytes.ts';
import { fixture, megabyte, seen, type Hostile, complex, unreadable } from './test-hostile-document.ts';

const resume = fixture('two-column.pdf');
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
// A PDF reader may mend what is broken. Then it must have read the page, and never more than the page.
const mended = ['read', 'document_unreadable', 'document_without_text'] as const;
const mendedOrEnded = [...mended, 'document_too_complex'] as const;

export const bombs: readonly Hostile[] = [
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

export const brokenPdfs: readonly Hostile[] = [
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
