import { describe, expect, it } from 'vitest';
import { coachFacts, resumeContext } from '../packages/server/src/core/chat/coach-facts.ts';
import { FOUR } from '../packages/server/src/core/interview/four-postings.suite.ts';
import type { Posting } from '../packages/server/src/core/postings/ports.ts';
import { composedReport } from '../packages/server/src/core/preps/composed-report.ts';
import type { Resume } from '../packages/server/src/core/resumes/ports.ts';
import { competencyIdsIn, matchAgainst, requirementsOf } from '../packages/server/src/core/vocabulary/ports.ts';
import cases from './cases/practice/matching.json' with { type: 'json' };

const AT = '2026-11-21T09:00:00.000Z';
const NOW = Date.parse(AT);
const resumeOf = (text: string): Resume => ({
  id: 'res_1',
  kind: 'text',
  text,
  truncated: false,
  corrected: false,
  hidden: [],
  language: 'en',
  competencies: [],
  uploadedAt: AT,
});
const postingOf = (title: string, description: string): Posting => ({
  id: 'pst_1',
  title,
  description,
  requirements: [],
  language: 'en',
  createdAt: AT,
});
const matched = (requirement: string, resume: string) =>
  matchAgainst(requirementsOf(`Requirements\n- ${requirement}`), resume, { presentYear: 2026 })[0];
const pairs = (rows: readonly (readonly string[])[]) =>
  rows.map(([requirement = '', line = '']): [string, string] => [requirement, line]);

describe('[N-13] a requirement and a line of a résumé', () => {
  it.each<[string, string]>([
    ...pairs(cases.shown),
    ['Proven record of hitting sales targets', 'Sold 112 % of my goal three years running'],
    ['Comfortable with a monthly target', 'Third of 40 sellers in 2022, 104% of plan'],
    ['Driving licence class B', 'Führerschein Klasse B'],
    ['Category C+E licence', 'LGV C+E since 2015'],
    ['Clean driving licence', 'Own car and clean licence'],
    ['Degree in computer science or similar', 'BSc (Hons) Computing, Hull, 2016'],
    ["Bachelor's degree in nursing", 'BN Adult Nursing, Cardiff'],
    ['NMC registration', 'NMC PIN current until 2026'],
    ['Registered with the GPhC', 'GPhC-registered pharmacist since 2018'],
    ['Completed vocational training in logistics', 'Fachkraft für Lagerlogistik, IHK Köln 2017'],
    ['Completed apprenticeship as an electrician', 'Elektroniker, Gesellenbrief 2015'],
    ['Forklift licence', 'Counterbalance FLT ticket, 2022'],
    ['Able to lift up to 25kg', 'carried kegs of 50 kg to the cellar'],
    ['At least two years as a welder', 'Welder, Hartmann Steel, 2019 – 2023'],
    ['Knowledge of Sage 200', 'Posted invoices in Sage 200'],
    ['Good with upset customers', 'calmed angry guests at check-in'],
    ['Team leadership experience', 'Supervised eight cleaners'],
    ['Reliable and punctual', 'Never late in six years'],
  ])('“%s” is shown by “%s”', (requirement, line) => {
    expect(matched(requirement, line)).toMatchObject({ status: 'shown', quotes: [{ text: line }] });
  });

  it.each<[string, string]>([
    ...pairs(cases.partly),
    ['Able to lift 30 kg', 'handled parcels up to 15 kg'],
    ['Category C+E licence', 'Car licence since 2010'],
    ['Degree in mechanical engineering', 'BA History, Durham'],
    ['Five years of experience as a chef', 'Chef de partie, Grand Hotel, 2021 – 2022'],
    ['Experience of Xero', 'QuickBooks for two shops'],
  ])('“%s” is shown in part by “%s”', (requirement, line) => {
    expect(matched(requirement, line)?.status).toBe('partly');
  });

  it.each<[string, string]>([
    ...pairs(cases.not),
    ['Teaching qualification', 'teaching assistant, year 2'],
    ['Registered midwife', 'nursing student, maternity placement'],
    ['Welding certificate', 'Helper in a welding shop'],
    ['Chartered engineer status', 'Engineer at a bridge builder'],
    ['Able to lift 20 kg', 'back-loads from Spain, 24 t'],
    ['Negotiation skills', 'Kept bees'],
  ])('“%s” is not shown by “%s”', (requirement, line) => {
    expect(matched(requirement, line)).toMatchObject({ status: 'not_shown', quotes: [] });
  });
});

