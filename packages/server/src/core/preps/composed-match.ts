import { competencyOf, matchAgainst, type Requirement, type RequirementMatch } from '../vocabulary/ports.ts';
import type { PrepReport } from './report.ts';

type Strength = PrepReport['match']['strengths'][number];
type Gap = PrepReport['match']['gaps'][number];
type Numbers = { readonly posting: number; readonly resume: number };

const MOST = 8;

/** Requirements beside what the résumé shows of them, each strength with the candidate's own words. */
export function composedMatch(requirements: readonly Requirement[], resumeText: string, options: { numbers: Numbers; presentYear: number }): PrepReport['match'] {
  const { numbers, presentYear } = options;
  const matches = new Map(matchAgainst(requirements, resumeText, { presentYear }).map((match) => [match.requirementId, match]));
  const strengths: Strength[] = [];
  const gaps: Gap[] = [];
  for (const requirement of requirements) {
    const match = matches.get(requirement.id);
    if (match === undefined || match.status === 'not_shown' || match.quotes.length === 0) gaps.push(gap(requirement, numbers));
    else strengths.push(strength(requirement, match, numbers));
  }
  return { strengths: strengths.slice(0, MOST), gaps: gaps.slice(0, MOST), withoutResume: false };
}

/** Without a résumé everything asked for is still to be shown. */
export function unmatched(requirements: readonly Requirement[], numbers: Pick<Numbers, 'posting'>): PrepReport['match'] {
  const gaps = requirements.slice(0, MOST).map((requirement): Gap => ({
    requirement: requirement.text,
    importance: requirement.importance,
    advice: `Find one occasion that shows it${skillOf(requirement)}. Note where it was, what you did and how it ended.`,
    sourceNumbers: [numbers.posting],
  }));
  return { strengths: [], gaps, withoutResume: true };
}

function strength(requirement: Requirement, { status, quotes }: RequirementMatch, numbers: Numbers): Strength {
  const shown = status === 'shown' ? 'fully' : 'partly';
  const note =
    shown === 'fully'
      ? `Your own line carries it. Have the story behind it ready: what was hard, what you did, what came of it.`
      : `Part of it is visible. Say the rest aloud in the interview${skillOf(requirement)}, with one figure.`;
  return {
    requirement: requirement.text,
    shown,
    quotes: quotes.slice(0, 2).map(({ text }) => ({ text, source: 'resume' as const })),
    note,
    sourceNumbers: [numbers.posting, numbers.resume],
  };
}

function gap(requirement: Requirement, numbers: Numbers): Gap {
  const { importance, years } = requirement;
  const first = importance === 'must' ? 'They call for it, and your résumé does not show it.' : 'It is a wish, not a condition, and your résumé does not show it.';
  const second =
    years === undefined
      ? `If you have done it, add one line before you apply${skillOf(requirement)}. If not, name what comes closest and how you would learn the rest.`
      : `State your years plainly (they ask for ${years}). If it is less, say what you did in that time that weighs more than its length.`;
  return { requirement: requirement.text, importance, advice: `${first} ${second}`, sourceNumbers: [numbers.posting, numbers.resume] };
}

function skillOf({ competencyIds }: Requirement): string {
  const competency = competencyOf(competencyIds[0] ?? '');
  return competency === undefined ? '' : ` (${competency.label.toLowerCase()})`;
}
