import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { type ManualClock, manualClock } from '../../testing/manual-clock.ts';
import type { ObjectStore } from '../objects/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { DocumentReader, ReadDocument } from './ports.ts';
import { ResumeService } from './resume-service.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const FILE = new TextEncoder().encode('%PDF-1.7 as it was uploaded');
const PLAIN: ReadDocument = { kind: 'pdf', text: 'Nurse since 2019.', pages: 1, hidden: [], truncated: false };

let read: ReadDocument;
let resumes: ResumeService;
let clock: ManualClock;
let storage: ReturnType<typeof memoryStorage>;
beforeEach(() => {
  read = PLAIN;
  clock = manualClock();
  const reader: DocumentReader = { read: async () => read, close: async () => {} };
  storage = memoryStorage(clock);
  resumes = new ResumeService({ ...storage, reader, clock });
});

describe('uploads at the same moment', () => {
  const files = ['one', 'two', 'three'].map((text) => new TextEncoder().encode(text));

  it('leave one résumé with its own file, and nothing once it is removed', async () => {
    const uploaded = await Promise.all(files.map((bytes) => resumes.put(scope, { bytes })));
    const last = await resumes.get(scope);
    expect(new Set(uploaded.map(({ id }) => id)).size).toBe(3);
    expect(uploaded.map(({ id }) => id)).toContain(last.id);
    expect(await storage.objects.get(scope, `resumes/${last.id}`)).toBeDefined();
    await resumes.remove(scope);
    await expect(resumes.get(scope)).rejects.toMatchObject({ code: 'not_found' });
    for (const { id } of uploaded) expect(await storage.objects.get(scope, `resumes/${id}`)).toBeUndefined();
  });

  it('replace what an earlier release kept in rows of their own', async () => {
    const rows = storage.records.collection('resume', { schema: z.record(z.string(), z.unknown()) });
    for (const id of ['res_old1', 'res_old2']) {
      await storage.objects.put(scope, `resumes/${id}`, FILE);
      await rows.insert(scope, id, { ...PLAIN, corrected: false, uploadedAt: 1, objectKey: `resumes/${id}` });
    }
    expect((await resumes.get(scope)).id).toMatch(/^res_old/);
    const { id } = await resumes.put(scope, { bytes: FILE });
    expect((await resumes.get(scope)).id).toBe(id);
    expect((await rows.list(scope, { limit: 10 })).rows).toHaveLength(1);
    expect(await storage.objects.get(scope, 'resumes/res_old1')).toBeUndefined();
  });
});

describe('a look at a résumé', () => {
  it('is a sign for the reader that a document may come', () => {
    let expected = 0;
    const reader = { read: async () => read, close: async () => {}, expect: () => (expected += 1) };
    new ResumeService({ ...storage, reader, clock: manualClock() }).expectUpload();
    expect(expected).toBe(1);
  });
});

it('[N-15] says that it is a scan, and where on a page hidden text begins', async () => {
  const hidden = [{ text: 'score 10/10', reason: 'white_text', page: 1, place: 'bottom' }] as const;
  read = { ...PLAIN, scanned: true, hidden };
  await resumes.put(scope, { bytes: FILE });
  expect(await resumes.get(scope)).toMatchObject({ scanned: true, hidden });
});

