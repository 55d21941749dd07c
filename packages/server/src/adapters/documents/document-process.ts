import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { Socket } from 'node:net';
import { extname } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { memoryEveryMs, measureResidentBytes } from './process-memory.ts';
import { answerSchema, readyLine, type Order } from './reading-protocol.ts';

/** Bytes of memory and milliseconds one document may take; `startMs` is for Node to start, before it sees the document. */
export type ProcessLimits = { readonly memoryBytes: number; readonly readMs: number; readonly startMs: number };

/** The file a child starts from, beside this one: built, or the source, whose types Node removes. */
const childEntry = fileURLToPath(new URL(`./document-child${extname(import.meta.url)}`, import.meta.url));
const heapMegabytes = 192;
/** Nobody but us or the system sends these: a child that fails by a document aborts, faults or exits. */
const ENDED_FROM_OUTSIDE: ReadonlySet<unknown> = new Set(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP', 'SIGQUIT']);
const longestAnswer = 4 * 1024 * 1024;

type Reading = Exclude<z.infer<typeof answerSchema>, { refused: unknown }>;
type End = {
  readonly line?: string;
  readonly why: 'answered' | 'ended' | 'killed' | 'memory' | 'time' | 'start' | 'aborted';
};

/** One child that reads one document and is gone. Until then it may wait, without keeping this process alive. */
export class DocumentProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #limits: ProcessLimits;
  readonly #ended: Promise<void>;
  readonly #ready: Promise<boolean>;
  #output = '';
  #why: End['why'] | undefined;
  #peakBytes = 0;
  #onLine: () => void = () => undefined;

  constructor(limits: ProcessLimits, { standby }: { standby: boolean }) {
    this.#limits = limits;
    this.#child = spawn(
      process.execPath,
      [`--max-old-space-size=${heapMegabytes}`, childEntry, String(limits.readMs * 2), standby ? 'standby' : 'once'],
      { env: {}, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true },
    );
    // A child that was killed leaves a broken pipe behind; its exit event reports that.
    this.#child.stdin.on('error', () => undefined);
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', resolve);
      this.#child.once('error', () => resolve(undefined));
    });
    const answered = new Promise<void>((resolve) => {
      this.#onLine = resolve;
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => this.#onText(text));
    this.#ready = Promise.race([answered.then(() => true), this.#ended.then(() => false)]);
    this.#hold(false);
  }

  get alive(): boolean {
    return (
      this.#child.exitCode === null &&
      this.#child.signalCode === null &&
      this.#child.pid !== undefined &&
      this.#why === undefined
    );
  }

  /** The most memory seen while reading, in bytes. */
  get peakBytes(): number {
    return this.#peakBytes;
  }

  /** Resolves when it is ready for a document, or gone. */
  async settled(): Promise<void> {
    await this.#ready;
  }

  kill(why: End['why'] = 'aborted'): Promise<void> {
    this.#why ??= why;
    // Whoever waits for the end must not find the process gone before it.
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#hold(true);
    this.#child.kill('SIGKILL');
    return this.#ended;
  }

  /**
   * Does one piece of work; call once. Throws what the child refused, `document_too_complex` when it took too
   * much, `reading_interrupted` when somebody else ended it, or the signal's reason.
   */
  async read(bytes: Uint8Array, order: Order, signal?: AbortSignal): Promise<Reading> {
    const abort = () => void this.kill('aborted');
    this.#hold(true);
    signal?.addEventListener('abort', abort, { once: true });
    const starting = setTimeout(() => void this.kill('start'), this.#limits.startMs);
    try {
      const started = await this.#ready;
      clearTimeout(starting);
      signal?.throwIfAborted();
      if (!started && this.#why === 'aborted') throw new ServiceError('shutting_down');
      if (!started) throw new ServiceError('reading_interrupted');
      return readingFrom(await this.#watchUntilEnd(bytes, order), signal);
    } finally {
      clearTimeout(starting);
      signal?.removeEventListener('abort', abort);
      await this.kill();
    }
  }

  async #watchUntilEnd(bytes: Uint8Array, order: Order): Promise<End> {
    const answered = new Promise<void>((resolve) => {
      this.#onLine = resolve;
    });
    const weigh = setInterval(() => this.#weigh(), memoryEveryMs);
    const late = setTimeout(() => void this.kill('time'), this.#limits.readMs);
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
    this.#child.stdin.end(bytes);
    try {
      await Promise.race([answered, this.#ended]);
      const end = this.#output.indexOf('\n');
      if (this.#why === undefined && end !== -1) return { why: 'answered', line: this.#output.slice(0, end) };
      return { why: this.#why ?? (ENDED_FROM_OUTSIDE.has(this.#child.signalCode) ? 'killed' : 'ended') };
    } finally {
      clearInterval(weigh);
      clearTimeout(late);
    }
  }

  #weigh(): void {
    const { pid } = this.#child;
    if (pid === undefined || !this.alive) return;
    measureResidentBytes(pid, (bytes = 0) => {
      this.#peakBytes = Math.max(this.#peakBytes, bytes);
      if (bytes > this.#limits.memoryBytes) void this.kill('memory');
    });
  }

  #onText(text: string): void {
    this.#output += text;
    if (this.#output.length > longestAnswer) void this.kill('memory');
    if (this.#output.startsWith(`${readyLine}\n`)) {
      this.#output = this.#output.slice(readyLine.length + 1);
      this.#onLine();
    } else if (text.includes('\n')) this.#onLine();
  }

  /** Only a child that somebody waits for keeps this process alive. */
  #hold(held: boolean): void {
    const { stdin, stdout } = this.#child;
    for (const part of [this.#child, stdin, stdout]) {
      if (!(part === this.#child || part instanceof Socket)) continue;
      if (held) part.ref();
      else part.unref();
    }
  }
}

function readingFrom(end: End, signal: AbortSignal | undefined): Reading {
  signal?.throwIfAborted();
  if (end.why === 'aborted') throw new ServiceError('shutting_down');
  if (end.why === 'killed') throw new ServiceError('reading_interrupted');
  if (end.line === undefined) {
    const details = {
      memory: 'Opening it took more memory than we allow.',
      time: 'Opening it took longer than we allow.',
    };
    const detail = end.why === 'time' ? details.time : details.memory;
    throw new ServiceError('document_too_complex', { detail });
  }
  const answer = answerSchema.safeParse(parsed(end.line));
  if (!answer.success)
    throw new ServiceError('document_unreadable', { detail: 'This document could not be read.', cause: answer.error });
  if ('refused' in answer.data) {
    const { code, detail } = answer.data.refused;
    throw new ServiceError(code, defined({ detail }));
  }
  return answer.data;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
