import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import {
  ALLOWED_WORDS,
  REPLACED_IN_SERVER,
  REPLACED_IN_WIDGET_AND_SDK,
  REPLACED_WORDS,
  type ReplacedWord,
} from './vocabulary.ts';

const ROOT = resolve(import.meta.dirname, '..');
const CODE = /\.(?:ts|tsx|mjs|js)$/;
const PROSE = /\.md$|^openapi\.yaml$/;

const files = execFileSync(
  'git',
  [
    'ls-files',
    'packages',
    'tests',
    'bench',
    'train',
    'evaluate',
    'scripts',
    'examples',
    'docs',
    '*.md',
    'openapi.yaml',
  ],
  { cwd: ROOT, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => (CODE.test(file) && !file.endsWith('.d.ts')) || PROSE.test(file))
  // Release notes name what was replaced; prompts are text for a model.
  .filter((file) => !/^\.changeset\/|\/assets\//.test(file));

type Line = { readonly line: number; readonly text: string };

/** Identifiers and comments of a source file. Strings are data or words for people, and are not looked at. */
function namesAndComments(file: string, source: string): Line[] {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const lineAt = (position: number) => tree.getLineAndCharacterOfPosition(position).line + 1;
  const comments = new Map<number, Line>();
  const found: Line[] = [];
  const keep = (ranges: readonly ts.CommentRange[] | undefined) => {
    for (const { pos, end } of ranges ?? []) comments.set(pos, { line: lineAt(pos), text: source.slice(pos, end) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node))
      found.push({ line: lineAt(node.getStart(tree)), text: node.text });
    keep(ts.getLeadingCommentRanges(source, node.getFullStart()));
    keep(ts.getTrailingCommentRanges(source, node.getEnd()));
    for (const child of node.getChildren(tree)) visit(child);
  };
  visit(tree);
  return [...found, ...comments.values()];
}

function linesOf(file: string): Line[] {
  const source = readFileSync(join(ROOT, file), 'utf8');
  const inside = CODE.test(file)
    ? namesAndComments(file, source)
    : source.split('\n').map((text, index) => ({ line: index + 1, text }));
  return [{ line: 0, text: basename(file).replaceAll(/[.-]/g, ' ') }, ...inside];
}

const splitCamel = (text: string) => text.replaceAll(/(?<=[a-z\d])(?=[A-Z])|[#_]/g, ' ');

function replacedIn(file: string, words: readonly ReplacedWord[]): string[] {
  const allowed = ALLOWED_WORDS.filter((allowance) => allowance.file.test(file));
  return linesOf(file).flatMap(({ line, text }) =>
    words.flatMap(([old, instead]) => {
      const word = old.exec(text)?.[0] ?? old.exec(splitCamel(text))?.[0];
      if (word === undefined || allowed.some((allowance) => allowance.word.test(word))) return [];
      return [`${file}:${line} “${word}”: write ${instead}`];
    }),
  );
}

describe('the vocabulary', () => {
  it('has none of the words that were replaced', () => {
    expect([...new Set(files.flatMap((file) => replacedIn(file, REPLACED_WORDS)))]).toEqual([]);
  }, 120_000);

  it('has none of them in the server', () => {
    const inServer = files.filter((file) => file.startsWith('packages/server/'));
    expect([...new Set(inServer.flatMap((file) => replacedIn(file, REPLACED_IN_SERVER)))]).toEqual([]);
  }, 60_000);

  it('has none of them in the widget and the SDK', () => {
    const there = files.filter((file) => /^packages\/(?:widget|sdk)\//.test(file));
    expect([...new Set(there.flatMap((file) => replacedIn(file, REPLACED_IN_WIDGET_AND_SDK)))]).toEqual([]);
  }, 60_000);

  it('allows only what is used', () => {
    expect(files.length).toBeGreaterThan(500);
    for (const { file } of ALLOWED_WORDS)
      expect(
        files.some((name) => file.test(name)),
        String(file),
      ).toBe(true);
  });
});
