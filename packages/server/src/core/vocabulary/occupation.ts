import { phraseIndex } from './phrase-index.ts';
import { occupationFile, type Occupation, type RoleFamilyId } from './schema.ts';

export type { Occupation };

const byId = new Map(occupationFile.occupations.map((occupation) => [occupation.id, occupation]));
const duties = phraseIndex(
  occupationFile.occupations.flatMap((occupation) =>
    occupation.duties.map((duty) => [duty, { occupation, duty }] as const),
  ),
);
/** So many duties point to an occupation: of a known family, of a family read from the text, of another family. */
const NEEDED = { named: 1, read: 2, other: 3 } as const;

/** Every occupation, in a stable order. */
export const occupations: readonly Occupation[] = occupationFile.occupations;

/** The occupation with that id, or undefined for an id that is not in this version of the vocabulary. */
export function occupationWithId(id: string): Occupation | undefined {
  return byId.get(id);
}

/** How many duties of each occupation a text names. A duty counts once, however often it stands. */
export function dutiesIn(text: string): ReadonlyMap<Occupation, number> {
  const found = new Map<Occupation, Set<string>>();
  for (const { value } of duties.find(text))
    found.set(value.occupation, (found.get(value.occupation) ?? new Set()).add(value.duty));
  return new Map([...found].map(([occupation, names]) => [occupation, names.size]));
}

/** The occupation whose duties were counted most often, and more often than those of any other. */
export function occupationIn(
  counts: ReadonlyMap<Occupation, number>,
  { family, named }: { readonly family: RoleFamilyId; readonly named: boolean },
): Occupation | undefined {
  const own = clearFirst([...counts].filter(([{ roleFamily }]) => roleFamily === family));
  const best = clearFirst([...counts]);
  if (best && best[1] >= NEEDED.other && best[1] >= 2 + (own?.[1] ?? 0)) return best[0];
  return own && own[1] >= (named ? NEEDED.named : NEEDED.read) ? own[0] : undefined;
}

/** The one with the highest count, or undefined where two share it. */
export function clearFirst(
  counted: readonly (readonly [Occupation, number])[],
): readonly [Occupation, number] | undefined {
  const [first, second] = counted.toSorted((a, b) => b[1] - a[1]);
  return first && first[1] > (second?.[1] ?? 0) ? first : undefined;
}
