import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { only } from '../../testing/only.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { noTracer } from '../kernel/tracer.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Posting, Postings } from '../postings/ports.ts';
import type { Row } from '../records/ports.ts';
import type { Researcher } from '../research/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { Meters } from '../usage/ports.ts';
import { composedReport } from './composed-report.ts';
import { reportAsMarkdown } from './markdown.ts';
import type { PdfRenderer } from './ports.ts';
import type { PrepRecord } from './prep-record.ts';
import { prepTasks, type PrepTasks } from './prep-tasks.ts';
import { firstInput, prepWorkflow, type ReportFacts, type ReportWriter } from './prep-workflow.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const NOW = Date.parse('2026-11-21T09:00:00.000Z');
const posting: Posting = {
  id: 'pst_1',
  title: FOUR.sales.title,
  company: FOUR.sales.company,
  description: FOUR.sales.posting,
  location: 'Leeds',
  pageUrl: 'https://jobs.example/1',
  requirements: [],
  language: 'en',
  createdAt: '2026-11-20T09:00:00.000Z',
};
const record: PrepRecord = { postingId: 'pst_1', title: 'Sales', status: 'queued' };
const found = { company: 'Acme', searched: true, facts: [], sources: [], notFound: ['Nothing.'] };
const composed: ReportWriter = async (facts) => composedReport(facts);

const NO_METER = {
  total: { inputTokens: 0, outputTokens: 0 },
  spent: 'no' as const,
  checkBudget: async () => {},
  record: async () => {},
};

type Given = {
  posting?: Posting;
  status?: PrepRecord['status'] | 'gone';
  research?: Researcher['research'];
  write?: ReportWriter;
  resumes?: Resumes['get'];
};

function stepsOf({ posting: given = posting, status = 'queued', ...more }: Given = {}) {
  const clock = manualClock(NOW);
  const happened: unknown[] = [];
  const row = { id: 'prp_1', version: 1, createdAt: NOW, value: { ...record, status } } as Row<PrepRecord>;
  const { kind } = prepTasks({ ...memoryStorage(clock), log: {}, links: {}, publicUrl: '' } as never);
  const tasks = only<PrepTasks>({
    kind,
    ensure: async () => row,
    ensureGoing: async () => {},
    find: async () => (status === 'gone' ? undefined : row),
    setStep: async (_scope, _id, step) => void happened.push(step),
    advance: async (_scope, _id, change) => {
      happened.push(change(record));
      return row;
    },
  });
  const workflow = prepWorkflow({
    tasks,
    clock,
    postings: only<Postings>({ get: async () => given }),
    resumes: only<Resumes>({ get: more.resumes ?? (async () => Promise.reject(new ServiceError('not_found'))) }),
    objects: only<ObjectStore>({
      put: async (_scope, key, content) => void happened.push([key, new TextDecoder().decode(content as Uint8Array)]),
      remove: async (_scope, key) => void happened.push(`removed ${key}`),
    }),
    renderer: only<PdfRenderer>({ render: async () => new TextEncoder().encode('%PDF') }),
    researcher: { research: more.research ?? (async () => found) },
    write: more.write ?? composed,
    usage: only<Meters>({
      meterFor: (_scope, work) => {
        happened.push(work);
        return { ...NO_METER };
      },
    }),
  });
  const stop = new AbortController();
  const span = noTracer.begin('step', { kind: 'internal' });
  const step = async (name: string, data: unknown) =>
    workflow.steps[name]?.(data, { scope, runId: 'prp_1', key: 'prp_1/a', signal: stop.signal, span });
  return { clock, happened, step, stop, workflow };
}

const begun = { postingId: 'pst_1', deadlineAt: NOW + 120_000 };
const first = { initial: record, input: begun };
const metered = { sessionId: 'prp_1', kind: 'document' };

