import { BEGINNING, type Position, type SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

const PAGE = 500;

/**
 * Looks for a turn in the log of a chat: `after` is where the log stood before it, `undefined` where there is no such
 * turn; `end` is how far was looked.
 */
export async function begunTurn(
  log: Pick<SessionLog, 'read'>,
  scope: Scope,
  { chatId, turnId }: { chatId: string; turnId: string },
): Promise<{ after: Position | undefined; end: Position }> {
  let end = BEGINNING;
  for (;;) {
    const page = await log.read(scope, chatId, { after: end, limit: PAGE });
    for (const { fact, position } of page) {
      if (fact.type === 'message' && fact.turnId === turnId) return { after: end, end };
      end = position;
    }
    if (page.length < PAGE) return { after: undefined, end };
  }
}
