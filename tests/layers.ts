import { basename, relative } from 'node:path';
import type { LocalImport } from './imports.ts';

export const CORE = 'packages/server/src/core';

/**
 * The folders of the core from the lowest layer to the highest. A folder imports from its own files, from lower layers,
 * and from the `ports.ts` of another folder of its layer.
 */
export const LAYERS: readonly (readonly string[])[] = [
  ['kernel'],
  ['tenancy', 'text'],
  ['engine', 'idempotency', 'objects', 'records', 'workflows'],
  ['identity', 'sessions', 'usage'],
  ['tasks'],
  [
    'calendar',
    'consents',
    'feedback',
    'interview',
    'postings',
    'practice',
    'preparation',
    'preps',
    'research',
    'resumes',
    'vocabulary',
  ],
  ['agents', 'chat', 'tools'],
  ['transcripts', 'trust'],
  // The table of all decisions and reply specs, which every engine answers.
  ['decisions.ts'],
  // The agents that are shipped, which name what stands in that table.
  ['agent-specs.ts'],
];

/** Folders that are open: every file of theirs may be imported from above. The others show only their `ports.ts`. */
const OPEN = ['kernel', 'tenancy', 'text', 'engine'];
/** The tables are made of the decisions and rubrics themselves, so they read them where they are. */
const READ_ALL = ['decisions.ts', 'agent-specs.ts'];

/** The folder of the core that a file is in, or the name of a file that is in none. */
export const coreFolderOf = (path: string) => relative(CORE, path).split('/')[0] ?? '';

const layerOf = (folder: string) => LAYERS.findIndex((layer) => layer.includes(folder));

/** What is wrong with the folders themselves: each has to be in exactly one layer, and no layer names one that is gone. */
export function misplacedFolders(folders: readonly string[]): string[] {
  const named = LAYERS.flat();
  return [
    ...folders.filter((folder) => !named.includes(folder)).map((folder) => `${folder} is in no layer`),
    ...named.filter((folder) => !folders.includes(folder)).map((folder) => `${folder} is not there`),
    ...named
      .filter((folder, index) => named.indexOf(folder) !== index)
      .map((folder) => `${folder} is in several layers`),
  ];
}

/** The imports between folders of the core that go against the layers. */
export function upwardImports(edges: readonly LocalImport[]): LocalImport[] {
  return betweenFolders(edges).filter(({ file, target }) => {
    const [from, to] = [layerOf(coreFolderOf(file)), layerOf(coreFolderOf(target))];
    return to > from || (to === from && basename(target) !== 'ports.ts');
  });
}

/** The imports that reach into a folder beside its ports. */
export function shortcuts(edges: readonly LocalImport[]): LocalImport[] {
  return betweenFolders(edges).filter(
    ({ file, target }) =>
      !READ_ALL.includes(coreFolderOf(file)) && !OPEN.includes(coreFolderOf(target)) && basename(target) !== 'ports.ts',
  );
}

function betweenFolders(edges: readonly LocalImport[]): LocalImport[] {
  return edges.filter(
    ({ file, target }) =>
      file.startsWith(`${CORE}/`) && target.startsWith(`${CORE}/`) && coreFolderOf(file) !== coreFolderOf(target),
  );
}
