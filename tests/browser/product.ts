import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { chromiumPath } from '../../scripts/system.mjs';

const root = resolve(import.meta.dirname, '../..');
const STARTED_WITHIN_MS = 90_000;

export type ProductOptions = {
  /** Delay between two words of a reply: 0 for a journey, more for tests that interrupt a reply. */
  readonly wordDelayMs?: number;
  /** Further environment variables, for example of a language model. */
  readonly env?: Readonly<Record<string, string>>;
};

/** The product as `npm start` runs it: server and demo site, on ports and a data folder that survive a restart. */
export type Product = {
  readonly server: string;
  readonly site: string;
  readonly publishableKey: string;
  readonly secretKey: string;
  /** `kill -9`: no graceful shutdown. */
  kill(): Promise<void>;
  /** Starts it again with the same data and ports. */
  restart(): Promise<void>;
  /** Its output since the last start. */
  printed(): string;
  /** Stops it and deletes its data. */
  close(): Promise<void>;
};

/** Starts the product and waits until it has printed the URL of the job page. */
export async function startProduct({ wordDelayMs = 0, env: extraEnv = {} }: ProductOptions = {}): Promise<Product> {
  const dataDir = await mkdtemp(join(tmpdir(), 'product-'));
  const [port, demoPort] = await freePorts();
  const env = {
    ...process.env,
    PORT: String(port),
    DEMO_PORT: String(demoPort),
    DATA_DIR: dataDir,
    REHEARSAL_WORD_DELAY_MS: String(wordDelayMs),
    LOG_LEVEL: 'warn',
    // All candidates of a test share one IP address.
    REQUESTS_PER_MINUTE: '6000',
    TURNS_PER_MINUTE: '600',
    ...extraEnv,
  };
  let running = await started(env);
  const first = running.printed();
  return {
    server: `http://127.0.0.1:${port}`,
    site: `http://127.0.0.1:${demoPort}`,
    secretKey: found(first, /secret +(isk_\S+)/),
    publishableKey: found(first, /publishable +(ipk_\S+)/),
    printed: () => running.printed(),
    kill: () => ended(running.child, 'SIGKILL'),
    async restart() {
      running = await started(env);
    },
    async close() {
      await ended(running.child, 'SIGTERM');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Chromium with an empty profile and without update checks. `keepsPages`: with its back/forward cache, which tests have not. */
export async function launchBrowser({ keepsPages = false } = {}): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error('There is no Chromium on this machine. Set CHROMIUM_PATH.');
  return chromium.launch({
    executablePath,
    ...(keepsPages && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    // In a locale without UTF-8 it names every download "download" whose name is not ASCII.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

async function started(env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; printed: () => string }> {
  const child = spawn(process.execPath, [join(root, 'examples/job-page/start.js')], {
    env,
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const ready = new Promise<void>((done, failed) => {
    const onData = (chunk: Buffer) => {
      printed += String(chunk);
      if (printed.includes('A job page to practise on:')) done();
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('exit', (code) => failed(new Error(`The product ended with ${code}:\n${printed}`)));
    setTimeout(() => failed(new Error(`The product did not start:\n${printed}`)), STARTED_WITHIN_MS).unref();
  });
  try {
    await ready;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return { child, printed: () => printed };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
}

function found(text: string, pattern: RegExp): string {
  const [, value] = pattern.exec(text) ?? [];
  if (value === undefined) throw new Error(`The product did not print ${pattern}:\n${text}`);
  return value;
}

/** Two free ports; both are held open at once, so that they differ. */
async function freePorts(): Promise<[number, number]> {
  const held = [createServer(), createServer()] as const;
  const [first, second] = await Promise.all(
    held.map(async (server) => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port; // a TCP server has a port
    }),
  );
  await Promise.all(held.map((server) => new Promise((closed) => server.close(closed))));
  return [first ?? 0, second ?? 0];
}
