import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolderNow, syncFolderNow } from '../durable-files.ts';
import { DataFolderUnusable } from './data-folder-unusable.ts';
import { lockFolder } from './folder-lock.ts';
import { migrate, NewerTables } from './migrations.ts';
import { openForReading, openForWriting, type Sql } from './sql.ts';
import { isBusy, sqliteCode } from './sqlite-failure.ts';

/** The database inside a data folder. */
export const DATABASE_FILE = 'interview-prep.sqlite';

/** A folder that is ours until `unlock`, with tables of the newest shape in it. */
export type DataFolder = { readonly file: string; readonly reader: Sql; unlock(): void };

const READ_ONLY_CODES = new Set(['EACCES', 'EPERM', 'EROFS']);
/** There is a file in the place of the folder, or of one above it. */
const NO_FOLDER_CODES = new Set(['EEXIST', 'ENOTDIR']);
const FULL_CODES = new Set(['ENOSPC', 'EDQUOT']);

/** Takes a folder, which is made when there is none. Throws `DataFolderUnusable` when it cannot be had, written or read. */
export function openDataFolder(folder: string): DataFolder {
  try {
    makeFolderNow(folder);
    refusePglite(folder);
    const unlock = lockFolder(folder);
    try {
      return { ...openedFile(join(folder, DATABASE_FILE)), unlock };
    } catch (thrown) {
      unlock();
      throw thrown;
    }
  } catch (thrown) {
    throw thrown instanceof DataFolderUnusable ? thrown : new DataFolderUnusable(folder, reasonOf(thrown), thrown);
  }
}

function openedFile(file: string): { file: string; reader: Sql } {
  makePrivate(file);
  const sql = openForWriting(file);
  try {
    migrate(sql);
    const reader = openForReading(file);
    // Reads before the other is closed, so that the write-ahead log is not removed and made again in between.
    reader.get('SELECT name FROM ip_migrations');
    return { file, reader };
  } finally {
    sql.close();
  }
}

/** The files of the database are for this user alone, also in a folder that others may enter. SQLite gives all the mode of the first. */
function makePrivate(file: string): void {
  const isNew = !existsSync(file);
  closeSync(openSync(file, 'a', 0o600));
  if (isNew) syncFolderNow(dirname(file));
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const stat = statSync(path, { throwIfNoEntry: false });
    // Only the owner of a file can change that; where it is another user's, its mode is the operator's own choice.
    if (stat !== undefined && (stat.mode & 0o077) !== 0 && stat.uid === process.getuid?.()) chmodSync(path, 0o600);
  }
}

function refusePglite(folder: string): void {
  // It had a folder of its own in there.
  if (![folder, join(folder, 'pglite')].some((place) => existsSync(join(place, 'PG_VERSION')))) return;
  throw new DataFolderUnusable(
    folder,
    'was made by an earlier version, which kept its data in PGlite; this version keeps it in SQLite and cannot read that. ' +
      'Choose an empty folder with DATA_DIR, or go on with the earlier version.',
  );
}

function reasonOf(thrown: unknown): string {
  if (thrown instanceof NewerTables)
    return 'was written by a later version of Interview Prep. Run that version, or restore a backup made by this one.';
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  const kind = sqliteCode(thrown);
  if (NO_FOLDER_CODES.has(code)) return 'is not a folder. Name one with DATA_DIR.';
  if (kind === 'corrupt')
    return `is damaged: ${DATABASE_FILE} in it is not a database that can be read. Restore a backup into an empty folder.`;
  if (kind === 'full' || FULL_CODES.has(code)) return 'is on a disk that is full. Make room and start again.';
  if (kind === 'read_only' || READ_ONLY_CODES.has(code))
    return 'cannot be written. Give the user that runs the server the right to write there, or choose another folder with DATA_DIR.';
  if (isBusy(thrown))
    return `is in use: another program holds ${DATABASE_FILE} in it. Close that program and start again.`;
  const [said = 'unknown reason'] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
  return `could not be opened (${said}). Look after the disk, or choose another folder with DATA_DIR.`;
}
