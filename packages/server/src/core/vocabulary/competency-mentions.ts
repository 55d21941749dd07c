import { namesIn } from './names.ts';
import { outermost, phraseIndex } from './phrase-index.ts';
import { competencyFile, type Competency } from './schema.ts';

/** Where a text mentions a competency. `text.slice(start, end)` is the mention, verbatim. */
export type CompetencyMention = { readonly competencyId: string; readonly start: number; readonly end: number };

const byId = new Map(competencyFile.competencies.map((competency) => [competency.id, competency]));
const index = phraseIndex<string | undefined>([
  ...competencyFile.competencies.flatMap(({ id, terms }) => terms.map((term) => [term, id] as const)),
  ...competencyFile.asides.map((phrase) => [phrase, undefined] as const),
]);

/** Every competency we know, in a stable order. */
export const competencies: readonly Competency[] = competencyFile.competencies;

/** The competency with that id, or undefined for an id that is not in this version of the vocabulary. */
export function competencyOf(id: string): Competency | undefined {
  return byId.get(id);
}

/**
 * Every mention in text order. Where one mention lies inside a longer one, only the longer is reported; inside an address, a
 * link or the name of a company, none is.
 */
export function competenciesIn(text: string): CompetencyMention[] {
  const names = namesIn(text);
  return outermost(index.find(text)).flatMap(({ value, start, end }) =>
    value === undefined || names.some((name) => name.start <= start && end <= name.end)
      ? []
      : [{ competencyId: value, start, end }],
  );
}

/** The distinct competency ids of a text, in order of first mention. */
export function competencyIdsIn(text: string): string[] {
  return [...new Set(competenciesIn(text).map(({ competencyId }) => competencyId))];
}
