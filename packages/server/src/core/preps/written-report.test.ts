import { describe, expect, it } from 'vitest';
import { promptFiles } from '../../adapters/models/prompt-files.ts';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scriptedModel } from '../../testing/scripted-model.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { llmEngine } from '../engine/llm-engine.ts';
import type { Posting } from '../postings/ports.ts';
import type { ResearchReport } from '../research/ports.ts';
import type { Resume } from '../resumes/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { composedReport } from './composed-report.ts';
import { reportAsMarkdown } from './markdown.ts';
import type { ReportFacts } from './prep-workflow.ts';
import { checkReport } from './report-check.ts';
import { textsOf } from './report-texts.ts';
import { draftOf, reportWriter } from './written-report.ts';
import { prepWriting, type Writing } from './writing.ts';

const AT = '2026-11-21T09:00:00.000Z';
const prompts = await promptFiles();
const { title, company, posting: description, resume: resumeText } = FOUR.nurse;
const posting: Posting = { id: 'pst_1', requirements: [], language: 'en', createdAt: AT, title, company, description };
const resume: Resume = {
  id: 'res_1',
  kind: 'text',
  text: resumeText,
  truncated: false,
  corrected: false,
  hidden: [],
  language: 'en',
  competencies: [],
  uploadedAt: AT,
};
const research: ResearchReport = {
  company,
  searched: true,
  facts: [
    {
      section: 'overview',
      text: 'Runs two hospitals for children.',
      quote: 'two hospitals for children',
      sourceNumbers: [1],
    },
    { section: 'news', text: 'Opened a new ward in May.', quote: 'a new ward in May', sourceNumbers: [2, 1] },
  ],
  sources: [
    { number: 1, title: 'About us', url: 'https://hospital.example/about', fetchedOn: '2026-11-21' },
    { number: 2, title: 'News', url: 'https://news.example/ward', fetchedOn: '2026-11-21' },
  ],
  notFound: ['How they interview: nothing was found.'],
};
const facts: ReportFacts = { posting, resume, seed: 'prp_1', now: Date.parse(AT) };
const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const call = { scope, signal: new AbortController().signal };

function writerOf(...answers: readonly (Writing | string)[]) {
  const model = scriptedModel(answers.map((answer) => [typeof answer === 'string' ? answer : JSON.stringify(answer)]));
  const engine = llmEngine({ model, clock: manualClock(), prompts, decisions: [prepWriting], replySpecs: [] });
  return { model, write: reportWriter(engine) };
}

const draft = draftOf(composedReport(facts));
const improved = (change: (writing: Writing) => void): Writing => {
  const writing = structuredClone(draft);
  change(writing);
  return writing;
};

describe('a document by rules', () => {
  it('is the composed report', async () => {
    const write = reportWriter(ruleEngine({ clock: manualClock() }));
    expect(await write(facts, call)).toEqual(composedReport(facts));
  });
});

describe('a document by a language model', () => {
  it('passes the check, says who wrote it, and holds the words it was given in their places', async () => {
    const { write } = writerOf(
      improved((writing) => void (writing.summary = 'You look after children who are very ill.')),
    );
    const report = await write({ ...facts, research }, call);
    expect(checkReport(report, textsOf(facts))).toEqual([]);
    expect(report.meta).toMatchObject({ madeBy: 'model', notice: expect.stringContaining('scripted') });
    expect(report.role.summary).toBe('You look after children who are very ill.');
  });

  it('[S0-8] carries a numbered and dated page for every fact about the company, and what was not found', async () => {
    const { write } = writerOf(
      improved(
        (writing) =>
          void (writing.toAsk[0] = {
            question: 'What changed with the new ward?',
            why: 'It opened in May.',
            factNumbers: [2],
          }),
      ),
    );
    const report = await write({ ...facts, research }, call);
    const pages = new Map(
      report.sources.flatMap((source) => (source.kind === 'web' ? [[source.number, source] as const] : [])),
    );
    expect(
      report.company?.facts.map(({ text, sourceNumbers }) => [
        text,
        sourceNumbers.map((number) => pages.get(number)?.url),
      ]),
    ).toEqual([
      ['Runs two hospitals for children.', ['https://hospital.example/about']],
      ['Opened a new ward in May.', ['https://news.example/ward', 'https://hospital.example/about']],
    ]);
    for (const { fetchedOn } of pages.values()) expect(fetchedOn).toBe('2026-11-21');
    expect(report.toAsk[0]?.sourceNumbers.map((number) => pages.has(number))).toEqual([true, true]);
    expect(report.notFound).toContain('How they interview: nothing was found.');
    expect(reportAsMarkdown(report)).toContain('## The company');
  });

  it('drops quotes that do not stand in the résumé: what is left without one is no strength', async () => {
    const [first] = draft.strengths;
    const { write } = writerOf(
      improved(
        (writing) =>
          void (writing.strengths = [
            {
              requirementId: first?.requirementId ?? '',
              shown: 'fully',
              quotes: ['Saved a hundred lives.'],
              note: 'Impressive.',
            },
          ]),
      ),
    );
    const report = await write(facts, call);
    expect(report.match.strengths).toEqual([]);
    expect(JSON.stringify(report)).not.toContain('hundred lives');
    expect(report.match.gaps).toHaveLength(report.role.keyRequirements.length);
  });

  it('ignores requirements and facts that were never given', async () => {
    const { write } = writerOf(
      improved((writing) => {
        writing.gaps.push({ requirementId: 'made_up', advice: 'Learn to fly.' });
        writing.toAsk[0] = { question: 'What of the scandal?', why: 'It was in the papers.', factNumbers: [99] };
      }),
    );
    const report = await write({ ...facts, research }, call);
    expect(JSON.stringify(report)).not.toContain('Learn to fly');
    expect(report.toAsk[0]?.sourceNumbers).toEqual([1]);
  });

  it('is repaired once when a section does not pass, and the model hears which', async () => {
    const bad = improved((writing) => void (writing.summary = '\u200b\u200b x'.replace('x', '\u200b')));
    const { write, model } = writerOf(bad, draft);
    expect((await write(facts, call)).meta.madeBy).toBe('model');
    expect(JSON.stringify(model.requests.at(-1)?.messages)).toContain('role.summary');
  });

  it.each<[string, readonly (Writing | string)[]]>([
    ['it cannot be read', ['no', 'still no']],
    [
      'it lacks questions',
      [
        improved((writing) => void writing.questions.splice(3)),
        improved((writing) => void writing.questions.splice(3)),
      ],
    ],
    [
      'it says nothing twice',
      [
        improved((writing) => void (writing.summary = '\u200b')),
        improved((writing) => void (writing.summary = '\u200b')),
      ],
    ],
  ])('is an honest failure when %s', async (_case, answers) => {
    await expect(writerOf(...answers).write(facts, call)).rejects.toMatchObject({
      code: 'prep_not_written',
      retryable: false,
    });
  });

  it('says so when no company fact is known, instead of inventing one', async () => {
    const { write, model } = writerOf(draft);
    const none: ResearchReport = {
      company,
      searched: false,
      facts: [],
      sources: [],
      notFound: ['Nothing was looked up.'],
    };
    const report = await write({ ...facts, research: none }, call);
    expect(report.company).toBeUndefined();
    expect(report.notFound[0]).toBe('Nothing was looked up.');
    expect(JSON.stringify(model.requests[0]?.messages)).toContain('Facts about the company:\\n[]');
  });
});
