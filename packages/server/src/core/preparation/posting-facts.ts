import type { InterviewPosting } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { Posting } from '../postings/ports.ts';
import { occupationOf, requirementsOf, roleFamilyOf } from '../vocabulary/ports.ts';

/** A posting in the shape that `core/interview` takes; without one, a job of which nothing is known. */
export function interviewPostingOf(posting: Posting | undefined): InterviewPosting {
  const { title = 'this role', company, description = '' } = posting ?? {};
  return {
    title,
    requirements: requirementsOf(description, title),
    roleFamily: roleFamilyOf(title, description),
    ...defined({ company, occupation: occupationOf(title, description)?.id }),
  };
}
