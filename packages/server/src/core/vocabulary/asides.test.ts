import { describe, expect, it } from 'vitest';
import { competencyIdsIn } from './competency-mentions.ts';
import { competencyFile } from './schema.ts';
import { phraseIndex } from './phrase-index.ts';

describe('words of a résumé that speak of no competency', () => {
  it.each([
    // The names of documents, their labels and their headings
    'Curriculum Vitae',
    'CURRICULUM VITAE – Amara Bello',
    'Private and confidential',
    'Strictly confidential',
    'Confidential',
    'Position held: Nurse',
    'Hospital charts',
    'Staff',
    'Machine: Singer',
    'Source: LinkedIn',
    // Numbers of people
    'Tax number: 12 345',
    'VAT ID: DE 123',
    'National Insurance number: QQ 12 34 56 C',
    'Birth certificate enclosed',
    // Licences that are none of enforcement
    'Premises licence',
    'Software licence keys',
    'Fishing licence',
    // Places
    '14 Nursery Lane, Leeds',
    '7 Carpenter Court',
    '221b Driver Street, York',
    'Sales Road 4',
    '3 Audit House, Bath',
    'Forest Court, Manchester',
    'The Plumbers Arms, Brighton',
    'Council House, Birmingham',
    // Companies and institutions
    'Sage Ltd',
    'Brand & Co GmbH',
    'Carpenter Holdings',
    'Legal & General Audit plc',
    'European Commission',
    'Student Council',
    // Links
    'amara.driver@sales.example.com',
    'https://github.com/amara',
    'linkedin.com/in/amara-recruiter',
    'www.warehouse-mechanic.example',
    // Names, and the consent that stands below
    'Patience Driver\nLeeds\npatience.driver@example.com',
    'CURRICULUM VITAE\nPatience Carpenter\nLeeds, pcarpenter@example.com',
    'I agree to the processing of my personal data for recruitment purposes (GDPR).',
    // Other meanings
    'Juggling and chess',
    'A market wage',
    'Upper Second Class 2:1',
    'Tennis court',
    'A positive outlook',
    'Brand new flat',
    'Key driver of growth',
    'External hard drive',
  ])('%s', (text) => {
    expect(competencyIdsIn(text)).toEqual([]);
  });

  it.each([
    ['Licence category D', 'driving-licence'],
    ['Category D licence', 'driving-licence'],
    ['Driving licence: Class B', 'driving-licence'],
    ['Developed the curriculum for Year 5', 'lesson-planning'],
    ['Handled confidential patient files', 'integrity'],
    ['Handled confidential files', 'integrity'],
    ['Kept patient data confidential and handled confidential information', 'integrity'],
    ['Licensing and inspection visits', 'enforcement'],
    ['Brand positioning for a bank', 'brand-management'],
    ['Driving a van in London', 'driving'],
    ['Staffing of two wards', 'workforce-planning'],
    ['Sourcing of parts', 'supply-chain'],
    ['Milling and turning', 'machine-operation'],
    ['Charting of fluids', 'clinical-documentation'],
    ['Payroll at Brand & Co GmbH', 'payroll'],
    ['Warehouse picker, Northfield Logistics Ltd', 'warehouse-operations'],
    ['Git and GitHub', 'code-review'],
    ['Court filing', 'litigation'],
    ['Clerk, Crown Court, Leeds', 'litigation'],
    ['Bus Driver\namara@example.com', 'driving'],
  ])('but it does where they mean it: %s', (text, id) => {
    expect(competencyIdsIn(text)).toContain(id);
  });

  it('are phrases that would otherwise be found, each listed once', () => {
    const index = phraseIndex(
      competencyFile.competencies.flatMap(({ id, terms, fieldTerms = [] }) =>
        [...terms, ...fieldTerms].map((term) => [term, id] as const),
      ),
    );
    expect(competencyFile.asides.filter((phrase) => index.find(phrase).length === 0)).toEqual([]);
    expect(new Set(competencyFile.asides).size).toBe(competencyFile.asides.length);
  });
});
