import { sql } from 'kysely';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type { SessionStore } from '../../../core/sessions/ports.ts';
import { commandsBySession } from '../session-command-rows.ts';
import { storableJson } from '../storable-text.ts';
import type { Database } from './database.ts';
import { announcements, SESSIONS_CHANNEL } from './session-announcements.ts';

type Row = { readonly id: number | null; readonly session_id: string; readonly command: string | null };

/** Commands on their way to the process that writes a session. */
export function sessionCommands(
  { db }: Database,
  processId: string,
): Pick<SessionStore, 'sendCommand' | 'takeCommands'> {
  return {
    sendCommand: async ({ tenantId, subject }, sessionId, command) => {
      const [message] = announcements(processId, [sessionId]);
      const { rows } = await sql`
        WITH sent AS (
          INSERT INTO ip_session_commands (session_id, tenant_id, subject_kind, subject_id, type, command)
          SELECT id, tenant_id, subject_kind, subject_id, ${command.type}, ${storableJson(command)} FROM ip_sessions
          WHERE id = ${sessionId} AND tenant_id = ${tenantId} AND subject_kind = ${subject.kind} AND subject_id = ${subject.id}
          RETURNING id
        ) SELECT pg_notify(${SESSIONS_CHANNEL}, ${message}) FROM sent`.execute(db);
      if (rows.length === 0) throw new ServiceError('not_found');
    },
    takeCommands: async (owner, { sessionIds, types, limit }) => {
      const { rows } = await sql<Row>`
        WITH held AS (
          SELECT id FROM ip_sessions WHERE id IN (SELECT json_array_elements_text(${storableJson(sessionIds)}::json)) 
            AND lease_owner IS NOT DISTINCT FROM ${owner ?? null}::text
        ), wanted AS (
          SELECT c.id FROM ip_session_commands c JOIN held h ON h.id = c.session_id
          WHERE c.type IN (SELECT json_array_elements_text(${storableJson(types)}::json)) ORDER BY c.id LIMIT ${limit ?? null}
        ), taken AS (
          DELETE FROM ip_session_commands c USING wanted w WHERE c.id = w.id RETURNING c.id, c.session_id, c.command
        )
        SELECT NULL AS id, id AS session_id, NULL AS command FROM held
        UNION ALL SELECT id, session_id, command FROM taken ORDER BY 1`.execute(db);
      return commandsBySession(
        rows.filter(({ command }) => command === null).map(({ session_id }) => session_id),
        rows.flatMap(({ session_id, command }) => (command === null ? [] : [{ session_id, command }])),
      );
    },
  };
}
