import {
  competencyOf,
  isPaper,
  languageOf,
  matchAgainst,
  quantitiesIn,
  type Requirement,
  type RequirementMatch,
} from '../vocabulary/ports.ts';
import type { PrepReport } from './report.ts';

type Strength = PrepReport['match']['strengths'][number];
type Gap = PrepReport['match']['gaps'][number];
/** Sentences that take turns; `skill` is the name of a skill in brackets, or nothing. */
type Sentences = readonly [(skill: string) => string, ...((skill: string) => string)[]];
type Numbers = { readonly posting: number; readonly resume: number };

const FEWEST_WORDS = 5;
const LIST = /^[\p{L} &/]{2,30}:|(?:,[^,]{1,30}){4}/u;
/** A job title with a place and dates is a heading, not something done. */
const HEADING =
  /^[^.!?]{0,80}(?:\b(?:19|20)\d\d\s?(?:-|–|—|to)\s?(?:(?:19|20)\d\d|present|now|today)|,\s(?:19|20)\d\d)[^.!?]{0,60}$/iu;

/** Requirements beside what the résumé shows of them, each strength with the candidate's own words. */
export function composedMatch(
  requirements: readonly Requirement[],
  resumeText: string,
  options: { numbers: Numbers; presentYear: number },
): PrepReport['match'] {
  const { numbers, presentYear } = options;
  const compared = matchAgainst(requirements, resumeText, { presentYear });
  if (compared.length > 0 && compared.every(({ status }) => status === 'not_compared'))
    return {
      ...unmatched(requirements, numbers),
      withoutResume: false,
      notComparedLanguage: languageOf(resumeText).code,
    };
  const matches = new Map(compared.map((match) => [match.requirementId, match]));
  const strengths: Strength[] = [];
  const gaps: Gap[] = [];
  for (const requirement of requirements) {
    const match = matches.get(requirement.id);
    if (match !== undefined && match.quotes.length > 0)
      strengths.push(strength(requirement, match, { numbers, nth: strengths.length }));
    else gaps.push(gap(requirement, { numbers, nth: gaps.length }));
  }
  return { strengths, gaps, withoutResume: false };
}

const WITHOUT_RESUME: Sentences = [
  (skill: string) => `Find one occasion that shows it${skill}. Note where it was, what you did and how it ended.`,
  (skill: string) => `When did you last do this${skill}? Two sentences and one figure are enough for a start.`,
  (skill: string) => `Choose an example a stranger would understand${skill}, and say what was yours to do in it.`,
];

/** Without a résumé everything asked for is still to be shown. */
export function unmatched(
  requirements: readonly Requirement[],
  numbers: Pick<Numbers, 'posting'>,
): PrepReport['match'] {
  const gaps = requirements.map((requirement, nth): Gap => {
    const advice = isPaper(requirement) ? PAPERS.without : inTurn(WITHOUT_RESUME, nth)(skillOf(requirement));
    return {
      requirement: requirement.text,
      importance: requirement.importance,
      advice,
      sourceNumbers: [numbers.posting],
    };
  });
  return { strengths: [], gaps, withoutResume: true };
}

const PAPERS = {
  shown: 'It is a matter of papers. Have the number or the certificate at hand, and know until when it is valid.',
  missing:
    'It is a matter of papers, and your résumé does not name them. If you have them, add a line with ' +
    'number and date; if not, say when you will.',
  without: 'It is a matter of papers: have the number or the certificate at hand, and know until when it is valid.',
};

const COUNTED: readonly [string, ...string[]] = [
  'There is a figure in it, which is good. Have the story behind it ready: what was hard, what you did, what came of it.',
  'They will ask how you got there. Say in two sentences what you did yourself and what changed.',
  'A figure invites a question. Know how it was counted and what it was before.',
];

const UNCOUNTED: readonly [string, ...string[]] = [
  'Say it with one figure in the interview: how many, how often or how long.',
  'Have one particular occasion ready for this line: when it was, what you did, how it ended.',
  'This line says that you did it. Be ready to say how well, and how you know.',
];

const IN_PART: Sentences = [
  (skill: string) => `Part of it is visible. Say the rest aloud${skill}, with one occasion.`,
  (skill: string) => `They may ask for more than this line says${skill}. Think of the nearest thing you have done.`,
  (skill: string) => `It points the right way. Close the distance yourself${skill}, before they have to ask.`,
];

function strength(
  requirement: Requirement,
  { status, quotes }: RequirementMatch,
  place: { numbers: Numbers; nth: number },
): Strength {
  const { numbers, nth } = place;
  const distinctive = distinctiveQuotes(quotes.map(({ text }) => text)).slice(0, 2);
  const counted = distinctive.some((text) => quantitiesIn(text).length > 0);
  const full = isPaper(requirement) ? PAPERS.shown : inTurn(counted ? COUNTED : UNCOUNTED, nth);
  return {
    requirement: requirement.text,
    shown: status === 'shown' ? 'fully' : 'partly',
    quotes: distinctive.map((text) => ({ text, source: 'resume' as const })),
    note: status === 'shown' ? full : inTurn(IN_PART, nth)(skillOf(requirement)),
    sourceNumbers: [numbers.posting, numbers.resume],
  };
}

/** Lines with something done before bare headings; a heading only where there is nothing else. */
export function distinctiveQuotes(quotes: readonly string[]): string[] {
  const distinctive = quotes.filter(
    (text) => text.split(/\s+/u).length >= FEWEST_WORDS && !HEADING.test(text) && !LIST.test(text),
  );
  return distinctive.length > 0 ? distinctive : quotes.slice(0, 1);
}

const MUST: Sentences = [
  (skill: string) => `Your résumé does not show it${skill}. If you have done it, give it a line before you apply.`,
  (skill: string) =>
    `They are likely to ask, because they call for it and cannot see it${skill}. Have one occasion ready, however small.`,
  (skill: string) =>
    `Nothing in your résumé speaks of it${skill}. Say honestly how near you have come and what you would do in the first month.`,
  (skill: string) => `Look for it in work you have not listed${skill}: an earlier job, a course, something unpaid.`,
];

const WISH: Sentences = [
  (skill: string) =>
    `A wish, not a condition${skill}. If you have it, it sets you apart; if not, do not apologise for it.`,
  (skill: string) => `Nice to have${skill}. One sentence on how you would learn it is enough.`,
];

function gap(requirement: Requirement, { numbers, nth }: { numbers: Numbers; nth: number }): Gap {
  return {
    requirement: requirement.text,
    importance: requirement.importance,
    advice: gapAdvice(requirement, nth),
    sourceNumbers: [numbers.posting, numbers.resume],
  };
}

function gapAdvice(requirement: Requirement, nth: number): string {
  const { importance, years } = requirement;
  if (isPaper(requirement)) return PAPERS.missing;
  if (years !== undefined)
    return (
      `State your years plainly (they ask for ${years}). If it is less, say what you did in that time that ` +
      'weighs more than its length.'
    );
  return inTurn(importance === 'must' ? MUST : WISH, nth)(skillOf(requirement));
}

function skillOf({ competencyIds, text }: Requirement): string {
  const label = competencyOf(competencyIds[0] ?? '')?.label.replace(/^\p{Lu}(?=\p{Ll})/u, (first) =>
    first.toLowerCase(),
  );
  return label === undefined || text.toLowerCase().includes(label.toLowerCase()) ? '' : ` (${label})`;
}

// So that nobody reads the same sentence eight times.
function inTurn<Item>(items: readonly [Item, ...Item[]], nth: number): Item {
  return items[nth % items.length] ?? items[0];
}
