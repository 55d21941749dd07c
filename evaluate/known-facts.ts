import { type CoachFacts, coachFacts } from '../packages/server/src/core/chat/coach-facts.ts';
import { analysePosting } from '../packages/server/src/core/postings/posting-analysis.ts';
import { competencyIdsIn, languageOf } from '../packages/server/src/core/vocabulary/ports.ts';
import type { Occupation } from './labelled-set.ts';

const WRITTEN = '2026-11-01T09:00:00.000Z';

/** The year in which the résumés of the sets are read, whatever the year is: the same figures for ever. */
export const PRESENT_YEAR = 2026;

/** What the coach knows in a chat about the advert, with the résumé uploaded. */
export function factsOf({ advert, resume }: Occupation): CoachFacts {
  const { title, company, text } = advert;
  return coachFacts(
    { id: 'pst_evaluated', title, company, description: text, createdAt: WRITTEN, ...analysePosting(text, title) },
    {
      id: 'res_evaluated',
      kind: 'text',
      text: resume.text,
      hidden: [],
      truncated: false,
      language: languageOf(resume.text).code,
      corrected: false,
      uploadedAt: WRITTEN,
      competencies: competencyIdsIn(resume.text),
    },
  );
}
