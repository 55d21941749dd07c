import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { MAIN } from './built-server.ts';
import type { Bench, Figure } from './report.ts';
import { median } from './statistics.ts';

const LOOK_EVERY_MS = 10;
const AT_MOST_MS = 60_000;

/** From the start of the process to the first 200 of /readyz. */
async function startMs(dataDir: string): Promise<number> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(MAIN)], {
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exit = once(child, 'exit');
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - began > AT_MOST_MS)
        throw new Error(`The server did not become ready (exit code ${child.exitCode}).`);
      await sleep(LOOK_EVERY_MS);
    }
    return performance.now() - began;
  } finally {
    child.kill('SIGTERM');
    await exit;
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false; // nobody listens yet
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  // A server that listens on a port has an AddressInfo.
  const { port } = probe.address() as AddressInfo;
  probe.close();
  return port;
}

/** The first start in an empty folder and the next one in the same folder. */
export const startUp: Bench = async ({ quick }) => {
  const firsts: number[] = [];
  const seconds: number[] = [];
  for (let run = 0; run < (quick ? 2 : 5); run += 1) {
    const directory = await mkdtemp(join(tmpdir(), 'bench-start-'));
    firsts.push(await startMs(directory));
    seconds.push(await startMs(directory));
    await rm(directory, { recursive: true, force: true });
  }
  const figure = (what: string, times: readonly number[], atMost: number): Figure => ({
    bench: 'start-up',
    what,
    value: median(times),
    unit: 'ms',
    goal: { at: 'most', value: atMost },
    note: `each time: ${times.map((time) => time.toFixed(0)).join(' ')}`,
  });
  return [figure('first start, empty folder', firsts, 4_000), figure('second start', seconds, 1_500)];
};
