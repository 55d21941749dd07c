import { defined } from '../kernel/defined.ts';
import { competenciesIn } from './competency-mentions.ts';
import { postingPieces, type PostingPiece } from './posting-pieces.ts';
import { phraseIndex } from './phrase-index.ts';
import { yearsIn } from './quantities.ts';
import { headingFile } from './schema.ts';
import { wordsOf } from './words.ts';
import { withoutEnding } from '../../../../structured-data/src/without-ending.ts';

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
const niceCues = phraseIndex(headingFile.niceCues.map((cue) => [cue, true] as const));
const mustCues = phraseIndex(headingFile.mustCues.map((cue) => [cue, true] as const));

/**
 * What a posting asks for, in text order, at most 60. Under a heading for requirements every bullet counts; under one
 * for tasks, or without headings, only what addresses the reader and names a competency or years of experience.
 * Benefits and "about us" never count.
 */
export function requirementsOf(postingText: string): Requirement[] {
  const requirements: Requirement[] = [];
  for (const piece of postingPieces(postingText)) {
    const found = requirementIn(piece);
    if (found && requirements.length < MOST) requirements.push({ id: `r${requirements.length + 1}`, ...found });
  }
  return requirements;
}

function requirementIn(piece: PostingPiece): Omit<Requirement, 'id'> | undefined {
  if (piece.section === 'benefits' || piece.section === 'other') return undefined;
  const { text, end } = withoutTail(piece);
  const competencyIds = [...new Set(competenciesIn(text).map(({ competencyId }) => competencyId))];
  const years = yearsIn(text)[0]?.years;
  if (!counts(piece, { text, relevant: competencyIds.length > 0 || years !== undefined })) return undefined;
  const nice = piece.section === 'nice' || niceCues.find(text).length > 0;
  return {
    text,
    start: piece.start,
    end,
    importance: nice ? 'nice' : 'must',
    from: isTask(piece) ? 'task' : 'requirement',
    competencyIds,
    ...defined({ years }),
  };
}

function counts(piece: PostingPiece, { text, relevant }: { text: string; relevant: boolean }): boolean {
  if (text.length > LONGEST || text.endsWith(':') || wordsOf(text).length < (piece.bullet ? 1 : 2)) return false;
  if (piece.section === 'requirements' || piece.section === 'nice') return true;
  if (piece.section === 'responsibilities') return relevant;
  return relevant && (piece.bullet || expressesWish(text) || /(?<!\p{L})you(?:['’]ll|r)?(?!\p{L})/iu.test(text));
}

function expressesWish(text: string): boolean {
  return mustCues.find(text).length > 0 || niceCues.find(text).length > 0;
}

/** Running text under no heading says "you will …" of a task and "you have …" of a wish. */
function isTask(piece: PostingPiece): boolean {
  return (
    piece.section === 'responsibilities' || (piece.section === 'unknown' && !piece.bullet && !expressesWish(piece.text))
  );
}

/** A quote reads better without the comma or semicolon that led to the next bullet. */
function withoutTail(piece: PostingPiece): { text: string; end: number } {
  const text = withoutEnding(piece.text, /[;,\s]/u);
  return { text, end: piece.start + text.length };
}
