import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkReport } from './report-check.ts';
import { driverReport } from './report-samples-bare.ts';
import { NURSE_POSTING, NURSE_RESUME, nurseReport } from './report-samples.ts';
import { matchCount, PLAN_MINUTES, prepReportSchema, REPORT_SECTIONS } from './report.ts';
import type { PrepReport } from './report.ts';

const texts = { resumeText: NURSE_RESUME, postingText: NURSE_POSTING };
const changed = (change: (report: PrepReport) => void): PrepReport => {
  const report = structuredClone(nurseReport);
  change(report);
  return report;
};
const faults = (change: (report: PrepReport) => void) => checkReport(changed(change), texts);

describe('checkReport', () => {
  it('finds nothing wrong with a good report, with a résumé or without', () => {
    expect(checkReport(nurseReport, texts)).toEqual([]);
    expect(checkReport(driverReport, { postingText: 'Driver' })).toEqual([]);
  });

  it('names each section that is missing', () => {
    // What is known of the company is there only when something is known.
    for (const section of REPORT_SECTIONS.filter((name) => name !== 'company')) {
      const { [section as keyof PrepReport]: _left, ...rest } = nurseReport;
      expect(checkReport(rest, texts).join('\n')).toContain(`${section}: `);
    }
  });

  it('names each list that is empty', () => {
    for (const section of ['questions', 'toAsk', 'plan', 'sources', 'notFound']) {
      expect(checkReport({ ...nurseReport, [section]: [] }, texts).join('\n')).toContain(`${section}: `);
    }
    expect(faults((report) => (report.match = { strengths: [], gaps: [], withoutResume: false }))).toContain(
      'match: holds neither strengths nor gaps',
    );
  });

  it('holds the sections to their order', () => {
    const { meta, ...rest } = nurseReport;
    expect(checkReport({ ...rest, meta }, texts)).toEqual([
      `report: the sections must stand in the order ${REPORT_SECTIONS.join(', ')}`,
    ]);
  });

  it('refuses fields it does not know, text that says nothing and addresses that are not https', () => {
    expect(checkReport({ ...nurseReport, score: 97 }, texts)).toHaveLength(1);
    expect(faults((report) => (report.meta.title = ' \u202E\u200B '))).toEqual(['meta.title: must say something']);
    for (const url of ['http://a.example', 'javascript:alert(1)', 'data:text/html,x', '//a.example']) {
      expect(faults((report) => (report.sources[0] = { ...nurseReport.sources[0]!, url }))).toHaveLength(1);
    }
  });

  it('refuses what is not a report at all', () => {
    for (const nothing of [null, undefined, 'text', 7, []]) expect(checkReport(nothing, texts)).not.toEqual([]);
  });

  it('refuses a report too long to be laid out', () => {
    const long = faults((report) =>
      report.questions.forEach(
        (question) =>
          (question.outline = {
            situation: 'x'.repeat(9e3),
            task: 'x'.repeat(9e3),
            action: 'x'.repeat(9e3),
            result: 'x'.repeat(9e3),
          }),
      ),
    );
    expect(long).toHaveLength(1);
    expect(long[0]).toMatch(/^report: holds \d+ characters/);
  });

  it('refuses a quote that does not stand in the text it is said to be from', () => {
    const invented = { text: 'Led a team of forty', source: 'resume' as const };
    expect(faults((report) => report.match.strengths[0]!.quotes.push(invented))).toEqual([
      'match.strengths.0.quotes.2: "Led a team of forty" does not stand in the résumé',
    ]);
    expect(faults((report) => (report.questions[3]!.quotes = [invented]))[0]).toMatch(/^questions\.3\.quotes\.0: /);
    expect(
      faults(
        (report) => (report.questions[0]!.quotes = [{ text: 'two years in high dependency', source: 'posting' }]),
      )[0],
    ).toContain('posting');
  });

  it('refuses quotes and strengths when no résumé was given', () => {
    expect(
      checkReport(nurseReport, { postingText: NURSE_POSTING }).every((fault) =>
        fault.endsWith('quotes a résumé that was not given'),
      ),
    ).toBe(true);
    expect(faults((report) => (report.match.withoutResume = true))).toContain(
      'match.strengths: nothing can be shown without a résumé',
    );
  });

  it('refuses source numbers that lead nowhere, and sources that are quoted but not listed', () => {
    expect(faults((report) => (report.role.sourceNumbers = [1, 9]))).toEqual([
      'role.summary: cites source 9, which is not listed',
    ]);
    expect(faults((report) => (report.sources[1] = { ...report.sources[1]!, number: 7 })).join()).toContain(
      'counted from 1 without gaps',
    );
    expect(faults((report) => (report.sources[1] = { ...report.sources[1]!, kind: 'web' }))).toEqual([
      'sources: the résumé is quoted but not listed',
    ]);
  });

  it('refuses a statement about the company that rests on no page, and citations of nothing everywhere', () => {
    const web = { number: 4, title: 'About us', fetchedOn: '2026-11-21', kind: 'web' as const };
    const withPage = (sourceNumbers: number[]) => {
      const { meta, role, match, questions, toAsk, plan, sources, notFound } = structuredClone(nurseReport);
      const company = { facts: [{ section: 'news' as const, text: 'It opened a ward.', sourceNumbers }] };
      return { meta, role, company, match, questions, toAsk, plan, sources: [...sources.slice(0, 3), web], notFound };
    };
    expect(checkReport(withPage([4]), texts)).toEqual([]);
    for (const numbers of [[1], [4, 1]])
      expect(checkReport(withPage(numbers), texts)).toEqual([
        'company.facts.0: rests on something else than a page that was read',
      ]);
    const cites = (place: string) => `${place}: cites source 9, which is not listed`;
    expect(faults((report) => (report.role.facts[1]!.sourceNumbers = [9]))).toEqual([cites('role.facts.1')]);
    expect(faults((report) => (report.role.keyRequirements[0]!.sourceNumbers = [9]))).toEqual([
      cites('role.keyRequirements.0'),
    ]);
    expect(faults((report) => (report.match.strengths[1]!.sourceNumbers = [9]))).toEqual([cites('match.strengths.1')]);
    expect(faults((report) => (report.match.gaps[0]!.sourceNumbers = [1, 9]))).toEqual([cites('match.gaps.0')]);
    expect(faults((report) => (report.questions[2]!.sourceNumbers = [9]))).toEqual([cites('questions.2')]);
    expect(faults((report) => (report.toAsk[4]!.sourceNumbers = [9]))).toEqual([cites('toAsk.4')]);
  });

  it('names the block of a plan that is out of its time', () => {
    const planOf = (...minutes: [number, number][]) =>
      faults(
        (report) =>
          (report.plan = minutes.map(([from, to]) => ({ minutes: { from, to }, title: 'Block', steps: ['Do.'] }))),
      );
    expect(planOf([0, 10], [12, 30])).toEqual(['plan.1: begins at minute 12, but the block before it ends at 10']);
    expect(planOf([0, 30], [30, 30])).toEqual(['plan.1: ends at minute 30, before it began']);
    expect(planOf([0, 29])).toEqual(['plan: covers 29 minutes, not 30']);
  });

  it('accepts a report of exactly the most characters that can be laid out', () => {
    const outlineOf = (text: string) => ({ situation: text, task: text, action: text, result: text });
    const sized = (characters: number) =>
      faults((report) => {
        const outlines = report.questions.map((question) => (question.outline = outlineOf('x')));
        let left = characters - JSON.stringify(report).length;
        for (const outline of outlines)
          for (const part of ['situation', 'task', 'action', 'result'] as const) {
            outline[part] += 'x'.repeat(Math.min(11_999, left));
            left -= outline[part].length - 1;
          }
      });
    expect(sized(250_000)).toEqual([]);
    expect(sized(250_001)).toEqual(['report: holds 250001 characters, at most 250000 can be laid out']);
  });

  it('accepts a plan exactly when its blocks follow one another through the thirty minutes', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: PLAN_MINUTES - 1 }), { maxLength: 8 });
    const planOf = (ends: number[]) =>
      ends.map((to, index) => ({ minutes: { from: ends[index - 1] ?? 0, to }, title: 'Block', steps: ['Do it.'] }));
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 60 }), (inner, end) => {
        const ends = [...inner.filter((cut) => cut < end).toSorted((a, b) => a - b), end];
        expect(faults((report) => (report.plan = planOf(ends))).length === 0).toBe(end === PLAN_MINUTES);
      }),
    );
    expect(faults((report) => (report.plan[1]!.minutes.from = 5))).toHaveLength(1);
    expect(faults((report) => (report.plan[4]!.minutes.to = 26))).not.toEqual([]);
  });
});

it('matchCount counts what is shown, shown in part and not shown', () => {
  expect(matchCount(nurseReport)).toEqual({ fully: 2, partly: 1, notShown: 2, total: 5 });
});

it('a report survives its way through JSON', () => {
  expect(prepReportSchema.parse(JSON.parse(JSON.stringify(nurseReport)))).toEqual(nurseReport);
});
