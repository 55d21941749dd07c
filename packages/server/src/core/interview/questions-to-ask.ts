import { candidateAsks } from './bank.ts';
import type { CandidateAsk } from './bank-schema.ts';
import type { InterviewPosting } from './posting-profile.ts';
import { seeded } from './seeded.ts';
import { filled } from './wording.ts';

/** Something the candidate can ask, with the reason it is worth asking. */
export type QuestionToAsk = {
  readonly id: string;
  readonly theme: CandidateAsk['theme'];
  readonly text: string;
  readonly why: string;
};

const THEMES: readonly CandidateAsk['theme'][] = [
  'success',
  'craft',
  'role',
  'team',
  'learning',
  'manager',
  'company',
  'conditions',
  'process',
];

/** Distinct questions for the candidate to ask, spread over the themes; those of the trade are for this kind of job. */
export function questionsToAsk(
  posting: InterviewPosting,
  options: { readonly count: number; readonly seed: string },
): QuestionToAsk[] {
  const fitting = candidateAsks.filter(
    ({ roleFamilies }) => roleFamilies.length === 0 || roleFamilies.includes(posting.roleFamily),
  );
  const shuffled = fitting.toSorted((a, b) => seeded(`${options.seed}/${a.id}`) - seeded(`${options.seed}/${b.id}`));
  const ranks = new Map<string, number>();
  const ranked = shuffled.map((ask) => {
    const rank = ranks.get(ask.theme) ?? 0;
    ranks.set(ask.theme, rank + 1);
    return { ask, rank };
  });
  return ranked
    .toSorted((a, b) => a.rank - b.rank || THEMES.indexOf(a.ask.theme) - THEMES.indexOf(b.ask.theme))
    .slice(0, options.count)
    .map(({ ask: { id, theme, text, why } }) => ({ id, theme, text: filled(text, posting, 'the company'), why }));
}
