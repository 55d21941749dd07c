import { expect, it } from 'vitest';
import { manualClock } from '../../testing/manual-clock.ts';
import { only } from '../../testing/only.ts';
import type { ObjectStore, StoredObject } from '../objects/ports.ts';
import type { Row } from '../records/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { DocumentFormat } from './ports.ts';
import type { PrepRecord } from './prep-record.ts';
import { PrepService } from './prep-service.ts';
import type { PrepTasks } from './prep-tasks.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const NOW = Date.parse('2026-11-21T09:00:00.000Z');
const stored = only<StoredObject>({ size: 3 });

function serviceOf(value: Partial<PrepRecord>, keys: readonly string[] = ['preps/prp_1.pdf', 'preps/prp_1.md']) {
  const presigned: unknown[] = [];
  const row = { id: 'prp_1', version: 1, createdAt: NOW, value: { status: 'ready', title: 'Nurse', ...value } };
  const preps = new PrepService({
    tasks: only<PrepTasks>({ row: async () => row as Row<PrepRecord> }),
    objects: only<ObjectStore>({
      open: async (_scope, key) => (keys.includes(key) ? stored : undefined),
      presignedRead: async (...asked) => {
        presigned.push(asked);
        return 'https://files.example/1';
      },
    }),
    clock: manualClock(NOW),
    workflows: only({}),
    postings: only({}),
    links: only({}),
  });
  return { presigned, document: (format: DocumentFormat) => preps.document(scope, 'prp_1', format) };
}

it.each([
  ['pdf', 'interview-prep-nurse.pdf', 'application/pdf', 'preps/prp_1.pdf'],
  ['markdown', 'interview-prep-nurse.md', 'text/markdown; charset=utf-8', 'preps/prp_1.md'],
] as const)(
  'a document as %s is a file with a name, which may be fetched from the store for a minute',
  async (...row) => {
    const [format, fileName, contentType, key] = row;
    const { document, presigned } = serviceOf({});
    const file = await document(format);
    expect(file).toEqual({ fileName, contentType, stored, presigned: expect.any(Function) });
    expect(await file.presigned()).toBe('https://files.example/1');
    expect(presigned).toEqual([[scope, key, { fileName, contentType, expiresAt: NOW + 60_000 }]]);
  },
);

it('a document that is not ready, or whose file has gone, is none', async () => {
  await expect(serviceOf({ status: 'writing' }).document('pdf')).rejects.toMatchObject({
    code: 'prep_not_ready',
    retryAfterSeconds: 2,
  });
  await expect(serviceOf({}, []).document('pdf')).rejects.toMatchObject({ code: 'not_found' });
});

it.each([
  ['Pflegekraft (m/w/d) – Ko\u0308ln!', 'interview-prep-pflegekraft-m-w-d-köln.md'],
  ['नर्स', 'interview-prep-नर्स.md'],
  ['看護師', 'interview-prep-看護師.md'],
  ['../../etc/passwd', 'interview-prep-etc-passwd.md'],
  ['!?', 'interview-prep-document.md'],
  ['x'.repeat(90), `interview-prep-${'x'.repeat(80)}.md`],
])('the title %j gives the file name %s', async (title, fileName) => {
  expect((await serviceOf({ title }).document('markdown')).fileName).toBe(fileName);
});
