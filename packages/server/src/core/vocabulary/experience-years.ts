import { yearsIn } from './quantities.ts';
import type { Requirement } from './requirements.ts';
import { isContactLine } from './line-kinds.ts';
import { competencyIdsIn } from './competency-mentions.ts';
import { nearStemsOf } from './near-words.ts';
import { resumeEvidenceOf } from './resume-evidence.ts';
import { linesOf } from './sentences.ts';
import type { RoleFamilyId } from './schema.ts';
import { wordsOf } from './words.ts';

type Block = {
  readonly years: readonly number[];
  readonly competencyIds: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
};
type Statement = Omit<Block, 'years'> & { readonly years: number };
export type Experience = { readonly jobs: readonly Block[]; readonly stated: readonly Statement[] };

/** The dated jobs of a résumé with all that stands below them, and the years it states. */
export function experienceIn(
  text: string,
  { presentYear, families }: { presentYear: number | undefined; families: readonly RoleFamilyId[] },
): Experience {
  const { roles } = resumeEvidenceOf(text);
  const contents = (own: string) => ({
    competencyIds: new Set(competencyIdsIn(own, { families, byCandidate: true })),
    stems: new Set(nearStemsOf(wordsOf(own))),
  });
  const jobs = roles.map(({ start, fromYear = Infinity, toYear = 0 }, at) => {
    const last = toYear === 'present' ? (presentYear ?? 0) : toYear;
    const years: number[] = [];
    for (let year = fromYear; year < last; year++) years.push(year);
    return { years, ...contents(text.slice(start, roles[at + 1]?.start ?? text.length)) };
  });
  const stated = linesOf(text)
    .filter((line) => !isContactLine(line.text))
    .flatMap((line) => {
      const years = yearsIn(line.text).reduce((most, mention) => Math.max(most, mention.years), 0);
      return years === 0 ? [] : [{ years, ...contents(line.text) }];
    });
  return { jobs, stated };
}

/** How many years of what a requirement asks for: of jobs that are about it, each year once, or as they are stated. */
export function yearsFor(requirement: Requirement, wanted: readonly string[], { jobs, stated }: Experience): number {
  const isAbout = ({ competencyIds, stems }: Omit<Block, 'years'>): boolean =>
    (requirement.competencyIds.length === 0 && wanted.length === 0) ||
    requirement.competencyIds.some((id) => competencyIds.has(id)) ||
    wanted.some((stem) => stems.has(stem));
  const worked = new Set(jobs.filter(isAbout).flatMap(({ years }) => years));
  const named = stated
    .filter((statement) => isAbout(statement) || statement.competencyIds.size === 0)
    .map(({ years }) => years);
  return named.reduce((most, years) => Math.max(most, years), worked.size);
}
