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
    onLoad({ filter: /(\.styles|\/panel)\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replace(
        /(css`|const css = `)([^`]*)`/g,
        (_whole, before: string, css: string) => `${before}${squeezed(css)}\``,
      ),
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
 * One file for the first load and one for the room. A bundler puts what lazy parts share into a file for each combination of
 * them, which costs requests and compresses badly. Here each lazy part claims to need the entry and the part that loads it,
 * which are there anyway when it comes.
 */
function fewerFiles(entry: string): NonNullable<Options['esbuildPlugins']>[number] {
  const claims = new Map<string, string>();
  return {
    name: 'fewer-files',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^\./ }, ({ kind, path, resolveDir, importer }) => {
        if (kind === 'dynamic-import') claims.set(resolve(resolveDir, path), importer);
        return undefined;
      });
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        const importer = claims.get(path);
        if (importer === undefined) return undefined;
        return {
          loader: 'ts',
          contents: `import ${JSON.stringify(entry)};import ${JSON.stringify(importer)};${await readFile(path, 'utf8')}`,
        };
      });
    },
  };
}

const shared: Options = { target: 'es2022', platform: 'browser', sourcemap: false, clean: false, treeshake: false };

// Once and before all of them: the builds below run at the same time and would clear away each other's files.
rmSync(here('dist'), { recursive: true, force: true });

export default defineConfig([
  // For developers: what they have themselves is not bundled.
  {
    ...shared,
    entry: { index: 'src/index.ts', define: 'src/define.ts', react: 'src/react.ts' },
    format: ['esm'],
    dts: true,
    splitting: true,
  },
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
      await writeFile(
        here('dist/embed/v1/integrity.json'),
        `${JSON.stringify({ 'v1/loader.js': integrity }, undefined, 2)}\n`,
      );
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
    esbuildPlugins: [lessWhitespace, fewerFiles(here(`src/${name}.ts`))],
    esbuildOptions: (options) => {
      options.chunkNames = `${name}/[name]-[hash]`;
      options.legalComments = 'none';
      // What a lazy part claims runs nothing, and esbuild says so for each of them.
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
  const needed = [...entry.matchAll(/(?:from|import)"(\.\/frame\/[^"]+)"/g)].map(
    ([, file]) => `    <link rel="modulepreload" href="${file}" />\n`,
  );
  return (await readFile(here('src/frame.html'), 'utf8')).replace('    <script', `${needed.join('')}    <script`);
}
