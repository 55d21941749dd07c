import { defined } from '../kernel/defined.ts';
import { competencyOf, languageOf, requirementsOf, roleFamilyOf } from '../vocabulary/ports.ts';
import type { Posting } from './ports.ts';

/** What we make of a posting. Every requirement stands in the text word for word. */
export type PostingAnalysis = Required<Pick<Posting, 'requirements' | 'roleFamily' | 'language'>>;

/** By our vocabulary: requirements with the names of their competencies, the family of the role, the language. */
export function analysePosting(text: string, title: string): PostingAnalysis {
  const requirements = requirementsOf(text, title).map(({ id, text: words, importance, competencyIds, years }) => ({
    id,
    text: words,
    importance,
    competencies: competencyIds.map((competencyId) => competencyOf(competencyId)?.label ?? competencyId),
    ...defined({ years }),
  }));
  return { requirements, roleFamily: roleFamilyOf(title, text), language: languageOf(`${title}\n${text}`).code };
}
