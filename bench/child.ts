import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Pace } from './paced-tokens.ts';

/** What a server under measurement can be asked from outside. */
export type Asked =
  | { readonly ask: 'stream'; readonly pace: Pace }
  | { readonly ask: 'cpu' }
  | { readonly ask: 'memory' }
  | { readonly ask: 'close' };

/** Bytes after a collection; `heap` with the buffers outside of it. */
export type Memory = { readonly rss: number; readonly heap: number };

/** Where to send requests; `headers` are a candidate's. */
export type Address = { readonly url: string; readonly headers: Record<string, string> };

export type Reply = { readonly address?: Address; readonly cpuMicros?: number; readonly memory?: Memory };

/** A server in a process of its own, so that its CPU time is its own. */
export class ServerChild {
  readonly #process: ChildProcess;
  readonly address: Address;

  private constructor(process: ChildProcess, address: Address) {
    this.#process = process;
    this.address = address;
  }

  /** Starts `file` (a module of this folder) and waits until it listens. */
  static async start(file: 'app-child.ts' | 'raw-child.ts', env: Record<string, string> = {}): Promise<ServerChild> {
    const profile = process.env['BENCH_CPU_PROFILE'];
    const execArgv = ['--expose-gc', ...(profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`])];
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), {
      execArgv,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const { address } = await replyOf(child);
    if (address === undefined) throw new Error(`${file} did not say where it listens.`);
    return new ServerChild(child, address);
  }

  async stream(pace: Pace): Promise<void> {
    await this.#ask({ ask: 'stream', pace });
  }

  /** CPU time of the whole process so far, in microseconds. */
  async cpuMicros(): Promise<number> {
    const { cpuMicros } = await this.#ask({ ask: 'cpu' });
    if (cpuMicros === undefined) throw new Error('The server did not tell its CPU time.');
    return cpuMicros;
  }

  async memory(): Promise<Memory> {
    const { memory } = await this.#ask({ ask: 'memory' });
    if (memory === undefined) throw new Error('The server did not tell its memory.');
    return memory;
  }

  async close(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.send({ ask: 'close' } satisfies Asked);
    await exit;
  }

  #ask(asked: Asked): Promise<Reply> {
    const reply = replyOf(this.#process);
    this.#process.send(asked);
    return reply;
  }
}

async function replyOf(child: ChildProcess): Promise<Reply> {
  const gone = new AbortController();
  const exited = once(child, 'exit', { signal: gone.signal }).then(([code]) => {
    throw new Error(`The server under measurement ended with code ${String(code)}.`);
  });
  try {
    // The first reply is an Address, the others what was asked: both ends are modules of this folder.
    const [reply] = (await Promise.race([once(child, 'message', { signal: gone.signal }), exited])) as [Reply];
    return reply;
  } finally {
    exited.catch(() => undefined);
    gone.abort();
  }
}

/** The other end: sends the parent the address and answers its requests. */
export function serveParent(
  address: Address,
  { stream, close }: { stream: (pace: Pace) => void; close: () => Promise<unknown> },
): void {
  const reply = (message: Reply) => process.send?.(message);
  process.on('message', (asked: Asked) => {
    if (asked.ask === 'stream') stream(asked.pace);
    if (asked.ask === 'close') void close().then(() => process.disconnect());
    else if (asked.ask === 'memory') reply({ memory: collectedMemory() });
    else reply({ cpuMicros: cpuTime() });
  });
  // Also when the parent is gone: nothing may go on running.
  process.once('disconnect', () => process.exit());
  reply({ address });
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function collectedMemory(): Memory {
  globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heap: heapUsed + external };
}
