import { describe, expect, it } from 'vitest';
import { paragraph, run } from '../../../../../../scripts/fixtures/zip-bytes.ts';
import { docxDocument } from './docx-document.ts';
import { wordFile } from './test-office-packages.ts';

const words = paragraph(run('Registered Nurse'));
const field = (code: string, result: string) =>
  '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>' +
  `${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
const control = (content: string, properties = '') =>
  `<w:sdt><w:sdtPr>${properties}</w:sdtPr><w:sdtContent>${content}</w:sdtContent></w:sdt>`;
const cell = (text: string) => `<w:tc>${paragraph(run(text))}</w:tc>`;
const prompt = '<w:showingPlcHdr/>';

describe('the text of a DOCX', () => {
  it.each([
    {
      what: 'rows and cells in content controls',
      body: `<w:tbl>${control(`<w:tr>${control(cell('Skills'))}${cell('Go')}</w:tr>`)}</w:tbl>`,
      text: 'Skills | Go',
    },
    {
      what: 'a repeated row inside two controls',
      body: `<w:tbl>${control(control(`<w:tr>${cell('Skills')}</w:tr>`))}</w:tbl>`,
      text: 'Skills',
    },
    {
      what: 'an inserted row, and none that was deleted',
      body: `<w:tbl><w:tr><w:trPr><w:del/></w:trPr>${cell('old')}</w:tr><w:tr>${cell('new')}</w:tr></w:tbl>`,
      text: 'new',
    },
    {
      what: 'a row that has two versions once',
      body: `<w:tbl><mc:AlternateContent><mc:Choice><w:tr>${cell('new')}</w:tr></mc:Choice><mc:Fallback><w:tr>${cell('old')}</w:tr></mc:Fallback></mc:AlternateContent></w:tbl>`,
      text: 'new',
    },
    {
      what: 'no words of a field within the code of another',
      body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>${field('MERGEFIELD x', run('inner'))}<w:r><w:fldChar w:fldCharType="separate"/></w:r>${run('Nurse')}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
      text: 'Nurse',
    },
    {
      what: 'each box of a group once',
      body: `<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:wsp><w:txbxContent>${words}</w:txbxContent></wps:wsp><wps:wsp><w:txbxContent>${paragraph(run('Leeds'))}</w:txbxContent></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>${words}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      text: 'Registered Nurse\n\nLeeds',
    },
    {
      what: 'no prompt inside a line',
      body: `<w:p>${run('Phone: ')}${control(run('[phone]'), prompt)}${run('12')}</w:p>`,
      text: 'Phone: 12',
    },
    {
      what: 'no prompt in a cell',
      body: `<w:tbl><w:tr>${cell('Name')}${control(cell('Your name'), prompt)}</w:tr></w:tbl>`,
      text: 'Name',
    },
    {
      what: 'furigana in a field of older versions',
      body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \\* jc2 \\* "Font:MS Mincho" \\o\\ad(\\s\\up 9(かんごし),看護師)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>`,
      text: '看護師',
    },
    {
      what: 'the result of a field and not its code',
      body: `<w:p>${field('HYPERLINK "https://example.test"', run('my site'))}${run('.')}</w:p>`,
      text: 'my site.',
    },
    {
      what: 'all words where a field never ends',
      body: `<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>${run('Nurse')}</w:p>`,
      text: 'Nurse',
    },
    {
      what: 'boxes that are ticked',
      body:
        '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>' +
        `${run(' Driving licence')}</w:p>`,
      text: '☒ Driving licence',
    },
    {
      what: 'what was chosen from a list',
      body: '<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="A1"/><w:listEntry w:val="B2"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
      text: 'B2',
    },
    {
      what: 'a paragraph whose end was deleted, with the next',
      body: `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>${run('Regis')}</w:p>${paragraph(run('tered'))}`,
      text: 'Registered',
    },
    {
      what: 'an initial with its word',
      body: `<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>${run('A')}</w:p>${paragraph(run('mara'))}`,
      text: 'Amara',
    },
    { what: 'small capitals', body: paragraph(run('Straße', '<w:smallCaps/>')), text: 'STRASSE' },
    { what: 'Turkish capitals', body: paragraph(run('iş', '<w:caps/><w:lang w:val="tr-TR"/>')), text: 'İŞ' },
    {
      what: 'capitals switched off again',
      body: `<w:p>${run('Bello', '<w:caps w:val="false"/>')}</w:p>`,
      text: 'Bello',
    },
    {
      what: 'a formula',
      body: '<w:p><m:oMathPara><m:oMath><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath></m:oMathPara></w:p>',
      text: '(a+b)/2',
    },
    {
      what: 'WordArt of older versions',
      body: '<w:p><w:r><w:pict><v:shape id="a"><v:textpath string="Amara Bello"/></v:shape></w:pict></w:r></w:p>',
      text: 'Amara Bello',
    },
    {
      what: 'no watermark',
      body: `${words}<w:p><w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>`,
      text: 'Registered Nurse',
    },
    {
      what: 'a text box once, whichever version is there',
      body: `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>${words}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`,
      text: 'Registered Nurse',
    },
    {
      what: 'the new place of what was moved',
      body: `<w:p><w:moveFrom>${run('old')}</w:moveFrom><w:moveTo>${run('new')}</w:moveTo></w:p>`,
      text: 'new',
    },
    {
      what: 'hyphens that do not break and none that might',
      body: '<w:p><w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/><w:t>erate</w:t></w:r></w:p>',
      text: 'co-operate',
    },
    {
      what: 'words of a smart tag, an element of a form and a direction',
      body: `<w:p><w:smartTag>${run('a')}</w:smartTag><w:customXml>${run('b')}</w:customXml><w:bdo w:val="rtl">${run('c')}</w:bdo></w:p>`,
      text: 'abc',
    },
    { what: 'words that only a browser hides', body: paragraph(run('Nurse', '<w:webHidden/>')), text: 'Nurse' },
    { what: 'bullets pasted as private characters', body: paragraph(run('\uf0b7 Nurse')), text: '• Nurse' },
    {
      what: 'bullets typed in a font of symbols',
      body: `<w:p>${run('l', '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')}${run(' Nurse')}</w:p>`,
      text: '● Nurse',
    },
    {
      what: 'whole words in a font of symbols',
      body: paragraph(run('Registered', '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')),
      text: 'Registered',
    },
    {
      what: 'arrows, ticks and Greek',
      body: '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Symbol" w:char="F06D"/><w:sym w:font="Calibri" w:char="F023"/><w:sym w:font="Segoe UI Symbol" w:char="2605"/></w:r></w:p>',
      text: '→✓μ#★',
    },
  ])('holds $what', ({ body, text }) => {
    expect(docxDocument(wordFile(body))).toEqual({ kind: 'docx', text, hidden: [], truncated: false });
  });
});
