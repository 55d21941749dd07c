import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { testApp } from '../chat/test-app.suite.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { newId } from '../kernel/ids.ts';
import { BEGINNING } from '../sessions/ports.ts';
import { cutAfter } from '../tasks/test-cut-storage.ts';
import { scopeFor } from '../tenancy/scope.ts';

async function posted() {
  const clock = manualClock();
  const storage = memoryStorage(clock);
  const app = await testApp({ clock, storage, processId: 'first' });
  await app.runner.close(AbortSignal.abort());
  const { title, company, posting: text } = FOUR.sales;
  const { id: postingId } = await app.postings.create(app.scope, { kind: 'text', text, title, company } as never);
  return { clock, storage, scope: app.scope, postingId, app };
}

describe('the creation of a document', () => {
  it.each([
    [0, 'was not made', []],
    [1, 'is made', ['ready']],
    [2, 'is made', ['ready']],
    [3, 'is made', ['ready']],
    [4, 'is made', ['ready']],
  ] as const)('that a crash cuts after %i of its writes leaves one that %s', async (writes, _what, statuses) => {
    const { clock, storage, scope, postingId } = await posted();
    const crashed = await testApp({ clock, storage: cutAfter(writes, storage), processId: 'crashed' });
    const answered = await crashed.preps.create(scope, { postingId }).catch(() => undefined);
    expect(answered?.status).toBe(writes === 4 ? 'queued' : undefined);
    const next = await testApp({ clock, storage, processId: 'next' });
    await clock.advance(120_000);
    const { data } = await next.preps.list(scope, { limit: 5 });
    expect(data.map(({ status }) => status)).toEqual(statuses);
    for (const { id } of data) {
      const facts = (await next.log.read(scope, id, { after: BEGINNING })).map(({ fact }) => fact);
      expect(facts.map((fact) => (fact.type === 'prep_progress' ? fact.status : fact.type))).toEqual([
        'queued',
        'researching',
        'writing',
        'rendering',
        'ready',
        'pdf_generated',
        'done',
      ]);
    }
  });

  it('with an id that its owner has used is the document that there is', async () => {
    const { scope, postingId, app, storage, clock } = await posted();
    const id = newId('prp');
    const made = await Promise.all([1, 2, 3].map(() => app.preps.create(scope, { postingId }, { id })));
    expect(new Set(made.map((prep) => prep.id))).toEqual(new Set([id]));
    const next = await testApp({ clock, storage, processId: 'next' });
    await clock.advance(5_000);
    expect(await next.preps.create(scope, { postingId }, { id })).toMatchObject({ id, status: 'ready' });
    expect((await next.preps.list(scope, { limit: 5 })).data).toHaveLength(1);
  });

  it('with an id that somebody else has used is refused, and changes nothing of theirs', async () => {
    const { scope, postingId, app, storage } = await posted();
    const { id } = await app.preps.create(scope, { postingId });
    const stranger = scopeFor({ tenantId: scope.tenantId, subject: { kind: 'candidate', id: newId('cand') } });
    const { id: theirs } = await app.postings.create(stranger, {
      kind: 'text',
      text: 'Sell.',
      title: 'Seller',
    } as never);
    await expect(app.preps.create(stranger, { postingId: theirs }, { id })).rejects.toMatchObject({ code: 'conflict' });
    expect((await app.preps.list(stranger, { limit: 5 })).data).toEqual([]);
    const never = Number.MAX_SAFE_INTEGER;
    const lease = { owner: 'test', now: never, until: never };
    const runs = await storage.workflows.claimDue({ workflows: ['prep'], limit: 5 }, lease);
    expect(runs.map((run) => run.scope.subject.id)).toEqual([scope.subject.id]);
  });
});
