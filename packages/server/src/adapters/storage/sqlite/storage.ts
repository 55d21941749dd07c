import type { Clock } from '../../../core/kernel/clock.ts';
import { openSqlite } from './database.ts';
import { sqliteErasure } from './erasure.ts';
import { sqliteIdempotencyStore } from './idempotency-store.ts';
import { sqliteRecords } from './records.ts';
import { sqliteSessionStore } from './session-store.ts';
import { sqliteTenancyStore } from './tenancy-store.ts';
import { sqliteUsageStore } from './usage-store.ts';
import { sqliteWorkflowStore } from './workflow-store.ts';

type Running = { readonly clock: Clock; readonly onError?: (failure: unknown) => void };

/** Every store in a folder of this machine. Throws `DataFolderUnusable`. */
export async function sqliteStorage(folder: string, { clock, onError = () => undefined }: Running) {
  const database = await openSqlite(folder, { onError });
  return {
    alone: true,
    records: sqliteRecords(database, clock),
    sessions: sqliteSessionStore(database, clock),
    tenancy: sqliteTenancyStore(database, clock),
    idempotency: sqliteIdempotencyStore(database),
    workflows: sqliteWorkflowStore(database),
    usage: sqliteUsageStore(database),
    erasure: sqliteErasure(database),
    ping: () => database.ping(),
    close: () => database.close(),
  };
}
