import { defined } from '../kernel/defined.ts';
import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';
import { asks, isBare, namesVacancy, saysOfHolder, isAboutOthers, isAboutTerms } from './asking-sentences.ts';
import { competencyIdsIn } from './competency-mentions.ts';
import { postingPieces, type PostingPiece } from './posting-pieces.ts';
import { phraseIndex } from './phrase-index.ts';
import { yearsIn } from './quantities.ts';
import { BEGINNING, clausesOf, type RequirementClause } from './requirement-clauses.ts';
import { roleFamilyOf } from './role-family.ts';
import { headingFile, type RoleFamilyId } from './schema.ts';
import { wordsOf } from './words.ts';

const TITLE_CHARACTERS = 300;

/** Something a posting asks for. `text` is verbatim: `posting.slice(start, end)`. `years` is the least experience asked for. */
export type Requirement = {
  /** Stable for the same posting text: `r1`, `r2`, … in text order. */
  readonly id: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly importance: 'must' | 'nice';
  /** What the posting calls it: a wish about the person, or a task of the job that implies one. */
  readonly from: 'requirement' | 'task';
  readonly competencyIds: readonly string[];
  readonly years?: number;
};

const MOST = 60;
const LONGEST = 420;
const wishCues = phraseIndex([...headingFile.niceCues, ...headingFile.mustCues].map((cue) => [cue, true] as const));
const TASK_WORDS = 4;

const YOU = /(?<!\p{L})you(?:['’](?:ll|d|re|ve)|r)?(?!\p{L})/iu;

/**
 * What a posting asks for, in text order, at most 60. Under a heading for requirements every bullet counts; under one
 * for tasks what is more than a few words or names a competency; without headings, what addresses the reader or says
 * what is needed. Benefits and "about us" never count. The title says which kind of job it is.
 */
export function requirementsOf(postingText: string, wholeTitle = ''): Requirement[] {
  const title = wholeTitle.slice(0, TITLE_CHARACTERS);
  const requirements: Requirement[] = [];
  const families = [roleFamilyOf(title, postingText)];
  const pieces = postingPieces(postingText);
  const headed = pieces.find(({ section }) => section === 'requirements')?.line ?? 0;
  const asking = askingLines(pieces);
  for (const piece of pieces) {
    if (piece.section === 'benefits' || piece.section === 'other') continue;
    if (!piece.bullet && namesVacancy(piece.text, title)) continue;
    const clauses = clausesOf(piece);
    // Where a sentence asks for several things, one that we know vouches for the others.
    const listed = clauses.length > 1 && !piece.bullet && competencyIdsIn(piece.text, { families }).length > 0;
    for (const clause of clauses) {
      const found = requirementIn(piece, clause, { families, listed, headed, asking: asking.has(piece.line), title });
      if (found && requirements.length < MOST) requirements.push({ id: `r${requirements.length + 1}`, ...found });
    }
  }
  return requirements;
}

type Surroundings = {
  readonly families: readonly RoleFamilyId[];
  readonly listed: boolean;
  /** The first line under a heading for requirements, or 0. */
  readonly headed: number;
  readonly title: string;
  readonly asking: boolean;
};

/** Paragraphs under no heading most sentences of which ask: there one without a subject does so too. */
function askingLines(pieces: readonly PostingPiece[]): ReadonlySet<number> {
  const counted = new Map<number, { all: number; asking: number; sure: number }>();
  for (const { line, text, bullet, section } of pieces) {
    if (bullet || section === 'benefits' || section === 'other' || isAboutTerms(text)) continue;
    const { all, asking, sure } = counted.get(line) ?? { all: 0, asking: 0, sure: 0 };
    const isAsking = asks(text) || expressesWish(text);
    counted.set(line, {
      all: all + 1,
      asking: asking + (isAsking || isBare(text) ? 1 : 0),
      sure:
        sure +
        (isAsking || BEGINNING.test(text) || /^\p{Lu}\p{L}{2,}ing\b/u.test(text) || competencyIdsIn(text).length > 0
          ? 1
          : 0),
    });
  }
  const lines = [...counted].filter(([, { all, asking, sure }]) => asking >= 2 && sure >= 2 && asking * 2 >= all);
  return new Set(lines.map(([line]) => line));
}

function requirementIn(
  piece: PostingPiece,
  clause: RequirementClause,
  surroundings: Surroundings,
): Omit<Requirement, 'id'> | undefined {
  const { families, listed } = surroundings;
  const { text, end } = withoutTail(clause);
  const competencyIds = competencyIdsIn(text, { families });
  const years = yearsIn(text)[0]?.years;
  const relevant = competencyIds.length > 0 || years !== undefined || (listed && wordsOf(text).length >= TASK_WORDS);
  if (!counts(piece, { text, relevant, nice: clause.nice }, surroundings)) return undefined;
  return {
    text,
    start: clause.start,
    end,
    importance: clause.nice ? 'nice' : 'must',
    from: isTask(piece) ? 'task' : 'requirement',
    competencyIds,
    ...defined({ years }),
  };
}

type Clause = { readonly text: string; readonly relevant: boolean; readonly nice: boolean };

function counts(piece: PostingPiece, clause: Clause, { headed, asking, title }: Surroundings): boolean {
  const { text, relevant, nice } = clause;
  const words = wordsOf(text).length;
  if (text.length > LONGEST || text.endsWith(':') || words < (piece.bullet ? 1 : 2)) return false;
  // The key to a list: "E = essential".
  if (/^\p{L}{1,3} = /u.test(text)) return false;
  const wished = expressesWish(piece.text);
  const asked = asks(text) || asks(piece.text) || saysOfHolder(piece.text, title);
  if (!piece.bullet && !wished && !asked && isAboutOthers(piece.text) && !YOU.test(piece.text)) return false;
  const bare = isBare(text);
  if (piece.section === 'requirements' || piece.section === 'nice') return !piece.afterList || asked || wished || bare;
  if (piece.section === 'responsibilities' && !piece.afterList)
    return relevant || (piece.bullet && words >= TASK_WORDS);
  if (piece.bullet) return relevant || (words >= TASK_WORDS && piece.listed && bare);
  // Where requirements have their heading, what is said before it is a first picture of the job.
  if (headed && piece.line < headed && !wished) return false;
  if (words >= TASK_WORDS - 1 && ((asking && bare) || nice)) return true;
  if (words >= TASK_WORDS && asked) return true;
  return relevant && (wished || asked || (YOU.test(piece.text) && !isAboutOthers(piece.text)));
}

function expressesWish(text: string): boolean {
  return wishCues.find(text).length > 0;
}

/** Running text under no heading says "you will …" of a task and "you have …" of a wish. */
function isTask(piece: PostingPiece): boolean {
  return (
    piece.section === 'responsibilities' || (piece.section === 'unknown' && !piece.bullet && !expressesWish(piece.text))
  );
}

/** A quote reads better without the comma or semicolon that led to the next bullet. */
function withoutTail(clause: RequirementClause): { text: string; end: number } {
  const text = withoutEnding(clause.text, /[;,\s]/u);
  return { text, end: clause.start + text.length };
}
