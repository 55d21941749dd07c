import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolderNow, syncFileNow, syncFolderNow } from '../durable-files.ts';
import { BACKUP_FORMAT, BackupFailed, type DataPlaces, OBJECT_PATH } from './backup.ts';
import { DATABASE_FILE } from './data-folder.ts';
import { DataFolderUnusable } from './data-folder-unusable.ts';
import { lockFolder } from './folder-lock.ts';
import { MIGRATIONS } from './migrations.ts';
import { nodeSqlite } from './node-sqlite.ts';
import { openForReading, Sql } from './sql.ts';
import { sqliteCode } from './sqlite-failure.ts';

/**
 * Puts what a backup holds into folders that are empty or not there, and returns how many objects there were. Throws
 * `BackupFailed`, or `DataFolderUnusable`; the folders are then empty again.
 */
export function restore({ dataDir, objectsDir }: DataPlaces, file: string): number {
  for (const folder of [dataDir, objectsDir]) refuseFilled(folder);
  const backup = opened(file);
  try {
    makeFolderNow(dataDir);
    const unlock = lockFolder(dataDir);
    try {
      const objects = writeObjects(backup, objectsDir);
      writeDatabase(file, dataDir);
      return objects;
    } catch (thrown) {
      for (const folder of [dataDir, objectsDir]) empty(folder);
      throw sqliteCode(thrown) === 'corrupt' ? damaged(file, thrown) : thrown;
    } finally {
      unlock();
    }
  } finally {
    backup.close();
  }
}

function refuseFilled(folder: string): void {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new DataFolderUnusable(folder, 'is not empty. A backup is restored into an empty folder only.');
}

function empty(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
}

function opened(file: string): Sql {
  if (!existsSync(file)) throw new BackupFailed(`There is no file ${file}.`);
  const sql = openForReading(file);
  try {
    const format = sql.get<{ format: number }>('SELECT format FROM ip_backup')?.format;
    if (sql.get<{ integrity_check: string }>('PRAGMA integrity_check')?.integrity_check !== 'ok')
      throw new Error('Its pages do not fit together.');
    const known = new Set(MIGRATIONS.map(({ name }) => name));
    const isLater = sql.all<{ name: string }>('SELECT name FROM ip_migrations').some(({ name }) => !known.has(name));
    if (format !== BACKUP_FORMAT || isLater)
      throw new BackupFailed(`${file} was made by a later version of Interview Prep. Restore it with that version.`);
    return sql;
  } catch (thrown) {
    sql.close();
    if (thrown instanceof BackupFailed) throw thrown;
    throw damaged(file, thrown);
  }
}

function damaged(file: string, cause: unknown): BackupFailed {
  return new BackupFailed(`${file} is not a backup of Interview Prep, or it is damaged.`, { cause });
}

function writeObjects(backup: Sql, objectsDir: string): number {
  const paths = backup.all<{ path: string }>('SELECT path FROM ip_backup_objects ORDER BY path');
  for (const { path } of paths) {
    // Nobody's file may lead out of the folder, whoever made the backup.
    if (!OBJECT_PATH.test(path))
      throw new BackupFailed('The backup holds a file of another name than ours. It is not used.');
    const row = backup.get<{ bytes: Uint8Array }>('SELECT bytes FROM ip_backup_objects WHERE path = ?', [path]);
    const target = join(objectsDir, path);
    makeFolderNow(dirname(target));
    writeFileSync(target, row?.bytes ?? new Uint8Array(), { flag: 'wx', flush: true });
    syncFolderNow(dirname(target));
  }
  return paths.length;
}

function writeDatabase(file: string, dataDir: string): void {
  const unfinished = join(dataDir, `${DATABASE_FILE}.unfinished`);
  copyFileSync(file, unfinished);
  const sql = new Sql(new (nodeSqlite().DatabaseSync)(unfinished));
  try {
    sql.execute('DROP TABLE ip_backup_objects; DROP TABLE ip_backup; VACUUM');
  } finally {
    sql.close();
  }
  syncFileNow(unfinished);
  renameSync(unfinished, join(dataDir, DATABASE_FILE));
  syncFolderNow(dataDir);
}
