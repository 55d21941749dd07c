import { followUps, questionOf } from './bank.ts';
import type { FollowUpPart } from './bank-schema.ts';
import { seededChoice } from './seeded.ts';

type FollowUpOptions = {
  readonly questionId?: string;
  /** Words of the answer that the follow-up takes up, to the letter. */
  readonly words?: string;
};

/** A follow-up about one part of an answer. A question that has its own wording for that part is asked in it. */
export function followUp(part: FollowUpPart, seed: string, { questionId, words }: FollowUpOptions = {}): string {
  const own = questionId === undefined ? undefined : questionOf(questionId)?.followUps?.[part];
  const [first = ''] = followUps[part];
  const asked = own ?? seededChoice(followUps[part], `${seed}/${part}`) ?? first;
  return words === undefined ? asked : `You said “${words}”. ${asked}`;
}
