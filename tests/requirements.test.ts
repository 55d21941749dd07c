import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RESOLVED_ISSUES, PROMISES, verifies } from './requirements.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PLACES = ['packages', 'tests', 'examples', 'scripts', 'bench'].filter((place) => existsSync(join(ROOT, place)));
const SELF = relative(ROOT, import.meta.filename);
const ID = /[SN]\d*-\d+/;
// A title that begins with ids in brackets, or a call of `verifies` with one id or a list.
const TITLE = new RegExp(`\\(\\s*['"\`]((?:\\[${ID.source}\\] ?)+)`, 'g');
const CALL = /\bverifies\(\s*((?:'[^']+')|(?:\[[^\]]+\]))/g;

type Claim = { readonly id: string; readonly file: string };

function testFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist') return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return /\.(test|suite)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** The ids that the titles in a test file carry. */
function idsIn(source: string): string[] {
  const heads = [...source.matchAll(TITLE), ...source.matchAll(CALL)].map(([, head]) => head ?? '');
  return heads.flatMap((head) => head.match(new RegExp(ID, 'g')) ?? []);
}

const claims: readonly Claim[] = PLACES.flatMap((place) => testFiles(join(ROOT, place)))
  .map((path) => ({ path, file: relative(ROOT, path) }))
  .filter(({ file }) => file !== SELF)
  .flatMap(({ path, file }) => idsIn(readFileSync(path, 'utf8')).map((id): Claim => ({ id, file })));

describe('the promises', () => {
  it('are carried by a test each, once their issue is resolved', () => {
    const carried = new Set(claims.map(({ id }) => id));
    const open = Object.entries(PROMISES).filter(([id, { issue }]) => RESOLVED_ISSUES.has(issue) && !carried.has(id));
    expect(open.map(([id, { is }]) => `${id}: ${is}`)).toEqual([]);
  });

  it('are the only ids that tests carry', () => {
    const unknown = claims.filter(({ id }) => !Object.hasOwn(PROMISES, id));
    expect(unknown.map(({ id, file }) => `${id} in ${file}`)).toEqual([]);
  });

  it('are all there: every system, without a gap', () => {
    const counts = { 'S0-': 14, 'S1-': 10, 'S2-': 7, 'S3-': 7, 'S4-': 7, 'N-': 17 };
    const expected = Object.entries(counts).flatMap(([prefix, count]) =>
      Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`),
    );
    expect(Object.keys(PROMISES)).toEqual(expected);
  });
});

describe('the ids of a test file', () => {
  const open = '(';
  it('are read from titles and from `verifies`', () => {
    expect(idsIn(`it${open}'[S0-3] speaks', () => {})`)).toEqual(['S0-3']);
    expect(idsIn(`describe${open}"[S0-7] [S0-9] documents"`)).toEqual(['S0-7', 'S0-9']);
    expect(idsIn(`it${open}\n  verifies${open}['N-1', 'N-2'], 'counts'))`)).toEqual(['N-1', 'N-2']);
    expect(idsIn(`it.each(list)${open}\`[N-5] %s\``)).toEqual(['N-5']);
  });

  it('are not read from anywhere else', () => {
    expect(idsIn("// see [S0-3]\nconst text = 'about [S0-3]';")).toEqual([]);
  });

  it('stand in the title that `verifies` makes', () => {
    expect(verifies(['N-1', 'N-2'], 'counts')).toBe('[N-1] [N-2] counts');
    expect(verifies('N-1', 'quotes')).toBe('[N-1] quotes');
  });
});
