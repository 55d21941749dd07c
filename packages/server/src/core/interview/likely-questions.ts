import type { Stage } from './bank-schema.ts';
import { nextQuestion, type PickedQuestion } from './next-question.ts';
import type { InterviewPosting } from './posting-profile.ts';

const ORDER: readonly Stage[] = ['opening', 'experience', 'technical', 'behavioural', 'closing'];
const ROUND: readonly Stage[] = [
  'technical',
  'behavioural',
  'opening',
  'technical',
  'behavioural',
  'experience',
  'technical',
  'behavioural',
  'closing',
];

/**
 * The questions this posting makes most likely, distinct, from all stages and in the order of an interview. With three
 * or more, at least the trade, behaviour and an opening are among them.
 */
export function likelyQuestions(
  posting: InterviewPosting,
  resume: { readonly competencyIds: readonly string[] } | undefined,
  options: { readonly count: number; readonly seed: string },
): PickedQuestion[] {
  const chosen: PickedQuestion[] = [];
  for (let turn = 0; chosen.length < options.count; turn++) {
    const asked = chosen.map(({ questionId }) => questionId);
    const stage = ROUND[turn % ROUND.length] ?? 'behavioural';
    const next = nextQuestion({ posting, ...(resume ? { resume } : {}), asked, stage, seed: options.seed });
    if (asked.includes(next.questionId)) break;
    chosen.push(next);
  }
  return chosen.toSorted((a, b) => ORDER.indexOf(a.stage) - ORDER.indexOf(b.stage));
}