describe('[N-13] words in the wrong company', () => {
  const WRONG: Readonly<Record<string, readonly string[]>> = {
    complaints: ['complaint-handling'],
    'managing people': ['people-management', 'leadership'],
    selling: ['selling'],
    driving: ['driving', 'driving-licence'],
    litigation: ['litigation'],
    compliance: ['audit-compliance'],
  };

  it.each(pairs(cases.noCompetency))('“%s” is no %s', (text, competency) => {
    const wrong = WRONG[competency] ?? [];
    expect(wrong).not.toEqual([]);
    const ids = [text, `Requirements\n- ${text}`].flatMap((own) => [
      ...competencyIdsIn(own),
      ...requirementsOf(own).flatMap(({ competencyIds }) => competencyIds),
    ]);
    expect(ids.filter((id) => wrong.includes(id))).toEqual([]);
  });
});

describe('[N-13] what is never evidence', () => {
  it.each([
    ['Python', 'python.smith@example.com'],
    ['Contact centre and telephone experience', 'Telephone: 07700 900123'],
    ['Experience on the phone', 'Phone 0171 5550123'],
    ['Sales experience', '12 Sales Road, Leeds'],
    ['Nursery experience', '14 Nursery Lane, LS1 4AB'],
    ['Docker', 'https://github.com/docker-fan'],
    ['Recruiting', 'linkedin.com/in/ann-recruiting'],
    ['Nursing experience', 'NURSING EXPERIENCE'],
    ['Driving experience', 'Driving experience'],
    ['Customer service skills', 'Customer service skills:'],
    ['Experience since 2019', '2019 – 2023'],
    ['Registration', 'Registration number: 12345678'],
    ['Driving licence number', 'Licence no. 99 999 999'],
  ])('“%s” by “%s”', (requirement, line) => {
    expect(matched(requirement, line)).toMatchObject({ quotes: [] });
  });

  it('nor do years count in a line of contact, or of another trade', () => {
    const years = (resume: string) => matched('4 years of payroll', resume)?.status;
    expect(years('Ran payroll for eighty people\nPhone 0171 5550123, 10 years at this address')).toBe('partly');
    expect(years('Ran payroll for eighty people\nGardener, City Parks, 2010 – 2020\n- mowing')).toBe('partly');
    expect(years('Payroll clerk, Acme, 2016 – 2021\n- wages of eighty people')).toBe('shown');
  });
});

describe('[N-13] the coach and the document', () => {
  const description = FOUR.nurse.posting;

  it.each([FOUR.nurse, FOUR.driver, FOUR.engineer, FOUR.sales])('say the same of every requirement: $title', (one) => {
    const facts = coachFacts(postingOf(one.title, one.posting), resumeOf(one.resume));
    const said = new Map(
      resumeContext(facts, 2026)?.matches.map(({ requirement, status, quote }) => [requirement, { status, quote }]),
    );
    const { strengths, gaps } = composedReport({
      posting: postingOf(one.title, one.posting),
      resume: resumeOf(one.resume),
      seed: 's',
      now: NOW,
    }).match;
    expect(strengths.length + gaps.length).toBe(said.size);
    for (const { requirement, shown } of strengths)
      expect(said.get(requirement)?.status, requirement).toBe(shown === 'fully' ? 'shown' : 'partly');
    for (const { requirement } of gaps)
      expect(said.get(requirement), requirement).toEqual({ status: 'not_shown', quote: undefined });
  });

  it('say of a résumé in another language that it is not compared', () => {
    const german =
      'Ich habe zwei Jahre lang auf einer Station für innere Medizin gearbeitet und war für acht Patienten verantwortlich. ' +
      'Außerdem habe ich neue Kolleginnen eingearbeitet und mit den Angehörigen gesprochen.';
    const facts = coachFacts(postingOf(FOUR.nurse.title, description), resumeOf(german));
    const statuses = resumeContext(facts, 2026)?.matches.map(({ status }) => status) ?? [];
    expect(new Set(statuses)).toEqual(new Set(['not_compared']));
    const { match } = composedReport({
      posting: postingOf(FOUR.nurse.title, description),
      resume: resumeOf(german),
      seed: 's',
      now: NOW,
    });
    expect(match).toMatchObject({ strengths: [], notComparedLanguage: 'de' });
  });
});
