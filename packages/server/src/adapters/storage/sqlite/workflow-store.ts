import { z } from 'zod';
import type { WorkflowRun, WorkflowStore } from '../../../core/workflows/ports.ts';
import { ownerOf } from '../owner.ts';
import { parsedRow } from '../row-parsing.ts';
import { scopeSchema } from '../scope-json.ts';
import { storableJson } from '../storable-text.ts';
import type { SqliteDatabase } from './database.ts';
import type { RunRow } from './workflow-commands.ts';

const stateSchema = z.enum(['running', 'done', 'failed', 'cancelled']);
const UNHELD = `SELECT id, workflow FROM ip_workflow_runs
  WHERE state = 'running' AND (lease_owner IS NULL OR lease_until <= ?) ORDER BY id`;

/** Workflow runs and their leases in SQLite. */
export function sqliteWorkflowStore(database: SqliteDatabase): WorkflowStore {
  return {
    create: ({ scope, data, ...run }) =>
      database.write('workflows.create', {
        owner: ownerOf(scope),
        run: { ...run, scope: storableJson(scope), data: storableJson(data) },
      }),
    claim: async (id, lease) => {
      const row = await database.write('workflows.claim', { id, ...lease });
      return row === undefined ? undefined : runOf(row);
    },
    checkpoint: ({ id, state, completed, attempt, data }, { owner, until }) =>
      database.write('workflows.checkpoint', { id, state, completed, attempt, owner, until, data: storableJson(data) }),
    cancel: (scope, id) => database.write('workflows.cancel', { ...ownerOf(scope), id }),
    unheld: async (now) =>
      database.all<{ id: string; workflow: string }>(UNHELD, [now]).map(({ id, workflow }) => ({ id, workflow })),
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
    data: JSON.parse(row.data),
  };
}
