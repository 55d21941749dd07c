import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from './en.ts';
import { enDocument } from './en-document.ts';
import { enMenu } from './en-menu.ts';
import { enCards } from './en-cards.ts';
import { enOtherJob } from './en-other-job.ts';
import { enResume } from './en-resume.ts';
import { enPractice } from './en-practice.ts';
import { enErrorScreens } from './en-error-screens.ts';
import { enAdvert } from './en-advert.ts';
import { addEnglish, loadMessages, localeChain, localized } from './localizer.ts';

const catalogues = [en, enPractice, enMenu, enCards, enResume, enDocument, enErrorScreens, enOtherJob, enAdvert];
const keys = catalogues.flatMap((catalogue) => Object.keys(catalogue));
const source = join(import.meta.dirname, '..');

async function templates(): Promise<{ path: string; text: string }[]> {
  const paths = (await readdir(join(source, 'views'), { recursive: true })).filter(
    (path) => path.endsWith('.ts') && !path.includes('.test.') && !path.includes('.styles.'),
  );
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(source, 'views', path), 'utf8') })));
}

describe('localized texts', () => {
  it('come from the page, then the language, then English', () => {
    const msg = localized('de', { 'app.close': 'Weg' }, { 'app.close': 'Schließen', 'app.retry': 'Noch einmal' });
    expect([msg('app.close'), msg('app.retry'), msg('app.loading')]).toEqual(['Weg', 'Noch einmal', 'Loading']);
  });

  it('fill in values and choose the plural', () => {
    const msg = localized('en');
    expect(msg('start.kept', { count: 1 })).toBe('Deleted after 1 day, or when you say so.');
    expect(msg('start.kept', { count: 30 })).toBe('Deleted after 30 days, or when you say so.');
    expect(msg('start.privateText', { company: '{count} $& Ltd' })).toBe('{count} $& Ltd cannot see it.');
  });

  it('are looked up from the exact locale to the language', async () => {
    expect(localeChain('pt-BR')).toEqual(['pt-BR', 'pt']);
    expect(await loadMessages('pt-BR', { pt: async () => ({ 'app.close': 'Fechar' }) })).toEqual({
      'app.close': 'Fechar',
    });
    expect(await loadMessages('xx', {})).toEqual({});
  });

  it('are named once', () => expect(new Set(keys).size).toBe(keys.length));

  it('are all used, and every used name is there', async () => {
    const code = (await templates()).map(({ text }) => text).join('\n');
    const literal = [...code.matchAll(/msg\(\s*(?:[^'`(),]*\? )?'([\w.]+)'(?: : '([\w.]+)')?/g)]
      .flatMap(([, one, other]) => [one, other])
      .filter((key) => key !== undefined);
    expect(literal.filter((key) => !keys.includes(key))).toEqual([]);
    const prefixes = [...code.matchAll(/`(\w+\.(?:\w+\.)?)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const suffixes = [...code.matchAll(/\$\{\w+\}(\.\w+)`/g)].map(([, suffix]) => suffix ?? '');
    const unused = keys.filter(
      (key) =>
        !code.includes(`'${key}'`) &&
        !prefixes.some((prefix) => key.startsWith(prefix)) &&
        !suffixes.some((suffix) => key.endsWith(suffix)),
    );
    expect(unused).toEqual([]);
  });

  it('are the only texts in templates', async () => {
    const found: string[] = [];
    for (const { path, text } of (await templates()).filter((file) => file.text.includes('html`'))) {
      for (const [, words] of text.matchAll(/(?<!=)>([^<>`${}]*[A-Za-z]{2}[^<>`${}]*)</g))
        if (/^[\s\w.,:’'!?…-]+$/.test(words ?? '') && !/[;=]|\b(return|const)\b/.test(words ?? ''))
          found.push(`${path}: ${words?.trim()}`);
      for (const [, name, words] of text.matchAll(/\s(aria-label|title|placeholder|alt)="([^"$]+)"/g))
        found.push(`${path}: ${name}=${words}`);
    }
    expect(found).toEqual([]);
  });

  it('of a lazy view are known once it is loaded', () => {
    addEnglish(enMenu);
    expect(localized('en')('menu.erase')).toBe('Delete everything');
  });
});
