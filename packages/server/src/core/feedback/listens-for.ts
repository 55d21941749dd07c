import { type CriterionId, rubricFor } from './rubric.ts';

/** The criteria under which what a question in particular looks for is judged. */
const OF_THE_QUESTION: readonly CriterionId[] = ['relevant', 'link'];

/**
 * What an answer is judged by, for whoever is asked: one line for each criterion, in the order of the feedback. What a good
 * answer to this question may hold stands with the criterion that it is judged under.
 */
export function listensFor(judgedAs: string, about: readonly string[]): string[] {
  const { criteria } = rubricFor(judgedAs);
  const last = OF_THE_QUESTION.find((id) => criteria.some((judged) => judged.id === id));
  return criteria.map(({ id, label }) => (id === last && about.length > 0 ? `${label}: ${about.join('; ')}` : label));
}
