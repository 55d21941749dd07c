import { followUps, questionOf } from './bank.ts';
import type { FollowUpPart } from './bank-schema.ts';
import { seededChoice } from './seeded.ts';

/** A follow-up about one part of an answer. A question that has its own wording for that part is asked in it. */
export function followUp(part: FollowUpPart, seed: string, options: { readonly questionId?: string } = {}): string {
  const own = options.questionId === undefined ? undefined : questionOf(options.questionId)?.followUps?.[part];
  const [first = ''] = followUps[part];
  return own ?? seededChoice(followUps[part], `${seed}/${part}`) ?? first;
}
