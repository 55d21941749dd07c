import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import { type Scope, scopeFor, type TenantId } from '../tenancy/scope.ts';
import type { Records } from './ports.ts';

const noteSchema = z.object({ text: z.string(), tags: z.array(z.string()).default([]) });

/** What every adapter of `Records` does. `setTime` moves its clock (epoch ms); the adapter may be shared by all tests. */
export function recordsSuite(open: () => { records: Records; setTime(now: number): void }): void {
  const notes = () => open().records.collection('posting', { schema: noteSchema });

  describe('records', () => {
    it('gives back what was inserted', async () => {
      const scope = candidate();
      open().setTime(1_000);
      const inserted = await notes().insert(scope, 'a', note('first'));
      expect(inserted).toEqual({ id: 'a', value: note('first'), version: 1, createdAt: 1_000 });
      expect(await notes().get(scope, 'a')).toEqual(inserted);
    });

    it('refuses an id that is taken', async () => {
      const scope = candidate();
      await notes().insert(scope, 'a', note('first'));
      await expect(notes().insert(scope, 'a', note('second'))).rejects.toMatchObject({ code: 'conflict' });
      expect((await notes().get(scope, 'a'))?.value.text).toBe('first');
    });

    it('keeps collections apart', async () => {
      const scope = candidate();
      await notes().insert(scope, 'a', note('first'));
      expect(await open().records.collection('resume', { schema: noteSchema }).get(scope, 'a')).toBeUndefined();
    });

    it('does not tell a foreign document from an unknown one', async () => {
      const tenantId = tenant();
      const [owner, neighbour] = [subject(tenantId), subject(tenantId)];
      const namesake = scopeFor({ tenantId: tenant(), subject: owner.subject });
      const service = scopeFor({ tenantId, subject: { ...owner.subject, kind: 'service' } });
      await notes().insert(owner, 'a', note('mine'));
      for (const stranger of [neighbour, namesake, service]) {
        expect(await notes().get(stranger, 'a')).toBeUndefined();
        expect(await notes().remove(stranger, 'a')).toBe(false);
        expect((await notes().list(stranger, { limit: 10 })).rows).toEqual([]);
        await expect(
          notes().replace(stranger, 'a', { value: note('theirs'), expectedVersion: 1 }),
        ).rejects.toMatchObject({ code: 'not_found' });
      }
      expect((await notes().get(owner, 'a'))?.value.text).toBe('mine');
    });

    it('replaces only the version that was read', async () => {
      const scope = candidate();
      await notes().insert(scope, 'a', note('1'));
      expect(await notes().replace(scope, 'a', { value: note('2'), expectedVersion: 1 })).toMatchObject({
        version: 2,
        value: { text: '2' },
      });
      await expect(notes().replace(scope, 'a', { value: note('3'), expectedVersion: 1 })).rejects.toMatchObject({
        code: 'conflict',
      });
      await expect(notes().replace(scope, 'b', { value: note('3'), expectedVersion: 1 })).rejects.toMatchObject({
        code: 'not_found',
      });
      expect((await notes().get(scope, 'a'))?.value.text).toBe('2');
    });

    it('lets exactly one of many replacements of a version win', async () => {
      const scope = candidate();
      await notes().insert(scope, 'a', note('start'));
      const attempts = Array.from({ length: 8 }, (_, index) =>
        notes().replace(scope, 'a', { value: note(String(index)), expectedVersion: 1 }),
      );
      const settled = await Promise.allSettled(attempts);
      expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('says whether it removed something', async () => {
      const scope = candidate();
      await notes().insert(scope, 'a', note('first'));
      expect(await notes().remove(scope, 'a')).toBe(true);
      expect(await notes().remove(scope, 'a')).toBe(false);
      expect(await notes().get(scope, 'a')).toBeUndefined();
    });

    it('pages from new to old, and by id within one moment', async () => {
      const scope = candidate();
      for (const [id, at] of [
        ['c', 1],
        ['b', 2],
        ['a', 2],
        ['d', 2],
        ['e', 3],
      ] as const) {
        open().setTime(at);
        await notes().insert(scope, id, note(id));
      }
      const seen: string[] = [];
      let cursor: string | undefined;
      for (;;) {
        const page = await notes().list(scope, { limit: 2, ...defined({ cursor }) });
        seen.push(...page.rows.map(({ id }) => id));
        if (page.nextCursor === null) break;
        expect(page.nextCursor).toMatch(/^[\w-]+$/);
        cursor = page.nextCursor;
      }
      expect(seen).toEqual(['e', 'a', 'b', 'd', 'c']);
    });

    it('ends the list without a cursor when the last page is full', async () => {
      const scope = candidate();
      await notes().insert(scope, 'a', note('a'));
      expect((await notes().list(scope, { limit: 1 })).nextCursor).toBeNull();
    });

    it.each(['x', '', 'W10', 'WyJhIiwiYiJd', 'WzEsImEiXQ==', '\0'])('refuses %j as a cursor', async (cursor) => {
      await expect(notes().list(candidate(), { limit: 1, cursor })).rejects.toMatchObject({
        code: 'validation_failed',
        fields: [{ in: 'query', path: '/cursor' }],
      });
    });

    it('shows what a tenant owns to its candidates by id, if it is shared, and only to them', async () => {
      const tenantId = tenant();
      const owner = scopeFor({ tenantId, subject: { kind: 'tenant', id: tenantId } });
      const shared = open().records.collection('posting', { schema: noteSchema, shared: true });
      await shared.insert(owner, 'job', note('the job'));
      expect((await shared.get(subject(tenantId), 'job'))?.value.text).toBe('the job');
      expect((await shared.list(owner, { limit: 10 })).rows).toHaveLength(1);
      expect((await shared.list(subject(tenantId), { limit: 10 })).rows).toEqual([]);
      expect(await shared.remove(subject(tenantId), 'job')).toBe(false);
      await expect(
        shared.replace(subject(tenantId), 'job', { value: note('changed'), expectedVersion: 1 }),
      ).rejects.toMatchObject({ code: 'not_found' });
      expect(await shared.get(candidate(), 'job')).toBeUndefined();
      expect(await notes().get(subject(tenantId), 'job')).toBeUndefined();
    });

    it('shares nothing that a candidate owns', async () => {
      const tenantId = tenant();
      const shared = open().records.collection('posting', { schema: noteSchema, shared: true });
      await shared.insert(subject(tenantId), 'mine', note('private'));
      expect(await shared.get(subject(tenantId), 'mine')).toBeUndefined();
    });

    it('parses old rows when they are read', async () => {
      const scope = candidate();
      await open()
        .records.collection('posting', { schema: z.object({ text: z.string() }) })
        .insert(scope, 'old', { text: 'before tags' });
      expect((await notes().get(scope, 'old'))?.value).toEqual({ text: 'before tags', tags: [] });
    });

    it('does not hand on a row that fits no more, and does not repeat it', async () => {
      const scope = candidate();
      await open()
        .records.collection('posting', { schema: z.object({ secret: z.string() }) })
        .insert(scope, 'odd', { secret: 'hush' });
      const failure: unknown = await notes()
        .get(scope, 'odd')
        .catch((thrown: unknown) => thrown);
      expect(failure).toMatchObject({ code: 'internal' });
      expect(String(failure)).not.toContain('hush');
    });

    it('keeps any text, with U+FFFD for what no database can keep', async () => {
      const scope = candidate();
      const text = 'a\0b \\u0000 \ud83d\ude00 \ud83d "\n\\ \ude00';
      await notes().insert(scope, 'a', note(text));
      expect((await notes().get(scope, 'a'))?.value.text).toBe('a\ufffdb \\u0000 \ud83d\ude00 \ufffd "\n\\ \ufffd');
      expect(await notes().get(scope, '\0')).toBeUndefined();
    });
  });
}

function tenant(): TenantId {
  return newId('ten');
}

function subject(tenantId: TenantId): Scope {
  return scopeFor({ tenantId, subject: { kind: 'candidate', id: newId('cand') } });
}

function candidate(): Scope {
  return subject(tenant());
}

function note(text: string) {
  return { text, tags: [] };
}
