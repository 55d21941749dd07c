import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pgliteStatements } from './pglite-statements.ts';

const FIRST_START_MS = 240_000;

let pglite: PGlite;
let run: ReturnType<typeof pgliteStatements>;

beforeAll(async () => {
  pglite = await PGlite.create();
  await pglite.exec('CREATE TABLE things (id integer PRIMARY KEY, name text)');
  run = pgliteStatements(pglite);
}, FIRST_START_MS);

afterAll(() => pglite.close());

describe('statements on PGlite', () => {
  it.each<[string, unknown[]]>([
    ['SELECT $1::int AS a, $2::text AS b, $3::jsonb AS c', [1, 'ä “\n”', { deep: ['x'] }]],
    ['SELECT $1::text[] AS a, $2::boolean AS b, $3::bigint AS c', [['x', 'y,"z"'], true, 12]],
    ['SELECT $1::bytea AS a, $2::timestamptz AS b', [new Uint8Array([0, 1, 255]), new Date(0)]],
    ['SELECT $1::text AS a, $2::int AS b', [null, undefined]],
    ['SELECT generate_series(1, $1::int) AS a', [3]],
    ['SELECT 1 AS a WHERE $1::boolean', [false]],
    ['UPDATE things SET name = $1 WHERE false', ['x']],
    ['SELECT 1 AS a', []],
  ])('answers %s as PGlite itself does, the first time and again', async (text, params) => {
    const expected = await pglite.query(text, params);
    for (const time of ['first', 'again']) expect([time, await run(text, params)]).toEqual([time, expected]);
  });

  it('counts the rows it changed', async () => {
    expect(await run('INSERT INTO things SELECT generate_series(1, $1::int)', [3])).toMatchObject({
      command: 'INSERT',
      rowCount: 3,
      rows: [],
    });
    expect(await run('DELETE FROM things WHERE id > $1', [1])).toMatchObject({ command: 'DELETE', rowCount: 2 });
  });

  it('names the failure and goes on after it', async () => {
    const text = 'SELECT $1::json AS a';
    await run(text, ['1']);
    await expect(run(text, ['no json'])).rejects.toMatchObject({ code: '22P02' });
    await expect(run('SELEC $1', [1])).rejects.toMatchObject({ code: '42601' });
    expect((await run(text, ['[2]'])).rows).toEqual([{ a: [2] }]);
    expect((await pglite.query('SELECT 3 AS a')).rows).toEqual([{ a: 3 }]);
  });

  it('keeps to the transaction it is in', async () => {
    const insert = 'INSERT INTO things (id, name) VALUES ($1, $2)';
    await run('BEGIN', []);
    await run(insert, [100, 'taken back']);
    await expect(run(insert, [100, 'twice'])).rejects.toMatchObject({ code: '23505' });
    await expect(run(insert, [101, 'too late'])).rejects.toMatchObject({ code: '25P02' });
    await run('ROLLBACK', []);
    expect((await run('SELECT id FROM things WHERE id >= $1', [100])).rows).toEqual([]);
    await run(insert, [100, 'stays']);
    expect((await run('SELECT id FROM things WHERE id >= $1', [100])).rows).toEqual([{ id: 100 }]);
  });

  it('goes on when a table has changed or the engine forgot', async () => {
    const text = 'SELECT * FROM things WHERE id = $1';
    const row = { id: 100, name: 'stays' };
    expect((await run(text, [100])).rows).toEqual([row]);
    await pglite.exec('ALTER TABLE things ADD COLUMN colour text');
    for (let time = 0; time < 3; time += 1) expect((await run(text, [100])).rows).toEqual([{ ...row, colour: null }]);
    await pglite.exec('DEALLOCATE ALL');
    for (let time = 0; time < 3; time += 1) expect((await run(text, [100])).rows).toEqual([{ ...row, colour: null }]);
  });

  it('keeps a limited number of them', async () => {
    for (let index = 0; index < 250; index += 1)
      expect((await run(`SELECT $1::int + ${index} AS sum`, [1])).rows).toEqual([{ sum: index + 1 }]);
    const { rows } = await pglite.query<{ count: number }>('SELECT count(*)::int AS count FROM pg_prepared_statements');
    expect(rows[0]?.count).toBeLessThanOrEqual(200);
  });

  it(
    'says that it is closed',
    async () => {
      const other = await PGlite.create();
      const statements = pgliteStatements(other);
      await statements('SELECT $1::int AS a', [1]);
      await other.close();
      await expect(statements('SELECT $1::int AS a', [1])).rejects.toThrow('PGlite is closed');
    },
    FIRST_START_MS,
  );
});
