import type { IdempotencyStore } from '../../../core/idempotency/ports.ts';
import type { Clock } from '../../../core/kernel/clock.ts';
import type { ObjectStore } from '../../../core/objects/ports.ts';
import type { Records } from '../../../core/records/ports.ts';
import type { SessionStore } from '../../../core/sessions/ports.ts';
import type { TenancyStore } from '../../../core/tenancy/ports.ts';
import type { UsageStore } from '../../../core/usage/ports.ts';
import type { WorkflowStore } from '../../../core/workflows/ports.ts';
import { memoryIdempotencyStore } from './idempotency-store.ts';
import { memoryObjects } from './objects.ts';
import { memoryRecords } from './records.ts';
import { memorySessions } from './session-store.ts';
import { memoryTenancyStore } from './tenancy-store.ts';
import { memoryUsage } from './usage-store.ts';
import { memoryWorkflowStore } from './workflow-store.ts';

export type MemoryStorage = {
  readonly records: Records;
  readonly sessions: SessionStore;
  readonly tenancy: TenancyStore;
  readonly idempotency: IdempotencyStore;
  readonly workflows: WorkflowStore;
  readonly objects: ObjectStore;
  readonly usage: UsageStore;
};

/** Every store in this process's memory, for tests. Nothing outlives it. */
export function memoryStorage(clock: Clock): MemoryStorage {
  const sessions = memorySessions(clock);
  const usage = memoryUsage(sessions);
  return {
    records: memoryRecords(clock, { sessions, usage }),
    sessions: sessions.store,
    tenancy: memoryTenancyStore(),
    idempotency: memoryIdempotencyStore(),
    workflows: memoryWorkflowStore(),
    objects: memoryObjects(),
    usage: usage.store,
  };
}
