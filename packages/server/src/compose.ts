import { join } from 'node:path';
import { childDocumentReader } from './adapters/documents/child-reader.ts';
import { typstPdf } from './adapters/documents/typst-pdf.ts';
import { guardedFetch } from './adapters/egress/guarded-fetch.ts';
import { pageFetcher } from './adapters/egress/page-fetcher.ts';
import { joseTokens } from './adapters/identity/jose-tokens.ts';
import { rehearsalMind } from './adapters/models/rehearsal/rehearsal-mind.ts';
import { guardedPageReader } from './adapters/search/guarded-page-reader.ts';
import { noSearch } from './adapters/search/no-search.ts';
import { searxngSearch } from './adapters/search/searxng.ts';
import { tavilySearch } from './adapters/search/tavily.ts';
import { folderObjects } from './adapters/storage/filesystem-objects.ts';
import { openDatabase } from './adapters/storage/postgres/database.ts';
import { postgresIdempotencyStore } from './adapters/storage/postgres/idempotency-store.ts';
import { postgresJobQueue } from './adapters/storage/postgres/job-queue.ts';
import { postgresRecords } from './adapters/storage/postgres/records.ts';
import { postgresSessionStore } from './adapters/storage/postgres/session-store.ts';
import { postgresTenancyStore } from './adapters/storage/postgres/tenancy-store.ts';
import { postgresWorkflowStore } from './adapters/storage/postgres/workflow-store.ts';
import type { Config, WebSearchConfig } from './config.ts';
import { houseOf, type House, type Storage } from './house.ts';
import type { Clock } from './core/kernel/clock.ts';
import { systemClock } from './core/kernel/clock.ts';
import { randomText } from './core/kernel/ids.ts';
import type { Mind } from './core/mind/ports.ts';
import type { WebSearch } from './core/research/ports.ts';
import { researcher } from './core/research/researcher.ts';
import type { DocumentReader } from './core/resumes/ports.ts';

/** What an adopter may bring instead of the embedded parts. */
export type Parts = {
  readonly mind?: Mind;
  readonly storage?: Storage;
  readonly reader?: DocumentReader;
  /** What the research specialist searches with. */
  readonly search?: WebSearch;
  readonly clock?: Clock;
  /** Lets job adverts and researched pages be read from this machine; for demonstrations and tests. */
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
  const mind = parts.mind ?? rehearsalMind({ clock, wordDelayMs: config.wordDelayMs });
  const search = parts.search ?? webSearchOf(config.webSearch);
  return houseOf(
    {
      clock,
      processId,
      storage,
      mind,
      researcher: researcher({ mind, search, reader: guardedPageReader(egress), clock, ...(parts.onBackgroundError === undefined ? {} : { onFailure: parts.onBackgroundError }) }),
      reader: parts.reader ?? childDocumentReader(),
      renderer: typstPdf({ clock }),
      fetcher: pageFetcher(egress),
      signer: joseTokens(storage.tenancy, { issuer: address.publicUrl }),
      closeEgress: () => egress.close(),
    },
    { ...config, publicUrl: address.publicUrl },
  );
}

function webSearchOf(config: WebSearchConfig): WebSearch {
  switch (config.kind) {
    case 'none':
      return noSearch;
    case 'tavily':
      return tavilySearch(config);
    case 'searxng':
      return searxngSearch(config);
  }
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
