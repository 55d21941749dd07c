import { erasureCommands } from './erasure-commands.ts';
import { idempotencyCommands } from './idempotency-commands.ts';
import { recordCommands } from './record-commands.ts';
import { sessionCommands } from './session-commands.ts';
import type { Sql } from './sql.ts';
import { tenancyCommands } from './tenancy-commands.ts';
import { usageCommands } from './usage-commands.ts';
import { workflowCommands } from './workflow-commands.ts';

/** Everything that can be written, by name. Each runs in the writer's thread, in a transaction, and takes and gives plain data. */
export const commands = {
  ...recordCommands,
  ...sessionCommands,
  ...tenancyCommands,
  ...idempotencyCommands,
  ...workflowCommands,
  ...usageCommands,
  ...erasureCommands,
  /** Takes the lock of a writer and changes nothing. */
  ping: (sql: Sql, _nothing: null): void => void sql.get('SELECT 1'),
};

export type Commands = typeof commands;
export type CommandName = keyof Commands;
export type CommandArgs<Name extends CommandName> = Parameters<Commands[Name]>[1];
export type CommandResult<Name extends CommandName> = ReturnType<Commands[Name]>;
