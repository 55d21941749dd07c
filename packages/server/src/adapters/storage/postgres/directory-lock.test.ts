import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

describe('directory lock', () => {
  let directory: string;
  const lockFile = () => join(directory, 'pglite.lock');

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'lock-test-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('is taken once, names the directory and the process, and can be given back', async () => {
    const unlock = await lockDirectory(directory);
    const refusal: unknown = await lockDirectory(directory).catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({ name: 'DirectoryInUse' });
    expect(String(refusal)).toContain(directory);
    expect(String(refusal)).toContain(String(process.pid));
    await unlock();
    await (
      await lockDirectory(directory)
    )();
    expect(await readdir(directory)).toEqual([]);
  });

  it('is respected while its process lives', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    try {
      await lockDirectory(directory);
      const mine: { started: string } = JSON.parse(await readFile(lockFile(), 'utf8'));
      const stat = await readFile(`/proc/${other.pid}/stat`, 'utf8').catch(() => undefined);
      const started =
        stat === undefined
          ? ''
          : mine.started.replace(/\/.*/, `/${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`);
      const second = await mkdtemp(join(tmpdir(), 'lock-test-'));
      await writeFile(join(second, 'pglite.lock'), JSON.stringify({ pid: other.pid, started }));
      await expect(lockDirectory(second)).rejects.toThrow(String(other.pid));
      expect(await readdir(second)).toEqual(['pglite.lock']);
      await rm(second, { recursive: true });
    } finally {
      other.kill('SIGKILL');
    }
  });

  it.each([
    [
      'of a process that is dead',
      () => JSON.stringify({ pid: spawnSync(process.execPath, ['-e', '']).pid, started: '' }),
    ],
    ['of an earlier process with our own pid', () => JSON.stringify({ pid: process.pid, started: 'before' })],
    ['that was only half written', () => '{"pid":'],
  ])('takes over a lock %s', async (_title, content) => {
    await writeFile(lockFile(), content());
    const unlock = await lockDirectory(directory);
    expect(JSON.parse(await readFile(lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    await unlock();
  });

  it.skipIf(process.platform !== 'linux')('takes over a lock whose pid now belongs to another process', async () => {
    await writeFile(lockFile(), JSON.stringify({ pid: process.ppid, started: 'long ago' }));
    await (
      await lockDirectory(directory)
    )();
  });
});
