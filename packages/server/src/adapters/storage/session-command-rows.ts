import { type SessionCommand, sessionCommand } from '../../core/sessions/ports.ts';

type CommandRow = { readonly session_id: string; readonly command: string };

/** Commands of the sessions that are held, in the order of their rows. */
export function commandsBySession(
  held: readonly string[],
  rows: readonly CommandRow[],
): ReadonlyMap<string, readonly SessionCommand[]> {
  const commands = new Map<string, SessionCommand[]>(held.map((id) => [id, []]));
  for (const { session_id, command } of rows) commands.get(session_id)?.push(sessionCommand.parse(JSON.parse(command)));
  return commands;
}
