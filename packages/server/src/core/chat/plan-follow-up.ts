import type { Feedback, WeakPart } from '../feedback/ports.ts';
import { type InterviewPlan, isTimeOver, MOST_FOLLOW_UPS, openIn } from '../interview/ports.ts';

/** Without these an interviewer has nothing to go by. */
const DECISIVE: readonly WeakPart[] = [
  'situation',
  'action',
  'result',
  'own_role',
  'steps',
  'check',
  'example',
  'reason',
  'link',
  'detail',
  'duties',
];
const ENOUGH = 0.75;
const HALF = 0.5;
/** What a further question would not change. */
const MOVES_ON = ['does_not_know', 'other_language'];

/**
 * Whether an interviewer would stay with the question: once where something decisive is missing, and once more where
 * the answer to that helped and still less than half is there.
 */
export function staysWith(plan: InterviewPlan, { event, weakest }: Pick<Feedback, 'event' | 'weakest'>): boolean {
  const asked = openIn(plan)?.followUps ?? MOST_FOLLOW_UPS;
  if (asked >= MOST_FOLLOW_UPS || isTimeOver(plan)) return false;
  const { score, reason, previous } = event;
  if (score === undefined) return asked === 0 && !MOVES_ON.includes(reason ?? '');
  const met = score.met / score.of;
  if (weakest === undefined) return false;
  return asked === 0
    ? met < HALF || (met < ENOUGH && DECISIVE.includes(weakest))
    : met < HALF && (previous?.gained.length ?? 0) > 0;
}
