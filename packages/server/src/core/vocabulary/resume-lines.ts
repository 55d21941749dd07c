import { competencyIdsIn } from './competency-mentions.ts';
import { isContactLine, isHeadingLine } from './line-kinds.ts';
import { nearStemsOf } from './near-words.ts';
import { quantitiesIn } from './quantities.ts';
import type { RoleFamilyId } from './schema.ts';
import { linesOf, sentencesOf, type Span } from './sentences.ts';
import { wordsOf } from './words.ts';

/** A line or sentence of a résumé that can show something. */
export type ResumeLine = Span & {
  readonly competencyIds: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly weight: number;
};

/** What of a résumé can be evidence: never contact data, headings, dates or numbers of registration. */
export function resumeLinesOf(text: string, families: readonly RoleFamilyId[]): ResumeLine[] {
  const lines = linesOf(text);
  return lines
    .filter((line) => !isContactLine(line.text) && !isHeadingLine(line))
    .flatMap((line) => (line.bullet ? [line] : sentencesOf(text, line.start, line.end)))
    .filter((line) => !isContactLine(line.text))
    .map(({ text: own, start, end }) => {
      const competencyIds = new Set(competencyIdsIn(own, { families, byCandidate: true }));
      const words = wordsOf(own);
      // Something done and counted says more than a word in a list of skills.
      const weight =
        (words.length >= 6 ? 1 : 0) + (quantitiesIn(own).length > 0 ? 1 : 0) - (competencyIds.size > 5 ? 1 : 0);
      return { text: own, start, end, competencyIds, stems: new Set(nearStemsOf(words)), weight };
    });
}
