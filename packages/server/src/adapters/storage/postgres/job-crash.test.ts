import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openDatabase } from './database.ts';
import { postgresJobQueue } from './job-queue.ts';

// Two processes that each start a database, perhaps on a busy machine.
const AT_MOST_MS = 120_000;

it(
  'runs a job again whose process was killed in the middle of it',
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'job-crash-'));
    const script = join(import.meta.dirname, 'job-crash.child.ts');
    const child = spawn(process.execPath, [script, dataDir, 'preps'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [started] = await once(child.stdout, 'data');
      expect(JSON.parse(String(started))).toEqual({ number: 42 });
      child.kill('SIGKILL');
      await once(child, 'exit');

      const database = await openDatabase({ dataDir });
      const jobs = await postgresJobQueue(database);
      const seen: unknown[] = [];
      await jobs.work('preps', async (data) => void seen.push(data));
      await vi.waitFor(() => expect(seen).toEqual([{ number: 42 }]), { timeout: 20_000, interval: 20 });
      await jobs.close();
      await database.close();
    } finally {
      child.kill('SIGKILL');
      await rm(dataDir, { recursive: true });
    }
  },
  AT_MOST_MS,
);
