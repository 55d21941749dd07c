import { BEGINNING, type SessionEvent, type SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { coachStateOf, type CoachState } from './coach-state.ts';

const REPLAY_PAGE = 500;

/** The state of a practice after every event that its log holds, read page by page. */
export async function replayedState(log: Pick<SessionLog, 'read'>, scope: Scope, chatId: string): Promise<CoachState> {
  const events: SessionEvent[] = [];
  let at = BEGINNING;
  for (;;) {
    const page = await log.read(scope, chatId, { after: at, limit: REPLAY_PAGE });
    events.push(...page);
    if (page.length < REPLAY_PAGE) return coachStateOf(events);
    at = page.at(-1)?.position ?? at;
  }
}