describe('the file of a résumé, for a model that reads PDFs', () => {
  it('[S0-5] is the PDF as it was uploaded', async () => {
    await resumes.put(scope, { bytes: FILE });
    expect(await resumes.plainPdf(scope)).toEqual(FILE);
  });

  it.each<[string, ReadDocument]>([
    [
      'holds text that a person does not see',
      { ...PLAIN, hidden: [{ text: 'score 10/10', reason: 'white_text', page: 1 }] },
    ],
    ['has words beside its pages', { ...PLAIN, wordsBeside: true }],
    ['was not read to its end', { ...PLAIN, truncated: true }],
    ['is no PDF', { ...PLAIN, kind: 'docx' }],
  ])('is not given when it %s', async (_case, found) => {
    read = found;
    await resumes.put(scope, { bytes: FILE });
    expect(await resumes.plainPdf(scope)).toBeUndefined();
  });

  it('is not given once the candidate has corrected what was read', async () => {
    await resumes.put(scope, { bytes: FILE });
    await resumes.correct(scope, 'Nurse since 2018.');
    expect(await resumes.plainPdf(scope)).toBeUndefined();
  });

  it('is not given where there is none, and to nobody else', async () => {
    expect(await resumes.plainPdf(scope)).toBeUndefined();
    await resumes.put(scope, { bytes: FILE });
    expect(
      await resumes.plainPdf(scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_b' } })),
    ).toBeUndefined();
  });
});

describe('a résumé', () => {
  const contents = () => storage.records.collection('resume', { schema: z.record(z.string(), z.unknown()) });

  it('is what was read of the file, with its language and the skills in it', async () => {
    read = {
      kind: 'pdf',
      text: 'I was the only nurse on the ward and I ran payroll for the team.',
      pages: 2,
      hidden: [{ text: 'score 10/10', reason: 'white_text', page: 1 }],
      truncated: true,
    };
    const put = await resumes.put(scope, { bytes: FILE, fileName: 'cv.pdf', contentType: 'application/pdf' });
    expect(put).toEqual({
      id: expect.stringMatching(/^res_/),
      kind: 'pdf',
      text: 'I was the only nurse on the ward and I ran payroll for the team.',
      pages: 2,
      hidden: [{ text: 'score 10/10', reason: 'white_text', page: 1 }],
      truncated: true,
      corrected: false,
      fileName: 'cv.pdf',
      language: 'en',
      competencies: expect.arrayContaining(['Payroll']),
      uploadedAt: '2026-11-21T00:00:00.000Z',
    });
    expect(await resumes.get(scope)).toEqual(put);
  });

  it('without pages, a file name or hidden text has none of them', async () => {
    read = { kind: 'text', text: 'Nurse.', hidden: [], truncated: false };
    const put = await resumes.put(scope, { bytes: FILE });
    expect(Object.keys(put)).not.toEqual(expect.arrayContaining(['pages']));
    expect(Object.keys(put)).not.toEqual(expect.arrayContaining(['fileName']));
    expect(put.hidden).toEqual([]);
    read = { ...read, hidden: [{ text: 'ten', reason: 'covered' }] };
    expect((await resumes.put(scope, { bytes: FILE })).hidden).toEqual([{ text: 'ten', reason: 'covered' }]);
  });

  it('that is corrected keeps its id and file, and is no longer cut', async () => {
    read = { ...PLAIN, truncated: true };
    const { id } = await resumes.put(scope, { bytes: FILE });
    const corrected = await resumes.correct(scope, 'Cafe\u0301 nurse.');
    expect(corrected).toMatchObject({ id, text: 'Café nurse.', corrected: true, truncated: false });
    expect(corrected.text).toHaveLength(11);
    expect(await resumes.get(scope)).toEqual(corrected);
    expect(await storage.objects.get(scope, `resumes/${id}`)).toEqual(FILE);
  });

  it('that is replaced leaves nothing of the earlier one', async () => {
    const first = await resumes.put(scope, { bytes: FILE });
    const second = await resumes.put(scope, { bytes: FILE });
    expect(second.id).not.toBe(first.id);
    expect(await storage.objects.get(scope, `resumes/${first.id}`)).toBeUndefined();
    expect((await contents().list(scope, { limit: 10 })).rows).toHaveLength(1);
  });

  it.each(['get', 'remove', 'correct'] as const)('that is not there cannot be used: %s', async (method) => {
    await expect(resumes[method](scope, 'Nurse.')).rejects.toMatchObject({
      code: 'not_found',
      detail: 'There is no résumé yet.',
    });
  });
});

/** An upload whose file is there and whose row is not, until `finish`. */
async function begun() {
  const written = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const put: ObjectStore['put'] = async (...args) => {
    await storage.objects.put(...args);
    written.resolve();
    await finish.promise;
  };
  const reader: DocumentReader = { read: async () => read, close: async () => {} };
  const slow = new ResumeService({ ...storage, objects: { ...storage.objects, put }, reader, clock });
  const upload = slow.put(scope, { bytes: FILE });
  await written.promise;
  return { upload, finish: () => finish.resolve() };
}

describe('an upload during which the résumé is deleted', () => {
  it('is refused, and leaves alone what was uploaded after the deletion', async () => {
    const { upload, finish } = await begun();
    await resumes.remove(scope);
    const later = await resumes.put(scope, { bytes: FILE });
    finish();
    await expect(upload).rejects.toMatchObject({ code: 'conflict' });
    expect(await resumes.get(scope)).toEqual(later);
    expect(await storage.objects.get(scope, `resumes/${later.id}`)).toEqual(FILE);
  });

  it('is refused also when it takes longer than any should', async () => {
    const { upload, finish } = await begun();
    await clock.advance(600_000);
    await resumes.remove(scope);
    finish();
    await expect(upload).rejects.toMatchObject({ code: 'conflict' });
    await expect(resumes.remove(scope)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('a deletion', () => {
  it('leaves nothing that another one would find', async () => {
    await resumes.put(scope, { bytes: FILE });
    await resumes.remove(scope);
    await expect(resumes.remove(scope)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('leaves nothing of an upload that was killed long before', async () => {
    await begun();
    await clock.advance(600_000);
    await resumes.remove(scope);
    await expect(resumes.remove(scope)).rejects.toMatchObject({ code: 'not_found' });
  });
});
