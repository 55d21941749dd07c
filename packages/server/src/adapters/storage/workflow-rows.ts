import * as z from 'zod';
import type { WorkflowRun } from '../../core/workflows/ports.ts';
import { parsedRow } from './row-parsing.ts';
import { scopeSchema } from './scope-json.ts';

type RunColumns = Pick<WorkflowRun, 'id' | 'workflow' | 'completed' | 'attempt' | 'data'> & {
  readonly scope: unknown;
  readonly state: string;
  readonly due_at: number;
};

const stateSchema = z.enum(['running', 'done', 'failed', 'cancelled']);

/** A run from its row, with the JSON in it parsed. Throws `internal` for one that cannot be read any more. */
export function runOf({ id, workflow, scope, state, completed, attempt, due_at, data }: RunColumns): WorkflowRun {
  return {
    id,
    workflow,
    scope: parsedRow(scopeSchema, scope, 'workflow run'),
    state: parsedRow(stateSchema, state, 'workflow run'),
    completed,
    attempt,
    dueAt: due_at,
    data,
  };
}

/** The runs of these rows, the longest due first. One that cannot be read is ended, for it would be taken again for ever. */
export async function readableRuns<Row extends { readonly id: string }>(
  rows: readonly Row[],
  { read, end }: { read: (row: Row) => WorkflowRun; end: (id: string) => Promise<unknown> },
): Promise<readonly WorkflowRun[]> {
  const runs: WorkflowRun[] = [];
  for (const row of rows) {
    try {
      runs.push(read(row));
    } catch {
      await end(row.id);
    }
  }
  return runs.toSorted((one, other) => one.dueAt - other.dueAt);
}
