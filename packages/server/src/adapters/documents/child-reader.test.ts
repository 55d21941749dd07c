import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { onePage, packedStream } from '../../../../../scripts/fixtures/pdf-bytes.ts';
import { docxFile, paragraph, run } from '../../../../../scripts/fixtures/zip-bytes.ts';
import { killDocumentChildren } from './test-killed-children.ts';
import { childReader, readerLimits, startedChild } from './child-reader.ts';
import type { DocumentProcess } from './document-process.ts';

const fixture = (name: string) =>
  readFileSync(resolve(import.meta.dirname, '../../../../../tests/fixtures/resumes', name));
const endless = onePage(packedStream(`BT /F1 12 Tf ${'(aaaa) Tj '.repeat(1_000_000)}ET`));
const reader = childReader({ children: 1, waiting: 1 });
afterAll(() => reader.close());

function counted() {
  const started: DocumentProcess[] = [];
  const startChild: typeof startedChild = (...args) => {
    const child = startedChild(...args);
    started.push(child);
    return child;
  };
  return { started, startChild };
}

describe('childReader', () => {
  it('reads text, DOCX and PDF by their content, whatever they are called', async () => {
    const roomy = childReader();
    expect(await roomy.read(fixture('teacher.txt'), { fileName: 'cv' })).toMatchObject({
      kind: 'text',
      truncated: false,
      hidden: [],
    });
    expect(await roomy.read(fixture('backend-engineer.docx'), { fileName: 'cv.pdf' })).toMatchObject({
      kind: 'docx',
      hidden: [],
    });
    expect(await roomy.read(fixture('two-column.pdf'), { contentType: 'text/plain' })).toMatchObject({
      kind: 'pdf',
      pages: 2,
      hidden: [],
    });
    await roomy.close();
    await expect(roomy.read(fixture('teacher.txt'), {})).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('[N-15] names what could not be read in a document, and a text whose encoding is unknown', async () => {
    const roomy = childReader();
    const picture = '<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>';
    expect(await roomy.read(docxFile(paragraph(run('Nurse')) + picture), {})).toMatchObject({
      text: 'Nurse',
      unread: [{ what: 'picture', after: 'Nurse' }],
    });
    await expect(roomy.read(Buffer.from('Amara\n\xcb\xc1\xda', 'latin1'), {})).rejects.toMatchObject({
      code: 'document_encoding_unknown',
      status: 422,
    });
    await roomy.close();
  });

  it('reads UTF-16 and Windows-1252 text', async () => {
    const roomy = childReader();
    expect(await roomy.read(Buffer.from('\ufeffLehrerin für Mathematik', 'utf16le'), {})).toMatchObject({
      text: 'Lehrerin für Mathematik',
    });
    expect(await roomy.read(Buffer.from('Lehrerin für Mathematik', 'latin1'), {})).toMatchObject({
      text: 'Lehrerin für Mathematik',
    });
    await roomy.close();
  });

  it('cuts a text at sixty thousand characters and says so', async () => {
    const { text, truncated } = await reader.read(Buffer.from('Teacher of mathematics. '.repeat(5_000)), {});
    expect({ truncated, fits: text.length <= 60_000 }).toEqual({ truncated: true, fits: true });
  });

  it('lets one wait, refuses the next, and frees the place of whoever gives up', async () => {
    const abort = new AbortController();
    const first = reader.read(endless, {}, abort.signal).catch((error: unknown) => error);
    const waiting = new AbortController();
    const second = reader.read(fixture('teacher.txt'), {}, waiting.signal).catch((error: unknown) => error);
    await expect(reader.read(fixture('teacher.txt'), {})).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 5,
    });
    waiting.abort(new Error('left the queue'));
    expect(await second).toMatchObject({ message: 'left the queue' });
    const third = reader.read(fixture('teacher.txt'), {});
    abort.abort(new Error('gave up'));
    expect(await first).toMatchObject({ message: 'gave up' });
    expect(await third).toMatchObject({ kind: 'text' });
  });

  it('starts no child before a document is expected, and then one for it', async () => {
    const { started, startChild } = counted();
    const patient = childReader({ startChild });
    expect(started).toHaveLength(0);
    patient.expect?.();
    patient.expect?.();
    expect(await patient.read(fixture('two-column.pdf'), {})).toMatchObject({ kind: 'pdf' });
    expect(started).toHaveLength(1);
    await patient.close();
  });

  it('ends a child whose document does not come', async () => {
    const { started, startChild } = counted();
    const hasty = childReader({ startChild, standbyMs: 1 });
    hasty.expect?.();
    await started[0]?.settled();
    expect(started[0]?.alive).toBe(false);
    await hasty.close();
  });

  it('ends what is still being read when it closes', async () => {
    const closing = childReader();
    const read = closing.read(endless, {}).catch((error: unknown) => error);
    await closing.close();
    expect(await read).toMatchObject({ code: 'shutting_down' });
  });

  it('ends a document that takes longer or more memory than allowed', async () => {
    const hasty = childReader({ readMs: 200 });
    await expect(hasty.read(endless, {})).rejects.toMatchObject({
      code: 'document_too_complex',
      detail: 'Opening it took longer than we allow.',
    });
    await hasty.close();
    const frugal = childReader({ memoryBytes: 1024 * 1024 });
    await expect(frugal.read(endless, {})).rejects.toMatchObject({
      code: 'document_too_complex',
      detail: 'Opening it took more memory than we allow.',
    });
    await frugal.close();
  });

  it.skipIf(process.platform !== 'linux')(
    'may be asked again when its child was killed by somebody else, in the middle or while it waited',
    async () => {
      for (const isPrepared of [false, true]) {
        const interrupted = childReader();
        if (isPrepared) interrupted.expect?.();
        const read = interrupted.read(endless, {}).catch((error: unknown) => error);
        const killing = killDocumentChildren(read);
        expect(await read).toMatchObject({ code: 'reading_interrupted', status: 503, retryable: true });
        await killing;
        expect(await interrupted.read(fixture('teacher.txt'), {})).toMatchObject({ kind: 'text' });
        await interrupted.close();
      }
    },
  );

  it('allows 384 MB, five seconds and two at a time unless told otherwise', () => {
    expect(readerLimits({ waiting: 3 })).toMatchObject({
      memoryBytes: 384 * 1024 * 1024,
      readMs: 5_000,
      children: 2,
      waiting: 3,
      documentBytes: 5 * 1024 * 1024,
    });
  });
});
