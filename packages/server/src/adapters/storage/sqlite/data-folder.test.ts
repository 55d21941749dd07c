import { spawn, spawnSync } from 'node:child_process';
import { on, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DATABASE_FILE, openDataFolder } from './data-folder.ts';
import { openForWriting } from './sql.ts';

const CHILD = join(import.meta.dirname, 'data-folder.child.ts');

let folder: string;
const tiny = tinyDisk();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'data-folder-'));
});

afterEach(() => rm(folder, { recursive: true }));

afterAll(() => {
  if (tiny === undefined) return;
  spawnSync('umount', ['-l', tiny]);
  rmSync(tiny, { recursive: true, force: true });
});

describe('data folder', () => {
  it('is made when it is not there, with all above it', async () => {
    const below = join(folder, 'a', 'b');
    close(openDataFolder(below));
    expect(await readdir(below)).toContain(DATABASE_FILE);
    // Nobody else on the machine reads what candidates wrote.
    expect((await stat(below)).mode & 0o777).toBe(0o700);
  });

  it('keeps its database from other users, also where they may enter the folder or could read it before', async () => {
    await chmod(folder, 0o755);
    close(openDataFolder(folder));
    const database = join(folder, DATABASE_FILE);
    expect((await stat(database)).mode & 0o777).toBe(0o600);
    await chmod(database, 0o644);
    const opened = openDataFolder(folder);
    for (const file of (await readdir(folder)).filter((name) => name.startsWith(DATABASE_FILE)))
      expect([file, (await stat(join(folder, file))).mode & 0o077]).toEqual([file, 0]);
    close(opened);
  });

  it('that is a file, or below one, is said to be no folder', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(refusal(file)).toContain('is not a folder');
    expect(refusal(join(file, 'below'))).toContain('is not a folder');
  });

  it('that cannot be opened for another reason is named with that reason', () => {
    const long = join(folder, 'x'.repeat(300));
    expect(refusal(long)).toMatch(/could not be opened \(ENAMETOOLONG.*choose another folder with DATA_DIR/);
  });

  it('whose database another program holds is said to be in use', () => {
    close(openDataFolder(folder));
    const other = openForWriting(join(folder, DATABASE_FILE));
    other.execute('BEGIN EXCLUSIVE');
    expect(refusal(folder)).toMatch(/is in use: another program holds .*Close that program/);
    other.execute('ROLLBACK');
    other.close();
  });

  it('belongs to one opener at a time, and says who has it', async () => {
    const opened = openDataFolder(folder);
    expect(refusal(folder)).toContain(`is in use by another process (pid ${process.pid})`);
    close(opened);
    close(openDataFolder(folder));
  });

  it('is held by a living process and free once that is killed, even before its parent asked for its exit code', async () => {
    // A shell that does not wait for its child keeps it as a zombie.
    const script = '"$0" "$1" "$2" & exec sleep 60';
    const parent = spawn('/bin/sh', ['-c', script, process.execPath, CHILD, folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await matchIn(parent.stdout, /opened/);
      const pid = /pid (\d+)/.exec(refusal(folder))?.[1];
      process.kill(Number(pid), 'SIGKILL');
      await vi.waitFor(() => close(openDataFolder(folder)), { timeout: 10_000, interval: 5 });
      // Still there, as a zombie.
      expect(() => process.kill(Number(pid), 0)).not.toThrow();
    } finally {
      parent.kill('SIGKILL');
      await once(parent, 'exit');
    }
  });

  it.each(['.', 'pglite'])('with a PGlite in %s is refused with what to do, and left as it is', async (place) => {
    await mkdir(join(folder, place), { recursive: true });
    await writeFile(join(folder, place, 'PG_VERSION'), '17\n');
    expect(refusal(folder)).toMatch(/PGlite.*empty folder with DATA_DIR/);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it.each([
    ['other bytes', 'This is no database. '.repeat(500)],
    ['half a header', 'SQLite format 3\0\x10\0'],
  ])('with %s for a database is called damaged, and left as it is', async (_title, content) => {
    await writeFile(join(folder, DATABASE_FILE), content);
    expect(refusal(folder)).toMatch(/is damaged.*Restore a backup/);
    expect(await readFile(join(folder, DATABASE_FILE), 'utf8')).toBe(content);
  });

  it('of a later version is refused, and left as it is', async () => {
    close(openDataFolder(folder));
    const sql = openForWriting(join(folder, DATABASE_FILE));
    sql.execute(`INSERT INTO ip_migrations VALUES ('9999 from the future')`);
    sql.close();
    expect(refusal(folder)).toContain('later version');
    expect(refusal(folder)).toContain('later version');
  });

  it('that cannot be written is said to be so', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed);
    await chmod(closed, 0o555);
    await chmod(folder, 0o755);
    expect(answerToNobody(closed)).toContain('cannot be written. Give the user');
    expect(answerToNobody(join(closed, 'below'))).toContain('cannot be written. Give the user');
  });

  it.skipIf(tiny === undefined)('on a full disk is said to be so', () => {
    expect(refusal(tiny ?? '')).toContain('is on a disk that is full. Make room');
  });
});

function close({ reader, unlock }: ReturnType<typeof openDataFolder>): void {
  reader.close();
  unlock();
}

/** What is said when a folder cannot be opened: always one line that names it. */
function refusal(of: string): string {
  const thrown = thrownBy(() => close(openDataFolder(of)));
  expect(thrown).toMatchObject({ name: 'DataFolderUnusable' });
  expect(String(thrown).split('\n')).toHaveLength(1);
  expect(String(thrown)).toContain(`The data folder ${of} `);
  return String(thrown);
}

function thrownBy(act: () => void): unknown {
  try {
    act();
    return undefined;
  } catch (thrown) {
    return thrown;
  }
}

/** The error for a user without rights; `root` may write everywhere. */
function answerToNobody(of: string): string {
  const user = process.getuid?.() === 0 ? ['65534'] : [];
  const { stdout } = spawnSync(process.execPath, [CHILD, of, ...user], { encoding: 'utf8', timeout: 20_000 });
  return stdout;
}

/** Resolves with the first match in what comes. */
async function matchIn(stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of on(stream, 'data')) {
    text += String(chunk);
    const found = pattern.exec(text);
    if (found !== null) return found[0];
  }
  throw new Error(`There was no ${pattern.source} in: ${text}`);
}

/** A disk of 64 KiB; `undefined` where this user may not mount one. */
function tinyDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined;
  const mounted = mkdtempSync(join(tmpdir(), 'tiny-disk-'));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', mounted]);
  if (status === 0) return mounted;
  rmSync(mounted, { recursive: true });
  return undefined;
}
