import { join } from 'node:path';
import { childDocumentReader } from './adapters/documents/child-reader.ts';
import { typstPdf } from './adapters/documents/typst-pdf.ts';
import { guardedFetch } from './adapters/egress/guarded-fetch.ts';
import { guardedRequests } from './adapters/egress/guarded-request.ts';
import { pageFetcher } from './adapters/egress/page-fetcher.ts';
import { joseTokens } from './adapters/identity/jose-tokens.ts';
import { rehearsalMind } from './adapters/models/rehearsal/rehearsal-mind.ts';
import { folderObjects } from './adapters/storage/filesystem-objects.ts';
import { openDatabase } from './adapters/storage/postgres/database.ts';
import { postgresIdempotencyStore } from './adapters/storage/postgres/idempotency-store.ts';
import { postgresJobQueue } from './adapters/storage/postgres/job-queue.ts';
import { postgresRecords } from './adapters/storage/postgres/records.ts';
import { postgresSessionStore } from './adapters/storage/postgres/session-store.ts';
import { postgresTenancyStore } from './adapters/storage/postgres/tenancy-store.ts';
import { postgresWorkflowStore } from './adapters/storage/postgres/workflow-store.ts';
import { mcpTools } from './adapters/tools/mcp-tools.ts';
import type { Config } from './config.ts';
import { houseOf, type House, type Storage } from './house.ts';
import type { Clock } from './core/kernel/clock.ts';
import { systemClock } from './core/kernel/clock.ts';
import { randomText } from './core/kernel/ids.ts';
import type { Mind } from './core/mind/ports.ts';
import type { DocumentReader } from './core/resumes/ports.ts';

/** What an adopter may bring instead of the embedded parts. */
export type Parts = {
  readonly mind?: Mind;
  readonly storage?: Storage;
  readonly reader?: DocumentReader;
  readonly clock?: Clock;
  /** Lets job adverts be read from, and tool servers be called on, this machine; for demonstrations and tests. */
  readonly allowLoopbackPages?: boolean;
  /** Told of failures that nobody waits for. */
  readonly onBackgroundError?: (failure: unknown) => void;
};

/** Wires every room to its adapters. The only file that names them. */
export async function compose(config: Config, address: { publicUrl: string }, parts: Parts = {}): Promise<House> {
  const clock = parts.clock ?? systemClock;
  const processId = `prc_${randomText(16)}`;
  const storage = parts.storage ?? (await openStorage(config, { clock, processId, onError: parts.onBackgroundError }));
  const egress = guardedFetch({ allowLoopback: parts.allowLoopbackPages ?? false });
  const requests = guardedRequests({ allowLoopback: parts.allowLoopbackPages ?? false });
  return houseOf(
    {
      clock,
      processId,
      storage,
      mind: parts.mind ?? rehearsalMind({ clock, wordDelayMs: config.wordDelayMs }),
      reader: parts.reader ?? childDocumentReader(),
      renderer: typstPdf({ clock }),
      fetcher: pageFetcher(egress),
      signer: joseTokens(storage.tenancy, { issuer: address.publicUrl }),
      toolServers: { mayCall: requests.mayCall, source: (servers) => mcpTools({ servers, fetch: requests.fetch, clock }) },
      closeEgress: async () => void (await Promise.all([egress.close(), requests.close()])),
    },
    { ...config, publicUrl: address.publicUrl },
  );
}

/** The embedded storage, or a Postgres where one is configured. */
async function openStorage(config: Config, running: { clock: Clock; processId: string; onError: ((failure: unknown) => void) | undefined }): Promise<Storage> {
  const { clock, processId, onError } = running;
  const { databaseUrl, dataDir } = config;
  const database = await openDatabase(databaseUrl === undefined ? { dataDir: join(dataDir) } : { databaseUrl }, clock);
  const jobs = await postgresJobQueue(database, onError === undefined ? {} : { onError });
  return {
    alone: database.kind === 'pglite',
    records: postgresRecords(database, clock),
    sessions: postgresSessionStore(database, { processId, clock }),
    tenancy: postgresTenancyStore(database, clock),
    idempotency: postgresIdempotencyStore(database),
    workflows: postgresWorkflowStore(database),
    jobs,
    objects: folderObjects(config.objectsDir),
    ping: () => database.ping(),
    close: async () => {
      await jobs.close();
      await database.close();
    },
  };
}
