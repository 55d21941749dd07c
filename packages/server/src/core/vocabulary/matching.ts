import { competenciesIn, competencyOf } from './competency-mentions.ts';
import { experienceIn, yearsFor, type Experience } from './experience-years.ts';
import { figuresIn } from './figure-matching.ts';
import { languageOf } from './language.ts';
import { nearStemsOf } from './near-words.ts';
import { heldTradeOf, roleThatShows, type HeldTrade } from './held-trade.ts';
import { isPaper, paperIn } from './paper-matching.ts';
import type { Requirement } from './requirements.ts';
import { RESUME_CHARACTERS } from './resume-evidence.ts';
import { resumeLinesOf, type ResumeLine } from './resume-lines.ts';
import { roleFamilyOf } from './role-family.ts';
import { wordsOf } from './words.ts';

/**
 * What a résumé shows about a requirement; `not_compared` where it is in a language whose words the rules do not know.
 * `quotes` are the candidate's own words: `resumeText.slice(start, end)`.
 */
export type RequirementMatch = {
  readonly requirementId: string;
  readonly status: 'shown' | 'partly' | 'not_shown' | 'not_compared';
  readonly quotes: readonly { readonly start: number; readonly end: number; readonly text: string }[];
};

type Reading = { lines: readonly ResumeLine[]; experience: Experience; trade: HeldTrade };

const MOST_QUOTES = 3;
const ALTERNATIVE = /\b(?:or|oder|ou|lub)\b|\//iu;
const NOT_SHOWN = { status: 'not_shown', quotes: [] } as const;
const PAPERS = new Set(['qualification', 'professional-registration', 'driving-licence']);
/** Competencies that show each other. */
const NEAR = new Map([
  ['leadership', ['people-management']],
  ['people-management', ['leadership']],
  ['customer-focus', ['customer-service', 'complaint-handling']],
  ['customer-service', ['customer-focus', 'complaint-handling', 'contact-centre']],
]);
/** Which part of its words shows a requirement. */
const SURE_WORDS = { partly: 0.34, shown: 0.8 };
const ANY_WORDS = { partly: 0.34, shown: 2 };
const SMALL_WORDS = new Set(
  (
    'the a an and or of to in for with on at by as is are be you your we our have has will can must should ' +
    'that this from who not able ability strong good excellent experience experienced knowledge skill work ' +
    'working role job required essential minimum least year plus understanding proven previous relevant ' +
    'within using use level well high any other such etc more than one two three four five six seven eight nine ten several full good ' +
    'solid sound sure confident comfortable familiar proven keen willing would like need want desirable essential advantage welcome ' +
    'help know knows nice bonus over under least their them they there these those when where which while how what every each all'
  )
    .split(' ')
    .flatMap((word) => wordsOf(word).map(({ stem }) => stem)),
);

/**
 * Compares each requirement with a résumé: the one comparison for the coach and the document. Of several
 * competencies joined by "or", one is enough; otherwise all are needed for `shown`. A licence, a degree or a registration is
 * shown by its name, a figure by a figure. Years count when stated, or as the sum of dated jobs of that trade up to
 * `presentYear`, if given.
 */
export function matchAgainst(
  requirements: readonly Requirement[],
  resumeText: string,
  options: { presentYear?: number } = {},
): RequirementMatch[] {
  const text = resumeText.slice(0, RESUME_CHARACTERS);
  if (!isComparable(text))
    return requirements.map(({ id }) => ({ requirementId: id, status: 'not_compared', quotes: [] }));
  const families = [roleFamilyOf('', requirements.map((asked) => asked.text).join('\n')), roleFamilyOf('', text)];
  const reading: Reading = {
    lines: resumeLinesOf(text, families),
    trade: heldTradeOf(text),
    experience: experienceIn(text, { presentYear: options.presentYear, families }),
  };
  return requirements.map((requirement) => ({ requirementId: requirement.id, ...judged(requirement, reading) }));
}

/** Whether the rules know the words of its language. In doubt they do. */
function isComparable(resumeText: string): boolean {
  const { code, confidence } = languageOf(resumeText);
  return code === 'en' || confidence === 'low';
}

function judged(requirement: Requirement, reading: Reading): Omit<RequirementMatch, 'requirementId'> {
  const figures = figuresIn(requirement, reading.lines);
  if (figures !== undefined) return { status: figures.status, quotes: quotesOf(figures.lines) };
  if (isPaper(requirement)) {
    const { status, lines } = paperIn(requirement, reading.lines);
    const others = requirement.competencyIds.filter((id) => !PAPERS.has(id));
    if (status !== 'not_shown' || others.length === 0) return { status, quotes: quotesOf(lines) };
    const without = judgedByCompetencies({ ...requirement, competencyIds: others }, reading);
    // Whoever has done it may still lack the paper.
    return without.status === 'not_shown' ? without : NOT_SHOWN;
  }
  return requirement.competencyIds.length === 0
    ? judgedByWords(requirement, reading, SURE_WORDS)
    : judgedByCompetencies(requirement, reading);
}

