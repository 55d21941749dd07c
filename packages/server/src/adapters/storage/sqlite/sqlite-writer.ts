import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { type Answer, failureOf, type Failure, type Request, writeTogether } from './group-commit.ts';
import { compact, isCompactionOwed } from './owed.ts';
import { openForWriting } from './sql.ts';

/** What `Writer` starts this thread with, and the messages to and from it. */
export type WriterData = { readonly file: string; readonly compactAfterMs: number };
export type WriterRequest = Request | { readonly id: number; readonly name: 'compact' | 'close' };
export type WriterMessage = { readonly answers: readonly Answer[] } | { readonly trouble: Failure };

// More would keep the first of them waiting for long.
const MOST_AT_ONCE = 256;
const AT_START_MS = 1_000;

/** The one connection that writes, in a thread of its own: it waits for the disk, and nobody else does. */
class SqliteWriter {
  readonly #port: MessagePort;
  readonly #compactAfterMs: number;
  readonly #sql;
  #compaction: NodeJS.Timeout | undefined;

  constructor(port: MessagePort, { file, compactAfterMs }: WriterData) {
    this.#port = port;
    this.#compactAfterMs = compactAfterMs;
    this.#sql = openForWriting(file);
  }

  begin(): void {
    if (isCompactionOwed(this.#sql)) this.#compactLater(Math.min(this.#compactAfterMs, AT_START_MS));
    this.#port.on('message', (first: WriterRequest) => this.#serve([first, ...this.#waiting()]));
  }

  /** Whatever came while the disk was busy. */
  *#waiting(): Iterable<WriterRequest> {
    for (let taken = 1; taken < MOST_AT_ONCE; taken += 1) {
      const next: { message: WriterRequest } | undefined = receiveMessageOnPort(this.#port);
      if (next === undefined) return;
      yield next.message;
    }
  }

  #serve(requests: readonly WriterRequest[]): void {
    let together: Request[] = [];
    for (const request of requests) {
      if (!('args' in request)) {
        this.#write(together);
        together = [];
        if (request.name === 'close') return this.#close();
        this.#answer([this.#compacted(request.id)]);
      } else {
        together.push(request);
      }
    }
    this.#write(together);
  }

  #write(requests: readonly Request[]): void {
    if (requests.length === 0) return;
    this.#answer(writeTogether(this.#sql, requests));
    if (this.#compaction === undefined && isCompactionOwed(this.#sql)) this.#compactLater(this.#compactAfterMs);
  }

  #compactLater(delayMs: number): void {
    this.#compaction = setTimeout(() => {
      const answer = this.#compacted(0);
      if ('failure' in answer) this.#post({ trouble: answer.failure });
    }, delayMs);
  }

  #compacted(id: number): Answer {
    clearTimeout(this.#compaction);
    this.#compaction = undefined;
    try {
      const value = compact(this.#sql);
      if (!value) this.#compactLater(this.#compactAfterMs);
      return { id, value };
    } catch (thrown) {
      this.#compactLater(this.#compactAfterMs);
      return { id, failure: failureOf(thrown) };
    }
  }

  #answer(answers: readonly Answer[]): void {
    this.#post({ answers });
  }

  #post(message: WriterMessage): void {
    this.#port.postMessage(message, []);
  }

  #close(): void {
    clearTimeout(this.#compaction);
    this.#sql.close();
    this.#port.close();
  }
}

// Only `Writer` starts this file, and with exactly this.
if (parentPort !== null) new SqliteWriter(parentPort, workerData as WriterData).begin();
