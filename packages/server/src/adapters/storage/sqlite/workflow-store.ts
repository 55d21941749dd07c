import { z } from 'zod';
import type { WorkflowRun, WorkflowStore } from '../../../core/workflows/ports.ts';
import { ownerOf } from '../owner.ts';
import { parsedRow } from '../row-parsing.ts';
import { scopeSchema } from '../scope-json.ts';
import { storableJson } from '../storable-text.ts';
import type { SqliteDatabase } from './database.ts';
import { DUE, type RunRow } from './workflow-commands.ts';

const stateSchema = z.enum(['running', 'done', 'failed', 'cancelled']);
const ANY_DUE = `SELECT 1 FROM ip_workflow_runs WHERE ${DUE} LIMIT 1`;

/** Workflow runs and their leases in SQLite. */
export function sqliteWorkflowStore(database: SqliteDatabase): WorkflowStore {
  return {
    create: ({ scope, data, dueAt, ...run }) =>
      database.write('workflows.create', {
        owner: ownerOf(scope),
        run: { ...run, scope: storableJson(scope), due_at: dueAt, data: storableJson(data) },
      }),
    claimDue: async (wanted, lease) => {
      // Looking costs nothing, and there is seldom anything.
      const { now } = lease;
      if (database.get(ANY_DUE, [now, now, JSON.stringify(wanted.workflows)]) === undefined) return [];
      return (await database.write('workflows.claimDue', { ...wanted, ...lease })).map(runOf);
    },
    renew: (id, lease) => database.write('workflows.renew', { id, ...lease }),
    checkpoint: ({ id, state, completed, attempt, dueAt, data }, { owner, until = null }) =>
      database.write('workflows.checkpoint', {
        id,
        state,
        completed,
        attempt,
        due_at: dueAt,
        owner,
        until,
        data: storableJson(data),
      }),
    cancel: (scope, id) => database.write('workflows.cancel', { ...ownerOf(scope), id }),
    releaseAll: () => database.write('workflows.releaseAll', null),
  };
}

function runOf(row: RunRow): WorkflowRun {
  return {
    id: row.id,
    workflow: row.workflow,
    scope: parsedRow(scopeSchema, JSON.parse(row.scope), 'workflow run'),
    state: parsedRow(stateSchema, row.state, 'workflow run'),
    completed: row.completed,
    attempt: row.attempt,
    dueAt: row.due_at,
    data: JSON.parse(row.data),
  };
}