function judgedByCompetencies(requirement: Requirement, reading: Reading): Omit<RequirementMatch, 'requirementId'> {
  const wanted = requirement.competencyIds;
  const showing = (id: string) => [id, ...(NEAR.get(id) ?? [])];
  const shows = (line: ResumeLine, id: string) => showing(id).some((near) => line.competencyIds.has(near));
  const found = wanted.filter((id) => reading.lines.some((line) => shows(line, id)));
  if (found.length === 0) return judgedByWords(requirement, reading, ANY_WORDS);
  const oneIsEnough =
    ALTERNATIVE.test(requirement.text) && wanted.every((id) => competencyOf(id)?.kind !== 'behavioural');
  const complete = found.length === wanted.length || oneIsEnough;
  const showingLines = reading.lines.filter((line) => found.some((id) => shows(line, id)));
  const whole =
    complete &&
    isLongEnough(requirement, reading) &&
    !misses(requirement, reading.lines) &&
    isParticular(requirement, showingLines);
  const status = whole ? 'shown' : 'partly';
  const useful = reading.lines.map((line) => ({ line, score: found.filter((id) => shows(line, id)).length }));
  return { status, quotes: bestQuotes(useful) };
}

/**
 * Whether lines that show the trade of a requirement are about the same thing: butchery is not shown by a grill. How people
 * behave has too many words for that, and two different lines say enough.
 */
function isParticular({ text, competencyIds }: Requirement, lines: readonly ResumeLine[]): boolean {
  if (competencyIds.every((id) => competencyOf(id)?.kind === 'behavioural')) return true;
  const wanted = wantedStems(text);
  return wanted.length < 2 || lines.length > 2 || lines.some((line) => wanted.some((stem) => line.stems.has(stem)));
}

/** Of two things of one kind, or of a thing by its name, one that no line has: "dressing and injection techniques". */
function misses({ text, competencyIds }: Requirement, lines: readonly ResumeLine[]): boolean {
  if (ALTERNATIVE.test(text)) return false;
  const mentions = competenciesIn(text, { families: familiesOf(competencyIds) }).map((mention) => ({
    ...mention,
    stems: nearStemsOf(wordsOf(text.slice(mention.start, mention.end))),
  }));
  const has = (stems: readonly string[]) => stems.some((stem) => lines.some((line) => line.stems.has(stem)));
  const named = namedIn(text);
  return mentions.some(({ competencyId, stems }, at) => {
    if (competencyOf(competencyId)?.kind === 'behavioural') return false;
    if (stems.every((stem) => named.includes(stem))) return !has(stems);
    const alike = mentions.filter(
      (other, nth) => nth !== at && stems.length > 1 && other.stems.at(-1) === stems.at(-1),
    );
    const own = stems.filter((stem) => !alike.some((other) => other.stems.includes(stem)));
    return alike.some((other) => has(other.stems.filter((stem) => !stems.includes(stem)))) && !has(own);
  });
}

const familiesOf = (ids: readonly string[]) => ids.flatMap((id) => competencyOf(id)?.roleFamilies ?? []);

const wantedStems = (text: string): string[] => [
  ...new Set(nearStemsOf(wordsOf(text).filter(({ stem }) => stem.length > 2 && !SMALL_WORDS.has(stem)))),
];

function isLongEnough(requirement: Requirement, { experience }: Reading): boolean {
  const { years, text } = requirement;
  return years === undefined || yearsFor(requirement, wantedStems(text), experience) >= years;
}

/**
 * Compared by its own words, in one line of the résumé; never fully `shown` by few words. Where a known competency is not
 * found, its words can still be.
 */
function judgedByWords(
  requirement: Requirement,
  reading: Reading,
  { partly, shown }: { partly: number; shown: number },
): Omit<RequirementMatch, 'requirementId'> {
  const wanted = wantedStems(requirement.text);
  if (wanted.length === 0) return NOT_SHOWN;
  const shares = reading.lines.map((line) => ({
    line,
    score: wanted.filter((stem) => line.stems.has(stem)).length / wanted.length,
  }));
  const best = Math.max(0, ...shares.map(({ score }) => score));
  if (best < partly) return byTrade(requirement, reading);
  const enough = isLongEnough(requirement, reading);
  const named = namedIn(requirement.text);
  const isSure =
    (best >= shown && wanted.length >= 3) ||
    // Years in a job that is named, or a tool by its name.
    requirement.years !== undefined ||
    (named.length > 0 && named.length === wanted.length && best === 1);
  const status = isSure && enough ? 'shown' : 'partly';
  return { status, quotes: bestQuotes(shares.filter(({ score }) => score >= partly)) };
}

/** The names of things in a requirement, such as of programs: written with a capital or a figure, and not its first word. */
function namedIn(text: string): string[] {
  return wordsOf(text).flatMap(({ text: word, stem }, at) =>
    (at > 0 && /^\p{Lu}/u.test(word)) || /\d/u.test(word) || /^\p{Lu}{2}/u.test(word) ? [stem] : [],
  );
}

/** Whoever held a job has done part of what everybody in that trade does. */
function byTrade({ text, years }: Requirement, { trade }: Reading): Omit<RequirementMatch, 'requirementId'> {
  if (years !== undefined) return NOT_SHOWN;
  const role = roleThatShows(text, trade);
  return role === undefined ? NOT_SHOWN : { status: 'partly', quotes: [role] };
}

const quotesOf = (lines: readonly ResumeLine[]) => bestQuotes(lines.map((line) => ({ line, score: 1 })));

function bestQuotes(scored: readonly { line: ResumeLine; score: number }[]): RequirementMatch['quotes'] {
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || b.line.weight - a.line.weight)
    .slice(0, MOST_QUOTES)
    .map(({ line: { text, start, end } }) => ({ text, start, end }));
}
