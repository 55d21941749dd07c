import { folderObjects } from '../adapters/storage/filesystem-objects.ts';
import { sqliteStorage } from '../adapters/storage/sqlite/storage.ts';
import type { Config } from '../config.ts';
import type { Clock } from '../core/kernel/clock.ts';
import { defined } from '../core/kernel/defined.ts';
import type { Storage } from './dependencies.ts';

/**
 * The embedded storage, or a Postgres where one is configured: its driver is loaded only then. Throws one line that says
 * why it cannot be used.
 */
export async function openStorage(
  { databaseUrl, dataDir, objectsDir }: Config,
  { clock, processId, onError }: { clock: Clock; processId: string; onError: ((failure: unknown) => void) | undefined },
): Promise<Storage> {
  const running = { clock, processId, ...defined({ onError }) };
  const objects = folderObjects(objectsDir);
  if (databaseUrl === undefined) return { ...(await sqliteStorage(dataDir, running)), objects };
  const { postgresStorage } = await import('../adapters/storage/postgres/storage.ts');
  const { databaseUnusable } = await import('../adapters/storage/postgres/database-unusable.ts');
  const stores = await postgresStorage(databaseUrl, running).catch((thrown: unknown) => {
    throw databaseUnusable(databaseUrl, thrown);
  });
  return { ...stores, objects };
}

/** Copies the embedded data to a new file, also while a server uses it. Blocks this thread. Throws one line that says why it cannot. */
export async function backUpEmbedded(config: Config, file: string): Promise<number> {
  refusePostgres(config);
  const { backUp } = await import('../adapters/storage/sqlite/backup.ts');
  return backUp(config, file);
}

/** Puts the content of a backup into the empty folders of the configuration. Throws one line that says why it cannot. */
export async function restoreEmbedded(config: Config, file: string): Promise<number> {
  refusePostgres(config);
  const { restore } = await import('../adapters/storage/sqlite/restore.ts');
  return restore(config, file);
}

function refusePostgres({ databaseUrl }: Config): void {
  if (databaseUrl === undefined) return;
  throw new Error(
    'DATABASE_URL is set: back up and restore Postgres with its own tools, and the folder of OBJECTS_URL.',
  );
}
