import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { systemClock } from '../kernel/clock.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { boundRecords } from './bound-records.ts';
import { recordsSuite } from './records.suite.ts';

const subject = { kind: 'candidate', id: 'cand_a' } as const;
const owner = scopeFor({ tenantId: 'ten_a', subject });
const bound = scopeFor({ tenantId: 'ten_a', subject, postingId: 'pst_mine' });
const schema = z.object({ postingId: z.string().optional(), text: z.string().default('') });

let time = 1_000;
const clock = { ...systemClock, now: () => time };
const setUp = () => ({ records: boundRecords(memoryStorage(clock).records) });
const chats = ({ records }: ReturnType<typeof setUp>) => records.collection('chat', { schema });

const { records } = setUp();
const setTime = (now: number): void => {
  time = now;
};
recordsSuite(() => ({ records, setTime }));

describe('records, for a scope that is bound to one posting', () => {
  it.each([1, 3, 7, 60, 200])('fill a page of %i from among the documents of others', async (limit) => {
    const rows = chats(setUp());
    const mine: string[] = [];
    for (let index = 0; index < 260; index += 1) {
      const id = String(index).padStart(3, '0');
      const isMine = index % 4 === 1;
      if (isMine) mine.push(id);
      await rows.insert(owner, id, { postingId: isMine ? 'pst_mine' : 'pst_other', text: '' });
    }
    const found: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Awaited<ReturnType<typeof rows.list>> = await rows.list(bound, { limit, ...(cursor && { cursor }) });
      expect(page.rows.length).toBe(Math.min(limit, mine.length - found.length));
      found.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(found).toEqual(mine);
  });

  it('change and remove nothing that is of another, and move nothing there', async () => {
    const rows = chats(setUp());
    await rows.insert(owner, 'other', { postingId: 'pst_other', text: 'as it was' });
    await rows.insert(owner, 'general', { text: 'as it was' });
    await rows.insert(bound, 'mine', { postingId: 'pst_mine', text: '' });
    for (const id of ['other', 'general']) {
      const change = { value: { postingId: 'pst_mine', text: 'taken' }, expectedVersion: 1 };
      await expect(rows.replace(bound, id, change)).rejects.toMatchObject({ code: 'not_found' });
      expect(await rows.remove(bound, id)).toBe(false);
      expect((await rows.get(owner, id))?.value.text).toBe('as it was');
    }
    for (const postingId of ['pst_other', undefined]) {
      const value = { text: '', ...(postingId === undefined ? {} : { postingId }) };
      await expect(rows.insert(bound, 'new', value)).rejects.toMatchObject({ code: 'not_found' });
      await expect(rows.replace(bound, 'mine', { value, expectedVersion: 1 })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    expect(await rows.remove(bound, 'mine')).toBe(true);
  });

  it('list the one posting, wherever it comes from, once', async () => {
    const rows = setUp().records.collection('posting', { schema, shared: true });
    const tenant: Scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'tenant', id: 'ten_a' } });
    await rows.insert(owner, 'pst_own', { text: '' });
    await rows.insert(tenant, 'pst_mine', { text: '' });
    const page = await rows.list(bound, { limit: 1 });
    expect([page.rows.map(({ id }) => id), page.nextCursor]).toEqual([['pst_mine'], null]);
    await expect(rows.list(bound, { limit: 1, cursor: 'x' })).rejects.toMatchObject({ code: 'validation_failed' });
    expect(await rows.get(bound, 'pst_own')).toBeUndefined();
  });

  it('leave what is of no posting to its owner', async () => {
    const rows = setUp().records.collection('response', { schema });
    await rows.insert(owner, 'answer', { text: 'kept' });
    expect((await rows.get(bound, 'answer'))?.value.text).toBe('kept');
    expect((await rows.list(bound, { limit: 1 })).rows).toHaveLength(1);
  });
});
