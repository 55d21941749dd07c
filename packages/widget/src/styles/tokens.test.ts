import { readdirSync, readFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import type { CSSResult } from 'lit';
import { describe, expect, it } from 'vitest';
import { PrepApp } from '../views/app/app.ts';

type View = { readonly file: string; readonly css: string };

const SOURCE = resolve(import.meta.dirname, '..');
const textOf = (styles: unknown): string =>
  [styles as CSSResult | readonly CSSResult[]]
    .flat()
    .map(({ cssText }) => cssText)
    .join('\n');
const importedBy = (file: string, form: RegExp): string[] =>
  [...readFileSync(file, 'utf8').matchAll(form)].map(([, name = '']) => resolve(dirname(file), name));
const STATIC = /^(?:import|export) (?!type)[^;]*? from '(\.[^']+\.ts)'/gm;
const DYNAMIC = /\bimport\('(\.[^']+\.ts)'\)/g;

/** A file with everything it imports statically. */
function withImports(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  for (const imported of importedBy(file, STATIC)) withImports(imported, found);
  return found;
}

/** The views loaded by a file, and by those in turn, each with all styles that are there whenever it is displayed. */
async function viewsFrom(entry: string, present: string): Promise<View[]> {
  const lazy = new Set([...withImports(entry)].flatMap((file) => importedBy(file, DYNAMIC)));
  const views: View[] = [];
  for (const file of lazy) {
    const module: Record<string, unknown> = await import(file);
    if (!('create' in module) || !('styles' in module)) continue;
    const css = `${present}\n${textOf(module['styles'])}`;
    views.push({ file: relative(SOURCE, file), css }, ...(await viewsFrom(file, css)));
  }
  return views;
}

const undefinedIn = (css: string): string[] => {
  const defined = new Set([...css.matchAll(/(--_[\w-]+)\s*:/g)].map(([, name]) => name));
  return [
    ...new Set([...css.matchAll(/var\((--_[\w-]+)/g)].flatMap(([, name = '']) => (defined.has(name) ? [] : name))),
  ];
};

describe('the colours and sizes that styles read', async () => {
  const app = resolve(SOURCE, 'views/app/app.ts');
  const firstLoad = textOf(PrepApp.styles);
  const views = await viewsFrom(app, firstLoad);

  it('are defined in the first load for the app itself', () => {
    expect(undefinedIn(firstLoad)).toEqual([]);
  });

  it.each(views)('[N-15] are defined by what is surely loaded for $file', ({ css }) => {
    expect(undefinedIn(css)).toEqual([]);
  });

  it('are examined in every view with styles of its own', () => {
    const withStyles = readdirSync(resolve(SOURCE, 'views'), { recursive: true, encoding: 'utf8' })
      .map((name) => `views/${name}`)
      .filter((name) => /-(?:view|form|screens|forms)\.ts$|\/(?:menu|other-job)\.ts$/.test(name))
      .filter((name) => /^export (?:const|\{) ?styles\b/m.test(readFileSync(resolve(SOURCE, name), 'utf8')));
    expect(views.map(({ file }) => file)).toEqual(expect.arrayContaining(withStyles));
    expect(withStyles.length).toBeGreaterThan(5);
  });
});
