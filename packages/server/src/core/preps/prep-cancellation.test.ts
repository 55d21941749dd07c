import { describe, expect, it } from 'vitest';
import { memoryStorage, type MemoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { noResearch, testApp } from '../chat/test-app.suite.ts';
import type { Call } from '../engine/ports.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { BEGINNING } from '../sessions/ports.ts';
import { composedReport } from './composed-report.ts';
import { prepRecord } from './prep-record.ts';

type Stage = 'research' | 'write' | 'render' | 'put' | 'publish';
const STAGES: readonly Stage[] = ['research', 'write', 'render', 'put', 'publish'];
const PDF = new TextEncoder().encode('%PDF-1.7');

/** Holds the work on a document up at one stage, until it is let go. Nothing in it looks at a signal. */
function heldAt(stage: Stage) {
  let [reached, letGo] = [() => {}, () => {}];
  const there = new Promise<void>((resolve) => (reached = resolve));
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const requests: Stage[] = [];
  const pass = async (at: Stage) => {
    if (at !== stage) return;
    reached();
    await gone;
  };
  /** Two requests to a model, with a pause between them. */
  const asks = async (at: Stage, { meter }: Call) => {
    for (const isLast of [false, true]) {
      await meter?.checkBudget();
      requests.push(at);
      if (!isLast) await pass(at);
    }
  };
  return { there, letGo: () => letGo(), requests, pass, asks };
}

function heldStorage(storage: MemoryStorage, { pass }: ReturnType<typeof heldAt>): MemoryStorage {
  return {
    ...storage,
    objects: { ...storage.objects, put: async (...args) => (await pass('put'), storage.objects.put(...args)) },
    workflows: {
      ...storage.workflows,
      checkpoint: async (run, lease) => {
        if (run.completed === 3 && run.state === 'running') await pass('publish');
        return storage.workflows.checkpoint(run, lease);
      },
    },
  };
}

async function madeUntil(stage: Stage) {
  const clock = manualClock();
  const storage = memoryStorage(clock);
  const held = heldAt(stage);
  const app = await testApp({
    clock,
    storage: heldStorage(storage, held),
    researcher: {
      research: async (request, call) => (await held.asks('research', call), noResearch.research(request, call)),
    },
    write: async (facts, call) => (await held.asks('write', call), composedReport(facts)),
    renderer: { render: async () => (await held.pass('render'), PDF) },
  });
  const { title, company, posting: text } = FOUR.sales;
  const { id: postingId } = await app.postings.create(app.scope, { kind: 'text', text, title, company } as never);
  const { id } = await app.preps.create(app.scope, { postingId });
  await held.there;
  return { ...held, app, clock, storage, scope: app.scope, id };
}

type Made = Awaited<ReturnType<typeof madeUntil>>;

async function kept({ storage, scope, id }: Pick<Made, 'storage' | 'scope' | 'id'>): Promise<string[]> {
  const keys = [`preps/${id}.pdf`, `preps/${id}.md`];
  const found = await Promise.all(keys.map((key) => storage.objects.get(scope, key)));
  return keys.filter((_key, index) => found[index] !== undefined);
}

async function isIdle({ storage }: Pick<Made, 'storage'>): Promise<boolean> {
  const never = Number.MAX_SAFE_INTEGER;
  const lease = { owner: 'test', now: never, until: never };
  return (await storage.workflows.claimDue({ workflows: ['prep'], limit: 1 }, lease)).length === 0;
}

describe('a document that is cancelled', () => {
  const cases = STAGES.flatMap((stage) => [[stage, 'the same process'] as const, [stage, 'another process'] as const]);

  it.each(cases)('during %s, in %s, is not kept, and nothing more is asked of a model', async (stage, where) => {
    const made = await madeUntil(stage);
    const { app, clock, storage, scope, id, requests, letGo } = made;
    const canceller = where === 'the same process' ? app : await testApp({ clock, storage, processId: 'two' });
    expect(await canceller.preps.cancel(scope, id)).toMatchObject({ status: 'cancelled' });
    const before = requests.length;
    letGo();
    await clock.advance(300_000);
    expect(requests).toHaveLength(before);
    expect(await kept(made)).toEqual([]);
    expect(await app.preps.get(scope, id)).toMatchObject({ status: 'cancelled' });
    const facts = (await app.log.read(scope, id, { after: BEGINNING })).map(({ fact }) => fact);
    expect(facts.slice(-2)).toMatchObject([{ status: 'cancelled' }, { type: 'done' }]);
    expect(await isIdle(made)).toBe(true);
  });

  it('before anybody took it is never begun', async () => {
    const clock = manualClock();
    const storage = memoryStorage(clock);
    const app = await testApp({ clock, storage });
    await app.runner.close(AbortSignal.abort());
    const { id: postingId } = await app.postings.create(app.scope, {
      kind: 'text',
      text: 'Sell.',
      title: 'Seller',
    } as never);
    const { id } = await app.preps.create(app.scope, { postingId });
    await app.preps.cancel(app.scope, id);
    await testApp({ clock, storage, processId: 'two', write: async () => expect.unreachable() });
    await clock.advance(60_000);
    expect(await app.preps.get(app.scope, id)).toMatchObject({ status: 'cancelled' });
    expect(await isIdle({ storage })).toBe(true);
  });

  it('by a process that died before it could stop the work is stopped all the same, and its followers learn it', async () => {
    const made = await madeUntil('write');
    const { app, clock, storage, scope, id, requests, letGo } = made;
    const rows = storage.records.collection('prep', { schema: prepRecord });
    const row = await rows.get(scope, id);
    if (row === undefined) throw new Error('The document is not there.');
    await rows.replace(scope, id, { value: { ...row.value, status: 'cancelled' }, expectedVersion: row.version });
    letGo();
    const seen: unknown[] = [];
    const signal = new AbortController().signal;
    const following = (async () => {
      for await (const { fact } of app.preps.events(scope, id, { after: BEGINNING, signal })) seen.push(fact.type);
    })();
    await clock.advance(10_000);
    await following;
    expect(seen.at(-1)).toBe('done');
    expect(requests.filter((at) => at === 'write')).toHaveLength(1);
    expect(await isIdle(made)).toBe(true);
  });
});

describe('a document whose owner is erased', () => {
  it.each(STAGES)('during %s is not kept, and nothing more is asked of a model', async (stage) => {
    const made = await madeUntil(stage);
    const { app, clock, storage, scope, id, requests, letGo } = made;
    await storage.erasure.erase(scope, { now: clock.now() });
    await storage.objects.removeAll(scope);
    const before = requests.length;
    letGo();
    await clock.advance(300_000);
    expect(requests).toHaveLength(before);
    expect(await kept(made)).toEqual([]);
    await expect(app.preps.get(scope, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await app.log.read(scope, id, { after: BEGINNING })).toEqual([]);
    expect(await isIdle(made)).toBe(true);
  });
});
