import type { components } from '../../contract/openapi.d.ts';
import type { Requirement } from '../vocabulary/ports.ts';
import type { Stage } from './bank-schema.ts';
import { freshQuestions } from './next-question.ts';
import type { InterviewPosting } from './posting-profile.ts';

type PlanStage = components['schemas']['PlanStage'];

/** In the order in which they come. */
export const STAGES: readonly Stage[] = ['opening', 'experience', 'technical', 'behavioural', 'closing'];

/** What even a short interview has, most needed first; a longer one goes on with more of the same. */
const FIRST: readonly Stage[] = ['technical', 'behavioural', 'opening', 'experience', 'technical', 'closing'];
const MORE: readonly Stage[] = ['behavioural', 'technical', 'experience', 'behavioural', 'technical', 'behavioural'];
const COURSE = [...FIRST, ...Array.from({ length: 12 }, () => MORE).flat()];

/** The opening and the closing frame the talk, and are about no requirement. */
export const isFrameStage = (stage: Stage): boolean => stage === 'opening' || stage === 'closing';

/** How many questions each stage has, of so many in all: never fewer than were asked in it, and none more where it is left out. */
export function dividedQuestions(
  total: number,
  { asked, without }: { readonly asked: (stage: Stage) => number; readonly without: readonly Stage[] },
): ReadonlyMap<Stage, number> {
  const counts = new Map(STAGES.map((stage) => [stage, asked(stage)]));
  const taken = new Map(counts);
  let missing = total - STAGES.reduce((sum, stage) => sum + asked(stage), 0);
  for (const stage of COURSE.filter((one) => !without.includes(one))) {
    const [count = 0, done = 0] = [counts.get(stage), taken.get(stage)];
    if (missing <= 0) break;
    // What was asked already has taken its place.
    if (done > 0) taken.set(stage, done - 1);
    else {
      counts.set(stage, count + 1);
      missing -= 1;
    }
  }
  return counts;
}

/** Whether a question or a requirement names one of these competencies. */
export const isAbout = (
  { competencyIds }: { readonly competencyIds: readonly string[] },
  wanted: readonly string[],
): boolean => competencyIds.some((id) => wanted.includes(id));

/** The requirements that some question of one of these stages is about. */
export function requirementsFor(posting: InterviewPosting, stages: readonly Stage[]): Requirement[] {
  const questions = stages
    .filter((stage) => !isFrameStage(stage))
    .flatMap((stage) => freshQuestions({ posting, stage, asked: [] }));
  return posting.requirements.filter(({ competencyIds }) =>
    questions.some((question) => isAbout(question, competencyIds)),
  );
}

/** The stages with the requirements that each is to cover: those that it covered, then musts, then the order of the posting. */
export function plannedStages(
  counts: ReadonlyMap<Stage, number>,
  posting: InterviewPosting,
  covered: ReadonlyMap<string, Stage>,
): PlanStage[] {
  const chosen = new Map(covered);
  for (const stage of ['technical', 'behavioural', 'experience'] as const) {
    const done = [...covered.values()].filter((one) => one === stage).length;
    const open = requirementsFor(posting, [stage])
      .filter(({ id }) => !chosen.has(id))
      .toSorted((a, b) => Number(b.importance === 'must') - Number(a.importance === 'must'));
    for (const { id } of open.slice(0, Math.max(0, (counts.get(stage) ?? 0) - done))) chosen.set(id, stage);
  }
  return STAGES.map((stage) => ({
    stage,
    questions: counts.get(stage) ?? 0,
    requirementIds: [...chosen].flatMap(([id, one]) => (one === stage ? [id] : [])),
  }));
}
