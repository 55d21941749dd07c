import { afterAll, describe, expect, it } from 'vitest';
import { onePage } from '../../../../../scripts/fixtures/pdf-bytes.ts';
import { defined } from '../../core/kernel/defined.ts';
import { ServiceError } from '../../core/kernel/service-error.ts';
import { childReader } from './child-reader.ts';
import { megabyte, type Hostile, seen } from './test-hostile-document.ts';
import { bombs, brokenPdfs } from './test-hostile-pdfs.ts';
import { hostileDocx, disguises } from './test-hostile-files.ts';

const childMegabytes = 320;
const peaks: number[] = [];
const limits = { memoryBytes: childMegabytes * megabyte, waiting: 200, onPeak: (bytes: number) => peaks.push(bytes) };
// Bombs run into their limits anyway: they need not be waited for as long as an honest document on a busy machine.
const impatient = childReader({ ...limits, readMs: 1_500 });
const reader = childReader({ ...limits, readMs: 10_000 });
afterAll(() => Promise.all([impatient.close(), reader.close()]));

const outcome = (bytes: Buffer, name?: string, by = reader) =>
  by.read(bytes, defined({ fileName: name })).then(
    ({ text }) => ({ code: 'read' as const, said: text }),
    (error: unknown) => ({ code: ServiceError.from(error).code, said: ServiceError.from(error).detail ?? '' }),
  );

const answered = async ({ bytes, name, codes, what }: Hostile, by = reader) => {
  const { code, said } = await outcome(bytes(), name, by);
  // A document that was read all the same says nothing but what its page says.
  const honest = code !== 'read' || said === 'Nurse with nine years of practice' || said.startsWith('Maribel');
  expect({ what, code: codes.includes(code) ? 'expected' : code, said: said.length > 0 && honest }).toEqual({
    what,
    code: 'expected',
    said: true,
  });
};

describe.concurrent('a hostile document', { timeout: 60_000 }, () => {
  it.each(bombs)('is ended or read, and nothing else suffers: $what', (bomb) => answered(bomb, impatient));
  it.each([...brokenPdfs, ...hostileDocx, ...disguises])('is answered with a reason: $what', (document) =>
    answered(document),
  );
});

describe('the process that reads hostile documents', () => {
  it('stays small itself, and so do its children', async () => {
    // A child is weighed every few milliseconds: it may have grown a little further when it is killed.
    expect(Math.max(...peaks)).toBeLessThan(400 * megabyte);
    expect(await outcome(onePage(seen), 'cv.pdf')).toEqual({ code: 'read', said: 'Nurse with nine years of practice' });
  });
});