describe('the research of a document', () => {
  it('asks for the company and the posting, shows its steps, and hands on what was found', async () => {
    expect(firstInput('pst_1', manualClock(NOW))).toEqual(begun);
    const asked: unknown[] = [];
    const { step, happened } = stepsOf({
      research: async (request, { onProgress }) => {
        asked.push(request);
        await onProgress?.('Looking');
        return found;
      },
    });
    expect(await step('prep.research', first)).toEqual({ ...begun, research: found });
    const { title, company, description: text, location, pageUrl } = posting;
    expect(asked).toEqual([{ company, posting: { title, text, location, pageUrl } }]);
    expect(happened).toEqual([{ ...record, status: 'researching' }, metered, 'Looking']);
  });

  it('is left out where no company is named', async () => {
    const { company: _company, ...unnamed } = posting;
    const { step } = stepsOf({ posting: unnamed, research: async () => expect.unreachable() });
    expect(await step('prep.research', first)).toEqual(begun);
  });

  it.each([
    [120_000, 50_000],
    [60_000, 30_000],
    [-5, 0],
  ])('with %i ms left for the document may take %i ms, and then nothing is claimed', async (leftMs, delayMs) => {
    const { step, clock } = stepsOf({ research: async () => new Promise(() => {}) });
    let result: unknown;
    const input = { ...begun, deadlineAt: NOW + leftMs };
    void step('prep.research', { initial: record, input }).then((value) => (result = value));
    await clock.advance(Math.max(0, delayMs - 1));
    if (delayMs > 0) expect(result).toBeUndefined();
    await clock.advance(1);
    const { company } = posting;
    expect(result).toEqual({
      ...input,
      research: {
        company,
        searched: false,
        facts: [],
        sources: [],
        notFound: [`${company}: the research could not be finished this time, so nothing is claimed.`],
      },
    });
  });

  it('ends the step when it may cost nothing more, when a bug is in it, and when it is stopped', async () => {
    const failure = async (thrown: unknown) => {
      const { step } = stepsOf({ research: async () => Promise.reject(thrown) });
      return step('prep.research', first).catch((caught: unknown) => caught);
    };
    for (const thrown of [new ServiceError('budget_reached'), new TypeError('a bug')])
      expect(await failure(thrown)).toBe(thrown);
    const { step, stop } = stepsOf({ research: async () => new Promise(() => {}) });
    const researching = step('prep.research', first);
    const reason = new ServiceError('model_unavailable');
    setImmediate(() => stop.abort(reason));
    await expect(researching).rejects.toBe(reason);
  });
});

describe('the writing of a document', () => {
  it('is given what is known, and hands on the report', async () => {
    let given: ReportFacts | undefined;
    const write: ReportWriter = async (facts) => composedReport((given = facts));
    const { step, happened } = stepsOf({ write });
    const result = await step('prep.write', begun);
    expect(given).toEqual({ posting, resume: undefined, seed: 'prp_1', now: NOW });
    expect(result).toEqual({ report: composedReport(given as ReportFacts) });
    expect(happened).toEqual([{ ...record, status: 'writing' }, metered]);
    await step('prep.write', { ...begun, research: found });
    expect(given).toMatchObject({ research: found });
  });

  it('needs a résumé that can be read, where there is one', async () => {
    const away = new ServiceError('storage_unavailable');
    const { step } = stepsOf({ resumes: async () => Promise.reject(away) });
    await expect(step('prep.write', begun)).rejects.toBe(away);
  });

  it.each([
    [120_000, 112_000],
    [8_000, 0],
    [-5, 0],
  ])('with %i ms left for the document may take %i ms', async (leftMs, delayMs) => {
    const { step, clock } = stepsOf({ write: async () => new Promise(() => {}) });
    let failure: unknown;
    void step('prep.write', { ...begun, deadlineAt: NOW + leftMs }).catch((thrown: unknown) => (failure = thrown));
    await clock.advance(Math.max(0, delayMs - 1));
    if (delayMs > 0) expect(failure).toBeUndefined();
    await clock.advance(1);
    expect(failure).toMatchObject({
      code: 'prep_not_written',
      detail: 'Writing the document took too long. Ask for it once more.',
    });
  });

  it('refuses a report that says what it may not', async () => {
    const write: ReportWriter = async (facts) =>
      ({ ...(await composed(facts, {} as never)), sources: 'none' }) as never;
    const { step } = stepsOf({ write });
    await expect(step('prep.write', begun)).rejects.toMatchObject({
      code: 'prep_not_written',
      cause: [expect.stringContaining('sources')],
    });
  });
});

describe('the files of a document', () => {
  const report = composedReport({ posting, resume: undefined, seed: 'prp_1', now: NOW });
  const put = [
    ['preps/prp_1.pdf', '%PDF'],
    ['preps/prp_1.md', reportAsMarkdown(report)],
  ];
  const removed = ['removed preps/prp_1.pdf', 'removed preps/prp_1.md'];

  it.each<[PrepRecord['status'] | 'gone', string[]]>([
    ['rendering', []],
    ['ready', []],
    ['cancelled', removed],
    ['failed', removed],
    ['gone', removed],
  ])('of one that is %s are left behind or removed', async (status, after) => {
    const { step, happened } = stepsOf({ status });
    expect(await step('prep.render', { report })).toEqual({});
    expect(happened).toEqual([{ ...record, status: 'rendering' }, ...put, ...after]);
  });

  it('make it ready', async () => {
    const { step, happened } = stepsOf();
    expect(await step('prep.publish', {})).toEqual({});
    expect(happened).toEqual([{ ...record, status: 'ready', readyAt: NOW }]);
  });
});
