import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { me, openIn, product, run } from './element-pages.ts';
import { renderedByServer } from './framework-pages.ts';

const widget = resolve(import.meta.dirname, '../../packages/widget');

describe('the React component', () => {
  it('[N-15] says that it is for clients, and names React as its peer, in the versions that it is tested with', async () => {
    expect(await readFile(resolve(widget, 'dist/react.js'), 'utf8')).toMatch(/^["']use client["'];/);
    const { peerDependencies, peerDependenciesMeta } = JSON.parse(
      await readFile(resolve(widget, 'package.json'), 'utf8'),
    ) as Record<string, object>; // fields of a package
    expect(peerDependencies).toEqual({ react: '^18.0.0 || ^19.0.0' });
    expect(peerDependenciesMeta).toEqual({ react: { optional: true } });
    const imports = [
      ...(await readFile(resolve(widget, 'dist/react.js'), 'utf8')).matchAll(/from ["']([^."'][^"']*)["']/g),
    ];
    expect(imports.map(([, name]) => name)).toEqual(['react']);
  });

  it.each([18, 19] as const)(
    '[N-15] is rendered by a server with React %i, and continued without a mismatch',
    async (version) => {
      const html = await renderedByServer(version, product.server);
      expect(html).toContain('<interview-prep ');
      for (const attribute of [`server="${product.server}"`, 'mode="inline"', 'class="wide"', 'accent="#884400"'])
        expect(html).toContain(attribute);
      expect(html).not.toMatch(/object Object|getClientToken|An advert/i);
      await openIn(`React ${version} from a server`, { main: html });
      await me.page.getByText('Night Porter').first().waitFor();
      await me.page.getByText('A note of the page').waitFor();
      await me.find('#begin').click();
      await me.find('#draft').waitFor();
      expect(me.complaints).toEqual([]);
      expect(await run(`return [practice.ready, practice.tokens, practice.element.localName]`)).toEqual([
        1,
        1,
        'interview-prep',
      ]);
      expect(await me.page.locator('ip-app').count()).toBe(1);
    },
  );

  it('is continued without a mismatch where another script has defined the element before', async () => {
    const html = await renderedByServer(19, product.server);
    await openIn('React 19 from a server', { main: html, script: false });
    await run(
      `await import(new URL('../6/app/stdin.js', location.href)); await import(new URL('app/stdin.js', location.href))`,
    );
    await me.find('#begin').waitFor();
    expect(me.complaints).toEqual([]);
    expect(await run(`return [practice.ready, practice.tokens]`)).toEqual([1, 1]);
  });
});
