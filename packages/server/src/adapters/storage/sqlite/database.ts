import type { CommandArgs, CommandName, CommandResult } from './commands.ts';
import { openDataFolder } from './data-folder.ts';
import type { Param, Sql } from './sql.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { Writer } from './writer.ts';

export type SqliteOptions = {
  /** How long after a personal deletion its bytes are removed from the files, so that deletions in a row share that work. */
  readonly compactAfterMs?: number;
  /** Called with failures that no caller awaits. */
  readonly onError?: (failure: unknown) => void;
};

/** The database in a folder of this machine. Failures are `ServiceError`s: `storage_unavailable` (retry later) or `conflict`. */
export type SqliteDatabase = {
  /** The first row. Reading waits for nobody, and sees all that was acknowledged. */
  get<Row>(text: string, params?: readonly Param[]): Row | undefined;
  all<Row>(text: string, params?: readonly Param[]): Row[];
  /** Resolves when the command is on the disk. */
  write<Name extends CommandName>(name: Name, args: CommandArgs<Name>): Promise<CommandResult<Name>>;
  /** Throws `storage_unavailable` when the database can neither be read nor written. */
  ping(): Promise<void>;
  /** Removes the bytes of what was deleted now. Answers whether it could: otherwise it is tried again by itself. */
  compact(): Promise<boolean>;
  /** Waits for commands under way and gives the folder back. */
  close(): Promise<void>;
};

const COMPACT_AFTER_MS = 10_000;

/** Opens the database in a folder, which is made when there is none. Throws `DataFolderUnusable`. */
export async function openSqlite(folder: string, options: SqliteOptions = {}): Promise<SqliteDatabase> {
  const { compactAfterMs = COMPACT_AFTER_MS, onError = () => undefined } = options;
  const { file, reader, unlock } = openDataFolder(folder);
  const writer = new Writer({ file, compactAfterMs, onError });
  const reading = <Value>(read: (sql: Sql) => Value): Value => {
    try {
      return read(reader);
    } catch (thrown) {
      throw sqliteFailure(thrown);
    }
  };
  let closing: Promise<void> | undefined;
  return {
    get: (text, params) => reading((sql) => sql.get(text, params)),
    all: (text, params) => reading((sql) => sql.all(text, params)),
    write: (name, args) => writer.send(name, args),
    ping: async () => {
      reading((sql) => sql.get('SELECT 1'));
      await writer.send('ping', null);
    },
    compact: () => writer.compact(),
    close: () => {
      // The writer last: whoever closes last moves the write-ahead log into the database, and a reader cannot.
      closing ??= Promise.resolve(reader.close())
        .then(() => writer.close())
        .finally(unlock);
      return closing;
    },
  };
}
