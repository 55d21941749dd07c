import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { childReader } from '../packages/server/src/adapters/documents/child-reader.ts';
import { typstPdf } from '../packages/server/src/adapters/documents/typst-pdf.ts';
import { nurseReport } from '../packages/server/src/core/preps/report-samples.ts';
import type { PrepReport } from '../packages/server/src/core/preps/report.ts';
import type { Bench, Figure } from './report.ts';
import { median } from './statistics.ts';

const PAGES = 5;
const RESUME = new URL('../tests/fixtures/resumes/two-column.pdf', import.meta.url);
const STANDBY_MS = 1_500;
const PATIENCE_MS = 60_000;

/** The nurse's report with more of its own questions, until it has five pages. */
async function fivePages(): Promise<PrepReport> {
  const renderer = typstPdf();
  try {
    for (let extra = 0; extra <= nurseReport.questions.length; extra += 1) {
      const report: PrepReport = {
        ...nurseReport,
        questions: [...nurseReport.questions, ...nurseReport.questions.slice(0, extra)],
      };
      if ((await pagesOf(await renderer.render(report))) === PAGES) return report;
    }
    throw new Error(`The report cannot be made ${PAGES} pages long.`);
  } finally {
    await renderer.close();
  }
}

async function pagesOf(bytes: Uint8Array): Promise<number> {
  const document = await getDocument({ data: bytes.slice(), verbosity: 0 }).promise;
  const { numPages } = document;
  await document.loadingTask.destroy();
  return numPages;
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function reports(repetitions: number): Promise<{ cold: number[]; warm: number[] }> {
  const report = await fivePages();
  const cold: number[] = [];
  const warm: number[] = [];
  for (let start = 0; start < 3; start += 1) {
    const renderer = typstPdf();
    try {
      cold.push(await milliseconds(() => renderer.render(report)));
      for (let again = 0; again < repetitions; again += 1) {
        // Another summary each time, so that no finished page is found in the compiler's memory.
        const other = { ...report, role: { ...report.role, summary: `${report.role.summary} (${start}.${again})` } };
        warm.push(await milliseconds(() => renderer.render(other)));
      }
    } finally {
      await renderer.close();
    }
  }
  return { cold, warm };
}

async function resumes(repetitions: number): Promise<{ cold: number[]; warm: number[] }> {
  const bytes = await readFile(RESUME);
  const read = async (standby: boolean): Promise<number[]> => {
    // A busy machine must give a slow figure, not a refusal.
    const reader = childReader({ readMs: PATIENCE_MS, startMs: PATIENCE_MS });
    const times: number[] = [];
    try {
      for (let again = 0; again < repetitions; again += 1) {
        if (standby) {
          reader.expect?.();
          await sleep(STANDBY_MS); // a candidate looks for the file meanwhile
        }
        times.push(await milliseconds(() => reader.read(bytes, { fileName: 'two-column.pdf' })));
      }
    } finally {
      await reader.close();
    }
    return times;
  };
  return { cold: await read(false), warm: await read(true) };
}

/** A preparation document written, a résumé read. */
export const documents: Bench = async ({ quick }) => {
  const report = await reports(quick ? 3 : 20);
  const resume = await resumes(quick ? 3 : 15);
  const figure = (what: string, times: readonly number[], more: Partial<Figure> = {}): Figure => ({
    bench: 'documents',
    what,
    value: median(times),
    unit: 'ms',
    ...more,
  });
  return [
    figure(`report of ${PAGES} pages as PDF, first of a process`, report.cold, {
      note: 'with the start of its thread, from sources',
    }),
    figure(`report of ${PAGES} pages as PDF, warm`, report.warm, { goal: { at: 'most', value: 40 } }),
    figure('résumé of two columns, with the start of a child', resume.cold, { goal: { at: 'most', value: 400 } }),
    figure('résumé of two columns, child on standby', resume.warm),
  ];
};
