import type { Sql } from './sql.ts';

const COMPACTION = 'compaction';

/**
 * Notes, in the transaction that deletes something personal, that the files must still be compacted: rows are gone when
 * it commits, but their bytes may stay in free pages and in the write-ahead log.
 */
export function oweCompaction(sql: Sql): void {
  sql.run('INSERT INTO ip_owed (name, since) VALUES (?, ?) ON CONFLICT DO NOTHING', [COMPACTION, Date.now()]);
}

/** Whether something personal was deleted since the last compaction. */
export function isCompactionOwed(sql: Sql): boolean {
  return sql.get('SELECT since FROM ip_owed WHERE name = ?', [COMPACTION]) !== undefined;
}

/**
 * Writes the database anew without the bytes of what was deleted and empties the write-ahead log. Outside any transaction.
 * Answers whether it is done: a reader of another process may hold the log, and it stays owed.
 */
export function compact(sql: Sql): boolean {
  // First, because writing everything anew is in vain while somebody holds the log.
  if (!isLogEmptied(sql)) return false;
  sql.execute('VACUUM');
  if (!isLogEmptied(sql)) return false;
  sql.run('DELETE FROM ip_owed WHERE name = ?', [COMPACTION]);
  return true;
}

function isLogEmptied(sql: Sql): boolean {
  return sql.get<{ busy: number }>('PRAGMA wal_checkpoint(TRUNCATE)')?.busy === 0;
}
