import { expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { only } from '../../testing/only.ts';
import type { SignedLinks } from '../identity/ports.ts';
import type { Row } from '../records/ports.ts';
import type { SessionLog } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { asPrep, hasEnded, type PrepRecord, progressOf, type PrepStatus } from './prep-record.ts';
import { prepTasks } from './prep-tasks.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const NOW = Date.parse('2026-11-21T09:00:00.000Z');
const record: PrepRecord = { postingId: 'pst_1', title: 'Nurse', status: 'queued' };
const row = (more: Partial<PrepRecord>) =>
  ({ id: 'prp_1', version: 1, createdAt: NOW, value: { ...record, ...more } }) as Row<PrepRecord>;

const STATUSES: readonly [PrepStatus, string, number, boolean][] = [
  ['queued', 'Waiting to begin', 0, false],
  ['researching', 'Reading the advert and what you brought', 0, false],
  ['writing', 'Choosing questions and writing outlines', 1, false],
  ['rendering', 'Laying out the PDF', 2, false],
  ['ready', 'Ready', 3, true],
  ['failed', 'Not finished', 0, true],
  ['cancelled', 'Stopped', 0, true],
];
it.each(STATUSES)('a document that is %s says “%s” after %i of three steps', (...expected) => {
  const [status, step, stepsDone, ended] = expected;
  expect(progressOf(status)).toEqual({ step, stepsDone, stepsTotal: 3 });
  expect(hasEnded(status)).toBe(ended);
});

it('a document is shown with what there is of it', () => {
  const shown = { id: 'prp_1', postingId: 'pst_1', title: 'Nurse', createdAt: '2026-11-21T09:00:00.000Z' };
  expect(asPrep(row({}), undefined)).toEqual({ ...shown, status: 'queued', ...progressOf('queued') });
  const failure = { code: 'internal', message: 'No paper.', retryable: true };
  expect(asPrep(row({ status: 'ready', readyAt: NOW + 60_000, pages: 4, failure }), 'https://prep.example/1')).toEqual({
    ...shown,
    status: 'ready',
    ...progressOf('ready'),
    readyAt: '2026-11-21T09:01:00.000Z',
    pages: 4,
    failure,
    url: 'https://prep.example/1',
  });
});

it('the log of a document says each state, and how it ended', () => {
  const signed: unknown[] = [];
  const tasks = prepTasks({
    records: memoryStorage(manualClock(NOW)).records,
    log: only<SessionLog>({}),
    links: only<SignedLinks>({
      sign: (_scope, content, seconds) => {
        signed.push([content, seconds]);
        return 'link';
      },
    }),
    publicUrl: 'https://prep.example',
  });
  const { kind } = tasks;
  const progress = (status: PrepStatus) => ({ type: 'prep_progress', prepId: 'prp_1', status, ...progressOf(status) });
  const failure = { code: 'internal', message: 'No paper.', retryable: true };
  const url = 'https://prep.example/v1/documents/link';
  expect(kind.factsOf(scope, row({ status: 'writing' }))).toEqual([progress('writing')]);
  expect(kind.factsOf(scope, row({ status: 'ready' }))).toEqual([
    progress('ready'),
    { type: 'pdf_generated', prepId: 'prp_1', title: 'Nurse', url },
    { type: 'done', turnId: 'prp_1' },
  ]);
  expect(kind.factsOf(scope, row({ status: 'failed', failure }))).toEqual([
    progress('failed'),
    { type: 'error', ...failure, status: 500, turnId: 'prp_1' },
  ]);
  expect(kind.factsOf(scope, row({ status: 'failed' }))).toEqual([progress('failed')]);
  expect(kind.factsOf(scope, row({ status: 'cancelled', failure }))).toEqual([
    progress('cancelled'),
    { type: 'done', turnId: 'prp_1' },
  ]);
  expect(kind.stepFact(row({ status: 'writing' }), 'Reading page 3')).toEqual({
    ...progress('writing'),
    step: 'Reading page 3',
  });
  expect(tasks.view(scope, row({ status: 'ready' })).url).toBe(url);
  expect(tasks.view(scope, row({ status: 'rendering' }))).not.toHaveProperty('url');
  expect(signed).toEqual([
    [{ prepId: 'prp_1' }, 3_600],
    [{ prepId: 'prp_1' }, 3_600],
  ]);
  expect(kind.asFailed(record, failure)).toEqual({ ...record, status: 'failed', failure });
  expect(kind.asCancelled(record)).toEqual({ ...record, status: 'cancelled' });
  expect(kind.withStep(record, 'more')).toBe(record);
  const fact = kind.factsOf(scope, row({ status: 'ready' }));
  expect(fact.map((one) => [kind.says(one, { ...record, status: 'ready' }), kind.endsLog(one)])).toEqual([
    [true, false],
    [false, false],
    [false, true],
  ]);
  expect(fact.map((one) => kind.says(one, record))).toEqual([false, false, false]);
  expect(kind.endsLog({ type: 'error', ...failure })).toBe(true);
});
