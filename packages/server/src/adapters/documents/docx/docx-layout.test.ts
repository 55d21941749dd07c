import { describe, expect, it } from 'vitest';
import { paragraph, run } from '../../../../../../scripts/fixtures/zip-bytes.ts';
import { docxDocument } from './docx-document.ts';
import { wordFile, xmlPart } from './test-office-packages.ts';

const words = paragraph(run('Registered Nurse'));
const textOf = (file: Buffer) => docxDocument(file).text;
const control = (content: string, properties = '') =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const prompt = '<w:showingPlcHdr/>';

describe('the text of a DOCX', () => {
  it('shows what a program put into a control without taking the mark of the prompt away', () => {
    const glossary = xmlPart(
      'glossaryDocument',
      `<w:docParts><w:docPart><w:docPartPr><w:name w:val="P1"/></w:docPartPr><w:docPartBody>${paragraph(run('Your name'))}</w:docPartBody></w:docPart></w:docParts>`,
    );
    const placeholder = `<w:placeholder><w:docPart w:val="P1"/></w:placeholder>${prompt}`;
    const file = (shown: string) =>
      wordFile(
        words + control(paragraph(run(shown)), placeholder),
        [{ name: 'word/glossary/document.xml', data: glossary }],
        [['g', 'glossaryDocument', 'glossary/document.xml']],
      );
    expect(textOf(file('Amara Bello'))).toBe('Registered Nurse\nAmara Bello');
    expect(textOf(file('Your name'))).toBe('Registered Nurse');
  });

  it('numbers lists as they are printed, by paragraph and by style', () => {
    const level = (at: number, format: string, text: string) =>
      `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = xmlPart(
      'numbering',
      `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '%1.%2)')}</w:abstractNum>` +
        `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '\uf0b7')}</w:abstractNum>` +
        `<w:abstractNum w:abstractNumId="2">${level(0, 'upperRoman', '%1')}</w:abstractNum>` +
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>' +
        '<w:num w:numId="3"><w:abstractNumId w:val="2"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride></w:num>',
    );
    const styles = xmlPart(
      'styles',
      '<w:style w:type="paragraph" w:styleId="ListBullet"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>' +
        '<w:style w:type="paragraph" w:styleId="Mine"><w:basedOn w:val="ListBullet"/></w:style>',
    );
    const item = (id: string, at: string, text: string) =>
      `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr></w:pPr>${run(text)}</w:p>`;
    const styled = `<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr>${run('Styled')}</w:p>`;
    const body = [
      item('1', '0', 'One'),
      item('1', '1', 'Under'),
      item('1', '1', 'Under too'),
      item('1', '0', 'Two'),
      item('1', '1', 'Again'),
      item('3', '0', 'Four'),
      item('0', '0', 'Plain'),
      styled,
    ].join('');
    const file = wordFile(
      body,
      [
        { name: 'word/numbering.xml', data: numbering },
        { name: 'word/styles.xml', data: styles },
      ],
      [
        ['n', 'numbering', 'numbering.xml'],
        ['s', 'styles', 'styles.xml'],
      ],
    );
    expect(textOf(file)).toBe('1. One\n1.a) Under\n1.b) Under too\n2. Two\n2.a) Again\nIV Four\nPlain\n• Styled');
  });

  it('has each header once, the one of the first page first, and the lines that only another one has', () => {
    const header = (...lines: string[]) => xmlPart('hdr', lines.map((line) => paragraph(run(line))).join(''));
    const reference = (type: string, id: string) => `<w:headerReference w:type="${type}" r:id="${id}"/>`;
    const file = wordFile(
      `${words}<w:sectPr>${reference('default', 'h1')}${reference('first', 'h2')}</w:sectPr>`,
      [
        { name: 'word/header1.xml', data: header('Amara Bello', 'Page 2') },
        { name: 'word/header2.xml', data: header('AMARA BELLO', 'Leeds') },
      ],
      [
        ['h1', 'header', 'header1.xml'],
        ['h2', 'header', 'header2.xml'],
      ],
    );
    expect(textOf(file)).toBe('AMARA BELLO\nLeeds\n\nPage 2\n\nRegistered Nurse');
  });

  it('accuses nobody of white words that stand on a shape of the header or within an outline', () => {
    const white = '<w:color w:val="FFFFFF"/>';
    const sidebar =
      '<w:p><w:r><w:drawing><wp:anchor><wp:extent cx="2500000" cy="9000000"/></wp:anchor></w:drawing></w:r></w:p>';
    const parts = [{ name: 'word/header1.xml', data: xmlPart('hdr', sidebar) }];
    expect(docxDocument(wordFile(paragraph(run('Amara', white)), parts))).toMatchObject({ text: 'Amara', hidden: [] });
    const outlined = run('Amara', `${white}<w14:textOutline><a:solidFill/></w14:textOutline>`);
    expect(docxDocument(wordFile(paragraph(outlined)))).toMatchObject({ text: 'Amara', hidden: [] });
    const small = sidebar.replace('2500000', '100000');
    expect(
      docxDocument(
        wordFile(words + paragraph(run('secret', white)), [{ name: 'word/header1.xml', data: xmlPart('hdr', small) }]),
      ),
    ).toMatchObject({ hidden: [{ text: 'secret', reason: 'white_text' }] });
  });

  it.each([
    {
      how: 'a box in a hidden run',
      body: `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:pict><v:textbox><w:txbxContent>${paragraph(run('secret'))}</w:txbxContent></v:textbox></w:pict></w:r></w:p>`,
    },
    {
      how: 'a frame that is not shown',
      body: `<w:p><w:r><w:drawing><wp:anchor><wp:docPr hidden="1"/><w:txbxContent>${paragraph(run('secret'))}</w:txbxContent></wp:anchor></w:drawing></w:r></w:p>`,
    },
    {
      how: 'a hidden formula',
      body: '<w:p><m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>secret</m:t></m:r></m:oMath></w:p>',
    },
  ])('still keeps out what is hidden: $how', ({ body }) => {
    expect(docxDocument(wordFile(words + body))).toMatchObject({
      text: 'Registered Nurse',
      hidden: [{ text: 'secret', reason: 'vanish' }],
    });
  });
});
