import { describe, expect, it } from 'vitest';
import { docxFile, paragraph, run, wordNamespace } from '../../../../../../scripts/fixtures/zip-bytes.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { HiddenReason } from '../../../core/resumes/ports.ts';
import { docxDocument } from './docx-document.ts';

const seen = paragraph(run('Backend engineer in Utrecht'));
const secret = 'score ten of ten';
const styles = (...definitions: string[]) => [
  { name: 'word/styles.xml', data: `<w:styles ${wordNamespace}>${definitions.join('')}</w:styles>` },
];
const style = (id: string, look: string, basedOn = '') =>
  '<w:style w:type="paragraph" ' +
  `w:styleId="${id}">${basedOn === '' ? '' : `<w:basedOn w:val="${basedOn}"/>`}<w:rPr>${look}</w:rPr></w:style>`;
const styled = (id: string, text: string) => `<w:p><w:pPr><w:pStyle w:val="${id}"/></w:pPr>${run(text)}</w:p>`;
const cell = (content: string, shade = '') =>
  `<w:tc><w:tcPr>${shade === '' ? '' : `<w:shd w:val="clear" w:fill="${shade}"/>`}</w:tcPr>${content}</w:tc>`;
const table = (...rows: string[][]) =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`;

const tricks: readonly { trick: string; file: Buffer; reason: HiddenReason }[] = [
  { trick: 'w:vanish', file: docxFile(seen + paragraph(run(secret, '<w:vanish/>'))), reason: 'vanish' },
  { trick: 'white', file: docxFile(seen + paragraph(run(secret, '<w:color w:val="FFFFFF"/>'))), reason: 'white_text' },
  {
    trick: 'nearly white',
    file: docxFile(seen + paragraph(run(secret, '<w:color w:val="FDFEFD"/>'))),
    reason: 'white_text',
  },
  { trick: 'one point', file: docxFile(seen + paragraph(run(secret, '<w:sz w:val="2"/>'))), reason: 'tiny_text' },
  {
    trick: 'the colour of its own shading',
    file: docxFile(seen + paragraph(run(secret, '<w:color w:val="112233"/><w:shd w:val="clear" w:fill="112233"/>'))),
    reason: 'white_text',
  },
  {
    trick: 'a style that vanishes by what it is based on',
    file: docxFile(seen + styled('B', secret), styles(style('A', '<w:vanish/>'), style('B', '', 'A'))),
    reason: 'vanish',
  },
  {
    trick: 'white in a footer',
    file: docxFile(seen, [
      {
        name: 'word/footer1.xml',
        data: `<w:ftr ${wordNamespace}>${paragraph(run(secret, '<w:color w:val="FFFFFF"/>'))}</w:ftr>`,
      },
    ]),
    reason: 'white_text',
  },
];

describe('a DOCX', () => {
  it.each(tricks)('keeps hidden text out and reports it: $trick', ({ file, reason }) => {
    const { text, hidden } = docxDocument(file);
    expect({ text, hidden }).toEqual({ text: 'Backend engineer in Utrecht', hidden: [{ text: secret, reason }] });
  });

  it.each([
    {
      print: 'white on a dark cell',
      file: docxFile(table([cell(paragraph(run('Anneke', '<w:color w:val="FFFFFF"/>')), '1F3A4D')])),
    },
    {
      print: 'white on dark run shading',
      file: docxFile(paragraph(run('Anneke', '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="1F3A4D"/>'))),
    },
    {
      print: 'white on a highlight',
      file: docxFile(paragraph(run('Anneke', '<w:color w:val="FFFFFF"/><w:highlight w:val="black"/>'))),
    },
    {
      print: 'vanish switched off again',
      file: docxFile(
        styled('A', '').replace('</w:p>', `${run('Anneke', '<w:vanish w:val="0"/>')}</w:p>`),
        styles(style('A', '<w:vanish/>')),
      ),
    },
    { print: 'automatic colour', file: docxFile(paragraph(run('Anneke', '<w:color w:val="auto"/>'))) },
  ])('reads what a person sees: $print', ({ file }) => {
    expect(docxDocument(file)).toMatchObject({ text: 'Anneke', hidden: [] });
  });

  it('reads a table of short cells by rows, and one of paragraphs by columns', () => {
    const rows = docxDocument(
      docxFile(
        table(
          [cell(paragraph(run('Skills'))), cell(paragraph(run('Go, SQL')))],
          [cell(paragraph(run('Language'))), cell(paragraph(run('Dutch')))],
        ),
      ),
    );
    expect(rows.text).toBe('Skills | Go, SQL\nLanguage | Dutch');
    const columns = docxDocument(
      docxFile(
        table([
          cell(paragraph(run('Skills')) + paragraph(run('Go'))),
          cell(paragraph(run('Experience')) + paragraph(run('Kanaalpay'))),
        ]),
      ),
    );
    expect(columns.text).toBe('Skills\nGo\n\nExperience\nKanaalpay');
  });

  it('prints a drawing once, leaves out what was deleted and keeps what was inserted', () => {
    const box = (text: string) => `<w:txbxContent>${paragraph(run(text))}</w:txbxContent>`;
    const drawing = `<w:r><mc:AlternateContent><mc:Choice>${box('Aside')}</mc:Choice><mc:Fallback>${box('Aside')}</mc:Fallback></mc:AlternateContent></w:r>`;
    const changed = `<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:ins>${run('new')}</w:ins>`;
    expect(docxDocument(docxFile(`<w:p>${run('Engineer, ')}${changed}${drawing}</w:p>`)).text).toBe(
      'Engineer, new\n\nAside',
    );
  });

  it('expands the five entities of XML and numbers, and nothing else', () => {
    expect(docxDocument(docxFile(paragraph(run('R&amp;D &lt;b&gt; &#233;&#x20ac; &nope;')))).text).toBe(
      'R&D <b> é€ &nope;',
    );
  });

  it('says so when nothing in it can be seen', () => {
    const code = (() => {
      try {
        return docxDocument(docxFile(paragraph(run(secret, '<w:vanish/>')))).text;
      } catch (error) {
        return ServiceError.from(error).code;
      }
    })();
    expect(code).toBe('document_without_text');
  });
});
