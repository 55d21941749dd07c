import { describe, expect, it } from 'vitest';
import { NO_BUDGETS, testApp, type TestApp } from '../chat/test-app.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { joined } from '../objects/ports.ts';
import { BEGINNING, type SessionFact } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { composedReport } from './composed-report.ts';
import type { PdfRenderer } from './ports.ts';
import type { ReportWriter } from './prep-workflow.ts';

const pdf = new TextEncoder().encode('%PDF-1.7');
const works: PdfRenderer = { render: async () => pdf };
const never: PdfRenderer = { render: async () => new Promise(() => {}) };

async function posted(given: Parameters<typeof testApp>[0]) {
  const app = await testApp(given);
  const { title, company, posting } = FOUR.sales;
  const { id: postingId } = await app.postings.create(app.scope, {
    kind: 'text',
    text: posting,
    title,
    company,
  } as never);
  return { app, postingId };
}

async function factsUntilEnd(
  { preps, scope }: Pick<TestApp, 'preps' | 'scope'>,
  prepId: string,
): Promise<SessionFact[]> {
  const facts: SessionFact[] = [];
  for await (const { fact } of preps.events(scope, prepId, { after: BEGINNING, signal: new AbortController().signal }))
    facts.push(fact);
  return facts;
}

const statuses = (facts: readonly SessionFact[]) =>
  facts.flatMap((fact) => (fact.type === 'prep_progress' ? [fact.status] : []));

describe('a preparation document', () => {
  it('is made step by step and can then be read in both forms and by its link', async () => {
    const { app, postingId } = await posted({ renderer: works });
    const { id, status } = await app.preps.create(app.scope, { postingId });
    expect(['queued', 'researching', 'writing', 'rendering']).toContain(status);
    const facts = await factsUntilEnd(app, id);
    expect(statuses(facts)).toEqual(['queued', 'researching', 'writing', 'rendering', 'ready']);
    expect(facts.at(-1)).toEqual({ type: 'done', turnId: id });
    const { url = '' } = await app.preps.get(app.scope, id);
    const linked = await app.preps.documentByLink(url.split('/').at(-1) ?? '', 'pdf');
    expect(linked.contentType).toBe('application/pdf');
    expect(await joined(linked.stored.read())).toEqual(pdf);
    const { stored, fileName } = await app.preps.document(app.scope, id, 'markdown');
    expect(fileName).toMatch(/^interview-prep-[\p{L}\p{N}-]+\.md$/u);
    expect(new TextDecoder().decode(await joined(stored.read()))).toContain('## Likely questions');
    expect((await app.preps.list(app.scope, { limit: 5 })).data.map((prep) => prep.id)).toEqual([id]);
  });

  it('that cannot be laid out says why, once, after three tries', async () => {
    let tries = 0;
    const broken: PdfRenderer = {
      render: async () => ((tries += 1), Promise.reject(new ServiceError('internal', { detail: 'No paper.' }))),
    };
    const { app, postingId } = await posted({ renderer: broken });
    const { id } = await app.preps.create(app.scope, { postingId });
    const following = factsUntilEnd(app, id);
    await app.clock.advance(10_000);
    const facts = await following;
    expect(tries).toBe(3);
    expect(statuses(facts)).toEqual(['queued', 'researching', 'writing', 'rendering', 'failed']);
    expect(facts.at(-1)).toMatchObject({ type: 'error', code: 'internal', message: 'No paper.', turnId: id });
    expect(await app.preps.get(app.scope, id)).toMatchObject({ status: 'failed', failure: { message: 'No paper.' } });
    await expect(app.preps.document(app.scope, id, 'pdf')).rejects.toMatchObject({ code: 'prep_not_ready' });
  });

  it('is metered as a session of its own, which ends where its budget does', async () => {
    const write: ReportWriter = async (facts, { meter, scope, signal }) => {
      await meter?.checkBudget();
      await meter?.record({ modelId: 'claude-haiku-4-5', inputTokens: 90, outputTokens: 10 });
      signal.throwIfAborted();
      return scope.subject.kind === 'candidate'
        ? composedReport(facts)
        : Promise.reject(new Error('Not for a candidate'));
    };
    const { app, postingId } = await posted({
      renderer: works,
      write,
      budgets: { ...NO_BUDGETS, sessionTokens: 100, tenantDayTokens: 200 },
    });
    const made = async () => {
      const { id } = await app.preps.create(app.scope, { postingId });
      const following = factsUntilEnd(app, id);
      await app.clock.advance(10_000);
      return { id, last: (await following).at(-1) };
    };
    const first = await made();
    expect(first.last?.type).toBe('done');
    expect(await app.usage.ensureOpen(app.scope, first.id)).toBe('spent');
    expect((await made()).last?.type).toBe('done');
    expect((await made()).last).toMatchObject({
      type: 'error',
      code: 'budget_reached',
      message: expect.stringContaining('tomorrow'),
    });
    expect((await app.usage.report(app.scope, {})).total).toMatchObject({
      turns: 0,
      requests: 2,
      inputTokens: 180,
      outputTokens: 20,
    });
  });

  it('can be cancelled while it is made, also in the middle of a change', async () => {
    const { app, postingId } = await posted({ renderer: never });
    const { id } = await app.preps.create(app.scope, { postingId });
    const following = factsUntilEnd(app, id);
    expect(await app.preps.cancel(app.scope, id)).toMatchObject({ status: 'cancelled' });
    await app.clock.advance(60_000);
    const facts = await following;
    expect(statuses(facts).at(-1)).toBe('cancelled');
    expect(facts.at(-1)).toEqual({ type: 'done', turnId: id });
    expect(await app.preps.get(app.scope, id)).toMatchObject({ status: 'cancelled' });
    await expect(app.preps.cancel(app.scope, id)).rejects.toMatchObject({ code: 'prep_finished' });
  });

  it('is finished by another process after a crash, and tells each step once', async () => {
    const { app, postingId } = await posted({ renderer: never, processId: 'crashed' });
    const { id } = await app.preps.create(app.scope, { postingId });
    await app.clock.advance(0);
    expect(await app.preps.get(app.scope, id)).toMatchObject({ status: 'rendering' });
    await app.runner.close(AbortSignal.abort());
    const next = await testApp({ renderer: works, clock: app.clock, storage: app.storage, processId: 'next' });
    await app.clock.advance(60_000);
    const facts = await factsUntilEnd({ preps: next.preps, scope: app.scope }, id);
    expect(statuses(facts)).toEqual(['queued', 'researching', 'writing', 'rendering', 'ready']);
  });

  it('is nobody else’s, and its link runs out', async () => {
    const { app, postingId } = await posted({ renderer: works });
    const { id } = await app.preps.create(app.scope, { postingId });
    await factsUntilEnd(app, id);
    const stranger = scopeFor({ tenantId: app.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    await expect(app.preps.get(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(app.preps.cancel(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(app.preps.create(stranger, { postingId })).rejects.toMatchObject({ code: 'not_found' });
    const { url = '' } = await app.preps.get(app.scope, id);
    await app.clock.advance(3_600_000);
    await expect(app.preps.documentByLink(url.split('/').at(-1) ?? '', 'pdf')).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
