import { decisionMade } from '../../packages/server/src/core/sessions/decision-fact.ts';
import type { Position, SessionFact, SessionWrite } from '../../packages/server/src/core/sessions/ports.ts';

export const TENANT_ID = 'ten_kill9';
export const SUBJECT_ID = 'cand_kill9';
export const SESSION_ID = 'cht_kill9';

const LAST_CHARACTERS = 40;
const GROWTH = 4;

/** What the story holds at fact `seq`: odd ones are text that grows, even ones are whole. */
export function factAt(seq: number, characters = LAST_CHARACTERS): SessionFact {
  if (seq % 2 === 0) return decisionMade.fact({ name: 'kill9.count', version: 1, by: 'rules', answer: seq });
  return {
    type: 'token',
    messageId: 'msg_1',
    speakerId: 'coach',
    text: Array.from({ length: characters }, (_, index) => characterAt(seq, index)).join(''),
  };
}

/** The one change that may follow a position, and the position after it. */
export function changeAfter({ seq, characters }: Position): {
  change: Pick<SessionWrite, 'grow'> | Pick<SessionWrite, 'facts'>;
  next: Position;
} {
  if (seq % 2 === 1 && characters < LAST_CHARACTERS) {
    const grow = Array.from({ length: GROWTH }, (_, index) => characterAt(seq, characters + index)).join('');
    return { change: { grow }, next: { seq, characters: characters + GROWTH } };
  }
  const next = seq + 1;
  return { change: { facts: [{ at: next, fact: factAt(next, 0) }] }, next: { seq: next, characters: 0 } };
}

/** Each place has its own character, so that a lost or doubled one shows. */
function characterAt(seq: number, index: number): string {
  return String.fromCharCode(0x61 + ((seq + index * 7) % 26));
}
