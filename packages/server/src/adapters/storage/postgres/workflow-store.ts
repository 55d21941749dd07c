import { sql } from 'kysely';
import type { WorkflowRun, WorkflowStore } from '../../../core/workflows/ports.ts';
import { storableJson } from '../storable-text.ts';
import type { Database } from './database.ts';
import { ownerOf } from '../owner.ts';
import { readableRuns, runOf } from '../workflow-rows.ts';

const FAILED = { state: 'failed', data: storableJson(null), lease_owner: null, lease_until: null };
/** A run that is still under a lease when nobody holds it was cut by a crash. */
const CUT_OFF = sql<number>`attempt + (lease_owner IS NOT NULL)::integer`;

/** Workflow runs and their leases in Postgres. */
export function postgresWorkflowStore(database: Database): WorkflowStore {
  const { db } = database;
  return {
    create: async ({ id, workflow, scope, state, completed, attempt, dueAt, data }) => {
      const row = {
        id,
        ...ownerOf(scope),
        workflow,
        scope: storableJson(scope),
        state,
        completed,
        attempt,
        due_at: dueAt,
        data: storableJson(data),
      };
      await db.insertInto('ip_workflow_runs').values(row).execute();
    },
    claimDue: (wanted, lease) => claimDue(database, wanted, lease),
    renew: async (id, { owner, until }) => {
      const { numUpdatedRows } = await db
        .updateTable('ip_workflow_runs')
        .set({ lease_until: until })
        .where((run) => run.and({ id, state: 'running', lease_owner: owner }))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    checkpoint: async ({ id, state, completed, attempt, dueAt, data }, { owner, until }) => {
      const isRunning = state === 'running';
      const lease =
        isRunning && until !== undefined
          ? { lease_owner: owner, lease_until: until }
          : { lease_owner: null, lease_until: null };
      const { numUpdatedRows } = await db
        .updateTable('ip_workflow_runs')
        .set({ state, completed, attempt, due_at: dueAt, data: storableJson(isRunning ? data : null), ...lease })
        .where((run) => run.and({ id, state: 'running', lease_owner: owner }))
        .executeTakeFirstOrThrow();
      return numUpdatedRows > 0n;
    },
    releaseAll: async () => {
      await db
        .updateTable('ip_workflow_runs')
        .set({ attempt: CUT_OFF, lease_owner: null, lease_until: null })
        .where('lease_owner', 'is not', null)
        .execute();
    },
  };
}

async function claimDue(
  { db }: Database,
  { workflows, limit }: Parameters<WorkflowStore['claimDue']>[0],
  { owner, now, until }: Parameters<WorkflowStore['claimDue']>[1],
): Promise<readonly WorkflowRun[]> {
  if (workflows.length === 0) return [];
  const rows = await db
    .with('due', (query) =>
      query
        .selectFrom('ip_workflow_runs')
        .select('id')
        .where('state', '=', 'running')
        .where('due_at', '<=', now)
        .where('workflow', 'in', workflows)
        .where((run) => run.or([run('lease_owner', 'is', null), run('lease_until', '<=', now)]))
        .orderBy('due_at')
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .skipLocked(),
    )
    .updateTable('ip_workflow_runs')
    .set({ attempt: CUT_OFF, lease_owner: owner, lease_until: until })
    .where('id', 'in', (query) => query.selectFrom('due').select('id'))
    .returningAll()
    .execute();
  return readableRuns(rows, {
    read: runOf,
    end: (id) => db.updateTable('ip_workflow_runs').set(FAILED).where('id', '=', id).execute(),
  });
}
