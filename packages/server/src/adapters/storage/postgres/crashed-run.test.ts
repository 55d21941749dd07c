import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { systemClock } from '../../../core/kernel/clock.ts';
import { newId } from '../../../core/kernel/ids.ts';
import { WorkflowRunner } from '../../../core/workflows/runner.ts';
import { openDatabase } from './database.ts';
import { installedPostgres, startTestPostgres, type TestPostgres } from './test-postgres.ts';
import { postgresWorkflowStore } from './workflow-store.ts';

const binaries = installedPostgres();
let server: TestPostgres;

const BEHIND_MS = 25_000;
const AT_MOST_MS = 120_000;

beforeAll(async () => {
  if (binaries !== undefined) server = await startTestPostgres(binaries);
});

afterAll(() => server?.remove());

it.skipIf(binaries === undefined)(
  'goes on with the step of a run whose process was killed in the middle of it',
  async () => {
    const { databaseUrl } = server;
    const script = join(import.meta.dirname, 'crashed-run.child.ts');
    const child = spawn(process.execPath, [script, databaseUrl, newId('wfx'), String(BEHIND_MS)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const database = await openDatabase({ databaseUrl });
    const seen: unknown[] = [];
    const retry = { attempts: 3, delayMs: 1_000 };
    const steps = ['first', 'second'].map((name) => ({ name, run: name, retry, timeoutMs: 60_000 }));
    const next = new WorkflowRunner({ store: postgresWorkflowStore(database), clock: systemClock, processId: 'next' }, [
      {
        spec: { name: 'crashing', version: 1, steps, onFailure: 'failed' },
        steps: { first: async () => expect.unreachable(), second: async (data) => void seen.push(data) },
        failures: {},
      },
    ]);
    try {
      const [started] = await once(child.stdout, 'data');
      expect(JSON.parse(String(started))).toEqual({ number: 42 });
      child.kill('SIGKILL');
      await once(child, 'exit');
      await next.work({ alone: false });
      await vi.waitFor(() => expect(seen).toEqual([{ number: 42 }]), { timeout: 60_000, interval: 20 });
    } finally {
      child.kill('SIGKILL');
      await next.close(AbortSignal.abort());
      await database.close();
    }
  },
  AT_MOST_MS,
);
