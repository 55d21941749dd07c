import { beforeEach, describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { DocumentReader, ReadDocument } from './ports.ts';
import { ResumeService } from './resume-service.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const FILE = new TextEncoder().encode('%PDF-1.7 as it was uploaded');
const PLAIN: ReadDocument = { kind: 'pdf', text: 'Nurse since 2019.', pages: 1, hidden: [], truncated: false };

let read: ReadDocument;
let resumes: ResumeService;
beforeEach(() => {
  read = PLAIN;
  const clock = manualClock();
  const reader: DocumentReader = { read: async () => read, close: async () => {} };
  resumes = new ResumeService({ ...memoryStorage(clock), reader, clock });
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
