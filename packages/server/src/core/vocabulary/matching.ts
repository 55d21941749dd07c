import { competenciesIn, competencyOf } from './competency-mentions.ts';
import { quantitiesIn } from './quantities.ts';
import type { Requirement } from './requirements.ts';
import { RESUME_CHARACTERS, resumeEvidenceOf } from './resume-evidence.ts';
import { linesOf, sentencesOf, type Span } from './sentences.ts';
import { wordsOf } from './words.ts';

/** What a résumé shows about a requirement. `quotes` are the candidate's own words: `resumeText.slice(start, end)`. */
export type RequirementMatch = {
  readonly requirementId: string;
  readonly status: 'shown' | 'partly' | 'not_shown';
  readonly quotes: readonly { readonly start: number; readonly end: number; readonly text: string }[];
};

type Line = Span & { competencyIds: Set<string>; stems: Set<string>; weight: number };
type Reading = { lines: readonly Line[]; years: number };

const MOST_QUOTES = 3;
const SMALL_WORDS = new Set(
  (
    'the a an and or of to in for with on at by as is are be you your we our have has will can must should ' +
    'that this from who not able ability strong good excellent experience experienced knowledge skill work ' +
    'working role job required essential minimum least year plus understanding proven previous relevant ' +
    'within using use level well high any other such etc'
  )
    .split(' ')
    .flatMap((word) => wordsOf(word).map(({ stem }) => stem)),
);

/**
 * Compares each requirement with a résumé. Of several competencies joined by "or", one is enough; otherwise all are
 * needed for `shown`. Years count when stated, or as the sum of dated jobs up to `presentYear`, if given.
 */
export function matchAgainst(
  requirements: readonly Requirement[],
  resumeText: string,
  options: { presentYear?: number } = {},
): RequirementMatch[] {
  const reading = readingOf(resumeText.slice(0, RESUME_CHARACTERS), options.presentYear);
  return requirements.map((requirement) => ({ requirementId: requirement.id, ...judged(requirement, reading) }));
}

function readingOf(text: string, presentYear: number | undefined): Reading {
  const lines = linesOf(text)
    .flatMap((line) => (line.bullet ? [line] : sentencesOf(text, line.start, line.end)))
    .map(({ text: own, start, end }): Line => {
      const competencyIds = new Set(competenciesIn(own).map(({ competencyId }) => competencyId));
      const words = wordsOf(own);
      // Something done and counted says more than a word in a list of skills.
      const weight =
        (words.length >= 6 ? 1 : 0) + (quantitiesIn(own).length > 0 ? 1 : 0) - (competencyIds.size > 5 ? 1 : 0);
      return { text: own, start, end, competencyIds, stems: new Set(words.map(({ stem }) => stem)), weight };
    });
  return { lines, years: experienceYears(text, presentYear) };
}

function experienceYears(text: string, presentYear: number | undefined): number {
  const { years, roles } = resumeEvidenceOf(text);
  const stated = years.reduce((most, mention) => Math.max(most, mention.years), 0);
  const worked = new Set<number>();
  for (const { fromYear = Infinity, toYear = 0 } of roles) {
    const last = toYear === 'present' ? (presentYear ?? 0) : toYear;
    // Years are counted once however many jobs they held.
    for (let year = fromYear; year < last; year++) worked.add(year);
  }
  return Math.max(stated, worked.size);
}

function judged(requirement: Requirement, reading: Reading): Omit<RequirementMatch, 'requirementId'> {
  const wanted = requirement.competencyIds;
  if (wanted.length === 0) return judgedByWords(requirement, reading);
  const found = wanted.filter((id) => reading.lines.some((line) => line.competencyIds.has(id)));
  const oneIsEnough =
    /\b(?:or|oder|ou|lub)\b|\//iu.test(requirement.text) &&
    wanted.every((id) => competencyOf(id)?.kind !== 'behavioural');
  const complete = found.length === wanted.length || oneIsEnough;
  const longEnough = requirement.years === undefined || reading.years >= requirement.years;
  const status = found.length === 0 ? 'not_shown' : complete && longEnough ? 'shown' : 'partly';
  const useful = reading.lines.map((line) => ({
    line,
    score: found.filter((id) => line.competencyIds.has(id)).length,
  }));
  return { status, quotes: bestQuotes(useful) };
}

/** A requirement without a known competency is compared by its own words, in one line of the résumé; never fully `shown` by few words. */
function judgedByWords(requirement: Requirement, reading: Reading): Omit<RequirementMatch, 'requirementId'> {
  const wanted = [...new Set(wordsOf(requirement.text).map(({ stem }) => stem))].filter(
    (stem) => stem.length > 2 && !SMALL_WORDS.has(stem),
  );
  if (wanted.length === 0) return { status: 'not_shown', quotes: [] };
  const shares = reading.lines.map((line) => ({
    line,
    score: wanted.filter((stem) => line.stems.has(stem)).length / wanted.length,
  }));
  const best = Math.max(0, ...shares.map(({ score }) => score));
  if (best < 0.5) return { status: 'not_shown', quotes: [] };
  const longEnough = requirement.years === undefined || reading.years >= requirement.years;
  const status = best >= 0.8 && wanted.length >= 3 && longEnough ? 'shown' : 'partly';
  return { status, quotes: bestQuotes(shares.filter(({ score }) => score >= 0.5)) };
}

function bestQuotes(scored: readonly { line: Line; score: number }[]): RequirementMatch['quotes'] {
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.line.weight - a.line.weight)
    .slice(0, MOST_QUOTES)
    .map(({ line: { text, start, end } }) => ({ text, start, end }));
}
