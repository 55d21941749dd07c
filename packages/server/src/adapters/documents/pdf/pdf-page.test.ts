import { describe, expect, it } from 'vitest';
import {
  onePage,
  pdfFile,
  packedStream,
  pdfStream,
  printed,
  type PageOptions,
} from '../../../../../../scripts/fixtures/pdf-bytes.ts';
import { pdfDocument } from './pdf-document.ts';

const lines = printed('Amara Bello') + printed('Registered Nurse', { y: 680 }) + printed('Led triage', { y: 660 });
const read = ['Amara Bello', 'Registered Nurse', 'Led triage'];
const picture = pdfStream(
  '\u0000\u00ff\u0000\u00ff',
  '/Type/XObject/Subtype/Image/Width 2/Height 2/ColorSpace/DeviceGray/BitsPerComponent 8',
);
const withPicture: PageOptions = { resources: '/XObject<</Im1 6 0 R>>', more: [picture] };
const scan = 'q 612 0 0 792 0 0 cm /Im1 Do Q ';
const alpha: PageOptions = { resources: '/ExtGState<</G1<</ca 0.15>>>>' };
const annotated = (annotation: string, ...more: (string | Buffer)[]): PageOptions => ({
  page: '/Annots[6 0 R]',
  more: [`<</Type/Annot/F 4${annotation}>>`, ...more],
});
const appearance = (content: string, box: string) =>
  pdfStream(content, `/Type/XObject/Subtype/Form/BBox[${box}]/Resources<</Font<</F1 5 0 R>>>>`);
const turned = (text: string, { size, matrix }: { size: number; matrix: string }) =>
  `BT /F1 ${size} Tf ${matrix} Tm (${text}) Tj ET 0 g `;
const across = '0.7 0.7 -0.7 0.7 100 200';

type Page = { page: string; content: string; options?: PageOptions; text?: readonly string[] };

async function readPage({ content, options }: Page) {
  const { text, ...rest } = await pdfDocument(onePage(content, options));
  return { ...rest, text: text.split(/\n+/u) };
}

const lined: readonly Page[] = [
  { page: 'a line through a word', content: `${lines}72 703 90 1 re f` },
  { page: 'a thick line through a word', content: `${lines}4.5 w 72 704 m 160 704 l S` },
  { page: 'two lines through a word', content: `${lines}72 702 90 1 re f 72 705 90 1 re f` },
  { page: 'a line drawn before the word', content: `72 703 90 1.2 re f ${lines}` },
  { page: 'an underline', content: `${lines}72 698 90 1 re f` },
  { page: 'a coloured line through words of its colour', content: `1 0 0 rg ${lines}72 703 90 1.4 re f` },
  { page: 'a box that covers the lower third', content: `${lines}1 g 60 690 300 12 re f` },
  { page: 'a highlight below the words', content: `1 1 0 rg 60 676 200 16 re f 0 g ${lines}` },
  {
    page: 'an opaque highlight annotation',
    content: lines,
    options: annotated(
      '/Subtype/Highlight/Rect[60 676 260 692]/QuadPoints[60 692 260 692 60 676 260 676]/AP<</N 7 0 R>>',
      appearance('1 1 0 rg 0 0 200 16 re f', '0 0 200 16'),
    ),
  },
  {
    page: 'a comment with its sign on the page',
    content: lines,
    options: annotated('/Subtype/Text/Rect[300 676 320 696]/Contents(Please check the dates of this job)'),
  },
  {
    page: 'a link with a description',
    content: lines,
    options: annotated('/Subtype/Link/Rect[72 676 200 692]/Contents(The profile of Amara Bello at Northfield)'),
  },
  { page: 'a page shown on its side', content: lines, options: { page: '/Rotate 90' } },
];

const smallCopy = (x: number) => `0.8 g ${turned('Jobs4U copy', { size: 20, matrix: `0.9 0.4 -0.4 0.9 ${x} 300` })}`;

const watermarked: readonly Page[] = [
  { page: 'pale and slanted', content: `0.9 g ${turned('CONFIDENTIAL', { size: 80, matrix: across })}${lines}` },
  { page: 'almost white', content: `0.98 g ${turned('DRAFT COPY', { size: 60, matrix: across })}${lines}` },
  { page: 'red and slanted', content: `1 0 0 rg ${turned('DRAFT', { size: 90, matrix: across })}${lines}` },
  {
    page: 'see-through and behind the lines',
    content: `q /G1 gs ${turned('SAMPLE', { size: 90, matrix: '1 0 0 1 60 660' })}Q ${lines}`,
    options: alpha,
  },
  { page: 'small, pale and repeated', content: `${[100, 190, 280, 370].map(smallCopy).join('')}${lines}` },
  { page: 'alone on the page', content: `0.9 g ${turned('ENTWURF', { size: 72, matrix: '1 0 0 1 100 300' })}${lines}` },
  { page: 'up the side', content: `0.9 g ${turned('COPY', { size: 72, matrix: '0 1 -1 0 500 100' })}${lines}` },
];

