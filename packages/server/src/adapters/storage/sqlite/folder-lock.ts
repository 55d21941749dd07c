import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderUnusable } from './data-folder-unusable.ts';
import { nodeSqlite } from './node-sqlite.ts';
import { isBusy } from './sqlite-failure.ts';

/** The file whose lock says that somebody has the folder. It stays empty. */
export const LOCK_FILE = 'server.lock';
/** Says who has the folder, for the message only. */
const PID_FILE = 'server.pid';

/**
 * Takes `folder` for this process and returns the way to give it back. The lock is the system's, made by SQLite: it ends
 * with the process, however that ends, and holds between containers that share a volume. Throws `DataFolderUnusable`.
 */
export function lockFolder(folder: string): () => void {
  const { DatabaseSync } = nodeSqlite();
  const lock = new DatabaseSync(join(folder, LOCK_FILE));
  try {
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(join(folder, PID_FILE), String(process.pid));
  } catch (thrown) {
    lock.close();
    throw isBusy(thrown) ? new DataFolderUnusable(folder, inUse(folder), thrown) : thrown;
  }
  return () => lock.close();
}

function inUse(folder: string): string {
  const pid = holder(folder);
  return `is in use by another process${pid === undefined ? '' : ` (pid ${pid})`}. Stop that one, or choose another folder with DATA_DIR.`;
}

function holder(folder: string): string | undefined {
  try {
    return /^\d+$/.exec(readFileSync(join(folder, PID_FILE), 'utf8'))?.[0];
  } catch {
    return undefined;
  }
}
