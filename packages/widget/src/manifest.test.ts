import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { InterviewPrepElement } from './interview-prep.ts';

type Named = { readonly name: string; readonly description?: string };
type Member = Named & { readonly kind: string; readonly attribute?: string };
type Element = Record<'events' | 'slots' | 'cssParts' | 'cssProperties' | 'attributes', readonly Named[]> & {
  readonly tagName?: string;
  readonly members: readonly Member[];
};
type Manifest = { readonly modules: readonly { readonly declarations: readonly Element[] }[] };

const home = resolve(import.meta.dirname, '..');
const names = (items: readonly Named[]) => items.map(({ name }) => name).toSorted();
const matches = (text: string, pattern: RegExp) =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].toSorted();
const read = (path: string) => readFileSync(resolve(import.meta.dirname, path), 'utf8');
const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map(read)
  .join('\n');

let manifest: Manifest;
let element: Element;
beforeAll(async () => {
  // The package has no types for this entry point.
  const { cli } = (await import('@custom-elements-manifest/analyzer/cli.js' as string)) as {
    cli: (options: { argv: string[]; cwd: string; noWrite: boolean }) => Promise<Manifest>;
  };
  manifest = await cli({
    argv: ['analyze', '--config', 'custom-elements-manifest.config.mjs'],
    cwd: home,
    noWrite: true,
  });
  const found = manifest.modules
    .flatMap(({ declarations }) => declarations)
    .find(({ tagName }) => tagName === 'interview-prep');
  if (found === undefined) throw new Error('The manifest has no <interview-prep>.');
  element = found;
}, 60_000);

describe('custom-elements.json', () => {
  it('describes everything it lists', () => {
    for (const list of [
      element.members,
      element.attributes,
      element.events,
      element.slots,
      element.cssParts,
      element.cssProperties,
    ]) {
      expect(list.length).toBeGreaterThan(0);
      for (const { name, description = '' } of list) expect(description, name).not.toBe('');
    }
  });

  it('has the properties, attributes and methods of the class', () => {
    const declared = Object.entries<{ attribute?: string | boolean }>(InterviewPrepElement.properties);
    const fields = element.members.filter(({ kind }) => kind === 'field');
    expect(names(fields)).toEqual([...declared.map(([name]) => name), 'ready'].toSorted());
    const attributes = declared.flatMap(([name, { attribute = name }]) =>
      typeof attribute === 'string' ? [attribute] : [],
    );
    expect(names(element.attributes)).toEqual(attributes.toSorted());
    const inherited = new Set([
      'constructor',
      'connectedCallback',
      'disconnectedCallback',
      'updated',
      ...declared.map(([name]) => name),
    ]);
    const methods = Object.getOwnPropertyNames(InterviewPrepElement.prototype).filter((name) => !inherited.has(name));
    expect(names(element.members.filter(({ kind }) => kind === 'method'))).toEqual(methods.toSorted());
  });

  it('has an event for each event class', () => {
    expect(names(element.events)).toEqual(matches(sources, /super\('(ip-[a-z-]+)'/g));
  });

  it('has the slots of the templates', () => {
    expect(names(element.slots)).toEqual(matches(sources, /<slot name="(\w+)"/g));
    expect(names(element.slots)).toEqual(matches(/SLOTS = \[([^\]]+)\]/.exec(sources)?.[1] ?? '', /'(\w+)'/g));
  });

  it('has the forwarded parts, each of which is in a template', () => {
    const forwarded = /PARTS = '([^']+)'/.exec(sources)?.[1]?.split(',') ?? [];
    const own = matches(read('page/panel.ts') + read('page/launcher.ts'), /\.part\.add\('(\w+)'\)/g);
    expect(names(element.cssParts)).toEqual([...own, ...forwarded].toSorted());
    expect(matches(sources, /\bpart="([\w-]+)"/g)).toEqual(expect.arrayContaining(forwarded));
  });

  it('has the custom properties that the style sheets read', () => {
    expect(names(element.cssProperties)).toEqual(matches(sources, /var\((--ip-[a-z-]+[a-z])/g));
  });
});

describe('docs/element.md', () => {
  it('matches the manifest', async () => {
    const { elementPage } = (await import('../scripts/element-page.mjs' as string)) as {
      elementPage: (of: Manifest) => string;
    };
    expect(read('../../../docs/element.md')).toBe(elementPage(manifest));
  });
});
