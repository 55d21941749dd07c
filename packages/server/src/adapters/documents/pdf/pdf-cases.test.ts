import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { languageOf } from '../../../core/vocabulary/ports.ts';
import { pdfDocument } from './pdf-document.ts';

const folder = resolve(import.meta.dirname, '../../../../../../tests/cases/resume');
const readCase = (name: string) => pdfDocument(readFileSync(resolve(folder, `resume-${name}.pdf`)));

const cases: readonly { file: string; language: string; lines: readonly string[] }[] = [
  {
    file: 'p01-letter-spaced',
    language: 'en',
    lines: [
      'AMARA BELLO',
      'Paediatric nurse',
      'WORK EXPERIENCE',
      'Registered Nurse, Northfield Hospital, 2019 to 2026. Led triage of forty children a day.',
      'EDUCATION',
      'BSc Nursing, Leeds',
    ],
  },
  {
    file: 'p02-arabic',
    language: 'ar',
    lines: [
      'أمارا بيلو',
      'ممرضة أطفال في مستشفى الشمال منذ 2019 حتى 2026.',
      'خبرة 7 سنوات في قسم الطوارئ (24 سريرًا) وتطبيق Excel و SAP.',
      'الهاتف: +971 50 123 4567 – البريد: amara@example.test',
    ],
  },
  { file: 'p09-cjk-vertical', language: 'ja', lines: ['職務経歴書', '看護師として七年間勤務。'] },
  {
    file: 'p10-hyphenated-justify',
    language: 'de',
    lines: [
      'Verantwortlich für',
      'Patientenaufnahme, Qualitätsmanagement und Dienstplangestaltung der Kinderstation.',
      'Softwareentwicklung und Kinderkrankenpflegeausbildung',
    ],
  },
  {
    file: 'p15-hindi',
    language: 'hi',
    lines: ['अमारा बेलो', 'बाल चिकित्सा नर्स, सात वर्षों का अनुभव। कार्यक्षेत्र: आपातकालीन विभाग'],
  },
  {
    file: 'r01-acroform-filled',
    language: 'en',
    lines: [
      'Application form: curriculum vitae',
      'Name: Amara Bello',
      'Current job: Registered Nurse, Northfield Hospital',
      'Experience: Seven years of paediatric nursing, triage, IV therapy',
      'Driving licence ☒',
    ],
  },
  {
    file: 'r09-watermark-draft',
    language: 'en',
    lines: [
      'Amara Bello',
      'Registered Nurse',
      'Northfield Hospital, 2019 to 2026',
      'Led triage of forty children a day',
    ],
  },
  { file: 'r13-strike-line', language: 'en', lines: ['Old Hospital, New Hospital'] },
  {
    file: 'r22-acroform-no-checkbox',
    language: 'en',
    lines: [
      'Application form: curriculum vitae',
      'Name: Amara Bello',
      'Current job: Registered Nurse, Northfield Hospital',
    ],
  },
];

/** Pages printed by a browser, and the lines of the HTML they were printed from. */
const printed = resolve(import.meta.dirname, '../../../../../../tests/fixtures/resumes/printed');
const expected: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(resolve(printed, 'expected.json'), 'utf8'),
);

describe('PDFs that people really have', () => {
  it.each(cases)('[N-15] reads $file as it is printed and calls nothing hidden', async ({ file, language, lines }) => {
    const { text, hidden } = await readCase(file);
    expect(text.split(/\n+/u)).toEqual(lines);
    expect(hidden).toEqual([]);
    expect(languageOf(text).code).toBe(language);
  });

  it.each(Object.keys(expected))('[N-15] reads what a browser printed: %s', async (file) => {
    const { text, hidden } = await pdfDocument(readFileSync(resolve(printed, `${file}.pdf`)));
    expect(text.split(/\n+/u)).toEqual(expected[file]);
    expect(hidden).toEqual([]);
  });

  it('refuses fonts that do not say which letters they draw, where those cannot be known', async () => {
    const file = readFileSync(resolve(printed, '../unreadable/hebrew-without-letters.pdf'));
    await expect(pdfDocument(file)).rejects.toMatchObject({ code: 'document_without_text' });
  });
});
