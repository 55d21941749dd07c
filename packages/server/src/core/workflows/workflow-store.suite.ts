import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import type { WorkflowRun, WorkflowStore } from './ports.ts';

/** What every adapter of `WorkflowStore` does; it may be shared by all tests. */
export function workflowStoreSuite(open: () => WorkflowStore): void {
  /** Each test has a workflow of its own, so that it takes no run of another. */
  const runOf = (given: Partial<WorkflowRun> = {}): WorkflowRun => ({
    id: newId('wfx'),
    workflow: newId('wfx'),
    scope: candidate(),
    state: 'running',
    completed: 0,
    attempt: 1,
    dueAt: 10,
    data: { text: 'ünï\n', list: [1, null] },
    ...given,
  });
  const created = async (given: Partial<WorkflowRun> = {}): Promise<WorkflowRun> => {
    const run = runOf(given);
    await open().create(run);
    return run;
  };
  const lease = (owner: string, now = 10, until = 20) => ({ owner, now, until });
  const claimed = ({ workflow }: Pick<WorkflowRun, 'workflow'>, by: ReturnType<typeof lease>, limit = 10) =>
    open().claimDue({ workflows: [workflow], limit }, by);

  describe('workflow store', () => {
    it('hands out a run as it was created, scope and all', async () => {
      const run = await created();
      await expect(open().create(run)).rejects.toMatchObject({ code: 'conflict' });
      expect(await claimed(run, lease('a'))).toEqual([run]);
    });

    it('gives a run to one owner at a time, however many ask at once', async () => {
      const { workflow } = await created();
      await created({ workflow });
      const owners = ['a', 'b', 'c', 'd', 'e'];
      const claims = await Promise.all(owners.map((owner) => claimed({ workflow }, lease(owner), 1)));
      const taken = claims.flat().map(({ id }) => id);
      expect(taken).toHaveLength(2);
      expect(new Set(taken).size).toBe(2);
    });

    it('hands out what is due, the longest due first, and no more than asked for', async () => {
      const { workflow, id: second } = await created({ dueAt: 6 });
      const { id: first } = await created({ workflow, dueAt: 5 });
      const { id: third } = await created({ workflow, dueAt: 10 });
      const { id: later } = await created({ workflow, dueAt: 11 });
      expect((await claimed({ workflow }, lease('a'), 2)).map(({ id }) => id)).toEqual([first, second]);
      expect((await claimed({ workflow }, lease('a'), 2)).map(({ id }) => id)).toEqual([third]);
      expect((await claimed({ workflow }, lease('a', 11), 2)).map(({ id }) => id)).toEqual([later]);
    });

    it('leaves runs of workflows that were not named', async () => {
      const run = await created();
      const others = { workflows: [newId('wfx'), 'prep'], limit: 100 };
      expect((await open().claimDue(others, lease('a'))).map(({ id }) => id)).not.toContain(run.id);
      expect(await open().claimDue({ workflows: [], limit: 1 }, lease('a'))).toEqual([]);
      expect(await claimed(run, lease('a'))).toHaveLength(1);
    });

    it('hands a run on when its lease ran out, with the attempt counted that was cut', async () => {
      const run = await created();
      await claimed(run, lease('a', 10, 20));
      expect(await claimed(run, lease('b', 19, 30))).toEqual([]);
      expect(await claimed(run, lease('a', 19, 30))).toEqual([]);
      expect(await claimed(run, lease('b', 20, 30))).toEqual([{ ...run, attempt: 2 }]);
      expect(await open().checkpoint(run, { owner: 'a', until: 90 })).toBe(false);
    });

    it('prolongs the lease of its holder only, and changes nothing else', async () => {
      const run = await created();
      await claimed(run, lease('a'));
      expect(await open().renew(run.id, { owner: 'b', until: 90 })).toBe(false);
      expect(await open().renew(run.id, { owner: 'a', until: 50 })).toBe(true);
      expect(await claimed(run, lease('b', 49))).toEqual([]);
      expect(await claimed(run, lease('b', 50))).toEqual([{ ...run, attempt: 2 }]);
      expect(await open().renew(run.id, { owner: 'a', until: 90 })).toBe(false);
      expect(await open().renew(newId('wfx'), { owner: 'a', until: 90 })).toBe(false);
    });

    it('saves checkpoints for the holder of the lease only', async () => {
      const run = await created();
      await claimed(run, lease('a'));
      const next = { ...run, completed: 1, attempt: 2, dueAt: 12, data: { step: 'done' } };
      expect(await open().checkpoint(next, { owner: 'b', until: 90 })).toBe(false);
      expect(await open().checkpoint(next, { owner: 'a', until: 90 })).toBe(true);
      expect(await claimed(run, lease('b', 89))).toEqual([]);
      expect(await claimed(run, lease('b', 90, 99))).toEqual([{ ...next, attempt: 3 }]);
    });

    it('gives a run back with a checkpoint without a lease, to be taken when it is due', async () => {
      const run = await created();
      await claimed(run, lease('a', 10, 1_000));
      const next = { ...run, attempt: 2, dueAt: 40 };
      expect(await open().checkpoint(next, { owner: 'a' })).toBe(true);
      expect(await open().renew(run.id, { owner: 'a', until: 90 })).toBe(false);
      expect(await claimed(run, lease('b', 39))).toEqual([]);
      expect(await claimed(run, lease('b', 40, 50))).toEqual([next]);
    });

    it('does not hand out a run that ended', async () => {
      const run = await created();
      await claimed(run, lease('a'));
      expect(await open().checkpoint({ ...run, state: 'done' }, { owner: 'a', until: 20 })).toBe(true);
      expect(await claimed(run, lease('a', 99))).toEqual([]);
      expect(await open().renew(run.id, { owner: 'a', until: 90 })).toBe(false);
      expect(await open().checkpoint(run, { owner: 'a', until: 20 })).toBe(false);
    });

    it('releases everything at the start of a process that owns its storage', async () => {
      const run = await created();
      const { id: free } = await created({ workflow: run.workflow });
      await claimed(run, lease('dead', 10, 1_000_000), 1);
      await open().releaseAll();
      expect(await open().checkpoint(run, { owner: 'dead', until: 99 })).toBe(false);
      const attempts = new Map((await claimed(run, lease('a', 11))).map(({ id, attempt }) => [id, attempt]));
      expect([...attempts.values()].toSorted()).toEqual([1, 2]);
      expect(attempts.has(free)).toBe(true);
    });
  });
}

function candidate(): Scope {
  return scopeFor({
    tenantId: newId('ten'),
    subject: { kind: 'candidate', id: newId('cand') },
    actor: { kind: 'service', id: 'svc' },
    postingId: 'pst_mine',
    purpose: 'screening',
  });
}
