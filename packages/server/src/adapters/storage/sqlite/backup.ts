import { closeSync, existsSync, openSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { syncFileNow, syncFolderNow } from '../durable-files.ts';
import { DATABASE_FILE } from './data-folder.ts';
import { DataFolderUnusable } from './data-folder-unusable.ts';
import { nodeSqlite } from './node-sqlite.ts';
import { openForReading, Sql } from './sql.ts';

/** What an installation keeps on this machine. */
export type DataPlaces = { readonly dataDir: string; readonly objectsDir: string };

/** A backup that cannot be made or used. The message is one line for whoever asked for it. */
export class BackupFailed extends Error {
  override readonly name = 'BackupFailed';
}

/** The path of an object below its folder: a tenant's folder, in it a subject's, in it the file. Unfinished files have other names. */
export const OBJECT_PATH = /^[0-9a-f]{64}\/[0-9a-f]{64}\/[0-9a-f]{64}$/;
/** The shape of backups; one of a later shape is refused. */
export const BACKUP_FORMAT = 1;

/**
 * Writes all that is kept into one new file, an SQLite database that holds the objects as well, and returns how many of
 * those there are. A server may go on meanwhile: the file holds what was acknowledged before, and of what comes later
 * some or nothing. It blocks its thread, so it belongs in a process of its own. Throws `BackupFailed`, `DataFolderUnusable`.
 */
export function backUp({ dataDir, objectsDir }: DataPlaces, file: string): number {
  const target = resolve(file);
  if (existsSync(target)) throw new BackupFailed(`${file} is there already. Name a new file.`);
  const database = join(dataDir, DATABASE_FILE);
  if (!existsSync(database)) throw new DataFolderUnusable(dataDir, 'holds no data yet: there is nothing to back up.');
  const unfinished = `${target}.unfinished`;
  // Made by us and empty, so that nobody else can read it from the first byte on.
  makeEmptyFile(unfinished, file);
  try {
    copyDatabase(database, unfinished);
    // After the database: every object that its rows name is still there, unless its owner was erased meanwhile.
    const objects = addObjects(unfinished, objectsDir);
    syncFileNow(unfinished);
    renameSync(unfinished, target);
    syncFolderNow(dirname(target));
    return objects;
  } catch (thrown) {
    rmSync(unfinished, { force: true });
    throw thrown;
  }
}

function makeEmptyFile(path: string, named: string): void {
  try {
    closeSync(openSync(path, 'w', 0o600));
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'unknown';
    throw new BackupFailed(`${named} cannot be written (${code}). Name a file in a folder that is there and is yours.`);
  }
}

function copyDatabase(database: string, into: string): void {
  const sql = openForReading(database);
  try {
    sql.run('VACUUM INTO ?', [into]);
  } finally {
    sql.close();
  }
}

function addObjects(file: string, objectsDir: string): number {
  const sql = new Sql(new (nodeSqlite().DatabaseSync)(file));
  try {
    sql.execute('BEGIN');
    sql.execute('CREATE TABLE ip_backup (format INTEGER NOT NULL, made_at INTEGER NOT NULL) STRICT');
    sql.execute('CREATE TABLE ip_backup_objects (path TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
    sql.run('INSERT INTO ip_backup (format, made_at) VALUES (?, ?)', [BACKUP_FORMAT, Date.now()]);
    let added = 0;
    for (const path of objectPaths(objectsDir)) {
      const bytes = bytesOf(join(objectsDir, path));
      if (bytes !== undefined)
        added += sql.run('INSERT INTO ip_backup_objects (path, bytes) VALUES (?, ?)', [path, bytes]);
    }
    sql.execute('COMMIT');
    return added;
  } finally {
    sql.close();
  }
}

function objectPaths(objectsDir: string): string[] {
  if (!existsSync(objectsDir)) return [];
  return readdirSync(objectsDir, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll(sep, '/'))
    .filter((path) => OBJECT_PATH.test(path));
}

/** `undefined` for a file that was removed since it was listed. */
function bytesOf(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined;
    throw thrown;
  }
}
