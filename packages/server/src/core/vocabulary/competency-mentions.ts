import { besideTheCandidate, colleaguesIn, namesPeople } from './beside-the-candidate.ts';
import { namesIn } from './names.ts';
import { outermost, phraseIndex } from './phrase-index.ts';
import { insideOf, type Place } from './places.ts';
import { roleTitles } from './role-titles.ts';
import { competencyFile, type Competency, type RoleFamilyId } from './schema.ts';

/** Where a text mentions a competency. `text.slice(start, end)` is the mention, verbatim. */
export type CompetencyMention = { readonly competencyId: string; readonly start: number; readonly end: number };

export type TextOrigin = {
  /** The kinds of job the text is about, where they are known: a word may mean something only there. */
  readonly families?: readonly RoleFamilyId[];
  /** Whether candidates wrote it about themselves: then "we sold" is theirs. */
  readonly byCandidate?: boolean;
};

type Sense = { readonly id: string; readonly inField: boolean; readonly inResume?: boolean };

/** More kinds of job than these say nothing of the field. */
const MOST_FAMILIES = 3;
const byId = new Map(competencyFile.competencies.map((competency) => [competency.id, competency]));
const index = phraseIndex<Sense | undefined>([
  ...competencyFile.competencies.flatMap(({ id, terms, fieldTerms = [], shownBy = [] }) => [
    ...sensesOf(terms, { id, inField: false }),
    ...sensesOf(fieldTerms, { id, inField: true }),
    ...sensesOf(shownBy, { id, inField: false, inResume: true }),
  ]),
  ...competencyFile.asides.map((phrase) => [phrase, undefined] as const),
]);

function sensesOf(phrases: readonly string[], sense: Sense): (readonly [string, Sense])[] {
  return phrases.map((phrase) => [phrase, sense] as const);
}

/** Every competency we know, in a stable order. */
export const competencies: readonly Competency[] = competencyFile.competencies;

/** The competency with that id, or undefined for an id that is not in this version of the vocabulary. */
export function competencyOf(id: string): Competency | undefined {
  return byId.get(id);
}

/**
 * Every mention in text order. Where one mention lies inside a longer one, only the longer is reported. Inside an address, a
 * link or the name of a company none is, nor where the text is about others than the one who is looked for. A word with
 * several meanings counts where its field is: the kind of job, or another term of that field beside it.
 */
export function competenciesIn(text: string, origin: TextOrigin = {}): CompetencyMention[] {
  const found = outermost(
    index.find(text).filter(({ value }) => origin.byCandidate === true || value?.inResume !== true),
  );
  if (found.length === 0) return [];
  const isSilent = insideOf([...namesIn(text), ...(origin.byCandidate === true ? [] : besideTheCandidate(text))]);
  const isOfColleagues = insideOf(origin.byCandidate === true ? [] : colleaguesIn(text));
  const said = found.flatMap(({ value, start, end }) => {
    const place = { start, end };
    if (value === undefined || isSilent(place)) return [];
    return isOfColleagues(place) && (value.inField || namesPeople(text, place)) ? [] : [{ ...value, ...place }];
  });
  const fields = new Set(origin.families);
  for (const place of roleTitles.find(text)) if (!isSilent(place) && !isOfColleagues(place)) fields.add(place.value);
  for (const { id, inField } of said) if (!inField) for (const family of fieldsOf(id)) fields.add(family);
  const isPart = partsOf(said);
  return said
    .filter((mention) => !mention.inField || !isPart(mention))
    .filter(({ id, inField }) => !inField || byId.get(id)?.roleFamilies.some((family) => fields.has(family)) === true)
    .map(({ id, start, end }) => ({ competencyId: id, start, end }));
}

/** The distinct competency ids of a text, in order of first mention. */
export function competencyIdsIn(text: string, origin: TextOrigin = {}): string[] {
  return [...new Set(competenciesIn(text, origin).map(({ competencyId }) => competencyId))];
}

/** In "customer complaints" the customers are those who complain. */
function partsOf(said: readonly (Sense & Place)[]): (mention: Sense & Place) => boolean {
  const sure = said.filter(({ inField }) => !inField);
  const [begins, ends] = [
    new Map(sure.map((one) => [one.start, one.id])),
    new Map(sure.map((one) => [one.end, one.id])),
  ];
  return ({ id, start, end }) =>
    [begins.get(end + 1), ends.get(start - 1)].some((near) => near !== undefined && near !== id);
}

function fieldsOf(id: string): readonly RoleFamilyId[] {
  const { kind, roleFamilies = [] } = byId.get(id) ?? {};
  return kind === 'behavioural' || roleFamilies.length > MOST_FAMILIES ? [] : roleFamilies;
}
