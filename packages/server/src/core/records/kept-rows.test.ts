import { describe, expect, it } from 'vitest';
import { only } from '../../testing/only.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { Collection, Row } from './collection.ts';
import { insertOnce } from './insert-once.ts';
import { upsert } from './upsert.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const row = (value: number, version = 3) => ({ id: 'a', value, version }) as unknown as Row<number>;

/** Rows whose writes fail with these, one after the other; then they work. */
function rowsOf(stored: Row<number> | undefined, failures: unknown[] = []) {
  const written: unknown[] = [];
  const write = (what: unknown, value: number) => {
    written.push(what);
    if (failures.length > 0) throw failures.shift();
    return row(value, 4);
  };
  const rows = only<Collection<number>>({
    get: async () => stored,
    insert: async (_scope, id, value) => write(['insert', id, value], value),
    replace: async (_scope, id, { value, expectedVersion }) => write(['replace', id, value, expectedVersion], value),
  });
  return { rows, written };
}
const failing = (...codes: ('conflict' | 'not_found')[]) => codes.map((code) => new ServiceError(code));

describe('a document that is inserted or replaced', () => {
  const add = (before = 0) => before + 1;

  it('is inserted where there is none, and replaced where there is one', async () => {
    const [none, one] = [rowsOf(undefined), rowsOf(row(5))];
    expect(await upsert(none.rows, scope, { id: 'a', value: add })).toEqual(row(1, 4));
    expect(await upsert(one.rows, scope, { id: 'a', value: add })).toEqual(row(6, 4));
    expect([none.written, one.written]).toEqual([[['insert', 'a', 1]], [['replace', 'a', 6, 3]]]);
  });

  it('is looked at anew while others change it, eight times at most', async () => {
    const moved = rowsOf(row(5), failing('conflict', 'not_found', 'conflict'));
    expect(await upsert(moved.rows, scope, { id: 'a', value: add })).toEqual(row(6, 4));
    expect(moved.written).toHaveLength(4);
    const failures = Array.from({ length: 20 }, () => new ServiceError('conflict'));
    const busy = rowsOf(row(5), failures);
    await expect(upsert(busy.rows, scope, { id: 'a', value: add })).rejects.toMatchObject({ code: 'conflict' });
    expect(busy.written).toHaveLength(8);
  });

  it.each([new ServiceError('storage_unavailable'), Object.assign(new Error('x'), { code: 'conflict' })])(
    'is given up at once at %s',
    async (thrown) => {
      const { rows, written } = rowsOf(row(5), [thrown]);
      await expect(upsert(rows, scope, { id: 'a', value: add })).rejects.toBe(thrown);
      expect(written).toHaveLength(1);
    },
  );
});

describe('a document that is inserted once', () => {
  it('is the one that is there, where there is one', async () => {
    expect(await insertOnce(rowsOf(undefined).rows, scope, { id: 'a', value: 1 })).toEqual(row(1, 4));
    expect(await insertOnce(rowsOf(row(5), failing('conflict')).rows, scope, { id: 'a', value: 1 })).toEqual(row(5));
  });

  it.each([new ServiceError('storage_unavailable'), Object.assign(new Error('x'), { code: 'conflict' })])(
    'is none after %s',
    async (thrown) => {
      await expect(insertOnce(rowsOf(row(5), [thrown]).rows, scope, { id: 'a', value: 1 })).rejects.toBe(thrown);
    },
  );

  it('is none where its id is taken by somebody else', async () => {
    const [taken] = failing('conflict');
    await expect(insertOnce(rowsOf(undefined, [taken]).rows, scope, { id: 'a', value: 1 })).rejects.toBe(taken);
  });
});
