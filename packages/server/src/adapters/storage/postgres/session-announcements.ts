import type { Database } from './database.ts';

export const SESSIONS_CHANNEL = 'ip_sessions';

// Postgres takes 8,000 bytes a message; ids are short, ASCII and hold no comma.
const MESSAGE_BYTES = 7_900;
// Clocks of several machines differ a little, and a write may take a while to commit.
const CLOCK_MARGIN_MS = 60_000;

/** As few messages as hold all `sessionIds`: `<processId>,<id>,<id>…`. */
export function announcements(processId: string, sessionIds: readonly string[]): readonly string[] {
  const messages: string[] = [];
  let message = processId;
  for (const id of sessionIds) {
    if (message.length + id.length + 1 > MESSAGE_BYTES) {
      messages.push(message);
      message = processId;
    }
    message += `,${id}`;
  }
  return [...messages, message];
}

/**
 * Calls `listener` with the sessions that other processes wrote. After the connection was lost it names every session
 * written meanwhile, by whomever, so that no follower waits for a message that was missed.
 */
export function listenForAnnouncements(
  database: Database,
  processId: string,
  listener: (sessionIds: readonly string[]) => void,
): () => void {
  return database.listen(SESSIONS_CHANNEL, {
    onMessage: (payload) => {
      const [origin, ...sessionIds] = payload.split(',');
      if (origin !== processId && sessionIds.length > 0) listener(sessionIds);
    },
    onGap: async (since) => {
      const rows = await database.db
        .selectFrom('ip_sessions')
        .select('id')
        .where('touched_at', '>=', since - CLOCK_MARGIN_MS)
        .execute();
      if (rows.length > 0) listener(rows.map(({ id }) => id));
    },
  });
}
