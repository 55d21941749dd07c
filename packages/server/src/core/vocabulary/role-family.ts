import { competenciesIn, competencyOf } from './competency-mentions.ts';
import { clearFirst, dutiesIn, occupationIn, type Occupation } from './occupation.ts';
import { roleFamilyFile, type RoleFamily, type RoleFamilyId } from './schema.ts';
import { occupationsSharing, titleJob } from './title-job.ts';

const byId = new Map(roleFamilyFile.families.map((family) => [family.id, family]));
const TEXT_CHARACTERS = 20_000;
/** What is read of a title. */
const TITLE_CHARACTERS = 300;

/** Every family of roles, `general` last. */
export const roleFamilies: readonly RoleFamily[] = roleFamilyFile.families;

/** The name of a family for people to read, e.g. "Driving, logistics and warehouse". */
export function roleFamilyLabel(id: RoleFamilyId): string {
  return byId.get(id)?.label ?? 'Any role';
}

/**
 * The family a job belongs to. The title decides when it names a known job (in any of the languages listed in the data);
 * otherwise the competencies of the text do, then its duties, and `general` when none of them says.
 */
export function roleFamilyOf(wholeTitle: string, text: string): RoleFamilyId {
  const title = wholeTitle.slice(0, TITLE_CHARACTERS);
  return occupationOf(title, text)?.roleFamily ?? familyOf(title, text);
}

/**
 * The occupation a job belongs to, or undefined where title and text name none for certain. The title comes first; the
 * duties decide where it is shared by several ("Driver", "Receptionist"), names only a family, or nothing.
 */
export function occupationOf(wholeTitle: string, text: string): Occupation | undefined {
  const title = wholeTitle.slice(0, TITLE_CHARACTERS);
  const named = titleJob(title);
  if (named?.other) return undefined;
  const counts = dutiesIn(text.slice(0, TEXT_CHARACTERS));
  const count = (occupation: Occupation) => counts.get(occupation) ?? 0;
  const sharing = occupationsSharing(title, named).map((occupation) => [occupation, count(occupation)] as const);
  const best = clearFirst(sharing);
  // A title that is usually another job's ("Receptionist") gives way only to two duties.
  const needed = named?.occupation ? Math.max(2, count(named.occupation) + 1) : 1;
  if (best && best[1] >= needed) return best[0];
  return named?.occupation ?? occupationIn(counts, { family: familyOf(title, text), named: named !== undefined });
}

function familyOf(title: string, text: string): RoleFamilyId {
  const named = titleJob(title);
  if (named && (named.other || named.roleFamily !== 'management')) return named.roleFamily;
  const scores = new Map<RoleFamilyId, number>(named ? [[named.roleFamily, 0.9]] : []);
  for (const [family, share] of sharesIn(text.slice(0, TEXT_CHARACTERS)))
    scores.set(family, (scores.get(family) ?? 0) + share);
  const [best] = [...scores].toSorted((a, b) => b[1] - a[1]);
  return best && best[1] >= 0.3 ? best[0] : 'general';
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
