import { describe, expect, it } from 'vitest';
import { competencyIdsIn, matchAgainst, requirementsOf, roleFamilyOf } from '../vocabulary/ports.ts';
import { questionOf } from './bank.ts';
import { FOUR } from './four-postings.suite.ts';
import { likelyQuestions } from './likely-questions.ts';
import { nextQuestion } from './next-question.ts';
import { isAbout } from './question-topic.ts';

const EXPECTED = {
  nurse: {
    family: 'healthcare',
    musts: ['Current professional registration as a registered nurse', "At least 2 years' experience in acute care"],
    nice: 'Advanced Life Support certificate',
    not: ['Free parking and a staff nursery', 'Northgate Hospital is a 420-bed'],
    competencies: ['patient-assessment', 'medication-administration', 'infection-control', 'resilience', 'handover'],
    shown: 'Administer medication safely, including IV therapy',
    missing: 'Confident in infection prevention and wound care',
  },
  driver: {
    family: 'logistics',
    musts: ['Full driving licence (category B), clean for at least three years', 'Ability to lift up to 30 kg'],
    nice: 'Experience as a delivery driver or courier is a plus',
    not: ['New electric vans'],
    competencies: [
      'driving-licence',
      'route-planning',
      'load-handling',
      'vehicle-safety',
      'reliability',
      'customer-service',
    ],
    shown: 'Full driving licence (category B), clean for at least three years',
    missing: 'Punctual and reliable, early starts from 5:30',
  },
  engineer: {
    family: 'software',
    musts: ['5+ years of experience with Java, Kotlin or Go', 'Solid PostgreSQL and data modelling'],
    nice: 'Kafka',
    not: ['Remote within Europe'],
    competencies: ['programming', 'databases', 'devops', 'software-testing', 'observability', 'communication'],
    shown: '5+ years of experience with Java, Kotlin or Go',
    missing: 'Experience with GDPR in a financial product',
  },
  sales: {
    family: 'sales',
    musts: ['At least 3 years of B2B sales experience.', 'Strong negotiation and presentation skills are essential.'],
    nice: 'Experience selling to healthcare is a plus.',
    not: ['uncapped commission'],
    competencies: ['selling', 'prospecting', 'crm', 'sales-targets', 'negotiation'],
    shown: 'You have exceeded your quota in at least two of the last four quarters.',
    missing: 'Strong negotiation and presentation skills are essential.',
  },
} as const;

describe.each(['nurse', 'driver', 'engineer', 'sales'] as const)('the %s', (name) => {
  const { title, company, posting: text, resume } = FOUR[name];
  const expected = EXPECTED[name];
  const requirements = requirementsOf(text);
  const posting = { title, company, requirements, roleFamily: roleFamilyOf(title, text) };

  it('is recognised as what it is', () => {
    expect(posting.roleFamily).toBe(expected.family);
  });

  it('is asked for what the advert asks for, quoted letter by letter', () => {
    for (const { text: quote, start, end } of requirements) expect(text.slice(start, end)).toBe(quote);
    const musts = requirements.filter(({ importance }) => importance === 'must').map((one) => one.text);
    expect(musts).toEqual(expect.arrayContaining([...expected.musts]));
    expect(requirements.find((one) => one.text === expected.nice)?.importance).toBe('nice');
    for (const other of expected.not) expect(requirements.some((one) => one.text.includes(other))).toBe(false);
    expect(requirements.flatMap(({ competencyIds }) => competencyIds)).toEqual(
      expect.arrayContaining([...expected.competencies]),
    );
  });

  it('meets what the résumé shows and not what it leaves out', () => {
    const matches = matchAgainst(requirements, resume, { presentYear: 2026 });
    const statusOf = (quote: string) =>
      matches.find(({ requirementId }) => requirements.find(({ id }) => id === requirementId)?.text === quote)?.status;
    expect(statusOf(expected.shown)).toBe('shown');
    expect(statusOf(expected.missing)).not.toBe('shown');
    for (const quote of matches.flatMap(({ quotes }) => quotes))
      expect(resume.slice(quote.start, quote.end)).toBe(quote.text);
  });

  it('gets questions of the trade that speak to the advert, whatever the seed', () => {
    let announced = 0;
    for (const seed of ['one', 'two', 'three', 'four', 'five']) {
      const asked: string[] = [];
      for (let turn = 0; turn < 11; turn++) {
        const next = nextQuestion({ posting, resume: { competencyIds: competencyIdsIn(resume) }, asked, seed });
        asked.push(next.questionId);
        if (next.stage !== 'technical') continue;
        expect(questionOf(next.questionId)?.roleFamilies, next.questionId).toContain(expected.family);
        const about = requirements.find(({ id }) => id === next.requirementId);
        if (about === undefined) continue;
        announced += 1;
        const question = questionOf(next.questionId);
        expect(question !== undefined && isAbout(question, about), next.questionId).toBe(true);
      }
    }
    expect(announced).toBeGreaterThanOrEqual(5);
    const likely = likelyQuestions(posting, undefined, { count: 8, seed: 'prep' });
    expect(likely.filter(({ requirementId }) => requirementId !== undefined).length).toBeGreaterThanOrEqual(4);
  });
});
