import { describe, expect, it } from 'vitest';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import type { WorkflowRun, WorkflowStore } from './ports.ts';

/** What every adapter of `WorkflowStore` does; it may be shared by all tests. */
export function workflowStoreSuite(open: () => WorkflowStore): void {
  const runOf = (scope: Scope): WorkflowRun => ({
    id: newId('wfx'),
    workflow: 'prep',
    scope,
    state: 'running',
    completed: 0,
    attempt: 1,
    data: { text: 'ünï\n', list: [1, null] },
  });
  const created = async (scope: Scope = candidate()): Promise<WorkflowRun> => {
    const run = runOf(scope);
    await open().create(run);
    return run;
  };
  const lease = (owner: string, now = 10, until = 20) => ({ owner, now, until });

  describe('workflow store', () => {
    it('hands out a run as it was created, scope and all', async () => {
      const run = await created();
      expect(await open().claim(run.id, lease('a'))).toEqual(run);
      await expect(open().create(run)).rejects.toMatchObject({ code: 'conflict' });
    });

    it('gives a run to one owner at a time', async () => {
      const run = await created();
      const claims = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => open().claim(run.id, lease(owner))));
      expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1);
    });

    it('hands a run on when its lease ran out, and lets its owner have it again', async () => {
      const run = await created();
      await open().claim(run.id, lease('a', 10, 20));
      expect(await open().claim(run.id, lease('b', 19, 30))).toBeUndefined();
      expect(await open().claim(run.id, lease('a', 15, 20))).toBeDefined();
      expect(await open().claim(run.id, lease('b', 20, 30))).toBeDefined();
    });

    it('saves checkpoints for the holder of the lease only', async () => {
      const run = await created();
      await open().claim(run.id, lease('a'));
      const next = { ...run, completed: 1, attempt: 2, data: { step: 'done' } };
      expect(await open().checkpoint(next, { owner: 'b', until: 90 })).toBe(false);
      expect(await open().checkpoint(next, { owner: 'a', until: 90 })).toBe(true);
      expect(await open().claim(run.id, lease('b', 89))).toBeUndefined();
      expect(await open().claim(run.id, lease('b', 90, 99))).toEqual(next);
      expect(await open().checkpoint(run, { owner: 'a', until: 200 })).toBe(false);
    });

    it('does not hand out a run that ended', async () => {
      const run = await created();
      await open().claim(run.id, lease('a'));
      expect(await open().checkpoint({ ...run, state: 'done' }, { owner: 'a', until: 20 })).toBe(true);
      expect(await open().claim(run.id, lease('a', 99))).toBeUndefined();
      expect(await open().checkpoint(run, { owner: 'a', until: 20 })).toBe(false);
      expect(await open().claim(newId('wfx'), lease('a'))).toBeUndefined();
    });

    it('cancels a run once, of the same subject only, and stops its holder', async () => {
      const scope = candidate();
      const run = await created(scope);
      await open().claim(run.id, lease('a'));
      expect(await open().cancel(candidate(), run.id)).toBe(false);
      expect(await open().cancel(scope, run.id)).toBe(true);
      expect(await open().cancel(scope, run.id)).toBe(false);
      expect(await open().checkpoint({ ...run, completed: 1 }, { owner: 'a', until: 30 })).toBe(false);
      expect(await open().claim(run.id, lease('b', 99))).toBeUndefined();
    });

    it('names the runs that nobody holds', async () => {
      const [free, held, expired, ended] = [await created(), await created(), await created(), await created()];
      await open().claim(held.id, lease('a', 10, 100));
      await open().claim(expired.id, lease('a', 10, 50));
      await open().cancel(ended.scope, ended.id);
      const unheld = (await open().unheld(50)).map(({ id }) => id);
      expect(unheld).toEqual(expect.arrayContaining([free.id, expired.id]));
      expect(unheld).not.toContain(held.id);
      expect(unheld).not.toContain(ended.id);
    });

    it('releases everything at the start of a process that owns its storage', async () => {
      const run = await created();
      await open().claim(run.id, lease('dead', 10, 1_000_000));
      await open().releaseAll();
      expect(await open().unheld(11)).toContainEqual({ id: run.id, workflow: run.workflow });
      expect(await open().checkpoint(run, { owner: 'dead', until: 99 })).toBe(false);
    });
  });
}

function candidate(): Scope {
  return scopeFor({
    tenantId: newId('ten'),
    subject: { kind: 'candidate', id: newId('cand') },
    actor: { kind: 'service', id: 'svc' },
    purpose: 'screening',
  });
}
