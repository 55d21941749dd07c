import { phraseIndex } from './phrase-index.ts';
import { occupationFile, type Occupation, type RoleFamilyId } from './schema.ts';

export type { Occupation };

const byId = new Map(occupationFile.occupations.map((occupation) => [occupation.id, occupation]));
const duties = phraseIndex(
  occupationFile.occupations.flatMap((occupation) =>
    occupation.duties.map((duty) => [duty, { occupation, duty }] as const),
  ),
);
/** So many duties speak for an occupation: of a known family, of a family read from the text, of another family. */
const NEEDED = { named: 1, read: 2, other: 3 } as const;

/** Every occupation, in a stable order. */
export const occupations: readonly Occupation[] = occupationFile.occupations;

/** The occupation with that id, or undefined for an id that is not in this version of the vocabulary. */
export function occupationWithId(id: string): Occupation | undefined {
  return byId.get(id);
}

/** The occupation whose duties a text names most, and more than any other. A duty counts once however often it stands. */
export function occupationIn(
  text: string,
  { family, named }: { readonly family: RoleFamilyId; readonly named: boolean },
): Occupation | undefined {
  const found = new Map<Occupation, Set<string>>();
  for (const { value } of duties.find(text))
    found.set(value.occupation, (found.get(value.occupation) ?? new Set()).add(value.duty));
  const counted = [...found]
    .map(([occupation, names]) => ({ occupation, count: names.size }))
    .toSorted((a, b) => b.count - a.count);
  const own = clearFirst(counted.filter(({ occupation }) => occupation.roleFamily === family));
  const best = clearFirst(counted);
  if (best && best.count >= NEEDED.other && best.count >= 2 + (own?.count ?? 0)) return best.occupation;
  return own && own.count >= (named ? NEEDED.named : NEEDED.read) ? own.occupation : undefined;
}

function clearFirst<Counted extends { count: number }>([first, second]: readonly Counted[]): Counted | undefined {
  return first && first.count > (second?.count ?? 0) ? first : undefined;
}
