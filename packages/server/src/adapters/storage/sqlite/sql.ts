import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { storableText } from '../storable-text.ts';
import { nodeSqlite } from './node-sqlite.ts';

/** What a statement takes. `true` and `false` are kept as 1 and 0. */
export type Param = string | number | boolean | null | Uint8Array;

// Another connection holds the file for moments only. A backup reads for longer, and nobody waits for that.
const BUSY_TIMEOUT_MS = 500;

/** One connection to a database file, with its statements prepared once. Everything in it is synchronous. */
export class Sql {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** The first row, which has the columns that `text` selects. */
  get<Row>(text: string, params: readonly Param[] = []): Row | undefined {
    // The statement is ours, and its columns are those of `Row`.
    return this.#prepared(text).get(...params.map(bound)) as Row | undefined;
  }

  /** All rows, which have the columns that `text` selects. */
  all<Row>(text: string, params: readonly Param[] = []): Row[] {
    // As above.
    return this.#prepared(text).all(...params.map(bound)) as Row[];
  }

  /** How many rows were changed. */
  run(text: string, params: readonly Param[] = []): number {
    return Number(this.#prepared(text).run(...params.map(bound)).changes);
  }

  /** Runs statements that take no values and are not worth keeping prepared. */
  execute(text: string): void {
    this.#database.exec(text);
  }

  /** Whether a transaction is open. SQLite itself ends one when the disk is full or fails. */
  get inTransaction(): boolean {
    return this.#database.isTransaction;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #prepared(text: string): StatementSync {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }
}

/**
 * The connection that writes. What it commits is on the disk when the commit returns, and what it deletes is overwritten.
 */
export function openForWriting(file: string): Sql {
  const { DatabaseSync } = nodeSqlite();
  const sql = new Sql(new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: BUSY_TIMEOUT_MS }));
  try {
    sql.execute(
      'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 4000',
    );
  } catch (thrown) {
    sql.close();
    throw thrown;
  }
  return sql;
}

/** A connection that can only read. It sees whatever was committed before the statement began. */
export function openForReading(file: string): Sql {
  const { DatabaseSync } = nodeSqlite();
  return new Sql(new DatabaseSync(file, { readOnly: true, timeout: BUSY_TIMEOUT_MS }));
}

function bound(param: Param): string | number | null | Uint8Array {
  if (typeof param === 'string') return storableText(param);
  return typeof param === 'boolean' ? Number(param) : param;
}
