import { enableCompileCache, flushCompileCache, registerHooks } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { CalendarQuestion } from '../../core/calendar/ports.ts';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import type { DocumentHint, ReadDocument } from '../../core/resumes/ports.ts';
import { documentKind } from './document-kind.ts';
import { isRefusal, readyLine, type Answer, type Order } from './reading-protocol.ts';
import { textDocument } from './text/text-document.ts';

// Started once per document by childReader; arguments: milliseconds to live once reading, and whether to warm up.
const [, , lifeMs = '5000', mode] = process.argv;

// The readers are loaded when their kind of document comes; from the second child on Node finds them compiled.
enableCompileCache();
// pdf.js loads a canvas where there is one. Only drawing needs it: native code that no document has to reach, and that
// takes a tenth of a child's time to load.
registerHooks({
  resolve: (specifier, context, next) => {
    if (specifier === '@napi-rs/canvas') throw new Error('Documents are read here, not drawn.');
    return next(specifier, context);
  },
});

const readPdf = async (bytes: Uint8Array) => {
  const { pdfDocument } = await import('./pdf/pdf-document.ts');
  return pdfDocument(bytes);
};

const readDocx = async (bytes: Uint8Array) => {
  const { docxDocument } = await import('./docx/docx-document.ts');
  return docxDocument(bytes);
};

/** Ends a child whose parent was killed while a document kept it too busy to notice. */
const undertaker = new Worker(
  `const { parentPort, workerData } = require('node:worker_threads');
   parentPort.once('message', () => setTimeout(() => process.kill(process.pid, 'SIGKILL'), workerData));`,
  { eval: true, workerData: Number(lifeMs), stdout: true, stderr: true, execArgv: [] },
);
undertaker.unref();

async function main(): Promise<void> {
  Object.assign(globalThis, { fetch: undefined, WebSocket: undefined, EventSource: undefined });
  if (mode === 'standby') await warmUp();
  process.stdout.write(`${readyLine}\n`);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) {
    if (chunks.length === 0) undertaker.postMessage('reading');
    if (chunk instanceof Buffer) chunks.push(chunk);
  }
  const input = Buffer.concat(chunks);
  const line = input.indexOf('\n');
  if (line === -1) process.exit(0);
  // The parent wrote this line itself.
  const order = JSON.parse(input.toString('utf8', 0, line)) as Order;
  const answer = await answerRequest(input.subarray(line + 1), order);
  // The parent ends this process as soon as it has the answer.
  flushCompileCache();
  process.stdout.write(`${JSON.stringify(answer)}\n`, () => process.exit(0));
}

const readCalendar = async (bytes: Uint8Array, question: CalendarQuestion) => {
  const { calendarDocument } = await import('./calendar/calendar-document.ts');
  return calendarDocument(bytes, question);
};

async function answerRequest(bytes: Uint8Array, order: Order): Promise<Answer> {
  try {
    return order.work === 'calendar'
      ? { calendar: await readCalendar(bytes, order.question) }
      : { document: await readDocument(bytes, order.hint) };
  } catch (error) {
    const { code, detail } = ServiceError.from(error);
    if (isRefusal(code)) return { refused: { code, ...defined({ detail }) } };
    if (error instanceof RangeError)
      return { refused: { code: 'document_too_complex', detail: 'This document nests deeper than is safe to open.' } };
    return { refused: { code: 'document_unreadable', detail: 'This document is damaged.' } };
  }
}

async function readDocument(bytes: Uint8Array, hint: DocumentHint): Promise<ReadDocument> {
  const kind = await documentKind(bytes, hint);
  if (kind === 'pdf') return readPdf(bytes);
  return kind === 'docx' ? readDocx(bytes) : textDocument(bytes, hint.contentType);
}

/** Reads a PDF of one word, so that code is loaded and compiled before a person waits for it. */
async function warmUp(): Promise<void> {
  const content = 'BT /F 9 Tf 9 9 Td (word) Tj ET';
  const parts = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
  ];
  await readPdf(
    Buffer.from(
      `%PDF-1.4\n${parts.map((part, index) => `${index + 1} 0 obj ${part} endobj\n`).join('')}trailer<</Root 1 0 R>>`,
    ),
  );
}

await main();
