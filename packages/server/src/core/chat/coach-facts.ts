import type { Attachment } from '../engine/ports.ts';
import type { InterviewPosting } from '../interview/ports.ts';
import { defined } from '../kernel/defined.ts';
import type { Posting } from '../postings/ports.ts';
import type { Resume } from '../resumes/ports.ts';
import {
  competencyIdsIn,
  matchAgainst,
  occupationOf,
  type Requirement,
  requirementsOf,
  roleFamilyOf,
  type RoleFamilyId,
} from '../vocabulary/ports.ts';
import type { CoachContext } from './reply-spec.ts';

/** What the coach knows about the job and the candidate in one turn. */
export type CoachFacts = {
  readonly title: string;
  readonly company: string | undefined;
  readonly requirements: readonly Requirement[];
  readonly roleFamily: RoleFamilyId;
  readonly posting: Posting | undefined;
  readonly resume: Resume | undefined;
  readonly resumeCompetencyIds: readonly string[];
  /** The résumé for a model: its text, and the file for one that reads it as it is. */
  readonly attachment?: Attachment;
};

export function coachFacts(
  posting: Posting | undefined,
  resume: Resume | undefined,
  resumeFile: Attachment['pdf'] = async () => undefined,
): CoachFacts {
  const text = posting?.description ?? '';
  const title = posting?.title ?? 'this role';
  return {
    title,
    company: posting?.company,
    requirements: requirementsOf(text, posting?.title),
    roleFamily: roleFamilyOf(title, text),
    posting,
    resume,
    resumeCompetencyIds: resume === undefined ? [] : competencyIdsIn(resume.text, { byCandidate: true }),
    ...(resume === undefined
      ? {}
      : { attachment: { text: resume.text, ...defined({ pages: resume.pages }), pdf: resumeFile } }),
  };
}

/** The job in the shape that `core/interview` takes. */
export function interviewPosting({ title, company, requirements, roleFamily, posting }: CoachFacts): InterviewPosting {
  const occupation = occupationOf(title, posting?.description ?? '')?.id;
  return { title, requirements, roleFamily, ...defined({ company, occupation }) };
}

export function postingContext({ posting, requirements }: CoachFacts): CoachContext['posting'] {
  if (posting === undefined) return undefined;
  const { title, company } = posting;
  const asked = requirements.map(({ id, text, importance }) => ({ id, text, importance }));
  return { title, requirements: asked, ...defined({ company }) };
}

export function resumeContext({ resume, requirements }: CoachFacts, presentYear: number): CoachContext['resume'] {
  if (resume === undefined) return undefined;
  const words = new Map(requirements.map(({ id, text }) => [id, text]));
  const matches = matchAgainst(requirements, resume.text, { presentYear }).map(({ requirementId, status, quotes }) => ({
    requirement: words.get(requirementId) ?? '',
    status,
    ...defined({ quote: quotes[0]?.text }),
  }));
  return { competencies: resume.competencies, hiddenPassages: resume.hidden.length, matches };
}
