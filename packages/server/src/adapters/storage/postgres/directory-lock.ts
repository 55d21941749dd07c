import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';

const holderSchema = z.object({ pid: z.number().int().positive(), started: z.string() });
type Holder = z.infer<typeof holderSchema>;

// A process that is killed and started again in a container often gets its old pid, so the pid alone proves nothing.
const openHere = new Set<string>();

/** The data directory is in use by a living process. */
export class DirectoryInUse extends Error {
  override readonly name = 'DirectoryInUse';
  constructor(directory: string, pid: number) {
    super(
      `The data directory ${directory} is in use by another process (pid ${pid}). Stop it, or choose another directory.`,
    );
  }
}

/**
 * Takes `directory` for this process and returns the way to give it back. A lock whose process is dead is taken over.
 * Throws `DirectoryInUse`. It guards against processes of one machine only.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = resolve(directory, 'pglite.lock');
  if (openHere.has(path)) throw new DirectoryInUse(directory, process.pid);
  openHere.add(path);
  try {
    await takeLock(directory, path);
  } catch (thrown) {
    openHere.delete(path);
    throw thrown;
  }
  return async () => {
    await rm(path, { force: true });
    openHere.delete(path);
  };
}

async function takeLock(directory: string, path: string): Promise<void> {
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, JSON.stringify({ pid: process.pid, started: await startOf(process.pid) }));
  try {
    // `link` either makes the whole lock or fails: nobody ever reads half of one.
    if (await linked(mine, path)) return;
    await removeIfStale(directory, path);
    if (!(await linked(mine, path))) throw new DirectoryInUse(directory, (await holderOf(path))?.pid ?? 0);
  } finally {
    await rm(mine, { force: true });
  }
}

async function removeIfStale(directory: string, path: string): Promise<void> {
  const judged = await holderOf(path);
  if (judged !== undefined && (await isAlive(judged))) throw new DirectoryInUse(directory, judged.pid);
  const aside = `${path}.${randomUUID()}`;
  await rename(path, aside).catch(ignoreMissing);
  const moved = await holderOf(aside);
  // Between judging and moving, somebody else may have taken the stale lock over: give theirs back.
  if (moved !== undefined && (await isAlive(moved))) {
    await linked(aside, path);
    await rm(aside, { force: true });
    throw new DirectoryInUse(directory, moved.pid);
  }
  await rm(aside, { force: true });
}

async function linked(existing: string, path: string): Promise<boolean> {
  try {
    await link(existing, path);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    throw thrown;
  }
}

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function isAlive({ pid, started }: Holder): Promise<boolean> {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (thrown) {
    if (codeOf(thrown) === 'ESRCH') return false;
  }
  return (await startOf(pid)) === started;
}

/**
 * When a process started, in a form that no later process of the same pid shares; empty where the system does not
 * report it.
 */
async function startOf(pid: number): Promise<string> {
  try {
    const [boot, stat] = await Promise.all([
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
      readFile(`/proc/${pid}/stat`, 'utf8'),
    ]);
    // Field 22; the name in field 2 may itself hold spaces, so count from its closing parenthesis.
    return `${boot.trim()}/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''}`;
  } catch {
    return '';
  }
}

function ignoreMissing(thrown: unknown): void {
  if (codeOf(thrown) !== 'ENOENT') throw thrown;
}

function codeOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
