import type { IdempotencyStore } from '../../../core/idempotency/ports.ts';
import type { Clock } from '../../../core/kernel/clock.ts';
import type { ObjectStore } from '../../../core/objects/ports.ts';
import type { Records } from '../../../core/records/ports.ts';
import type { SessionStore } from '../../../core/sessions/ports.ts';
import type { Erasure } from '../../../core/tenancy/erasure.ts';
import type { TenancyStore } from '../../../core/tenancy/ports.ts';
import { isSameOwner, type Scope } from '../../../core/tenancy/scope.ts';
import type { UsageStore } from '../../../core/usage/ports.ts';
import type { WorkflowStore } from '../../../core/workflows/ports.ts';
import { ErasedCandidates, memoryErasure } from './erasure.ts';
import { memoryIdempotencyStore, type UsedKey } from './idempotency-store.ts';
import { memoryObjects } from './objects.ts';
import { ownerKey } from './keyed.ts';
import { memoryRecords } from './records.ts';
import { memorySessions } from './session-store.ts';
import { memoryTenancy } from './tenancy-store.ts';
import { memoryUsage } from './usage-store.ts';
import { memoryWorkflowStore, type StoredRun } from './workflow-store.ts';

export type MemoryStorage = {
  readonly records: Records;
  readonly sessions: SessionStore;
  readonly tenancy: TenancyStore;
  readonly idempotency: IdempotencyStore;
  readonly workflows: WorkflowStore;
  readonly objects: ObjectStore;
  readonly usage: UsageStore;
  readonly erasure: Erasure;
};

/** Every store in this process's memory, for tests. Nothing outlives it. */
export function memoryStorage(clock: Clock): MemoryStorage {
  const erased = new ErasedCandidates();
  const records = memoryRecords(clock, erased);
  const sessions = memorySessions(clock, erased);
  const usage = memoryUsage(erased);
  const tenancy = memoryTenancy(clock, erased);
  const entries = new Map<string, UsedKey>();
  const runs = new Map<string, StoredRun>();
  const idempotency = memoryIdempotencyStore(entries);
  const workflows = memoryWorkflowStore(runs);
  const keysAndRuns = {
    erase: (scope: Scope): void => {
      const begins = ownerKey(scope).replace(/\]$/u, ',');
      for (const key of entries.keys()) if (key.startsWith(begins)) entries.delete(key);
      for (const [id, { run }] of runs) if (isSameOwner(run.scope, scope)) runs.delete(id);
    },
    touched: () => [...runs.values()].map(({ run }) => ({ scope: run.scope, touchedAt: 0 })),
  };
  return {
    records: records.store,
    sessions: sessions.store,
    tenancy: tenancy.store,
    idempotency: {
      ...idempotency,
      claim: async (scope, request) => {
        erased.refuse(scope);
        return idempotency.claim(scope, request);
      },
    },
    workflows: {
      ...workflows,
      create: async (run) => {
        erased.refuse(run.scope);
        return workflows.create(run);
      },
    },
    objects: memoryObjects(),
    usage: usage.store,
    erasure: memoryErasure(erased, [records, sessions, usage, tenancy, keysAndRuns]),
  };
}
