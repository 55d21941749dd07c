import { phraseIndex, type PhraseMatch } from './phrase-index.ts';
import { occupationFile, otherJobFile, roleFamilyFile, type Occupation, type RoleFamilyId } from './schema.ts';

/**
 * What a title says of a job: its family, and its occupation where the title is that precise. `other`: the title is precise
 * and names a job that is none of the occupations, whatever duties it shares with them.
 */
type Job = { readonly roleFamily: RoleFamilyId; readonly occupation?: Occupation; readonly other?: true };
export type TitleJob = Job & { readonly wordCount: number };

const index = phraseIndex<Job>([
  ...roleFamilyFile.families.flatMap(({ id, titles }) => {
    const job = { roleFamily: id };
    return titles.map((name) => [name, job] as const);
  }),
  ...otherJobFile.jobs.flatMap(({ roleFamily, titles }) => {
    const job: Job = { roleFamily, other: true };
    return titles.map((name) => [name, job] as const);
  }),
  ...occupationFile.occupations.flatMap((occupation) => {
    const job = { roleFamily: occupation.roleFamily, occupation };
    return occupation.titles.map((name) => [name, job] as const);
  }),
]);

const shared = phraseIndex(
  occupationFile.occupations.flatMap((occupation) =>
    (occupation.sharedTitles ?? []).map((name) => [name, occupation] as const),
  ),
);

/** What follows the name of the job: a place, a team, a person it works for. */
const AFTER_NAME = /(?:[-–—|,/]\s|[([]|\s(?:in|for|at|to|within|with)\s).*$/iu;
const AT_THE_END = 1.5;

/**
 * The job a title names. In English the last noun is the job ("Nursing Home Cook" is a cook), and a longer name says more
 * than a shorter one ("nursery nurse" is not a nurse); of equal names the last decides. Undefined where it names none.
 */
export function titleJob(title: string): TitleJob | undefined {
  const name = title.replace(AFTER_NAME, '').trimEnd();
  const points = ({ value, start, end, wordCount }: PhraseMatch<Job>) => {
    const leads = value.roleFamily === 'management';
    const atTheEnd = end === name.length && !leads ? AT_THE_END : 0;
    return (
      wordCount +
      atTheEnd +
      (value.occupation || value.other ? 0.1 : 0) -
      (leads ? 0.6 : 0) +
      (start / title.length) * 0.4
    );
  };
  const [best] = index
    .find(title)
    .map((match) => ({ job: { ...match.value, wordCount: match.wordCount }, points: points(match) }))
    .toSorted((a, b) => b.points - a.points);
  return best?.job;
}

/** The occupations that share the last words of a title with others, where no longer name says which it is. */
export function occupationsSharing(title: string, { wordCount = 0 }: Partial<TitleJob> = {}): readonly Occupation[] {
  const name = title.replace(AFTER_NAME, '').trimEnd();
  return shared
    .find(name)
    .filter((match) => match.end === name.length && match.wordCount >= wordCount)
    .map(({ value }) => value);
}

/** Whether a line names a job. */
export const namesJob = (line: string): boolean => titleJob(line) !== undefined;
