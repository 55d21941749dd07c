import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';
import type { Options } from 'tsup';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const embed = 'dist/embed/v1';

/** Style sheets are template strings, which no minifier touches. */
const lessWhitespace: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'less-whitespace',
  setup: ({ onLoad }) => {
    onLoad({ filter: /(\.styles|\/shell)\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replace(/(css`|const css = `)([^`]*)`/g, (_whole, before: string, css: string) => `${before}${squeezed(css)}\``),
    }));
  },
};

function squeezed(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim();
}

/**
 * One file for the whole first load. A bundler puts what several lazy parts share into a file for each combination of them,
 * which costs requests and compresses badly; here each lazy part claims to need all of the first load, which is there anyway.
 */
function firstLoadInOneFile(entry: string): NonNullable<Options['esbuildPlugins']>[number] {
  const lazy = new Set<string>();
  return {
    name: 'first-load-in-one-file',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
        if (kind === 'dynamic-import') lazy.add(resolve(resolveDir, path));
        return undefined;
      });
      onLoad({ filter: /\.ts$/ }, async ({ path }) => (lazy.has(path) ? { loader: 'ts', contents: `import ${JSON.stringify(entry)};${await readFile(path, 'utf8')}` } : undefined));
    },
  };
}

const shared: Options = { target: 'es2022', platform: 'browser', sourcemap: false, clean: false, treeshake: false };

// Once and before all of them: the builds below run at the same time and would clear away each other's files.
rmSync(here('dist'), { recursive: true, force: true });

export default defineConfig([
  // For developers: what they have themselves is not bundled.
  { ...shared, entry: { index: 'src/index.ts', define: 'src/define.ts', react: 'src/react.ts' }, format: ['esm'], dts: true, splitting: true },
  // For the script tag: the first half, which a recruiter may pin by its hash.
  {
    ...shared,
    entry: { loader: 'src/loader.ts' },
    outDir: embed,
    format: ['iife'],
    minify: true,
    outExtension: () => ({ js: '.js' }),
    onSuccess: async () => {
      const loader = await readFile(here(`${embed}/loader.js`));
      const integrity = `sha384-${createHash('sha384').update(loader).digest('base64')}`;
      await mkdir(here('dist/embed'), { recursive: true });
      await writeFile(here('dist/embed/v1/integrity.json'), `${JSON.stringify({ 'v1/loader.js': integrity }, undefined, 2)}\n`);
    },
  },
  // Its other half, the frame, and the element for trusting pages. A candidate loads one of the last two, so they share nothing.
  ...['host', 'frame', 'inline'].map((name): Options => ({
    ...shared,
    entry: { [name]: `src/${name}.ts` },
    outDir: embed,
    format: ['esm'],
    minify: true,
    splitting: true,
    noExternal: [/.*/],
    esbuildPlugins: [lessWhitespace, firstLoadInOneFile(here(`src/${name}.ts`))],
    esbuildOptions: (options) => {
      options.chunkNames = `${name}/[name]-[hash]`;
      options.legalComments = 'none';
      // The import that a lazy part claims runs nothing, and esbuild says so for each of them.
      options.logOverride = { 'ignored-bare-import': 'silent' };
    },
    onSuccess: async () => {
      if (name === 'frame') await writeFile(here(`${embed}/frame.html`), await frameHtml());
    },
  })),
]);

/** The page of the frame, which asks for all it needs at once. */
async function frameHtml(): Promise<string> {
  const entry = await readFile(here(`${embed}/frame.js`), 'utf8');
  const needed = [...entry.matchAll(/(?:from|import)"(\.\/frame\/[^"]+)"/g)].map(([, file]) => `    <link rel="modulepreload" href="${file}" />\n`);
  return (await readFile(here('src/frame.html'), 'utf8')).replace('    <script', `${needed.join('')}    <script`);
}
