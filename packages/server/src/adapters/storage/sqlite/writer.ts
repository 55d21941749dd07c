import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { storageUnavailable } from '../storage-unavailable.ts';
import type { CommandArgs, CommandName, CommandResult } from './commands.ts';
import type { Failure } from './group-commit.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import type { WriterData, WriterMessage, WriterRequest } from './sqlite-writer.ts';

type Waiting = { resolve(value: unknown): void; reject(reason: unknown): void };
export type WriterOptions = WriterData & {
  /** Called with failures that no caller awaits. */
  readonly onError: (failure: unknown) => void;
  readonly startThread?: (data: WriterData) => Worker;
  /** Milliseconds from any moment. */
  readonly now?: () => number;
};

const RESTART_EVERY_MS = 1_000;

/** Asks the thread that writes. */
export class Writer {
  readonly #options: WriterOptions;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #restartedAt = -Infinity;
  #lastId = 0;
  #closed = false;

  constructor(options: WriterOptions) {
    this.#options = options;
    this.#worker = this.#started();
  }

  /** Resolves when the command is on the disk. Throws `conflict`, or `storage_unavailable`. */
  async send<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<CommandResult<Name>> {
    // The thread answers with what the command of this name returns.
    return (await this.#ask((id) => ({ id, name, args }))) as CommandResult<Name>;
  }

  /** Removes the bytes of what was deleted now. Answers whether it could: otherwise it is tried again by itself. */
  async compact(): Promise<boolean> {
    return (await this.#ask((id) => ({ id, name: 'compact' }))) === true;
  }

  /** Waits for commands under way; later ones fail. */
  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    worker.ref();
    const exit = once(worker, 'exit');
    worker.postMessage({ id: 0, name: 'close' } satisfies WriterRequest, []);
    await exit;
  }

  #ask(requestOf: (id: number) => WriterRequest): Promise<unknown> {
    if (this.#closed) return Promise.reject(storageUnavailable(new Error('The database is closed.')));
    const worker = this.#worker ?? this.#restarted();
    if (worker === undefined)
      return Promise.reject(storageUnavailable(new Error('The thread that writes died again.')));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      // Held only while somebody waits: an idle thread keeps no process alive.
      if (this.#waiting.size === 0) worker.ref();
      this.#waiting.set(id, { resolve, reject });
      worker.postMessage(requestOf(id), []);
    });
  }

  /** A thread that died is replaced: it may have died for lack of memory. One that dies at once is not, for every request. */
  #restarted(): Worker | undefined {
    const { now = () => performance.now() } = this.#options;
    if (now() < this.#restartedAt + RESTART_EVERY_MS) return undefined;
    this.#restartedAt = now();
    this.#worker = this.#started();
    return this.#worker;
  }

  #started(): Worker {
    const { file, compactAfterMs, startThread = startedThread } = this.#options;
    const worker = startThread({ file, compactAfterMs });
    worker.unref();
    let failure: unknown;
    worker.on('message', (message: WriterMessage) => this.#onMessage(worker, message));
    worker.on('error', (thrown) => {
      failure = thrown;
    });
    worker.on('exit', () => this.#onExit(worker, failure));
    return worker;
  }

  #onMessage(worker: Worker, message: WriterMessage): void {
    if ('trouble' in message) return this.#options.onError(thrownOf(message.trouble));
    for (const answer of message.answers) {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('failure' in answer) waiting?.reject(thrownOf(answer.failure));
      else waiting?.resolve(answer.value);
    }
    // A thread that is being closed is waited for, whatever it still answers.
    if (this.#waiting.size === 0 && !this.#closed) worker.unref();
  }

  #onExit(worker: Worker, failure: unknown): void {
    if (this.#worker === worker) this.#worker = undefined;
    if (this.#closed && failure === undefined) failure = new Error('The database is closed.');
    const lost = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of lost) reject(storageUnavailable(failure));
    if (!this.#closed) this.#options.onError(failure ?? new Error('The thread that writes to SQLite ended.'));
  }
}

function thrownOf({ message, errcode }: Failure): unknown {
  return sqliteFailure(Object.assign(new Error(message), errcode === undefined ? {} : { errcode }));
}

/** The file beside this one: bundled, or the source, whose types Node removes. */
export function startedThread(data: WriterData): Worker {
  return new Worker(new URL(`./sqlite-writer${extname(import.meta.url)}`, import.meta.url), { workerData: data });
}
