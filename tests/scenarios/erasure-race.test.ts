import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { Client } from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { temporaryFolder } from './child.ts';
import { activities, answerTo, markedPerson, type MarkedPerson, markersIn } from './erasure-people.ts';
import { beside, HAS_POSTGRES, newDatabase, pairOfServers, serverProcess, startedPostgres } from './reliability-app.ts';

const PEOPLE = 200;
const AT_ONCE = 40;
const KINDS = ['n', 'l', 'w'];
const program = [beside('erasure-server.mjs')];
/** Answers stream long enough that turns are under way, whatever happens. */
const SETTINGS = { REHEARSAL_WORD_DELAY_MS: '20', REQUESTS_PER_MINUTE: '1000000', TURNS_PER_MINUTE: '1000000' };
const MINUTE = { timeout: 60_000, interval: 500 };

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function folder(): Promise<string> {
  const { path, remove } = await temporaryFolder();
  closing.push(remove);
  return path;
}

/**
 * Erases somebody while everything they can do is under way at `urls`, and goes on asking until each address refuses the
 * token. Resolves with every status that was answered; whatever was written after the erasure is a 2xx of `late`.
 */
async function erasedInTheMiddle(urls: readonly string[], person: MarkedPerson) {
  const seen = { statuses: new Set<number>(), late: [] as number[], answered: 0 };
  let underWay = () => {};
  const busy = new Promise<void>((resolve) => (underWay = resolve));
  const keepAsking = async (ask: () => Promise<number>): Promise<void> => {
    for (;;) {
      const isLate = person.isErased;
      const status = await ask();
      seen.statuses.add(status);
      if (isLate && status < 300) seen.late.push(status);
      seen.answered += 1;
      if (seen.answered > 3) underWay();
      // Many bad tokens from one address are refused with 429.
      if (status === 401 || status === 429) return;
    }
  };
  const addresses = urls.map((url) => activities(url, person));
  // Each goes to one address, and all of them are used.
  const asking = addresses.flatMap((all, at) =>
    all.filter((_, nth) => (nth + person.index) % addresses.length === at).map(keepAsking),
  );
  await busy;
  const [url = ''] = person.index % 2 === 0 ? urls : urls.toReversed();
  const { status } = await answerTo(url, person, { method: 'DELETE', path: '/v1/me' });
  person.isErased = true;
  await Promise.all(asking);
  return { ...seen, status };
}

/** Erases all but the last, a few at a time, and returns them as [gone, staying]. */
async function erased(urls: readonly string[], secretKey: string): Promise<[MarkedPerson[], MarkedPerson]> {
  const [url = ''] = urls;
  const staying = await markedPerson(url, secretKey, PEOPLE);
  const gone: MarkedPerson[] = [];
  for (let from = 0; from < PEOPLE; from += AT_ONCE) {
    const wave = await Promise.all(
      Array.from({ length: AT_ONCE }, (_, index) => markedPerson(url, secretKey, from + index)),
    );
    for (const { statuses, late, status } of await Promise.all(wave.map((person) => erasedInTheMiddle(urls, person)))) {
      expect(status).toBe(204);
      expect(late).toEqual([]);
      expect([...statuses].filter((answer) => answer >= 500)).toEqual([]);
    }
    gone.push(...wave);
  }
  return [gone, staying];
}

/** What a dump of every table names: candidates by id, and markers. Tombstones hold the ids of those who are gone, only. */
function expectOnly(staying: MarkedPerson, { gone, rows }: { gone: readonly MarkedPerson[]; rows: string }): void {
  expect(gone.filter(({ candidateId }) => rows.includes(candidateId))).toEqual([]);
  expect(rows).toContain(staying.candidateId);
  expect([...markersIn(rows)].toSorted()).toEqual(KINDS.map((kind) => `${kind} ${PEOPLE}`).toSorted());
}

function sqliteRows(file: string): string {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const tables = database
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'ip_erased'`)
      .all();
    return tables.map(({ name }) => JSON.stringify(database.prepare(`SELECT * FROM "${name}"`).all())).join('\n');
  } finally {
    database.close();
  }
}

async function postgresRows(databaseUrl: string): Promise<string> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
        WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE' AND table_name <> 'ip_erased'`,
    );
    const dumps: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM ${name} AS t`);
      dumps.push(...rows.map(({ row }) => row));
    }
    return dumps.join('\n');
  } finally {
    await client.end();
  }
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

async function markersInFiles(path: string): Promise<string[]> {
  const texts = await Promise.all((await filesIn(path)).map((file) => readFile(file, 'latin1').catch(() => '')));
  return [...new Set(texts.flatMap((text) => [...markersIn(text)]))].toSorted();
}

describe('erasure while everything is under way', () => {
  it('[N-14] leaves no row, no file and no byte of 200 candidates in the embedded storage', async () => {
    const dataDir = await folder();
    const server = await serverProcess({ ...SETTINGS, DATA_DIR: dataDir }, { program });
    closing.push(() => server.child.end('SIGKILL'));
    const [gone, staying] = await erased([server.url], server.secretKey);

    expectOnly(staying, { gone, rows: sqliteRows(join(dataDir, 'interview-prep.sqlite')) });
    await vi.waitFor(async () => expect(await filesIn(join(dataDir, 'objects')).catch(() => [])).toEqual([]), MINUTE);
    await vi.waitFor(async () => {
      const own = KINDS.map((kind) => `${kind} ${PEOPLE}`).toSorted();
      expect(await markersInFiles(dataDir)).toEqual(own);
    }, MINUTE);
    const { status } = await answerTo(server.url, staying, { method: 'GET', path: `/v1/chats/${staying.chatId}` });
    expect(status).toBe(200);
  });

  it.skipIf(!HAS_POSTGRES)(
    '[N-14] leaves no row and no file of 200 candidates where two processes share a Postgres, and both refuse them',
    async () => {
      const postgres = await startedPostgres();
      closing.push(() => postgres.remove());
      const databaseUrl = await newDatabase(postgres, 'erasure');
      const objects = await folder();
      const settings = { ...SETTINGS, OBJECTS_URL: pathToFileURL(objects).href };
      const pair = await pairOfServers(databaseUrl, settings, { program });
      closing.push(() => pair.close());
      const [gone, staying] = await erased([pair.first.url, pair.second.url], pair.first.secretKey);

      expectOnly(staying, { gone, rows: await postgresRows(databaseUrl) });
      await vi.waitFor(async () => expect(await filesIn(objects)).toEqual([]), MINUTE);
    },
  );
});
