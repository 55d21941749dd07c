import type { RunLease, RunState } from '../../../core/workflows/ports.ts';
import type { OwnerColumns } from '../owner.ts';
import type { Sql } from './sql.ts';

/** A run as it is kept: `scope` and `data` are JSON. */
export type RunRow = {
  id: string;
  workflow: string;
  scope: string;
  state: string;
  completed: number;
  attempt: number;
  due_at: number;
  data: string;
};
export type RunProgress = Omit<RunRow, 'workflow' | 'scope' | 'state'> & {
  readonly state: RunState;
  readonly owner: string;
  readonly until: number | null;
};

export type DueWanted = RunLease & {
  readonly workflows: readonly string[];
  readonly limit: number;
  readonly now: number;
};

/** Which runs may be taken. Takes the time twice, and the names of the workflows as JSON. */
export const DUE = `state = 'running' AND due_at <= ? AND (lease_owner IS NULL OR lease_until <= ?)
  AND workflow IN (SELECT value FROM json_each(?))`;
const RELEASE = 'lease_owner = NULL, lease_until = NULL';
/** A run that is still under a lease when nobody holds it was cut by a crash. */
const CUT_OFF = 'attempt = attempt + (lease_owner IS NOT NULL)';

/** What is written of workflow runs. */
export const workflowCommands = {
  'workflows.create': (sql: Sql, { owner, run }: { owner: OwnerColumns; run: RunRow }): void => {
    sql.run(
      `INSERT INTO ip_workflow_runs (id, tenant_id, subject_kind, subject_id, workflow, scope, state, completed, attempt, due_at, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        run.id,
        owner.tenant_id,
        owner.subject_kind,
        owner.subject_id,
        run.workflow,
        run.scope,
        run.state,
        run.completed,
        run.attempt,
        run.due_at,
        run.data,
      ],
    );
  },
  'workflows.claimDue': (sql: Sql, { workflows, limit, owner, now, until }: DueWanted): RunRow[] =>
    sql.all<RunRow>(
      `UPDATE ip_workflow_runs SET ${CUT_OFF}, lease_owner = ?, lease_until = ? WHERE id IN (
          SELECT id FROM ip_workflow_runs WHERE ${DUE} ORDER BY due_at, id LIMIT ?)
          RETURNING id, workflow, scope, state, completed, attempt, due_at, data`,
      [owner, until, now, now, JSON.stringify(workflows), limit],
    ),
  'workflows.renew': (sql: Sql, { id, owner, until }: RunLease & { id: string }): boolean =>
    sql.run(`UPDATE ip_workflow_runs SET lease_until = ? WHERE id = ? AND state = 'running' AND lease_owner = ?`, [
      until,
      id,
      owner,
    ]) > 0,
  'workflows.checkpoint': (sql: Sql, progress: RunProgress): boolean => {
    const { id, state, completed, attempt, due_at, data, owner, until } = progress;
    const lease = state === 'running' && until !== null ? [owner, until] : [null, null];
    return (
      sql.run(
        `UPDATE ip_workflow_runs SET state = ?, completed = ?, attempt = ?, due_at = ?, data = ?, lease_owner = ?, lease_until = ?
          WHERE id = ? AND state = 'running' AND lease_owner = ?`,
        [state, completed, attempt, due_at, state === 'running' ? data : 'null', ...lease, id, owner],
      ) > 0
    );
  },
  'workflows.end': (sql: Sql, id: string): void => {
    sql.run(`UPDATE ip_workflow_runs SET state = 'failed', data = 'null', ${RELEASE} WHERE id = ?`, [id]);
  },
  'workflows.releaseAll': (sql: Sql, _nothing: null): void => {
    sql.run(`UPDATE ip_workflow_runs SET ${CUT_OFF}, ${RELEASE} WHERE lease_owner IS NOT NULL`);
  },
};
