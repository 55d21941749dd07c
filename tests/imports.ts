import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';

const ROOT = resolve(import.meta.dirname, '..');
const PACKAGES = ['server', 'sdk', 'widget', 'structured-data'] as const;

/** One import, type imports and `import()` included. `target` is the file that a relative one names. */
export type Import = { readonly file: string; readonly name: string; readonly target: string | undefined };
export type LocalImport = Import & { readonly target: string };

const inRoot = (path: string) => relative(ROOT, path);
const filesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path));

/** Every TypeScript file of the packages, by its path in the repository, with its text. */
export const sources: ReadonlyMap<string, string> = new Map(
  PACKAGES.flatMap((name) => filesOf(`packages/${name}/src`)).map((file) => [
    file,
    readFileSync(join(ROOT, file), 'utf8'),
  ]),
);

export const isGenerated = (path: string) => path.endsWith('openapi.d.ts');
export const isForTests = (path: string) =>
  /\.(?:test|suite|test-d)\.ts$/.test(path) ||
  path.includes('/src/testing/') ||
  path.endsWith('/src/testing.ts') ||
  /\/test-[a-z-]+\.ts$/.test(path) ||
  path.includes('.hostile.');

/** What a file imports or exports from elsewhere, as TypeScript itself reads it. */
export function importsOf(file: string, text: string): Import[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName: name }) => ({
      file,
      name,
      target: name.startsWith('.') ? inRoot(resolve(ROOT, dirname(file), name)) : undefined,
    }));
}

/** The imports of everything that is shipped. */
export const production: readonly Import[] = [...sources]
  .filter(([file]) => !isForTests(`/${file}`))
  .flatMap(([file, text]) => importsOf(file, text));

/** Those that name a file. */
export const localProduction: readonly LocalImport[] = production.flatMap(({ target, ...edge }) =>
  target === undefined ? [] : [{ ...edge, target }],
);

/** The text without its comments, strings kept. */
export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<=^|[\s;{}()])\/\/.*$/gm, '');
}

export const shown = (edges: readonly { file: string; name: string }[]) =>
  edges.map(({ file, name }) => `${file} → ${name}`);

/** Folders whose own files wire what is below them: each of these files counts as a folder of its own. */
const ROOT_FOLDERS = /(?:^packages\/[\w-]+\/src|\/(?:core|adapters|entrypoints))$/;

/** The folder that a file is part of. */
export function folderOf(path: string): string {
  const folder = dirname(path);
  return ROOT_FOLDERS.test(folder) ? join(folder, basename(path)) : folder;
}

/** The imports between different folders, as imports between the folders themselves. */
export function folderEdges(edges: readonly LocalImport[]): { file: string; target: string }[] {
  return edges
    .map(({ file, target }) => ({ file: folderOf(file), target: folderOf(target) }))
    .filter(({ file, target }) => file !== target);
}

/** Each ring once, written from where it was met first. */
export function cyclesIn(edges: readonly { file: string; target: string }[]): string[] {
  const targets = new Map<string, Set<string>>();
  for (const { file, target } of edges) targets.set(file, (targets.get(file) ?? new Set()).add(target));
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const before = path.indexOf(file);
    if (before >= 0) {
      rings.push([...path.slice(before), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return rings;
}
