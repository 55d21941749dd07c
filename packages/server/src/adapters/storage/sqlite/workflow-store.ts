import type { WorkflowStore } from '../../../core/workflows/ports.ts';
import { ownerOf } from '../owner.ts';
import { storableJson } from '../storable-text.ts';
import { readableRuns, runOf } from '../workflow-rows.ts';
import type { SqliteDatabase } from './database.ts';
import { DUE } from './workflow-commands.ts';

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
      return readableRuns(await database.write('workflows.claimDue', { ...wanted, ...lease }), {
        read: (row) => runOf({ ...row, scope: JSON.parse(row.scope), data: JSON.parse(row.data) }),
        end: (id) => database.write('workflows.end', id),
      });
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
    releaseAll: () => database.write('workflows.releaseAll', null),
  };
}
