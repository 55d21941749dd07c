import type { RunState } from '../../../core/workflows/ports.ts';
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
  data: string;
};
export type RunProgress = Omit<RunRow, 'workflow' | 'scope' | 'state'> & {
  readonly state: RunState;
  readonly owner: string;
  readonly until: number;
};

const RELEASE = 'lease_owner = NULL, lease_until = NULL';

/** What is written of workflow runs. */
export const workflowCommands = {
  'workflows.create': (sql: Sql, { owner, run }: { owner: OwnerColumns; run: RunRow }): void => {
    sql.run(
      `INSERT INTO ip_workflow_runs (id, tenant_id, subject_kind, subject_id, workflow, scope, state, completed, attempt, data)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
        run.data,
      ],
    );
  },
  'workflows.claim': (
    sql: Sql,
    { id, owner, now, until }: { id: string; owner: string; now: number; until: number },
  ): RunRow | undefined =>
    sql.get<RunRow>(
      `UPDATE ip_workflow_runs SET lease_owner = ?, lease_until = ?
        WHERE id = ? AND state = 'running' AND (lease_owner IS NULL OR lease_owner = ? OR lease_until <= ?)
        RETURNING id, workflow, scope, state, completed, attempt, data`,
      [owner, until, id, owner, now],
    ),
  'workflows.checkpoint': (sql: Sql, { id, state, completed, attempt, data, owner, until }: RunProgress): boolean => {
    const lease = state === 'running' ? [owner, until] : [null, null];
    return (
      sql.run(
        `UPDATE ip_workflow_runs SET state = ?, completed = ?, attempt = ?, data = ?, lease_owner = ?, lease_until = ?
          WHERE id = ? AND state = 'running' AND lease_owner = ?`,
        [state, completed, attempt, data, ...lease, id, owner],
      ) > 0
    );
  },
  'workflows.cancel': (sql: Sql, { id, tenant_id, subject_kind, subject_id }: OwnerColumns & { id: string }): boolean =>
    sql.run(
      `UPDATE ip_workflow_runs SET state = 'cancelled', ${RELEASE}
        WHERE id = ? AND tenant_id = ? AND subject_kind = ? AND subject_id = ? AND state = 'running'`,
      [id, tenant_id, subject_kind, subject_id],
    ) > 0,
  'workflows.releaseAll': (sql: Sql, _nothing: null): void => {
    sql.run(`UPDATE ip_workflow_runs SET ${RELEASE} WHERE lease_owner IS NOT NULL`);
  },
};
