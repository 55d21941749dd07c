import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { WorkflowRun, WorkflowStore } from '../../../core/workflows/ports.ts';
import { parsedRow } from '../row-parsing.ts';
import { scopeSchema } from '../scope-json.ts';
import { storableJson } from '../storable-text.ts';
import type { Database } from './database.ts';
import { ownerOf } from '../owner.ts';
import type { Tables } from './tables.ts';

const stateSchema = z.enum(['running', 'done', 'failed', 'cancelled']);

/** Workflow runs and their leases in Postgres. */
export function postgresWorkflowStore({ db }: Database): WorkflowStore {
  return {
    create: async ({ id, workflow, scope, state, completed, attempt, data }) => {
      const row = {
        id,
        ...ownerOf(scope),
        workflow,
        scope: storableJson(scope),
        state,
        completed,
        attempt,
        data: storableJson(data),
      };
      await db.insertInto('ip_workflow_runs').values(row).execute();
    },
    claim: async (id, { owner, now, until }) => {
      const row = await db
        .updateTable('ip_workflow_runs')
        .set({ lease_owner: owner, lease_until: until })
        .where((run) => run.and({ id, state: 'running' }))
        .where((run) =>
          run.or([run('lease_owner', 'is', null), run('lease_owner', '=', owner), run('lease_until', '<=', now)]),
        )
        .returningAll()
        .executeTakeFirst();
      return row === undefined ? undefined : runOf(row);
    },
    checkpoint: async ({ id, state, completed, attempt, data }, { owner, until }) => {
      const lease =
        state === 'running' ? { lease_owner: owner, lease_until: until } : { lease_owner: null, lease_until: null };
      const { numUpdatedRows } = await db
        .updateTable('ip_workflow_runs')
        .set({ state, completed, attempt, data: storableJson(data), ...lease })
        .where((run) => run.and({ id, state: 'running', lease_owner: owner }))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    cancel: async (scope, id) => {
      const { numUpdatedRows } = await db
        .updateTable('ip_workflow_runs')
        .set({ state: 'cancelled', lease_owner: null, lease_until: null })
        .where((run) => run.and({ id, ...ownerOf(scope), state: 'running' }))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    unheld: (now) =>
      db
        .selectFrom('ip_workflow_runs')
        .select(['id', 'workflow'])
        .where('state', '=', 'running')
        .where((run) => run.or([run('lease_owner', 'is', null), run('lease_until', '<=', now)]))
        .orderBy('id')
        .execute(),
    releaseAll: async () => {
      await sql`UPDATE ip_workflow_runs SET lease_owner = NULL, lease_until = NULL WHERE lease_owner IS NOT NULL`.execute(
        db,
      );
    },
  };
}

function runOf(row: Selectable<Tables['ip_workflow_runs']>): WorkflowRun {
  return {
    id: row.id,
    workflow: row.workflow,
    scope: parsedRow(scopeSchema, row.scope, 'workflow run'),
    state: parsedRow(stateSchema, row.state, 'workflow run'),
    completed: row.completed,
    attempt: row.attempt,
    data: row.data,
  };
}
