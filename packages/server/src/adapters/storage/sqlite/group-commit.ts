import { type CommandName, commands } from './commands.ts';
import type { Sql } from './sql.ts';
import { extendedCode } from './sqlite-failure.ts';

/** A command that waits. `id` is the asker's. */
export type Request = { readonly id: number; readonly name: CommandName; readonly args: unknown };
/** What crosses threads of a failure. */
export type Failure = { readonly message: string; readonly errcode: number | undefined };
export type Answer = { readonly id: number } & ({ readonly value: unknown } | { readonly failure: Failure });

/**
 * Runs commands in one transaction: one flush to the disk for all of them. One that fails is undone alone; when the
 * transaction itself fails, all have failed. What is answered with a value is on the disk.
 */
export function writeTogether(sql: Sql, requests: readonly Request[]): Answer[] {
  try {
    sql.run('BEGIN IMMEDIATE');
    const answers = requests.map((request) =>
      requests.length === 1 ? { id: request.id, value: result(sql, request) } : answeredAlone(sql, request),
    );
    sql.run('COMMIT');
    return answers;
  } catch (thrown) {
    if (sql.inTransaction) sql.run('ROLLBACK');
    return requests.map(({ id }) => ({ id, failure: failureOf(thrown) }));
  }
}

/** A failure as plain data. */
export function failureOf(thrown: unknown): Failure {
  return { message: thrown instanceof Error ? thrown.message : String(thrown), errcode: extendedCode(thrown) };
}

function answeredAlone(sql: Sql, request: Request): Answer {
  sql.run('SAVEPOINT command');
  try {
    const value = result(sql, request);
    sql.run('RELEASE command');
    return { id: request.id, value };
  } catch (thrown) {
    // SQLite ends the whole transaction itself when the disk is full or fails.
    if (!sql.inTransaction) throw thrown;
    sql.run('ROLLBACK TO command');
    sql.run('RELEASE command');
    return { id: request.id, failure: failureOf(thrown) };
  }
}

function result(sql: Sql, { name, args }: Request): unknown {
  // `Writer.send` takes only arguments that belong to the name.
  const command = commands[name] as (sql: Sql, args: unknown) => unknown;
  return command(sql, args);
}
