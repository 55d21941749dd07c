import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openDatabase } from './database.ts';
import { postgresJobQueue } from './job-queue.ts';
import { installedPostgres, startTestPostgres, type TestPostgres } from './test-postgres.ts';

const binaries = installedPostgres();
let server: TestPostgres;

const AT_MOST_MS = 120_000;

beforeAll(async () => {
  if (binaries !== undefined) server = await startTestPostgres(binaries);
});

afterAll(() => server?.remove());

it.skipIf(binaries === undefined)(
  'runs a job again whose process was killed in the middle of it',
  async () => {
    const { databaseUrl } = server;
    const script = join(import.meta.dirname, 'job-crash.child.ts');
    const child = spawn(process.execPath, [script, databaseUrl, 'preps'], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [started] = await once(child.stdout, 'data');
      expect(JSON.parse(String(started))).toEqual({ number: 42 });
      child.kill('SIGKILL');
      await once(child, 'exit');

      const database = await openDatabase({ databaseUrl });
      const jobs = await postgresJobQueue(database);
      const seen: unknown[] = [];
      await jobs.work('preps', async (data) => void seen.push(data));
      await vi.waitFor(() => expect(seen).toEqual([{ number: 42 }]), { timeout: 60_000, interval: 20 });
      await jobs.close();
      await database.close();
    } finally {
      child.kill('SIGKILL');
    }
  },
  AT_MOST_MS,
);
