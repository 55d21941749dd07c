import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { childDocumentReader } from '../packages/server/src/adapters/documents/child-reader.ts';
import { typstPdf } from '../packages/server/src/adapters/documents/typst-pdf.ts';
import { nurseReport } from '../packages/server/src/core/preps/report-samples.ts';
import type { PrepReport } from '../packages/server/src/core/preps/report.ts';
import type { Bench, Figure } from './report.ts';
import { median } from './statistics.ts';

const PAGES = 5;
const RESUME = new URL('../tests/fixtures/resumes/two-column.pdf', import.meta.url);
// Compiled once beforehand: from sources, a child would spend most of its start on reading TypeScript.
const BUNDLE = { bundle: true, platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' } as const;

/** The nurse's report with more of its own questions, until it has five pages. */
async function fivePages(): Promise<PrepReport> {
  const renderer = typstPdf();
  try {
    for (let extra = 0; extra <= nurseReport.questions.length; extra += 1) {
      const report: PrepReport = { ...nurseReport, questions: [...nurseReport.questions, ...nurseReport.questions.slice(0, extra)] };
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
  await document.destroy();
  return numPages;
}

async function timed<Value>(work: () => Promise<Value>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
