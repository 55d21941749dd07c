import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');

/** A program that was started as a user starts it. */
export type Child = {
  /** What it has written to standard output so far. */
  readonly output: () => string;
  readonly errors: () => string;
  /** The exit code, or the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
  /** Resolves with the match once its output has it. Throws with everything it said when it ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Writes to its standard input and, without text, ends it. */
  type(text?: string): void;
  /** Sends a signal and does not wait: it may only pause the program. */
  send(signal: NodeJS.Signals): void;
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
};

/** Another Node than the one that runs the tests, or another folder than the root of the repository. */
export type Place = { readonly node?: string; readonly cwd?: string };

/** Runs Node with these arguments. Nothing of our own environment but what Node needs. */
export function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { node = process.execPath, cwd = ROOT }: Place = {},
): Child {
  const { PATH = '', HOME = '', TMPDIR } = process.env;
  const child = spawn(node, args, { cwd, env: { PATH, HOME, ...(TMPDIR === undefined ? {} : { TMPDIR }), ...env } });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      said[stream] += text;
      for (const listener of listeners) listener();
    });
  }
  let ended = false;
  const exit = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      ended = true;
      resolve(code ?? signal ?? 1);
      for (const listener of listeners) listener();
    });
  });
  // A program that ends without reading what was typed is not our failure.
  child.stdin.on('error', () => {});
  return {
    output: () => said.stdout,
    errors: () => said.stderr,
    exit,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(said.stdout);
          if (match === null && !ended) return;
          listeners.delete(look);
          if (match === null) reject(new Error(`It ended without saying ${pattern}:\n${said.stdout}\n${said.stderr}`));
          else resolve(match);
        };
        listeners.add(look);
        look();
      }),
    type: (text) => void (text === undefined ? child.stdin.end() : child.stdin.write(text)),
    send: (signal) => void child.kill(signal),
    end(signal) {
      child.kill(signal);
      return exit;
    },
  };
}

/** A folder that is gone after `remove`. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'interview-prep-scenario-'));
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A port that nobody listens on now. */
export function freePort(): Promise<string> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(String(address.port))
          : reject(new Error('There is no free port.')),
      );
    });
  });
}

export type RunningServer = {
  readonly url: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly child: Child;
  stop(): Promise<void>;
};

/** The built server on a folder of its own, after its first start. Its coach streams without pauses. */
export async function startedServer(env: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const folder = await temporaryFolder();
  const child = run(['packages/server/dist/main.js', 'start'], {
    PORT: '0',
    DATA_DIR: folder.path,
    LOG_LEVEL: 'silent',
    REHEARSAL_WORD_DELAY_MS: '0',
    ...env,
  });
  try {
    const [, publishableKey = ''] = await child.says(/publishable\s+(ipk_\w+)/);
    const [, url = ''] = await child.says(/(http:\/\/127\.0\.0\.1:\d+)/);
    const [, secretKey = ''] = await child.says(/secret\s+(isk_\w+)/);
    return {
      url,
      secretKey,
      publishableKey,
      child,
      async stop() {
        await child.end('SIGTERM');
        await folder.remove();
      },
    };
  } catch (thrown) {
    await child.end('SIGKILL');
    await folder.remove();
    throw thrown;
  }
}
