import { describe, expect, it } from 'vitest';
import { paragraph, run } from '../../../../../../scripts/fixtures/zip-bytes.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import { docxDocument } from './docx-document.ts';
import { officeNamespaces, wordFile } from './test-office-packages.ts';

const words = paragraph(run('Registered Nurse'));
const textOf = (file: Buffer) => docxDocument(file).text;
function refusalOf(file: Buffer): string | undefined {
  try {
    return docxDocument(file).text;
  } catch (error) {
    return ServiceError.from(error).detail;
  }
}

describe('what a DOCX shows beside its text', () => {
  const frame = (content: string, size = 'cx="3000000" cy="3000000"') =>
    `<w:p><w:r><w:drawing><wp:inline><wp:extent ${size}/><a:graphic><a:graphicData>${content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
  const picture = '<pic:pic/>';
  const pageBreak = '<w:p><w:r><w:lastRenderedPageBreak/><w:t>Work</w:t></w:r></w:p>';

  it.each([
    {
      what: 'a picture, with the words before it',
      body: words + frame(picture),
      unread: [{ what: 'picture', after: 'Registered Nurse' }],
    },
    {
      what: 'a picture on a page that Word noted',
      body: words + pageBreak + frame(picture),
      unread: [{ what: 'picture', page: 2, after: 'Work' }],
    },
    {
      what: 'a picture of older versions',
      body: `${words}<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>`,
      unread: [{ what: 'picture', after: 'Registered Nurse' }],
    },
    {
      what: 'an object of another program, not also its picture',
      body: `${words}<w:p><w:r><w:object><v:shape><v:imagedata/></v:shape></w:object></w:r></w:p>`,
      unread: [{ what: 'object', after: 'Registered Nurse' }],
    },
    {
      what: 'a diagram without its data',
      body: words + frame('<dgm:relIds r:dm="none"/>'),
      unread: [{ what: 'diagram', after: 'Registered Nurse' }],
    },
    {
      what: 'a chart without its data',
      body: words + frame('<c:chart r:id="none"/>'),
      unread: [{ what: 'chart', after: 'Registered Nurse' }],
    },
    {
      what: 'ink',
      body: words + frame('<w14:contentPart/>'),
      unread: [{ what: 'drawing', after: 'Registered Nurse' }],
    },
    {
      what: 'a code of a font nobody knows',
      body: `<w:p>${run('Registered Nurse')}<w:r><w:sym w:font="Company Icons" w:char="E001"/></w:r></w:p>`,
      unread: [{ what: 'symbol', after: 'Registered Nurse' }],
    },
    {
      what: 'an embedded document that is not there',
      body: `${words}<w:altChunk r:id="none"/>`,
      unread: [{ what: 'document', after: 'Registered Nurse' }],
    },
    {
      what: 'a picture that has two versions once',
      body: `${words}<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>${picture}</w:drawing></mc:Choice><mc:Fallback><w:pict><v:imagedata/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      unread: [{ what: 'picture', after: 'Registered Nurse' }],
    },
  ])('[N-15] is named where it cannot be read: $what', ({ body, unread }) => {
    expect(docxDocument(wordFile(body))).toMatchObject({ text: expect.stringContaining('Registered Nurse'), unread });
  });

  it.each([
    { what: 'an icon', body: frame(picture, 'cx="200000" cy="200000"') },
    {
      what: 'a picture marked as decoration',
      body: frame(picture).replace(
        '<a:graphic>',
        '<wp:docPr><a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst></wp:docPr><a:graphic>',
      ),
    },
    { what: 'a line', body: frame('<wps:wsp><wps:spPr/></wps:wsp>') },
  ])('is not mentioned where it says nothing: $what', ({ body }) => {
    expect(docxDocument(wordFile(words + body))).not.toHaveProperty('unread');
  });

  it('is read from a diagram in the order of its outline, without prompts', () => {
    const point = (id: string, text: string, extra = '') =>
      `<dgm:pt modelId="${id}"${extra}><dgm:t><a:p><a:r><a:t>${text}</a:t></a:r></a:p></dgm:t></dgm:pt>`;
    const link = (from: string, to: string, order: number) =>
      `<dgm:cxn srcId="${from}" destId="${to}" srcOrd="${order}"/>`;
    const data =
      `<dgm:dataModel ${officeNamespaces}><dgm:ptLst>${point('2', 'Second')}${point('1', 'First')}${point('d', '', ' type="doc"')}` +
      '<dgm:pt modelId="3"><dgm:prSet phldr="1"/><dgm:t><a:p><a:r><a:t>[Text]</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst>' +
      `<dgm:cxnLst>${link('d', '2', 1)}${link('d', '1', 0)}${link('d', '3', 2)}</dgm:cxnLst></dgm:dataModel>`;
    const file = wordFile(
      words + frame('<dgm:relIds r:dm="d1"/>'),
      [{ name: 'word/diagrams/data1.xml', data }],
      [['d1', 'diagramData', 'diagrams/data1.xml']],
    );
    expect(textOf(file)).toBe('Registered Nurse\n\nFirst\nSecond');
  });

  it('is read from a chart', () => {
    const points = (...values: string[]) => values.map((value) => `<c:pt><c:v>${value}</c:v></c:pt>`).join('');
    const data =
      `<c:chartSpace ${officeNamespaces}><c:chart><c:title><a:p><a:r><a:t>Skills</a:t></a:r></a:p></c:title><c:plotArea><c:barChart>` +
      `<c:ser><c:cat>${points('Go', 'SQL')}</c:cat><c:val>${points('90', '70')}</c:val></c:ser></c:barChart></c:plotArea></c:chart></c:chartSpace>`;
    const file = wordFile(
      words + frame('<c:chart r:id="c1"/>'),
      [{ name: 'word/charts/chart1.xml', data }],
      [['c1', 'chart', 'charts/chart1.xml']],
    );
    expect(textOf(file)).toBe('Registered Nurse\n\nSkills\nGo: 90\nSQL: 70');
  });

  const archive =
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; charset="utf-8"\r\n' +
    'Content-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>Z=C3=BCrich h=\r\nospital</p></body></html>\r\n--x--\r\n';
  it.each([
    { kind: 'a web page', name: 'a.html', data: '<html><body><p>Zürich hospital</p></body></html>' },
    { kind: 'a web page in an archive', name: 'a.mht', data: archive },
    { kind: 'plain text', name: 'a.txt', data: 'Zürich hospital' },
    { kind: 'another DOCX', name: 'a.docx', data: wordFile(paragraph(run('Zürich hospital'))) },
  ])('is read from an embedded document: $kind', ({ name, data }) => {
    const file = wordFile(`${words}<w:altChunk r:id="k"/>`, [{ name: `word/${name}`, data }], [['k', 'aFChunk', name]]);
    expect(docxDocument(file)).toEqual({
      kind: 'docx',
      text: 'Registered Nurse\nZürich hospital',
      hidden: [],
      truncated: false,
    });
  });

  it.each([
    { kind: 'RTF', name: 'a.rtf', data: '{\\rtf1 Nurse}' },
    {
      kind: 'a web page that hides words',
      name: 'a.html',
      data: '<html><p style="display:none">ten of ten</p></html>',
    },
  ])('is named where an embedded document is not read: $kind', ({ name, data }) => {
    const file = wordFile(
      `${words}<w:altChunk r:id="k"/>`,
      [{ name: `word/${name}`, data }],
      [['k', 'aFChunk', `/word/${name}`]],
    );
    expect(docxDocument(file)).toMatchObject({ text: 'Registered Nurse', unread: [{ what: 'document' }] });
    const only = wordFile('<w:altChunk r:id="k"/>', [{ name: `word/${name}`, data }], [['k', 'aFChunk', name]]);
    expect(refusalOf(only)).toContain('save it as PDF');
  });

  it('ends with a document that holds itself', () => {
    const inner = wordFile(`${words}<w:altChunk r:id="k"/>`, [], [['k', 'aFChunk', 'a.docx']]);
    let file = inner;
    for (let depth = 0; depth < 6; depth += 1)
      file = wordFile(
        `${words}<w:altChunk r:id="k"/>`,
        [{ name: 'word/a.docx', data: file }],
        [['k', 'aFChunk', 'a.docx']],
      );
    expect(docxDocument(file)).toMatchObject({ unread: [{ what: 'document' }] });
  });
});
