import { competenciesIn, competencyOf } from './competency-mentions.ts';
import { roleTitles as titles } from './role-titles.ts';
import { roleFamilyFile, type RoleFamily, type RoleFamilyId } from './schema.ts';

const byId = new Map(roleFamilyFile.families.map((family) => [family.id, family]));
const TEXT_CHARACTERS = 20_000;

/** Every family of roles, `general` last. */
export const roleFamilies: readonly RoleFamily[] = roleFamilyFile.families;

/** The name of a family for people to read, e.g. "Driving, logistics and warehouse". */
export function roleFamilyLabel(id: RoleFamilyId): string {
  return byId.get(id)?.label ?? 'Any role';
}

/**
 * The family a job belongs to. The title decides when it names a known job (in any of the languages listed in the data);
 * otherwise the competencies of the text do, and `general` when they do not say either.
 */
export function roleFamilyOf(title: string, text: string): RoleFamilyId {
  const scores = new Map<RoleFamilyId, number>();
  const add = (id: RoleFamilyId, points: number) => scores.set(id, (scores.get(id) ?? 0) + points);
  for (const match of bestTitles(title)) add(match.family, match.points);
  for (const [family, share] of sharesIn(text.slice(0, TEXT_CHARACTERS))) add(family, share);
  const [best] = [...scores].toSorted((a, b) => b[1] - a[1]);
  return best && best[1] >= 0.3 ? best[0] : 'general';
}

/** Longer names outweigh shorter ones ("nursery nurse" is not a nurse); in English the last noun is the job. */
function bestTitles(title: string): { family: RoleFamilyId; points: number }[] {
  const matches = titles.find(title);
  const longest = Math.max(0, ...matches.map(({ wordCount }) => wordCount));
  return matches
    .filter(({ wordCount }) => wordCount === longest)
    .map(({ value, start }) => ({
      family: value,
      points: (value === 'management' ? 0.9 : 1.5) + (start / Math.max(1, title.length)) * 0.4,
    }));
}

/** How the mentions in a text divide among families, at most 1 each; a handful of mentions says nothing. */
function sharesIn(text: string): [RoleFamilyId, number][] {
  const counts = new Map<RoleFamilyId, number>();
  let total = 0;
  for (const id of new Set(competenciesIn(text).map(({ competencyId }) => competencyId))) {
    const families = competencyOf(id)?.roleFamilies ?? [];
    if (families.length === 0 || families.length > 3) continue;
    total += 1;
    families.forEach((family, rank) => counts.set(family, (counts.get(family) ?? 0) + (rank === 0 ? 1 : 0.4)));
  }
  return total < 2 ? [] : [...counts].map(([family, count]) => [family, count / total]);
}
