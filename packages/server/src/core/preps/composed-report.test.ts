import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FOUR } from '../interview/four-postings.suite.ts';
import { questions } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { Posting } from '../postings/ports.ts';
import type { Resume } from '../resumes/ports.ts';
import { CASES as DOCUMENT_CASES } from './composed-document-cases.suite.ts';
import { distinctiveQuotes } from './composed-match.ts';
import { composedReport } from './composed-report.ts';
import { reportAsMarkdown } from './markdown.ts';
import { checkReport } from './report-check.ts';

const AT = '2026-11-21T09:00:00.000Z';
const now = Date.parse(AT);

const posting = (fields: Partial<Posting> & Pick<Posting, 'title'>): Posting => ({
  id: 'pst_1',
  requirements: [],
  language: 'en',
  createdAt: AT,
  ...fields,
});
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

const CASES = Object.entries(FOUR).flatMap(([name, { title, company, posting: description, resume }]) =>
  [resume, undefined].map((text) => ({
    name: `${name} ${text === undefined ? 'without' : 'with'} a résumé`,
    title,
    company,
    description,
    text,
  })),
);

describe.each(CASES)('the document for a $name', ({ title, company, description, text }) => {
  const facts = (seed: string) => ({
    posting: posting({ title, company, description }),
    resume: text === undefined ? undefined : resumeOf(text),
    seed,
    now,
  });
  const seeds = ['prp_1', 'prp_2', 'prp_3', 'prp_4', 'prp_5'];

  it.each(seeds)('passes its own check (%s)', (seed) => {
    expect(
      checkReport(composedReport(facts(seed)), { postingText: description, ...defined({ resumeText: text }) }),
    ).toEqual([]);
  });

  it.each(seeds)('leaves no slot open (%s)', (seed) => {
    expect(reportAsMarkdown(composedReport(facts(seed)))).not.toMatch(/\{\w+\}|undefined|\[object/);
  });

  it('is the same for the same facts', () =>
    expect(composedReport(facts('prp_1'))).toEqual(composedReport(facts('prp_1'))));

  it('does not say the same twice in a row', () => {
    const { match, questions: asked } = composedReport(facts('prp_1'));
    for (const list of [
      match.strengths.map(({ note }) => note),
      match.gaps.map(({ advice }) => advice),
      asked.map(({ question }) => question),
    ]) {
      list.forEach((line, index) =>
        expect(line === list[index - 1] && !line.startsWith('It is a matter of papers')).toBe(false),
      );
    }
  });
});

it.each(Object.entries(DOCUMENT_CASES))('the document %s is the expected one, word for word', (name, facts) => {
  const expected = readFileSync(new URL(`expected/${name}.json`, import.meta.url), 'utf8');
  expect(composedReport(facts)).toEqual(JSON.parse(expected));
});

describe('what a document quotes', () => {
  it('is something done rather than a name, a heading or a list', () => {
    const done = 'Looked after 8 patients per shift on a medical ward';
    expect(
      distinctiveQuotes([
        'Staff Nurse',
        'Staff Nurse, Riverside General Hospital, Mar 2021 – present',
        'Skills: Java, Kotlin, Go and other things',
        'Excel, Word, Outlook, PowerPoint, Access and more',
        done,
      ]),
    ).toEqual([done]);
  });

  it('is a heading only where there is nothing else', () =>
    expect(distinctiveQuotes(['HubSpot.', 'Excel'])).toEqual(['HubSpot.']));

  it('is never work in place of a certificate', () => {
    const { match } = composedReport({
      posting: posting({ title: 'Nurse', description: 'Requirements\n- Advanced Life Support certificate' }),
      resume: resumeOf('Escalated 14 deteriorating patients and gave CPR twice'),
      seed: 's',
      now,
    });
    expect(match.strengths).toEqual([]);
    expect(match.gaps[0]?.advice).toContain('a matter of papers');
    const held = composedReport({
      posting: posting({ title: 'Nurse', description: 'Requirements\n- Advanced Life Support certificate' }),
      resume: resumeOf('Advanced life support certificate, renewed in 2025'),
      seed: 's',
      now,
    });
    expect(held.match.strengths).toHaveLength(1);
  });
});

describe('a thin advert', () => {
  it.each(['', 'We are nice.', '<b>**{title}**</b> [x](javascript:1) \u202e'])(
    'still makes a document: %j',
    (description) => {
      const report = composedReport({
        posting: posting({ title: 'Florist {company}', description }),
        resume: undefined,
        seed: 's',
        now,
      });
      expect(checkReport(report, { postingText: description === '' ? 'Florist {company}' : description })).toEqual([]);
      expect(report.notFound.join(' ')).toMatch(/salary/i);
    },
  );
});

describe('the bank', () => {
  it('has slots only where they are filled', () => {
    for (const { id, text, variants, looksFor, starHints, followUps = {} } of questions) {
      const slots =
        [text, ...variants, ...looksFor, ...Object.values(starHints), ...Object.values(followUps)]
          .join(' ')
          .match(/\{(\w+)\}/gu) ?? [];
      expect([id, ...slots.filter((slot) => !['{title}', '{company}', '{requirement}'].includes(slot))]).toEqual([id]);
    }
  });
});
