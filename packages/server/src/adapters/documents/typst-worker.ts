import { parentPort, workerData } from 'node:worker_threads';
import type { PrepReport } from '../../core/preps/report.ts';
import { typstCompiler } from './typst-compiler.ts';

/** What `typstPdf` starts the thread with, asks it, and is answered: one answer for each request, in order. */
export type TypstWorkerData = { fontPaths: readonly string[] };
export type TypstRequest = { report: PrepReport; locale: string };
export type TypstAnswer = { bytes: Uint8Array } | { failure: string };

// Only `typstPdf` starts this file, and with exactly this.
const { fontPaths } = workerData as TypstWorkerData;
const compiler = typstCompiler(fontPaths);

parentPort?.on('message', ({ report, locale }: TypstRequest) => {
  const answer = answerTo({ report, locale });
  parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []);
});

function answerTo({ report, locale }: TypstRequest): TypstAnswer {
  try {
    // A copy, because memory that belongs to the addon cannot be transferred.
    return { bytes: Uint8Array.from(compiler.pdf(report, locale)) };
  } catch (thrown) {
    return { failure: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}