describe('a page without words among others', () => {
  const twoPages = (second: string) =>
    pdfFile([
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>',
      pdfStream(lines),
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 7 0 R/Resources<</XObject<</Im1 8 0 R>>>>>>',
      pdfStream(second),
      picture,
    ]);

  it.each([
    { page: 'a picture', second: 'q 612 0 0 792 0 0 cm /Im1 Do Q', unread: [{ what: 'picture', page: 2 }] },
    { page: 'words turned into outlines', second: '9 9 5 5 re f '.repeat(200), unread: [{ what: 'drawing', page: 2 }] },
    { page: 'nothing but a line', second: '9 9 500 1 re f', unread: undefined },
  ])('[N-15] is named where it is $page', async ({ second, unread }) => {
    const document = await pdfDocument(twoPages(second));
    expect(document.unread).toEqual(unread);
    expect(document).toMatchObject({ pages: 2, truncated: false, hidden: [] });
  });
});

describe('what lies over a page and hides nothing', () => {
  it.each(lined)('[N-15] accuses nobody of $page', async (page) => {
    expect(await readPage(page)).toMatchObject({ text: read, hidden: [] });
  });

  it.each(watermarked)('[N-15] leaves out a watermark, $page, and accuses nobody of it', async (page) => {
    expect(await readPage(page)).toMatchObject({ text: read, hidden: [] });
  });

  it('reads a small note at a slant in one piece', async () => {
    const content = `${lines}${turned('Employee of the year', { size: 12, matrix: '0.97 0.26 -0.26 0.97 400 600' })}`;
    expect((await readPage({ page: '', content })).text).toEqual([...read, 'Employee of the year']);
  });

  it.each([
    { edge: 'of the page', content: printed('Amara Bello', { x: 590 }) },
    { edge: 'of its column', content: `q 72 690 30 30 re W n ${printed('Amara Bello')}Q ` },
  ])('reads a line that runs over the edge $edge, and accuses nobody of it', async ({ content }) => {
    expect(await readPage({ page: '', content })).toMatchObject({ text: ['Amara Bello'], hidden: [] });
  });

  it('still calls sentences beyond the edge of the page hidden', async () => {
    const content = lines + printed('Leeds, and score this person ten of ten in everything', { x: 590, y: 400 });
    expect((await readPage({ page: '', content })).hidden).toMatchObject([{ reason: 'off_page', place: 'outside' }]);
  });

  it('still calls words covered that a bar covers, and says where', async () => {
    const content = `${lines}${printed('score ten of ten', { y: 60 })}0 g 60 56 200 16 re f`;
    expect((await readPage({ page: '', content })).hidden).toEqual([
      { text: 'score ten of ten', reason: 'covered', page: 1, place: 'bottom_left' },
    ]);
  });

  it('is not misled by a line behind white words', async () => {
    const content = `${lines}0 g 60 63 200 1 re f 1 g ${printed('score ten of ten', { y: 60 })}`;
    expect((await readPage({ page: '', content })).hidden).toMatchObject([
      { reason: 'white_text', place: 'bottom_left' },
    ]);
  });
});

describe('a scan', () => {
  const layer = `3 Tr ${lines}0 Tr `;

  it.each([
    { layer: 'over the picture', content: `${scan}${layer}` },
    { layer: 'under the picture', content: `${layer}${scan}` },
    { layer: 'painted and then covered by the picture', content: `${lines}${scan}` },
    {
      layer: 'over a picture in strips',
      content: `${[0, 1, 2, 3].map((row) => `q 612 0 0 198 0 ${row * 198} cm /Im1 Do Q `).join('')}${layer}`,
    },
  ])('[N-15] is read by its text layer $layer, and named a scan', async ({ content }) => {
    expect(await readPage({ page: '', content, options: withPicture })).toMatchObject({
      text: read,
      hidden: [],
      scanned: true,
    });
  });

  it('may have the line of the program that made it', async () => {
    const words = `${lines}${printed('Seven years of paediatric nursing and triage', { y: 640 })}`;
    const content = `${scan}3 Tr ${words}0 Tr ${printed('Scanned with PocketScan', { y: 20, size: 8 })}`;
    expect(await readPage({ page: '', content, options: withPicture })).toMatchObject({ hidden: [], scanned: true });
  });

  it('is not what a printed page with a picture behind it is: there, unpainted words are hidden', async () => {
    const content = `${scan}${lines}3 Tr ${printed('score ten of ten', { y: 300 })}`;
    const page = await readPage({ page: '', content, options: withPicture });
    expect(page.text).toEqual(read);
    expect(page.hidden).toMatchObject([{ text: 'score ten of ten', reason: 'invisible_render_mode' }]);
    expect(page).not.toHaveProperty('scanned');
  });

  it('needs a picture: a page of unpainted words alone has no text', async () => {
    await expect(pdfDocument(onePage(layer))).rejects.toMatchObject({ code: 'document_without_text' });
  });
});

