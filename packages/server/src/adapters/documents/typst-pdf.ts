import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Clock, systemClock } from '../../core/kernel/clock.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { PdfRenderer } from '../../core/preps/ports.ts';
import type { PrepReport } from '../../core/preps/report.ts';
import type { TypstAnswer, TypstRequest, TypstWorkerData } from './typst-worker.ts';

/** How many reports may wait for the one thread; more are refused with `rate_limited`. */
const MAX_WAITING = 32;

export type TypstPdfOptions = {
  /** Files or folders with more fonts than Inter and those of the system, such as Noto Sans CJK. */
  fontPaths?: readonly string[];
  /** How long one report may take, from the moment its turn has come. */
  deadlineMs?: number;
  clock?: Clock;
};

/** Lays reports out with Typst, one after another, in a thread of its own. Owned by whoever makes it: `close()` it. */
export function typstPdf(options: TypstPdfOptions = {}): TypstPdf {
  return new TypstPdf(options);
}

export class TypstPdf implements PdfRenderer {
  readonly #fontPaths: readonly string[];
  readonly #deadlineMs: number;
  readonly #clock: Clock;
  #worker: Worker | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #closed = false;

  constructor({ fontPaths = [], deadlineMs = 20_000, clock = systemClock }: TypstPdfOptions = {}) {
    this.#fontPaths = fontPaths;
    this.#deadlineMs = deadlineMs;
    this.#clock = clock;
  }

  /** Starts the thread ahead of the first report, which otherwise starts it. */
  warm(): void {
    if (!this.#closed) this.#worker ??= this.#started();
  }

  async render(report: PrepReport, { locale = 'en-GB' }: { locale?: string } = {}): Promise<Uint8Array> {
    if (this.#waiting >= MAX_WAITING) {
      throw new ServiceError('rate_limited', {
        detail: 'Too many documents are being laid out.',
        retryAfterSeconds: 5,
      });
    }
    this.#waiting += 1;
    const turn = this.#lastTurn.then(() => this.#renderNow({ report, locale }));
    this.#lastTurn = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.#waiting -= 1;
    }
  }

  /** Stops the thread. What is being laid out or waits for it fails with `shutting_down`. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#worker?.terminate();
  }

  async #renderNow(request: TypstRequest): Promise<Uint8Array> {
    if (this.#closed) throw new ServiceError('shutting_down');
    const worker = (this.#worker ??= this.#started());
    const settled = new AbortController();
    // Held only while someone waits: an idle thread keeps no process alive.
    worker.ref();
    try {
      const answer = await Promise.race([answerOf(worker, request, settled.signal), this.#deadline(settled.signal)]);
      if ('bytes' in answer) return answer.bytes;
      throw new ServiceError('internal', { detail: 'The document could not be laid out.', cause: answer.failure });
    } catch (thrown) {
      if (this.#closed) throw new ServiceError('shutting_down', { cause: thrown });
      throw ServiceError.from(thrown);
    } finally {
      settled.abort();
      worker.unref();
    }
  }

  async #deadline(signal: AbortSignal): Promise<never> {
    await this.#clock.sleep(this.#deadlineMs, signal);
    const worker = this.#worker;
    this.#worker = undefined;
    // Not awaited: a thread ends only when native code returns, and the next report must not wait for that.
    void worker?.terminate();
    throw new ServiceError('internal', {
      detail: `The document was not laid out within ${this.#deadlineMs / 1_000} seconds.`,
    });
  }

  #started(): Worker {
    const data: TypstWorkerData = { fontPaths: this.#fontPaths };
    const worker = new Worker(workerUrl(), { workerData: data });
    const forget = () => {
      if (this.#worker === worker) this.#worker = undefined;
    };
    // Without a listener the failure of an idle thread would end the process.
    worker.on('error', forget).on('exit', forget);
    worker.unref();
    return worker;
  }
}

function answerOf(worker: Worker, request: TypstRequest, settled: AbortSignal): Promise<TypstAnswer> {
  return new Promise((resolve, reject) => {
    const exited = (code: number) => reject(new Error(`The layout thread ended with code ${code}.`));
    worker.once('message', resolve).once('error', reject).once('exit', exited);
    settled.addEventListener('abort', () => worker.off('message', resolve).off('error', reject).off('exit', exited), {
      once: true,
    });
    worker.postMessage(request, []);
  });
}

/** The worker beside this file: bundled, or the source, whose types Node removes. */
function workerUrl(): URL {
  return new URL(`./typst-worker${extname(import.meta.url)}`, import.meta.url);
}
