import { defined } from '../kernel/defined.ts';
import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';
import { competencyIdsIn } from './competency-mentions.ts';
import { postingPieces, type PostingPiece } from './posting-pieces.ts';
import { phraseIndex } from './phrase-index.ts';
import { yearsIn } from './quantities.ts';
import { clausesOf, type RequirementClause } from './requirement-clauses.ts';
import { roleFamilyOf } from './role-family.ts';
import { headingFile, type RoleFamilyId } from './schema.ts';
import { wordsOf } from './words.ts';

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

/** Says what the reader does or is, and not what they are given or how they apply. */
const ADDRESSES =
  /^(?:and |but |as \p{L}{2,20}(?: \p{L}{2,20})?,? )?you(?:['’](?:ll|d|re|ve))?\s+(?!(?:will |can |may |could |also |then |now )*(?:get|receive|earn|enjoy|benefit|apply|find|join|start|report|be (?:paid|based|part|joining|given|offered|able to (?:join|choose))|have access|send|ring|call|choose|meet us|hear)\b)/iu;
const YOU = /(?<!\p{L})you(?:['’](?:ll|d|re|ve)|r)?(?!\p{L})/iu;

/** Asks for it whatever it is. */
const ASKS =
  /^(?:some |good |previous |proven |a |sound |basic |solid )*(?:knowledge|experience|understanding|grasp) (?:of|in|with|on)\b|(?<!not |no )\b(?:wanted|needed|required|essential|desirable|would be (?:welcomed?|nice|useful|helpful|an advantage|a plus|a bonus))\b/iu;

/**
 * What a posting asks for, in text order, at most 60. Under a heading for requirements every bullet counts; under one
 * for tasks what is more than a few words or names a competency; without headings, what addresses the reader or says
 * what is needed. Benefits and "about us" never count. The title says which kind of job it is.
 */
export function requirementsOf(postingText: string, title = ''): Requirement[] {
  const requirements: Requirement[] = [];
  const families = [roleFamilyOf(title, postingText)];
  const pieces = postingPieces(postingText);
  const headed = pieces.some(({ section }) => section === 'requirements');
  for (const piece of pieces) {
    if (piece.section === 'benefits' || piece.section === 'other') continue;
    const clauses = clausesOf(piece);
    // Where a sentence asks for several things, one that we know vouches for the others.
    const listed = clauses.length > 1 && !piece.bullet && competencyIdsIn(piece.text, { families }).length > 0;
    for (const clause of clauses) {
      const found = requirementIn(piece, clause, { families, listed, headed });
      if (found && requirements.length < MOST) requirements.push({ id: `r${requirements.length + 1}`, ...found });
    }
  }
  return requirements;
}

type Surroundings = { readonly families: readonly RoleFamilyId[]; readonly listed: boolean; readonly headed: boolean };

function requirementIn(
  piece: PostingPiece,
  clause: RequirementClause,
  { families, listed, headed }: Surroundings,
): Omit<Requirement, 'id'> | undefined {
  const { text, end } = withoutTail(clause);
  const competencyIds = competencyIdsIn(text, { families });
  const years = yearsIn(text)[0]?.years;
  const relevant = competencyIds.length > 0 || years !== undefined || (listed && wordsOf(text).length >= TASK_WORDS);
  if (!counts(piece, { text, relevant, headed })) return undefined;
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

function counts(
  piece: PostingPiece,
  { text, relevant, headed }: { text: string; relevant: boolean; headed: boolean },
): boolean {
  const words = wordsOf(text).length;
  if (text.length > LONGEST || text.endsWith(':') || words < (piece.bullet ? 1 : 2)) return false;
  if (piece.section === 'requirements' || piece.section === 'nice') return true;
  if (piece.section === 'responsibilities') return relevant || (piece.bullet && words >= TASK_WORDS);
  // Where requirements have their heading, what is said before it is a first picture of the job.
  if (!headed && words >= TASK_WORDS && (ADDRESSES.test(text) || ASKS.test(text))) return true;
  return relevant && (piece.bullet || expressesWish(piece.text) || YOU.test(piece.text));
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
