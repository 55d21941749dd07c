import { type PracticePast, practisedIn, type PractisedQuestion } from '../practice/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { CoachTurn } from './coach-turn.ts';
import type { QuestionFact } from './picked-question.ts';
import type { CoachContext } from './reply-spec.ts';

/** What an answer can least do without comes first. */
const ORDER = ['outcome', 'own_action', 'occasion', 'approach', 'own_example', 'responsibility'];

/**
 * What was missing the last time, when a question or a requirement comes again: in this chat, and in others of the same
 * person for the same posting. Read from their logs, and kept nowhere.
 */
export async function remembered(
  past: Pick<PracticePast, 'practised'>,
  scope: Scope,
  { input, ask }: { readonly input: CoachTurn; readonly ask: QuestionFact },
): Promise<CoachContext['remembered']> {
  const { postingId, state } = input;
  const practised = postingId === undefined ? practisedIn(state.feedback) : await past.practised(scope, { postingId });
  const same = practised.find(({ questionId }) => questionId === ask.questionId);
  if (same !== undefined) return gapOf(same, 'question');
  if (ask.requirement === undefined) return undefined;
  const related = practised.filter(({ requirement }) => requirement === ask.requirement);
  return related.map((one) => gapOf(one, 'requirement')).find((gap) => gap !== undefined);
}

function gapOf({ missing = [] }: PractisedQuestion, about: 'question' | 'requirement'): CoachContext['remembered'] {
  const rank = (id: string) => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
  const [gap] = missing.toSorted((a, b) => rank(a.criterionId) - rank(b.criterionId));
  return gap === undefined ? undefined : { about, ...gap };
}
