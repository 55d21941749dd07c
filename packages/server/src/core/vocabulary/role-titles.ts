import { phraseIndex } from './phrase-index.ts';
import { roleFamilyFile } from './schema.ts';

/** The names of jobs, each with its family. */
export const roleTitles = phraseIndex(
  roleFamilyFile.families.flatMap(({ id, titles }) => titles.map((name) => [name, id] as const)),
);
