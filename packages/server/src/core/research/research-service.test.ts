import { describe, expect, it } from 'vitest';
import { memoryStorage, type MemoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { DurableSessionLog } from '../sessions/log.ts';
import { cutAfter } from '../tasks/test-cut-storage.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { usageLedger } from '../usage/ledger.ts';
import { priceTable } from '../usage/prices.ts';
import { RunEnded } from '../workflows/ports.ts';
import { WorkflowRunner } from '../workflows/runner.ts';
import type { Researcher, ResearchReport, ResearchTask } from './ports.ts';
import { REQUEST } from './test-researcher.suite.ts';
import { ResearchService } from './research-service.ts';
import { researchTasks } from './research-tasks.ts';
import { researchWorkflow } from './research-workflow.ts';

const REPORT: ResearchReport = {
  company: 'Northfield Hospitals',
  searched: true,
  facts: [
    {
      section: 'overview',
      text: 'It runs four hospitals.',
      quote: 'Northfield runs four hospitals',
      sourceNumbers: [1],
    },
  ],
  sources: [{ number: 1, title: 'About', url: 'https://northfield.example/about', fetchedOn: '2026-11-21' }],
  notFound: ['Nothing could be found on recent news.'],
};
const works: Researcher = {
  research: async (_request, { onProgress }) => (await onProgress?.('Reading northfield.example'), REPORT),
};
/** Begins, reports progress, and then waits for ever or until its signal aborts. */
const waits: Researcher = {
  research: async (_request, { signal, onProgress }) => {
    await onProgress?.('Searching for “Northfield”');
    return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  },
};

async function app(
  researcher: Researcher,
  {
    clock = manualClock(),
    storage = memoryStorage(clock),
    processId = 'one',
  }: { clock?: ManualClock; storage?: MemoryStorage; processId?: string } = {},
) {
  const log = new DurableSessionLog({ store: storage.sessions, clock, processId });
  const tasks = researchTasks({ records: storage.records, log, clock });
  const usage = usageLedger({
    store: storage.usage,
    clock,
    budgets: { turnTokens: 0, sessionTokens: 0, tenantDayTokens: 0 },
    prices: priceTable(),
  });
  const workflows = new WorkflowRunner({ store: storage.workflows, clock, processId }, [
    researchWorkflow({ tasks, researcher, usage }),
  ]);
  await workflows.work({ alone: false });
  const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
  return { clock, storage, log, workflows, service: new ResearchService({ tasks, workflows, clock }), scope };
}

/** Whether no run waits or is under way. */
async function isIdle({ workflows }: MemoryStorage): Promise<boolean> {
  const never = Number.MAX_SAFE_INTEGER;
  return (
    (await workflows.claimDue({ workflows: ['research'], limit: 1 }, { owner: 'test', now: never, until: never }))
      .length === 0
  );
}

type TestApp = Awaited<ReturnType<typeof app>>;

async function followed(
  { service, scope }: Pick<TestApp, 'service' | 'scope'>,
  taskId: string,
): Promise<ResearchTask[]> {
  const tasks: ResearchTask[] = [];
  for await (const task of service.follow(scope, taskId, new AbortController().signal)) tasks.push(task);
  return tasks;
}

const steps = (tasks: readonly ResearchTask[]) => tasks.map(({ state, step }) => `${state}: ${step}`);

describe('a research task', () => {
  it('goes through its states, tells what is done, and ends with its report', async () => {
    const { service, scope } = await app(works);
    const created = await service.create(scope, REQUEST, { contextId: 'ctx-1' });
    expect(created).toMatchObject({ id: expect.stringMatching(/^rsh_\w{26}$/u), contextId: 'ctx-1', request: REQUEST });
    expect(steps(await followed({ service, scope }, created.id)).slice(-3)).toEqual([
      'working: Beginning',
      'working: Reading northfield.example',
      'completed: Finished',
    ]);
    expect(await service.get(scope, created.id)).toMatchObject({ state: 'completed', report: REPORT });
    // A late follower gets the final state, once.
    expect(steps(await followed({ service, scope }, created.id))).toEqual(['completed: Finished']);
  });

  it('is listed for its owner, newest first', async () => {
    const { service, scope, clock } = await app(works);
    const first = await service.create(scope, REQUEST);
    await clock.advance(1);
    const second = await service.create(scope, { ...REQUEST, company: 'Other' });
    const { data, nextCursor } = await service.list(scope, { limit: 1 });
    expect(data.map(({ id }) => id)).toEqual([second.id]);
    expect(
      (await service.list(scope, { limit: 5, ...(nextCursor === null ? {} : { cursor: nextCursor }) })).data.map(
        ({ id }) => id,
      ),
    ).toEqual([first.id]);
  });

  it('can be cancelled while it waits for others, which stops the work, and then stays as it is', async () => {
    const { service, scope, clock } = await app(waits);
    const { id } = await service.create(scope, REQUEST);
    const following = followed({ service, scope }, id);
    await clock.advance(0);
    expect(await service.get(scope, id)).toMatchObject({ state: 'working', step: 'Searching for “Northfield”' });
    expect(await service.cancel(scope, id)).toMatchObject({ state: 'cancelled' });
    await clock.advance(600_000);
    expect(steps(await following).at(-1)).toBe('cancelled: Stopped');
    expect(await service.cancel(scope, id)).toMatchObject({ state: 'cancelled' });
  });

  it('that is cancelled in another process asks no model any more', async () => {
    let [requests, letGo] = [0, () => {}];
    const asks: Researcher = {
      research: async (_request, { meter }) => {
        for (;;) {
          await meter?.checkBudget();
          requests += 1;
          await new Promise<void>((resolve) => (letGo = resolve));
        }
      },
    };
    const { service, scope, clock, storage } = await app(asks);
    const { id } = await service.create(scope, REQUEST);
    await clock.advance(0);
    const other = await app(asks, { clock, storage, processId: 'two' });
    expect(await other.service.cancel(scope, id)).toMatchObject({ state: 'cancelled' });
    letGo();
    await clock.advance(600_000);
    expect(requests).toBe(1);
    expect(await isIdle(storage)).toBe(true);
  });

  it('that is cancelled in another process is stopped within seconds, in the middle of a request', async () => {
    const reasons: unknown[] = [];
    const listens: Researcher = {
      research: async (_request, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject((reasons.push(signal.reason), signal.reason)));
        }),
    };
    const { service, scope, clock, storage } = await app(listens);
    const { id } = await service.create(scope, REQUEST);
    await clock.advance(0);
    const other = await app(listens, { clock, storage, processId: 'two' });
    await other.service.cancel(scope, id);
    expect(reasons).toEqual([]);
    await clock.advance(5_000);
    expect(reasons).toEqual([expect.any(RunEnded)]);
    expect(await isIdle(storage)).toBe(true);
  });

  it.each([1, 2, 3, 4])('whose creation a crash cut after %i of its writes is done all the same', async (writes) => {
    const clock = manualClock();
    const storage = memoryStorage(clock);
    const crashed = await app(works, { clock, storage: cutAfter(writes, storage), processId: 'crashed' });
    await crashed.service.create(crashed.scope, REQUEST).catch(() => {});
    const next = await app(works, { clock, storage, processId: 'next' });
    await clock.advance(60_000);
    const { data } = await next.service.list(crashed.scope, { limit: 5 });
    expect(data).toMatchObject([{ state: 'completed', report: REPORT, request: REQUEST }]);
  });

  it('with an id that its owner has used is the task that there is', async () => {
    const { service, scope } = await app(works);
    const { id } = await service.create(scope, REQUEST, { id: newId('rsh') });
    await followed({ service, scope }, id);
    expect(await service.create(scope, REQUEST, { id })).toMatchObject({ id, state: 'completed' });
  });

  it('that has ended is not cancelled any more', async () => {
    const { service, scope } = await app(works);
    const { id } = await service.create(scope, REQUEST);
    await followed({ service, scope }, id);
    expect(await service.cancel(scope, id)).toMatchObject({ state: 'completed', report: REPORT });
  });

  it('tries once more when the model was away, and then says why it failed', async () => {
    let tries = 0;
    const away: Researcher = {
      research: async () => ((tries += 1), Promise.reject(new ServiceError('model_unavailable'))),
    };
    const { service, scope, clock } = await app(away);
    const { id } = await service.create(scope, REQUEST);
    const following = followed({ service, scope }, id);
    await clock.advance(10_000);
    expect((await following).at(-1)).toMatchObject({
      state: 'failed',
      failure: { code: 'model_unavailable', retryable: true },
    });
    expect(tries).toBe(2);
  });

  it('takes three minutes for one try at most', async () => {
    const { service, scope, clock } = await app(waits);
    const { id } = await service.create(scope, REQUEST);
    const following = followed({ service, scope }, id);
    await clock.advance(370_000);
    expect((await following).at(-1)).toMatchObject({
      state: 'failed',
      failure: { code: 'internal', message: 'The step research took too long.' },
    });
  });

  it('is finished by another process after a crash', async () => {
    const crashed = await app(waits, { processId: 'crashed' });
    const { id } = await crashed.service.create(crashed.scope, REQUEST);
    await crashed.clock.advance(0);
    expect(await crashed.service.get(crashed.scope, id)).toMatchObject({ state: 'working' });
    await crashed.workflows.close(AbortSignal.abort());
    const next = await app(works, { clock: crashed.clock, storage: crashed.storage, processId: 'next' });
    const following = followed({ service: next.service, scope: crashed.scope }, id);
    await crashed.clock.advance(60_000);
    expect(steps(await following).at(-1)).toBe('completed: Finished');
    const facts = await crashed.log.read(crashed.scope, id, { after: { seq: 0, characters: 0 }, reader: 'server' });
    expect(
      facts.filter(({ fact }) => 'value' in fact && JSON.stringify(fact.value).includes('Beginning')),
    ).toHaveLength(1);
  });

  it('is nobody else’s: a stranger finds nothing to get, follow, list or cancel', async () => {
    const { service, scope } = await app(waits);
    const { id } = await service.create(scope, REQUEST);
    const sameTenant = scopeFor({ tenantId: scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    const tenant = scopeFor({ tenantId: scope.tenantId, subject: { kind: 'tenant', id: scope.tenantId } });
    for (const stranger of [sameTenant, tenant, scopeFor({ tenantId: 'ten_other', subject: scope.subject })]) {
      await expect(service.get(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(service.cancel(stranger, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(followed({ service, scope: stranger }, id)).rejects.toMatchObject({ code: 'not_found' });
      expect((await service.list(stranger, { limit: 5 })).data).toEqual([]);
    }
    expect(await service.get(scope, id)).not.toMatchObject({ state: 'cancelled' });
  });

  it('ends quietly when its owner is forgotten in the middle of it', async () => {
    const { service, scope, storage, clock } = await app(waits);
    await service.create(scope, REQUEST);
    await clock.advance(0);
    await storage.erasure.erase(scope, { now: 0 });
    await clock.advance(600_000);
    expect(await isIdle(storage)).toBe(true);
  });

  it.each([
    ['a résumé', { ...REQUEST, resume: 'Amara Bello' }, ''],
    ['a candidate inside the posting', { ...REQUEST, posting: { ...REQUEST.posting, candidate: 'Amara' } }, '/posting'],
    ['no company', { posting: REQUEST.posting }, '/company'],
    ['a company without a letter', { ...REQUEST, company: '\u200b ' }, '/company'],
    ['too long a text', { ...REQUEST, posting: { title: 't', text: 'x'.repeat(20_001) } }, '/posting/text'],
    [
      'a page that is none',
      { ...REQUEST, posting: { ...REQUEST.posting, pageUrl: 'file:///etc/passwd' } },
      '/posting/pageUrl',
    ],
  ])('[S0-8] is not made of a request with %s', async (_what, request, path) => {
    const { service, scope } = await app(works);
    const refusal = await service.create(scope, request as never).catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({ code: 'validation_failed', fields: [{ path }] });
    expect((await service.list(scope, { limit: 5 })).data).toEqual([]);
    expect(String((refusal as ServiceError).message)).not.toContain('Amara');
  });
});
