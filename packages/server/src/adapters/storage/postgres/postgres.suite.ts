import { randomText } from '../../../core/kernel/ids.ts';
import { idempotencyStoreSuite } from '../../../core/idempotency/idempotency-store.suite.ts';
import { systemClock } from '../../../core/kernel/clock.ts';
import { recordsSuite } from '../../../core/records/records.suite.ts';
import { sessionStoreSuite } from '../../../core/sessions/session-store.suite.ts';
import { erasureSuite } from '../../../core/tenancy/erasure.suite.ts';
import { tenancyStoreSuite } from '../../../core/tenancy/tenancy-store.suite.ts';
import { usageStoreSuite } from '../../../core/usage/usage-store.suite.ts';
import { workflowStoreSuite } from '../../../core/workflows/workflow-store.suite.ts';
import type { Database } from './database.ts';
import { postgresErasure } from './erasure.ts';
import { postgresIdempotencyStore } from './idempotency-store.ts';
import { postgresRecords } from './records.ts';
import { postgresSessionStore } from './session-store.ts';
import { postgresTenancyStore } from './tenancy-store.ts';
import { postgresUsageStore } from './usage-store.ts';
import { postgresWorkflowStore } from './workflow-store.ts';

/** All suites on one database, whichever engine it runs on. */
export function postgresSuites(open: () => Database): void {
  let time = 0;
  const clock = { ...systemClock, now: () => time };
  const setTime = (now: number): void => {
    time = now;
  };
  const sessions = () => postgresSessionStore(open(), { processId: randomText(8), clock });

  recordsSuite(() => ({ records: postgresRecords(open(), clock), setTime }));
  const stores = () => ({
    erasure: postgresErasure(open(), randomText(8)),
    records: postgresRecords(open(), clock),
    sessions: sessions(),
    tenancy: postgresTenancyStore(open(), clock),
    idempotency: postgresIdempotencyStore(open()),
    workflows: postgresWorkflowStore(open()),
    usage: postgresUsageStore(open()),
    setTime,
  });
  erasureSuite(stores);
  sessionStoreSuite(sessions);
  tenancyStoreSuite(() => postgresTenancyStore(open(), systemClock));
  idempotencyStoreSuite(() => postgresIdempotencyStore(open()));
  workflowStoreSuite(() => postgresWorkflowStore(open()));
  usageStoreSuite(stores);
}