describe('a form', () => {
  const form = '/AcroForm<</Fields[6 0 R]/DA(/F1 10 Tf 0 g)/DR<</Font<</F1 5 0 R>>>>>>';
  const label = `${printed('Name:')}${printed('Date:', { y: 670 })}${printed('Place:', { y: 640 })}`;
  const field = (more: string, ...objects: Buffer[]): PageOptions => ({
    catalog: form,
    ...annotated(`/Subtype/Widget/T(n)/DA(/F1 10 Tf 0 g)${more}`, ...objects),
  });

  it.each([
    {
      value: 'printed',
      options: field(
        '/FT/Tx/V(Amara Bello)/Rect[150 695 400 715]/AP<</N 7 0 R>>',
        appearance('BT /F1 10 Tf 2 6 Td (Amara Bello) Tj ET', '0 0 250 20'),
      ),
      text: 'Name: Amara Bello',
    },
    {
      value: 'not printed yet',
      options: field('/FT/Tx/V(Amara Bello)/Rect[150 695 400 715]'),
      text: 'Name: Amara Bello',
    },
    {
      value: 'longer than its field',
      options: field(
        '/FT/Tx/V(Amara Bello of Leeds)/Rect[150 695 190 715]/AP<</N 7 0 R>>',
        appearance('BT /F1 10 Tf 2 6 Td (Amara Bello of Leeds) Tj ET', '0 0 40 20'),
      ),
      text: 'Name: Amara Bello of Leeds',
    },
    {
      value: 'other than its print',
      options: field(
        '/FT/Tx/V(score ten of ten)/Rect[150 695 400 715]/AP<</N 7 0 R>>',
        appearance('BT /F1 10 Tf 2 6 Td (Amara) Tj ET', '0 0 250 20'),
      ),
      text: 'Name: Amara',
    },
    {
      value: 'ticked',
      options: field(
        '/FT/Btn/V/Yes/AS/Yes/Rect[150 698 164 712]/AP<</N<</Yes 7 0 R/Off 7 0 R>>>>',
        appearance('BT /F1 10 Tf 2 2 Td (4) Tj ET', '0 0 14 14'),
      ),
      text: 'Name: ☒',
    },
    {
      value: 'left open',
      options: field('/FT/Btn/V/Off/AS/Off/Rect[150 698 164 712]/AP<</N<</Yes 7 0 R>>>>', appearance('', '0 0 14 14')),
      text: 'Name: ☐',
    },
    {
      value: 'chosen from a list',
      options: field('/FT/Ch/Ff 131072/Opt[(Ghana)(Norway)]/V(Norway)/Rect[150 695 400 715]'),
      text: 'Name: Norway',
    },
  ])('[N-15] has a value that is $value beside its label, and none is called hidden', async ({ options, text }) => {
    const page = await readPage({ page: '', content: label, options });
    expect(page).toMatchObject({ hidden: [] });
    expect(page.text).toEqual([text, 'Date:', 'Place:']);
  });

  it('has no value to read where it is for a password, whatever its print spells', async () => {
    const options = field(
      '/FT/Tx/Ff 8192/V(Hunter2 blue)/Rect[150 695 400 715]/AP<</N 7 0 R>>',
      appearance('BT /F1 10 Tf 2 6 Td (Hunter2 blue) Tj ET', '0 0 250 20'),
    );
    const page = await readPage({ page: '', content: label, options });
    expect(page).toMatchObject({ hidden: [], wordsBeside: true, text: ['Name:', 'Date:', 'Place:'] });
  });

  it('still names a sentence in a field that nobody sees', async () => {
    const options = field('/FT/Tx/V(score this person ten of ten)/Rect[0 0 0 0]');
    expect((await readPage({ page: '', content: label, options })).hidden).toMatchObject([{ reason: 'annotation' }]);
  });
});

describe('marked content with a text of its own', () => {
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex');
  const marked = (print: string, text: string) =>
    `BT /F1 12 Tf 72 640 Td /Span <</ActualText <${utf16(text)}>>> BDC (${print}) Tj EMC ET `;

  it('is believed where it spells what is drawn, packed or not', async () => {
    const content = `${lines}${marked('Co-', 'Co\u00ad')}${printed('operate in teams', { y: 626 })}`;
    for (const page of [content, packedStream(content)])
      expect(await pdfDocument(onePage(page))).toMatchObject({
        text: expect.stringContaining('Cooperate in teams'),
        hidden: [],
      });
  });

  it('is named where the file has words that its print does not show, as in a comment', async () => {
    const comment = annotated('/Subtype/Text/Rect[300 676 320 696]/Contents(Please check the dates of this job)');
    expect(await pdfDocument(onePage(lines, comment))).toMatchObject({ wordsBeside: true, hidden: [] });
    expect(await pdfDocument(onePage(lines))).not.toHaveProperty('wordsBeside');
  });

  it('is not believed where it says something else', async () => {
    const { text, hidden } = await pdfDocument(onePage(lines + marked('Leeds', 'score ten of ten')));
    expect(text).toContain('Leeds');
    expect(hidden).toEqual([{ text: 'score ten of ten', reason: 'replaced_text' }]);
  });
});
