import type { CalendarReader } from '../../core/calendar/ports.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { DocumentReader } from '../../core/resumes/ports.ts';
import { readingLimits } from '../../core/resumes/reading.ts';
import { BoundedQueue } from './bounded-queue.ts';
import { DocumentProcess, type ProcessLimits } from './document-process.ts';
import type { Order } from './reading-protocol.ts';

export type DocumentReaderOptions = {
  /** Largest document, in bytes. */
  readonly documentBytes?: number;
  /** Largest calendar, in bytes. */
  readonly calendarBytes?: number;
  /** Resident memory at which a child is killed, in bytes. */
  readonly memoryBytes?: number;
  /** Time a child may take for one document once it runs, in milliseconds. */
  readonly readMs?: number;
  /** Time Node may take to start a child, in milliseconds. */
  readonly startMs?: number;
  /** Documents read at the same time. */
  readonly children?: number;
  /** Documents that may wait for their turn; one more is `rate_limited`. */
  readonly waiting?: number;
  /** Time that a child waits for a document that was expected, in milliseconds: it takes about 100 MB. */
  readonly standbyMs?: number;
  /** Called after each document with the memory its child took at most, in bytes. */
  readonly onPeak?: (bytes: number) => void;
  readonly startChild?: typeof startedChild;
};

export const startedChild = (limits: ProcessLimits, options: { standby: boolean }): DocumentProcess =>
  new DocumentProcess(limits, options);

/** The limits that hold unless others are given. */
export function readerLimits(
  options: DocumentReaderOptions = {},
): Required<Omit<DocumentReaderOptions, 'onPeak' | 'startChild'>> {
  const {
    documentBytes = readingLimits.bytes,
    calendarBytes = 1024 * 1024,
    memoryBytes = 384 * 1024 * 1024,
    readMs = 5_000,
    startMs = 10_000,
    children = 2,
    waiting = 16,
    standbyMs = 60_000,
  } = options;
  return { documentBytes, calendarBytes, memoryBytes, readMs, startMs, children, waiting, standbyMs };
}

/** Reads each document or calendar in a child process of its own that is killed when it takes too much memory or time. */
export function childReader(given: DocumentReaderOptions = {}): DocumentReader & CalendarReader {
  const { onPeak, startChild = startedChild, ...options } = given;
  const limits = readerLimits(options);
  const running = new Set<DocumentProcess>();
  const queue = new BoundedQueue({ atOnce: limits.children, waiting: limits.waiting });
  let spare: DocumentProcess | undefined;
  let closed = false;
  let standbyEnds: NodeJS.Timeout | undefined;

  const done = async (bytes: Uint8Array, order: Order, signal: AbortSignal | undefined) => {
    signal?.throwIfAborted();
    if (closed) throw new ServiceError('shutting_down');
    await queue.begin(signal);
    try {
      if (closed) throw new ServiceError('shutting_down');
      const child = spare?.alive === true ? spare : startChild(limits, { standby: false });
      spare = undefined;
      running.add(child);
      try {
        return await child.read(bytes, order, signal);
      } finally {
        running.delete(child);
        onPeak?.(child.peakBytes);
      }
    } finally {
      queue.done();
    }
  };

  return {
    expect() {
      if (closed) return;
      if (spare?.alive !== true) spare = startChild(limits, { standby: true });
      clearTimeout(standbyEnds);
      standbyEnds = setTimeout(() => void spare?.kill(), limits.standbyMs).unref();
    },
    async read(bytes, hint, signal) {
      if (bytes.length === 0) throw new ServiceError('document_unreadable', { detail: 'This file is empty.' });
      if (bytes.length > limits.documentBytes) throw tooLarge('A document', limits.documentBytes);
      const reading = await done(bytes, { work: 'document', hint }, signal);
      if (!('document' in reading))
        throw new ServiceError('document_unreadable', { detail: 'This document could not be read.' });
      return reading.document;
    },
    async readCalendar(bytes, question, signal) {
      if (bytes.length > limits.calendarBytes) throw tooLarge('A calendar', limits.calendarBytes);
      try {
        const reading = await done(bytes, { work: 'calendar', question }, signal);
        if ('calendar' in reading) return reading.calendar;
        throw new ServiceError('calendar_unreadable');
      } catch (failure) {
        throw asCalendarFailure(failure);
      }
    },
    async close() {
      closed = true;
      await Promise.all([...running, ...(spare === undefined ? [] : [spare])].map((child) => child.kill()));
    },
  };
}

function tooLarge(what: string, bytes: number): ServiceError {
  return new ServiceError('payload_too_large', {
    detail: `${what} may have at most ${Math.round((bytes / 1024 / 1024) * 10) / 10} MB.`,
  });
}

/** What is said of documents, said of a calendar. */
function asCalendarFailure(failure: unknown): unknown {
  if (!(failure instanceof ServiceError) || !failure.code.startsWith('document_')) return failure;
  const tooComplex = failure.code === 'document_too_complex';
  return new ServiceError('calendar_unreadable', {
    detail: tooComplex ? `${failure.detail ?? ''} Export the coming months only.`.trim() : 'This calendar is damaged.',
    cause: failure,
  });
}
