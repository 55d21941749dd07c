import type { Clock } from '../../../core/kernel/clock.ts';
import { openDatabase } from './database.ts';
import { postgresErasure } from './erasure.ts';
import { postgresIdempotencyStore } from './idempotency-store.ts';
import { postgresRecords } from './records.ts';
import { postgresSessionStore } from './session-store.ts';
import { postgresTenancyStore } from './tenancy-store.ts';
import { postgresTurnCounts } from './turn-counts.ts';
import { postgresUsageStore } from './usage-store.ts';
import { postgresWorkflowStore } from './workflow-store.ts';

type Running = { readonly clock: Clock; readonly processId: string };

/** Every store on a Postgres server. Throws `storage_unavailable`. */
export async function postgresStorage(databaseUrl: string, { clock, processId }: Running) {
  const database = await openDatabase({ databaseUrl }, clock);
  return {
    alone: false,
    records: postgresRecords(database, clock),
    sessions: postgresSessionStore(database, { processId, clock }),
    tenancy: postgresTenancyStore(database, clock),
    idempotency: postgresIdempotencyStore(database),
    workflows: postgresWorkflowStore(database),
    usage: postgresUsageStore(database),
    turnCounts: postgresTurnCounts(database),
    erasure: postgresErasure(database, processId),
    ping: () => database.ping(),
    close: () => database.close(),
  };
}
