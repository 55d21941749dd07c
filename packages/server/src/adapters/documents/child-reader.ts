import { ServiceError } from '../../core/kernel/service-error.ts';
import type { DocumentReader } from '../../core/resumes/ports.ts';
import { readingLimits } from '../../core/resumes/reading.ts';
import { DocumentProcess } from './document-process.ts';
import { Turns } from './turns.ts';

export type DocumentReaderOptions = {
  /** Largest document, in bytes. */
  readonly documentBytes?: number;
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
  /** Keeps one child started and warm for the next document, at the price of about 100 MB. */
  readonly standby?: boolean;
  /** Told after each document how much memory its child took at most, in bytes. */
  readonly onPeak?: (bytes: number) => void;
};

/** The limits that hold unless others are given. */
export function readerLimits(options: DocumentReaderOptions = {}): Required<Omit<DocumentReaderOptions, 'onPeak'>> {
  const {
    documentBytes = readingLimits.bytes, memoryBytes = 384 * 1024 * 1024, readMs = 5_000, startMs = 10_000,
    children = 2, waiting = 16, standby = true,
  } = options;
  return { documentBytes, memoryBytes, readMs, startMs, children, waiting, standby };
}

/** Reads each document in a child process of its own that is killed when it takes too much memory or time. */
export function childDocumentReader(options: DocumentReaderOptions = {}): DocumentReader {
  const limits = readerLimits(options);
  const running = new Set<DocumentProcess>();
  const turns = new Turns({ atOnce: limits.children, waiting: limits.waiting });
  let spare: DocumentProcess | undefined;
  let closed = false;

  const prepare = () => {
    if (limits.standby && !closed && !spare?.alive) spare = new DocumentProcess(limits, { standby: true });
  };

  const read: DocumentReader['read'] = async (bytes, hint, signal) => {
    signal?.throwIfAborted();
    if (closed) throw new ServiceError('shutting_down');
    if (bytes.length === 0) throw new ServiceError('document_unreadable', { detail: 'This file is empty.' });
    if (bytes.length > limits.documentBytes) throw new ServiceError('payload_too_large', { detail: `A document may have at most ${Math.round((limits.documentBytes / 1024 / 1024) * 10) / 10} MB.` });
    await turns.begin(signal);
    try {
      if (closed) throw new ServiceError('shutting_down');
      const child = spare?.alive === true ? spare : new DocumentProcess(limits, { standby: false });
      if (child === spare) spare = undefined;
      running.add(child);
      try {
        return await child.read(bytes, hint, signal);
      } finally {
        running.delete(child);
        options.onPeak?.(child.peakBytes);
        prepare();
      }
    } finally {
      turns.done();
    }
  };

  prepare();
  return {
    read,
    async close() {
      closed = true;
      await Promise.all([...running, ...(spare === undefined ? [] : [spare])].map((child) => child.kill()));
    },
  };
}
