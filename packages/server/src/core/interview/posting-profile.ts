import {
  competencyOf,
  occupationOf,
  occupationWithId,
  type Occupation,
  type Requirement,
  type RoleFamilyId,
} from '../vocabulary/ports.ts';
import type { Question, Seniority } from './bank-schema.ts';
import { isAbout } from './question-topic.ts';

/** What choosing questions needs of a posting. */
export type InterviewPosting = {
  readonly title: string;
  readonly company?: string;
  readonly requirements: readonly Requirement[];
  readonly roleFamily: RoleFamilyId;
  /** Id of the occupation, read from the whole advert; without it title and requirements are looked at. */
  readonly occupation?: string;
};

/** What a posting stresses and how far the résumé goes to meet it. */
export type PostingProfile = {
  /** How much the posting makes of each competency; 0 for one it does not name. */
  readonly stress: ReadonlyMap<string, number>;
  readonly strengths: ReadonlySet<string>;
  readonly gaps: ReadonlySet<string>;
  /** Whether the posting names so few skills of the trade that we must go by the kind of job alone. */
  readonly thin: boolean;
  readonly seniority: Seniority;
  readonly roleFamily: RoleFamilyId;
  /** Id of the occupation, where title and requirements name one. */
  readonly occupation: string | undefined;
};

const THIN_BELOW = 3;

/** Weighs a posting: a must counts more than a wish or a task, what is written twice counts twice. */
export function profileOf(
  posting: InterviewPosting,
  resumeCompetencyIds: readonly string[] | undefined,
): PostingProfile {
  const stress = new Map<string, number>();
  for (const requirement of posting.requirements) {
    const weight = requirement.importance === 'must' && requirement.from === 'requirement' ? 2 : 1;
    for (const id of requirement.competencyIds) stress.set(id, (stress.get(id) ?? 0) + weight);
  }
  const known = new Set(resumeCompetencyIds);
  const named = [...stress.keys()];
  const occupation = occupationFor(posting);
  return {
    stress,
    strengths: new Set(resumeCompetencyIds ? named.filter((id) => known.has(id)) : []),
    gaps: new Set(resumeCompetencyIds ? named.filter((id) => !known.has(id)) : []),
    thin: named.filter((id) => competencyOf(id)?.kind !== 'behavioural').length < THIN_BELOW,
    seniority: seniorityOf(posting),
    roleFamily: occupation?.roleFamily ?? posting.roleFamily,
    occupation: occupation?.id,
  };
}

function occupationFor({ occupation, title, requirements }: InterviewPosting): Occupation | undefined {
  if (occupation !== undefined) return occupationWithId(occupation);
  return occupationOf(title, requirements.map(({ text }) => text).join('\n'));
}

function seniorityOf({ title, requirements }: InterviewPosting): Seniority {
  if (/\b(?:junior|jr|graduate|trainee|apprentice|intern|internship|entry[- ]level|werkstudent|azubi)\b/iu.test(title))
    return 'entry';
  if (/\b(?:head|director|chief|lead|leader|manager|supervisor|principal|vp)\b/iu.test(title)) return 'lead';
  if (/\b(?:senior|sr|expert|charge)\b/iu.test(title)) return 'senior';
  const years = Math.max(
    0,
    ...requirements.filter(({ importance }) => importance === 'must').map((requirement) => requirement.years ?? 0),
  );
  return years >= 7 ? 'senior' : 'mid';
}

/** The requirement a question is truly about: the one that shares most with it, musts first, then text order. */
export function requirementFor(
  question: Question,
  requirements: readonly Requirement[],
  preferred: ReadonlySet<string>,
): Requirement | undefined {
  const score = (requirement: Requirement) => {
    const shared = requirement.competencyIds.filter((id) => question.competencyIds.includes(id));
    if (shared.length === 0) return 0;
    const focus = shared.some((id) => preferred.has(id)) ? 1 : 0;
    return (
      shared.length * 4 +
      focus +
      (requirement.importance === 'must' ? 2 : 0) +
      (requirement.from === 'requirement' ? 1 : 0)
    );
  };
  const [best] = requirements
    .filter((requirement) => isAbout(question, requirement))
    .map((requirement) => ({ requirement, points: score(requirement) }))
    .toSorted((a, b) => b.points - a.points);
  return best && best.points > 0 ? best.requirement : undefined;
}
