import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import { scopeFor } from '../../../core/tenancy/scope.ts';
import { folderObjects } from '../filesystem-objects.ts';
import { backUp, type DataPlaces } from './backup.ts';
import { openSqlite, type SqliteDatabase } from './database.ts';
import { sqliteRecords } from './records.ts';
import { restore } from './restore.ts';
import { nodeSqlite } from './node-sqlite.ts';

const CHILD = join(import.meta.dirname, 'backup.child.ts');
const scope = scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
const schema = z.object({ number: z.number() });
const WRITERS = 20;

let folder: string;
let database: SqliteDatabase | undefined;
const places = (name: string): DataPlaces => ({
  dataDir: join(folder, name),
  objectsDir: join(folder, name, 'objects'),
});
const file = () => join(folder, 'backup.db');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-test-'));
});

afterEach(async () => {
  await database?.close();
  database = undefined;
  await rm(folder, { recursive: true });
});

describe('backup', () => {
  it('holds everything acknowledged before it began, while a server goes on writing', async () => {
    database = await openSqlite(places('one').dataDir);
    const numbers = sqliteRecords(database, systemClock).collection('posting', { schema });
    const objects = folderObjects(places('one').objectsDir);
    const acknowledged = new Set<number>();
    let next = 0;
    const enough = new AbortController();
    const writing = Array.from({ length: WRITERS }, async () => {
      while (!enough.signal.aborted) {
        const number = (next += 1);
        if (number % 50 === 0) await objects.put(scope, `file-${number}`, Uint8Array.of(number % 256));
        await numbers.insert(scope, `row-${number}`, { number });
        acknowledged.add(number);
      }
    });
    while (acknowledged.size < 2_000) await new Promise((resolve) => setImmediate(resolve));
    const before = [...acknowledged];
    const { dataDir, objectsDir } = places('one');
    await promisify(execFile)(process.execPath, [CHILD, dataDir, objectsDir, file()]);
    enough.abort();
    await Promise.all(writing);
    await database.close();
    expect(acknowledged.size).toBeGreaterThan(before.length);

    restore(places('two'), file());
    database = await openSqlite(places('two').dataDir);
    const restored = database
      .all<{ value: string }>('SELECT value FROM ip_records')
      .map(({ value }) => schema.parse(JSON.parse(value)).number);
    expect(before.filter((number) => !restored.includes(number))).toEqual([]);
    const copies = folderObjects(places('two').objectsDir);
    for (const number of restored.filter((each) => each % 50 === 0))
      expect(await copies.get(scope, `file-${number}`)).toEqual(Uint8Array.of(number % 256));
    // What was restored can be written to.
    await sqliteRecords(database, systemClock).collection('posting', { schema }).insert(scope, 'new', { number: 0 });
  });

  it('is one file that only its owner can read, and leaves nothing beside it', async () => {
    await filled(places('one'));
    expect(backUp(places('one'), file())).toBe(1);
    expect(await readdir(folder)).toEqual(['backup.db', 'one']);
    expect((await stat(file())).mode & 0o077).toBe(0);
  });

  it('does not write over a file', async () => {
    await filled(places('one'));
    await writeFile(file(), 'mine');
    expect(() => backUp(places('one'), file())).toThrow('is there already');
    expect(await readFile(file(), 'utf8')).toBe('mine');
  });

  it('is not made of a folder without data', () => {
    expect(() => backUp(places('none'), file())).toThrow(/none holds no data yet/);
  });
});

describe('restoring', () => {
  it('puts nothing into a folder that is not empty', async () => {
    await filled(places('one'));
    backUp(places('one'), file());
    await mkdir(places('two').dataDir);
    await writeFile(join(places('two').dataDir, 'something'), '');
    expect(() => restore(places('two'), file())).toThrow(/two is not empty/);
    expect(await readdir(places('two').dataDir)).toEqual(['something']);
  });

  it.each([
    ['is not there', undefined, /no file/],
    ['is no database', 'Hello. '.repeat(1_000), /is not a backup/],
  ])('says so when the file %s, and makes no folder', async (_title, content, message) => {
    if (content !== undefined) await writeFile(file(), content);
    expect(() => restore(places('two'), file())).toThrow(message);
    expect(await readdir(folder)).not.toContain('two');
  });

  it('says so of a database that is no backup, and of a backup by a later version', async () => {
    await filled(places('one'));
    expect(() => restore(places('two'), join(places('one').dataDir, 'interview-prep.sqlite'))).toThrow('not a backup');
    backUp(places('one'), file());
    changed((run) => run(`INSERT INTO ip_migrations VALUES ('9999 later')`));
    expect(() => restore(places('two'), file())).toThrow('later version');
  });

  it('says so of a backup with damaged pages, and leaves nothing of it', async () => {
    await filled(places('one'));
    backUp(places('one'), file());
    const bytes = await readFile(file());
    await writeFile(file(), bytes.fill(0x5a, 4_096 * 3, 4_096 * 6));
    expect(() => restore(places('two'), file())).toThrow(/is not a backup of Interview Prep, or it is damaged/);
    expect(await readdir(folder)).not.toContain('two');
  });

  it('names the file when its folder is not there', async () => {
    await filled(places('one'));
    expect(() => backUp(places('one'), join(folder, 'no', 'backup.db'))).toThrow(/cannot be written \(ENOENT\)/);
  });

  it('writes no file outside its folder, and leaves nothing of a backup that asks for it', async () => {
    await filled(places('one'));
    backUp(places('one'), file());
    changed((run) => run(`INSERT INTO ip_backup_objects VALUES ('../../../outside', x'00')`));
    expect(() => restore(places('two'), file())).toThrow('another name');
    expect(await readdir(folder)).toEqual(['backup.db', 'one', 'two']);
    expect(await readdir(places('two').dataDir)).toEqual([]);
  });
});

async function filled({ dataDir, objectsDir }: DataPlaces): Promise<void> {
  const opened = await openSqlite(dataDir);
  await sqliteRecords(opened, systemClock).collection('posting', { schema }).insert(scope, 'a', { number: 1 });
  await folderObjects(objectsDir).put(scope, 'a', Uint8Array.of(1));
  await opened.close();
}

function changed(change: (run: (text: string) => void) => void): void {
  const backup = new (nodeSqlite().DatabaseSync)(file());
  change((text) => backup.exec(text));
  backup.close();
}
