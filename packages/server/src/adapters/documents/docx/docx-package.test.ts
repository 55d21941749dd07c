import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { paragraph, run, zipFile } from '../../../../../../scripts/fixtures/zip-bytes.ts';
import { documentKind } from '../document-kind.ts';
import { docxDocument } from './docx-document.ts';
import { contentTypes, relationships, xmlPart, zip64 } from './test-office-packages.ts';

const handed = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../../../../tests/cases/resume', `resume-${name}.docx`));
const words = paragraph(run('Registered Nurse'));
const textOf = (file: Buffer) => docxDocument(file).text;

describe('a DOCX that people have', () => {
  it.each([
    ['d01-sdt-placeholder', 'Amara Bello\nRegistered Nurse'],
    ['d05-sym-bullets-and-wingdings', '• Triage of forty children\nExcel≥2016 and C#'],
    ['d08-smartart-diagram', 'Amara Bello\nRegistered Nurse, Northfield Hospital\n\nTriage, IV therapy, mentoring'],
    ['d13-other-ns-prefix', 'Amara Bello\nRegistered Nurse, Northfield Hospital'],
    ['d14-header-name-first-page', 'Amara Bello, amara@example.test\n\nRegistered Nurse, Northfield Hospital'],
    ['d16-caps-and-numbered', 'AMARA BELLO\n• Led triage\n• Cut waiting time'],
    ['d23-ruby-japanese', '看護師\n七年間'],
  ])('[N-15] is read as it is printed, whatever program wrote it: %s', (name, text) => {
    expect(docxDocument(handed(name))).toEqual({ kind: 'docx', text, hidden: [], truncated: false });
  });
});

describe('the package of a DOCX', () => {
  const document = xmlPart('document', `<w:body>${words}</w:body>`);
  const strict = `<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body><x:p><x:r><x:t>Registered Nurse</x:t></x:r></x:p></x:body></x:document>`;
  const plain =
    '<document xmlns="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><body><p><pPr><rPr/></pPr>' +
    '<r><rPr><caps val="0"/></rPr><t>Registered Nurse</t></r></p></body></document>';
  const packed = (name: string, data: string, target = name) =>
    zipFile([contentTypes(name), relationships('_rels/.rels', ['a', 'officeDocument', target]), { name, data }]);

  it.each([
    { how: 'named as Word Online does', file: packed('word/document2.xml', document) },
    { how: 'linked by an absolute path', file: packed('word/document.xml', document, '/word/document.xml') },
    { how: 'in another folder', file: packed('content/main.xml', document) },
    { how: 'with a name in capitals', file: packed('WORD/DOCUMENT.XML', document, 'word/document.xml') },
    { how: 'with slashes of Windows', file: packed('word\\document.xml', document, 'word/document.xml') },
    { how: 'in strict namespaces', file: packed('word/document.xml', strict) },
    { how: 'in a default namespace', file: packed('word/document.xml', plain) },
    {
      how: 'in UTF-16',
      file: zipFile([
        contentTypes('word/document.xml'),
        { name: 'word/document.xml', data: Buffer.from(`\ufeff${document}`, 'utf16le') },
      ]),
    },
    {
      how: 'named only by its content type',
      file: zipFile([contentTypes('doc.xml'), { name: 'doc.xml', data: document }]),
    },
  ])('is found by its links: $how', ({ file }) => {
    expect(textOf(file)).toBe('Registered Nurse');
  });

  it.each([
    'application/vnd.ms-word.document.macroEnabled.main+xml',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml',
    'application/vnd.ms-word.template.macroEnabledTemplate.main+xml',
  ])('may be that of a template or hold macros, which are not opened: %s', async (type) => {
    const file = zipFile([contentTypes('main.xml', type), { name: 'main.xml', data: document }]);
    expect(await documentKind(file, { fileName: 'cv.docm' })).toBe('docx');
    expect(textOf(file)).toBe('Registered Nurse');
  });

  it('is in the encoding that its XML declares', () => {
    const data = Buffer.from(document.replace('UTF-8', 'windows-1252').replace('Nurse', 'Pflegekräfte'), 'latin1');
    expect(textOf(zipFile([contentTypes('word/document.xml'), { name: 'word/document.xml', data }]))).toBe(
      'Registered Pflegekräfte',
    );
  });

  it('may be a ZIP64, written as a stream', () => {
    expect(textOf(zip64('word/document.xml', document))).toBe('Registered Nurse');
  });
});
