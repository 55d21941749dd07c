import type { SignedLinks } from '../identity/ports.ts';
import type { Records, Row } from '../records/ports.ts';
import { errorFact, type SessionFact, type SessionLog } from '../sessions/ports.ts';
import { DurableTasks } from '../tasks/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Prep } from './ports.ts';
import { asPrep, hasEnded, prepRecord, type PrepRecord, progressOf } from './prep-record.ts';

const LINK_SECONDS = 3_600;

type Dependencies = { records: Records; log: SessionLog; links: SignedLinks; publicUrl: string };

/** Preparation documents as tasks, and as callers see them. */
export type PrepTasks = DurableTasks<PrepRecord> & { view(scope: Scope, row: Row<PrepRecord>): Prep };

/** Preparation documents as durable tasks. */
export function prepTasks({ records, log, links, publicUrl }: Dependencies): PrepTasks {
  const urlOf = (scope: Scope, prepId: string) =>
    `${publicUrl}/v1/documents/${links.sign(scope, { prepId }, LINK_SECONDS)}`;
  const tasks = new DurableTasks<PrepRecord>(
    { records, log },
    {
      name: 'prep',
      reader: 'everybody',
      schema: prepRecord,
      hasEnded: ({ status }) => hasEnded(status),
      withStep: (value) => value,
      asFailed: (value, failure) => ({ ...value, status: 'failed', failure }),
      asCancelled: (value) => ({ ...value, status: 'cancelled' }),
      factsOf: (scope, row) => [progress(row), ...ending(row, () => urlOf(scope, row.id))],
      stepFact: (row, step) => ({ ...progress(row), step }),
      says: (fact, { status }) => fact.type === 'prep_progress' && fact.status === status,
      endsLog: ({ type }) => type === 'done' || type === 'error',
    },
  );
  const view = (scope: Scope, row: Row<PrepRecord>): Prep =>
    asPrep(row, row.value.status === 'ready' ? urlOf(scope, row.id) : undefined);
  return Object.assign(tasks, { view });
}

function progress({ id, value: { status } }: Row<PrepRecord>): Extract<SessionFact, { type: 'prep_progress' }> {
  return { type: 'prep_progress', prepId: id, status, ...progressOf(status) };
}

function ending({ id, value }: Row<PrepRecord>, url: () => string): SessionFact[] {
  const { status, title, failure } = value;
  if (status === 'ready')
    return [
      { type: 'pdf_generated', prepId: id, title, url: url() },
      { type: 'done', turnId: id },
    ];
  if (status === 'failed' && failure !== undefined) return [errorFact(failure, id)];
  return status === 'cancelled' ? [{ type: 'done', turnId: id }] : [];
}
