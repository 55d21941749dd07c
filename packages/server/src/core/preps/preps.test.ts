import { describe, expect, it } from 'vitest';
import { NO_BUDGETS, practiceHouse, type PracticeHouse } from '../chat/practice-house.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { BEGINNING, type SessionFact } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { composedReport } from './composed-report.ts';
import type { PdfRenderer } from './ports.ts';
import type { ReportWriter } from './prep-steps.ts';

const pdf = new TextEncoder().encode('%PDF-1.7');
const works: PdfRenderer = { render: async () => pdf };
const never: PdfRenderer = { render: async () => new Promise(() => {}) };

async function posted(given: Parameters<typeof practiceHouse>[0]) {
  const house = await practiceHouse(given);
  const { title, company, posting } = FOUR.sales;
  const { id: postingId } = await house.postings.create(house.scope, {
    kind: 'text',
    text: posting,
    title,
    company,
  } as never);
  return { house, postingId };
}

async function told({ preps, scope }: Pick<PracticeHouse, 'preps' | 'scope'>, prepId: string): Promise<SessionFact[]> {
  const facts: SessionFact[] = [];
  for await (const { fact } of preps.events(scope, prepId, { after: BEGINNING, signal: new AbortController().signal }))
    facts.push(fact);
  return facts;
}

const statuses = (facts: readonly SessionFact[]) =>
  facts.flatMap((fact) => (fact.type === 'prep_progress' ? [fact.status] : []));

describe('a preparation document', () => {
  it('is made step by step and can then be read in both forms and by its link', async () => {
    const { house, postingId } = await posted({ renderer: works });
    const { id, status } = await house.preps.create(house.scope, { postingId });
    expect(['queued', 'researching', 'writing', 'rendering']).toContain(status);
    const facts = await told(house, id);
    expect(statuses(facts)).toEqual(['queued', 'researching', 'writing', 'rendering', 'ready']);
    expect(facts.at(-1)).toEqual({ type: 'done', turnId: id });
    const { url = '' } = await house.preps.get(house.scope, id);
    expect(await house.preps.documentByLink(url.split('/').at(-1) ?? '', 'pdf')).toMatchObject({
      contentType: 'application/pdf',
      bytes: pdf,
    });
    const { bytes, fileName } = await house.preps.document(house.scope, id, 'markdown');
    expect(fileName).toMatch(/^interview-prep-[\p{L}\p{N}-]+\.md$/u);
    expect(new TextDecoder().decode(bytes)).toContain('## Likely questions');
    expect((await house.preps.list(house.scope, { limit: 5 })).data.map((prep) => prep.id)).toEqual([id]);
  });

  it('that cannot be laid out says why, once, after three tries', async () => {
    let tries = 0;
    const broken: PdfRenderer = {
      render: async () => ((tries += 1), Promise.reject(new ServiceError('internal', { detail: 'No paper.' }))),
    };
    const { house, postingId } = await posted({ renderer: broken });
    const { id } = await house.preps.create(house.scope, { postingId });
    const telling = told(house, id);
    await house.clock.advance(10_000);
    const facts = await telling;
    expect(tries).toBe(3);
    expect(statuses(facts)).toEqual(['queued', 'researching', 'writing', 'rendering', 'failed']);
    expect(facts.at(-1)).toMatchObject({ type: 'error', code: 'internal', message: 'No paper.', turnId: id });
    expect(await house.preps.get(house.scope, id)).toMatchObject({
      status: 'failed',
      failure: { message: 'No paper.' },
    });
    await expect(house.preps.document(house.scope, id, 'pdf')).rejects.toMatchObject({ code: 'prep_not_ready' });
  });

  it('is metered as a session of its own, which ends where its budget does', async () => {
    const write: ReportWriter = async (facts, { meter, scope, signal }) => {
      await meter?.admit();
      await meter?.record({ modelId: 'claude-haiku-4-5', inputTokens: 90, outputTokens: 10 });
      signal.throwIfAborted();
      return scope.subject.kind === 'candidate'
        ? composedReport(facts)
        : Promise.reject(new Error('Not for a candidate'));
    };
    const { house, postingId } = await posted({
      renderer: works,
      write,
      budgets: { ...NO_BUDGETS, sessionTokens: 100, tenantDayTokens: 200 },
    });
    const made = async () => {
      const { id } = await house.preps.create(house.scope, { postingId });
      const telling = told(house, id);
      await house.clock.advance(10_000);
      return { id, last: (await telling).at(-1) };
    };
    const first = await made();
    expect(first.last?.type).toBe('done');
    expect(await house.usage.ensureOpen(house.scope, first.id)).toBe('spent');
    expect((await made()).last?.type).toBe('done');
    expect((await made()).last).toMatchObject({
      type: 'error',
      code: 'budget_reached',
      message: expect.stringContaining('tomorrow'),
    });
    expect((await house.usage.report(house.scope, {})).total).toMatchObject({
      turns: 0,
      requests: 2,
      inputTokens: 180,
      outputTokens: 20,
    });
  });

  it('can be cancelled while it is made, also in the middle of a change', async () => {
    const { house, postingId } = await posted({ renderer: never });
    const { id } = await house.preps.create(house.scope, { postingId });
    const telling = told(house, id);
    expect(await house.preps.cancel(house.scope, id)).toMatchObject({ status: 'cancelled' });
    await house.clock.advance(60_000);
    const facts = await telling;
    expect(statuses(facts).at(-1)).toBe('cancelled');
    expect(facts.at(-1)).toEqual({ type: 'done', turnId: id });
    expect(await house.preps.get(house.scope, id)).toMatchObject({ status: 'cancelled' });
    await expect(house.preps.cancel(house.scope, id)).rejects.toMatchObject({ code: 'prep_finished' });
  });

  it('is finished by another process after a crash, and tells each step once', async () => {
    const { house, postingId } = await posted({ renderer: never, processId: 'crashed' });
    const { id } = await house.preps.create(house.scope, { postingId });
    await house.clock.advance(0);
    expect(await house.preps.get(house.scope, id)).toMatchObject({ status: 'rendering' });
    house.runner.close();
    const next = await practiceHouse({
      renderer: works,
      clock: house.clock,
      storage: house.storage,
      processId: 'next',
    });
    await house.clock.advance(60_000);
    const facts = await told({ preps: next.preps, scope: house.scope }, id);
    expect(statuses(facts)).toEqual(['queued', 'researching', 'writing', 'rendering', 'ready']);
  });

  it('is nobody else’s, and its link runs out', async () => {
    const { house, postingId } = await posted({ renderer: works });
    const { id } = await house.preps.create(house.scope, { postingId });
    await told(house, id);
    const stranger = scopeFor({ tenantId: house.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    await expect(house.preps.get(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(house.preps.cancel(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(house.preps.create(stranger, { postingId })).rejects.toMatchObject({ code: 'not_found' });
    const { url = '' } = await house.preps.get(house.scope, id);
    await house.clock.advance(3_600_000);
    await expect(house.preps.documentByLink(url.split('/').at(-1) ?? '', 'pdf')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
