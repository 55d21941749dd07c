import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';
import type { Options } from 'tsup';
import ts from 'typescript';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const embed = 'dist/embed/v1';

/** Style sheets are template strings, which esbuild does not minify. */
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

/** The folders of other people's packages of which the files of the script tag contain something. */
const contained = new Set<string>();

const noticesOfOthers: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'notices-of-others',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/node_modules\// }, ({ path }) => {
      const [folder] = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
      if (folder !== undefined) contained.add(folder);
      return undefined;
    });
  },
};

/** Their licences, which are served beside the files: comments in them would be downloaded by every visitor. */
async function licences(): Promise<string> {
  const texts = await Promise.all(
    [...contained].toSorted().map(async (folder) => {
      const name = folder.replace(/^.*\/node_modules\//, '');
      return `${name}\n\n${(await readFile(`${folder}/LICENSE`, 'utf8')).trim()}\n`;
    }),
  );
  return `The files of this folder are part of Interview Prep (Apache-2.0) and contain:\n\n${texts.join('\n\n')}`;
}

/** Resources of the SDK that no view calls; most of them need a secret key. */
const UNUSED = ['clientTokens', 'serviceTokens', 'toolServers', 'keys', 'usage', 'health'];

/** Leaves out of the SDK what the files of the script tag never call: no page sees their client. */
const withoutUnusedResources: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'without-unused-resources',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/sdk\/dist\/index\.js$/ }, async ({ path }) => {
      let contents = await readFile(path, 'utf8');
      for (const name of UNUSED) {
        const created = new RegExp(`^ *this\\.${name} = \\w+\\(http\\);\\n`, 'm');
        if (!created.test(contents)) throw new Error(`The SDK creates no resource ${name}.`);
        contents = contents.replace(created, '');
      }
      return { contents };
    });
  },
};

/** Replaces line breaks and indentation inside `html` templates by one space, which HTML displays in the same way. */
function withoutIndentation(source: string): string {
  const file = ts.createSourceFile('view.ts', source, ts.ScriptTarget.Latest, true);
  const texts: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html') {
      const { template } = node;
      texts.push(
        ...(ts.isTemplateExpression(template)
          ? [template.head, ...template.templateSpans.map(({ literal }) => literal)]
          : [template]),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return texts
    .toSorted((a, b) => b.getStart() - a.getStart())
    .reduce(
      (result, node) =>
        result.slice(0, node.getStart()) + node.getText().replace(/\s*\n\s*/g, ' ') + result.slice(node.getEnd()),
      source,
    );
}

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
 * Bundles one file for the first load and one per lazily loaded view. A bundler puts code shared by lazy views into one
 * file per combination, which costs requests and compresses badly. Here each lazy view imports the entry and the module
 * that loads it, which are loaded already.
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
        const imports =
          importer === undefined ? '' : `import ${JSON.stringify(entry)};import ${JSON.stringify(importer)};`;
        return { loader: 'ts', contents: imports + withoutIndentation(await readFile(path, 'utf8')) };
      });
    },
  };
}

const shared: Options = { target: 'es2022', platform: 'browser', sourcemap: false, clean: false, treeshake: false };

// Once, before all builds: they run in parallel and would delete each other's files.
rmSync(here('dist'), { recursive: true, force: true });

export default defineConfig([
  // For npm: dependencies are not bundled.
  {
    ...shared,
    entry: { index: 'src/index.ts', define: 'src/define.ts', react: 'src/react.ts' },
    format: ['esm'],
    dts: true,
    splitting: true,
  },
  // For the script tag: the first stage, which a site owner may pin by its integrity hash.
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
  // The second stage, the iframe, and the element for `data-isolation="none"`. A page loads either the iframe or the
  // element, so they share no files.
  ...['host', 'frame', 'inline'].map((name): Options => ({
    ...shared,
    entry: { [name]: `src/${name}.ts` },
    outDir: embed,
    format: ['esm'],
    minify: true,
    splitting: true,
    noExternal: [/.*/],
    esbuildPlugins: [noticesOfOthers, lessWhitespace, withoutUnusedResources, fewerFiles(here(`src/${name}.ts`))],
    esbuildOptions: (options) => {
      options.chunkNames = `${name}/[name]-[hash]`;
      options.legalComments = 'none';
      // The added imports have no effect, which esbuild would report for each of them.
      options.logOverride = { 'ignored-bare-import': 'silent' };
    },
    onSuccess: async () => {
      await writeFile(here(`${embed}/licenses.txt`), await licences());
      if (name === 'frame') await writeFile(here(`${embed}/frame.html`), await frameHtml());
    },
  })),
]);

/** The page of the iframe, with a preload link for each file of the first load. */
async function frameHtml(): Promise<string> {
  const entry = await readFile(here(`${embed}/frame.js`), 'utf8');
  const needed = [...entry.matchAll(/(?:from|import)"(\.\/frame\/[^"]+)"/g)].map(
    ([, file]) => `    <link rel="modulepreload" href="${file}" />\n`,
  );
  return (await readFile(here('src/frame.html'), 'utf8')).replace('    <script', `${needed.join('')}    <script`);
}
