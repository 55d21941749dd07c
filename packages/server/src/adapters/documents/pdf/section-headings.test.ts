import { describe, expect, it } from 'vitest';
import { onePage, printed } from '../../../../../../scripts/fixtures/pdf-bytes.ts';
import { documentKind } from '../document-kind.ts';
import { pdfDocument } from './pdf-document.ts';

type Column = readonly string[];
const LEFT = [
  'CONTACT',
  'Amara Bello',
  '12 Mill Lane',
  'Northfield',
  '0161 555 0100',
  'SKILLS',
  'Triage',
  'Wound care',
];
const RIGHT = [
  'EXPERIENCE',
  'Registered Nurse',
  'Northfield Hospital',
  'Led triage at night',
  'Taught four students',
  'EDUCATION',
  'BSc Nursing',
  'Leeds, 2016',
];

/** A page of two columns whose lines stand on the same heights. */
const page = (left: Column, right: Column, { x = 240, pitch = 16 } = {}) =>
  onePage(
    [
      ...left.map((text, index) => printed(text, { y: 700 - index * pitch })),
      ...right.map((text, index) => printed(text, { x, y: 700 - index * pitch })),
    ].join(''),
  );
const linesOf = async (pdf: Buffer) => (await pdfDocument(pdf)).text.split(/\n+/u);

describe('two columns whose lines stand on the same heights', () => {
  it.each([
    { name: 'of eight lines', left: LEFT, right: RIGHT, options: {} },
    { name: 'of four lines', left: LEFT.slice(0, 4), right: RIGHT.slice(0, 4), options: {} },
    { name: 'of five and eight lines', left: LEFT.slice(0, 5), right: RIGHT, options: {} },
    { name: 'with a wide gap', left: LEFT, right: RIGHT, options: { x: 320 } },
    { name: 'with wide lines', left: LEFT, right: RIGHT, options: { pitch: 30 } },
    {
      name: 'in German',
      left: ['Kontakt', 'Amara Bello', 'Nordfeld'],
      right: ['Berufserfahrung:', 'Pflegefachkraft', 'Klinik Nordfeld'],
      options: {},
    },
    {
      name: 'in French',
      left: ['COMP\u00c9TENCES', 'Triage', 'Soins'],
      right: ['FORMATION', 'Licence', 'Lille'],
      options: {},
    },
  ])('are read one after the other: $name', async ({ left, right, options }) => {
    expect((await linesOf(page(left, right, options))).join(' ')).toBe([...left, ...right].join(' '));
  });

  it.each([
    [
      'dates beside jobs',
      ['2019-2022', '2016-2019', '2014-2016'],
      ['Nurse, Northfield', 'Nurse, Lakeside', 'Carer, Elm'],
    ],
    ['labels beside values', ['Languages', 'Skills', 'Education'], ['English, French', 'Excel, Word', 'BSc Nursing']],
    ['a head of its own', ['Language', 'French', 'German'], ['Level', 'fluent', 'basic']],
    ['tools and years', ['Tools', 'Excel', 'Word'], ['Years', 'six', 'four']],
  ])('are rows of a table: %s', async (_, left, right) => {
    expect(await linesOf(page(left, right))).toEqual(left.map((text, index) => `${text} ${right[index] ?? ''}`));
  });
});

describe('a PDF behind other bytes', () => {
  const behind = (bytes: number, pdf = page(LEFT, RIGHT)) => Buffer.concat([Buffer.alloc(bytes, 'x\n'), pdf]);

  it('is read where it begins within the first 1,024', async () => {
    for (const bytes of [7, 1_024]) {
      const file = behind(bytes);
      expect(await documentKind(file, { fileName: 'resume.pdf' })).toBe('pdf');
      expect((await linesOf(file)).join(' ')).toBe([...LEFT, ...RIGHT].join(' '));
    }
  });

  it('is none further on, nor is a text that names one', async () => {
    await expect(documentKind(behind(1_040), { fileName: 'resume.pdf' })).rejects.toMatchObject({
      code: 'document_unreadable',
    });
    expect(await documentKind(Buffer.from('I know %PDF-1.7 well.'), {})).toBe('text');
  });
});
