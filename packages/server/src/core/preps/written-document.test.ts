import { describe, expect, it } from 'vitest';
import { promptFiles } from '../../adapters/models/prompt-files.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scriptedModel } from '../../testing/scripted-model.ts';
import { llmEngine } from '../engine/llm-engine.ts';
import type { ResearchReport } from '../research/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { CASES } from './composed-document-cases.suite.ts';
import { composedReport } from './composed-report.ts';
import type { ReportFacts } from './prep-workflow.ts';
import { draftOf, reportWriter } from './written-report.ts';
import { prepWriting, type Writing } from './writing.ts';

const prompts = await promptFiles();
const call = {
  scope: scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } }),
  signal: new AbortController().signal,
};
const page = (number: number, url: string) => ({ number, title: `Page ${number}`, url, fetchedOn: '2026-11-21' });
const research: ResearchReport = {
  company: 'Ledgerly',
  searched: true,
  facts: [
    { section: 'overview', text: 'It serves 40,000 firms.', quote: 'serves 40,000 firms', sourceNumbers: [2, 1] },
    { section: 'news', text: 'It opened an office.', quote: 'opened an office', sourceNumbers: [3] },
  ],
  sources: [page(1, 'https://a.example/'), page(2, 'http://b.example/'), page(3, 'https://c.example/')],
  notFound: ['Nothing could be found on how they interview.'],
};

async function written(facts: ReportFacts, change: (writing: Writing) => void = () => {}) {
  const answer = draftOf(composedReport(facts));
  change(answer);
  const model = scriptedModel([[JSON.stringify(answer)]]);
  const engine = llmEngine({ model, clock: manualClock(), prompts, decisions: [prepWriting], replySpecs: [] });
  return reportWriter(engine)(facts, call);
}

const developer = CASES['developer-with-one-gap'];
const picker = CASES['picker-without-resume'];
const noticeFrom = (sources: string) =>
  `Written by a language model (scripted) from ${sources}. Quotes and sources were checked by code; the rest can be ` +
  'wrong, so check what matters to you.';

describe('what a model wrote', () => {
  it('stands in the document of the rules, with sources counted anew', async () => {
    const draft = composedReport(developer);
    const report = await written({ ...developer, research }, (writing) => {
      const [question] = writing.questions;
      Object.assign(question ?? {}, {
        why: 'They grow.',
        factNumbers: [2, 1],
        quotes: ['Invented words', 'Skills: Java, Kotlin'],
      });
      Object.assign(writing.toAsk[0] ?? {}, { factNumbers: [2] });
      Object.assign(writing.strengths[0] ?? {}, { note: 'Lead with it.', shown: 'partly' });
      Object.assign(writing.gaps[0] ?? {}, { advice: 'Bring a letter you wrote.' });
    });
    expect(report.meta).toEqual({
      ...draft.meta,
      madeBy: 'model',
      notice: noticeFrom('the advert, your résumé and 3 public pages'),
    });
    expect(report.company?.facts).toEqual([
      { section: 'overview', text: 'It serves 40,000 firms.', sourceNumbers: [4, 3] },
      { section: 'news', text: 'It opened an office.', sourceNumbers: [5] },
    ]);
    expect(report.sources).toEqual([
      ...draft.sources.slice(0, 2),
      { number: 3, title: 'Page 1', url: 'https://a.example/', fetchedOn: '2026-11-21', kind: 'web' },
      { number: 4, title: 'Page 2', fetchedOn: '2026-11-21', kind: 'web' },
      { number: 5, title: 'Page 3', url: 'https://c.example/', fetchedOn: '2026-11-21', kind: 'web' },
    ]);
    expect(report.questions[0]).toMatchObject({
      why: 'They grow.',
      quotes: [{ text: 'Skills: Java, Kotlin', source: 'resume' }],
      sourceNumbers: [3, 4, 5, 2],
    });
    expect(report.questions.slice(1).map(({ question, quotes }) => [question, quotes])).toEqual(
      draft.questions.slice(1).map(({ question, quotes }) => [question, quotes]),
    );
    expect(report.questions[1]?.sourceNumbers).toContain(1);
    expect(report.toAsk.map(({ sourceNumbers }) => sourceNumbers)).toEqual([[5], [1], [1], [1], [1], [1]]);
    const [first, ...others] = draft.match.strengths;
    expect(report.match).toEqual({
      strengths: [{ ...first, shown: 'partly', note: 'Lead with it.' }, ...others],
      gaps: [{ ...draft.match.gaps[0], advice: 'Bring a letter you wrote.' }],
      withoutResume: false,
    });
    expect(report.role).toEqual(draft.role);
    expect(report.plan).toEqual(draft.plan);
    expect(report.notFound).toEqual([...research.notFound, ...draft.notFound.slice(1)]);
  });

  it('keeps the advice of the rules where it leaves some out, and has a sentence for a strength it took away', async () => {
    const draft = composedReport(developer);
    const { match } = await written(developer, (writing) => {
      writing.gaps = [];
      writing.strengths.shift();
    });
    expect(match.strengths).toEqual(draft.match.strengths.slice(1));
    expect(match.gaps).toEqual([
      {
        requirement: 'Experience with Kotlin or Java',
        importance: 'must',
        advice: 'Your résumé has no words for it yet. Have one occasion ready.',
        sourceNumbers: [1, 2],
      },
      draft.match.gaps[0],
    ]);
  });

  it('judges nothing without a résumé, whatever it says', async () => {
    const draft = composedReport(picker);
    const { match, meta, questions, notFound } = await written(picker, (writing) => {
      writing.strengths = [{ requirementId: 'r1', shown: 'fully', quotes: ['Forklift licence'], note: 'Fine.' }];
      writing.gaps = [
        { requirementId: 'r3', advice: 'Bring the card.' },
        { requirementId: 'made_up', advice: 'Fly.' },
      ];
      Object.assign(writing.questions[0] ?? {}, { quotes: ['Forklift licence'] });
    });
    expect(meta.notice).toBe(noticeFrom('the advert'));
    const [first, ...others] = draft.match.gaps;
    expect(match).toEqual({ ...draft.match, gaps: [{ ...first, advice: 'Bring the card.' }, ...others] });
    expect(questions[0]).not.toHaveProperty('quotes');
    expect(notFound).toEqual(draft.notFound);
  });

  it('counts its pages from two without a résumé, and says how many there were', async () => {
    const report = await written({
      ...picker,
      research: { ...research, facts: [], sources: [page(1, 'https://a.example/')] },
    });
    expect(report.meta.notice).toBe(noticeFrom('the advert and one public page'));
    expect(report.sources.map(({ number, kind }) => [number, kind])).toEqual([
      [1, 'posting'],
      [2, 'web'],
    ]);
    expect(report).not.toHaveProperty('company');
  });
});
