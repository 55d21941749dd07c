import { interviewPosting } from '../packages/server/src/core/chat/coach-facts.ts';
import { nextQuestion, questionOf } from '../packages/server/src/core/interview/ports.ts';
import { matchAgainst, type Requirement, type RequirementMatch } from '../packages/server/src/core/vocabulary/ports.ts';
import { factsOf, PRESENT_YEAR } from './known-facts.ts';
import type { Occupation, Shown } from './labelled-set.ts';

/** One labelled requirement and what was made of it. */
export type ReadRequirement = {
  /** Whether a requirement that was read covers at least half of its words. */
  readonly found: boolean;
  /** Competencies that were assigned to what covers it. */
  readonly assigned: readonly string[];
  /** Right ones by its label. */
  readonly right: readonly string[];
  /** All that would not be wrong for any requirement in the words that were read as one. */
  readonly tolerated: readonly string[];
  /** By the labels: `partly` where one that was read covers several of which the résumé shows some. */
  readonly shown: Shown | undefined;
  readonly status: RequirementMatch['status'] | undefined;
};

export type AskedQuestion = { readonly fromTrade: boolean; readonly ofOtherTrade: boolean; readonly tied: boolean };

/** What the rules make of one advert and one résumé. */
export type ReadOccupation = {
  readonly occupation: string;
  readonly requirements: readonly ReadRequirement[];
  /** How many were read, and how many of them share half of their words, or of its words, with a labelled one. */
  readonly readRequirements: { readonly all: number; readonly right: number };
  readonly roleFamily: { readonly read: string; readonly right: string | null };
  /** Three questions about the trade for each of some seeds. */
  readonly tradeQuestions: readonly (readonly AskedQuestion[])[];
  /** Those of a practice from its beginning. */
  readonly firstQuestions: readonly AskedQuestion[];
};

const SEEDS = ['first', 'second', 'third'];
const FIRST_QUESTIONS = 8;

type Label = Occupation['advert']['requirements'][number] & { readonly start: number; readonly end: number };
type Part = { readonly start: number; readonly end: number };

/** Requirements, competencies, the match with the résumé and the questions, as the coach has them. */
export function readOccupation(occupation: Occupation): ReadOccupation {
  const { advert, resume, trade } = occupation;
  const facts = factsOf(occupation);
  const labels = advert.requirements.map((label): Label => {
    const start = advert.text.indexOf(label.text);
    return { ...label, start, end: start + label.text.length };
  });
  const matches = matchAgainst(facts.requirements, resume.text, { presentYear: PRESENT_YEAR });
  return {
    occupation: occupation.occupation,
    requirements: labels.map((label) => readRequirement(label, { facts, labels, matches, occupation })),
    readRequirements: {
      all: facts.requirements.length,
      right: facts.requirements.filter((one) => labels.some((label) => covers(one, label) || covers(label, one)))
        .length,
    },
    roleFamily: { read: facts.roleFamily, right: trade },
    tradeQuestions: SEEDS.map((seed) => questions(occupation, { seed, count: 3, stage: 'technical' })),
    firstQuestions: questions(occupation, { seed: 'first', count: FIRST_QUESTIONS }),
  };
}

function readRequirement(
  label: Label,
  read: {
    facts: ReturnType<typeof factsOf>;
    labels: readonly Label[];
    matches: readonly RequirementMatch[];
    occupation: Occupation;
  },
): ReadRequirement {
  const { facts, labels, matches, occupation } = read;
  const covering = coveringOf(label, facts.requirements);
  const together = labels.filter((other) => other === label || covering.some((one) => covers(one, other)));
  const shownOf = (text: string) => occupation.resume.matches.find(({ requirement }) => requirement === text)?.shown;
  return {
    found: covering.length > 0,
    assigned: [...new Set(covering.flatMap(({ competencyIds }) => competencyIds))],
    right: label.competencies,
    tolerated: together.flatMap(({ competencies, acceptable }) => [...competencies, ...acceptable]),
    shown: together.map(({ text }) => shownOf(text)).reduce(combined),
    status: bestOf(matches.filter(({ requirementId }) => covering.some(({ id }) => id === requirementId))),
  };
}

/** What covers half of a labelled requirement, alone or together with its neighbours. */
function coveringOf(label: Label, requirements: readonly Requirement[]): readonly Requirement[] {
  const touching = requirements.filter((one) => overlap(one, label) > 0);
  const covered = touching.reduce((total, one) => total + overlap(one, label), 0);
  if (covered * 2 < label.end - label.start) return [];
  // A neighbour that only grazes it has its own words.
  return touching.filter((one) => covers(one, label) || covers(label, one));
}

function covers(one: Part, other: Part): boolean {
  return overlap(one, other) * 2 >= other.end - other.start;
}

function overlap(one: Part, other: Part): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

function combined(one: Shown | undefined, other: Shown | undefined): Shown | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return one === other ? one : 'partly';
}

function bestOf(matches: readonly RequirementMatch[]): RequirementMatch['status'] | undefined {
  const statuses = matches.map(({ status }) => status);
  return (['shown', 'partly', 'not_shown'] as const).find((status) => statuses.includes(status));
}

function questions(
  occupation: Occupation,
  { seed, count, stage }: { seed: string; count: number; stage?: 'technical' },
): AskedQuestion[] {
  const facts = factsOf(occupation);
  const asked: string[] = [];
  return Array.from({ length: count }, () => {
    const picked = nextQuestion({
      posting: interviewPosting(facts),
      resume: { competencyIds: facts.resumeCompetencyIds },
      asked,
      seed: `${occupation.occupation}/${seed}`,
      ...(stage === undefined ? {} : { stage }),
    });
    asked.push(picked.questionId);
    const families: readonly string[] = questionOf(picked.questionId)?.roleFamilies ?? [];
    const own = occupation.trade !== null && families.includes(occupation.trade);
    return {
      fromTrade: own,
      ofOtherTrade: families.length > 0 && !own,
      tied:
        picked.requirementId !== undefined || picked.competencyIds.some((id) => facts.resumeCompetencyIds.includes(id)),
    };
  });
}
