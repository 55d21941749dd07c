import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import { compile } from 'svelte/compiler';
import { InterviewPrep } from '@interview-prep/sdk';
import type { Product } from './product.ts';

const root = resolve(import.meta.dirname, '../..');
const apps = resolve(root, 'tests/frameworks/apps');
const installed = (path: string) => resolve(root, path);

const svelte: Plugin = {
  name: 'svelte',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.svelte$/ }, async ({ path }) => ({
      contents: compile(await readFile(path, 'utf8'), { filename: path, generate: 'client' }).js.code,
      loader: 'js',
    }));
  },
};

type Entry = { readonly stdin: string; readonly alias?: Record<string, string> };

const react18 = {
  react: installed('tests/frameworks/react-18/node_modules/react'),
  'react-dom': installed('tests/frameworks/react-18/node_modules/react-dom'),
};

const ENTRIES: Readonly<Record<string, Entry>> = {
  'React 19': { stdin: `import './react.jsx'` },
  'React 18': { stdin: `import './react.jsx'`, alias: react18 },
  'Vue 3': { stdin: `import './vue.js'`, alias: { vue: installed('node_modules/vue/dist/vue.esm-bundler.js') } },
  'Svelte 5': {
    stdin: `import { mount } from 'svelte'; import App from './svelte.svelte'; mount(App, { target: document.querySelector('main') });`,
  },
  'React 19 from a server': { stdin: `import './react-hydrate.jsx'` },
  'React 18 from a server': { stdin: `import './react-hydrate.jsx'`, alias: react18 },
  'no framework': { stdin: `import '@interview-prep/widget/define'; import './practice.js'` },
};

/** The frameworks whose pages are tested in the same way. */
export const FRAMEWORKS = ['React 19', 'React 18', 'Vue 3', 'Svelte 5'];

const NAMES = Object.keys(ENTRIES);

/** A page of the site. `script` is whether it loads its module by itself, and not only when a test imports `app`. */
export type FrameworkPage = {
  readonly head?: string;
  readonly main?: string;
  readonly policy?: string;
  readonly script?: boolean;
};

/** What React of a version renders in Node, where there is no `window`. */
export async function renderedByServer(version: 18 | 19, server: string): Promise<string> {
  const outfile = resolve(apps, `../react-${version}-server.bundle.mjs`);
  await build({
    entryPoints: [resolve(apps, 'react-server.jsx')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    jsx: 'automatic',
    alias: version === 18 ? react18 : {},
    // React is CommonJS, and asks for modules of Node.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    logLevel: 'silent',
  });
  try {
    const { html } = (await import(outfile)) as { html: (server: string) => string }; // bundled above
    return html(server);
  } finally {
    await rm(outfile);
  }
}

/** The widget inside an application of a framework, bundled as a developer would. */
async function bundled(framework: string): Promise<Map<string, Uint8Array>> {
  const { stdin = '', alias = {} } = ENTRIES[framework] ?? {};
  const { outputFiles } = await build({
    stdin: { contents: stdin, resolveDir: apps },
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/app',
    write: false,
    jsx: 'automatic',
    alias,
    conditions: ['svelte', 'browser', 'module'],
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
    },
    plugins: [svelte],
    logLevel: 'silent',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path, contents]));
}

/** A product of a developer: a page for each framework, and a backend that mints tokens. */
export type FrameworkPages = {
  readonly origin: string;
  url(framework: string, page?: FrameworkPage): string;
  close(): Promise<void>;
};

export async function frameworkPages({ server, secretKey }: Product): Promise<FrameworkPages> {
  const files = new Map<string, Uint8Array>();
  const pages: FrameworkPage[] = [];
  for (const [at, framework] of NAMES.entries())
    for (const [path, contents] of await bundled(framework)) files.set(`/${at}${path}`, contents);
  const backend = new InterviewPrep({ baseUrl: server, secretKey });
  let origin = '';
  const site = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    if (pathname === '/token') {
      const externalId = searchParams.get('person') ?? '';
      const { token } = await backend.clientTokens.create({ candidate: { externalId }, origin });
      return void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ token }));
    }
    const file = files.get(pathname);
    if (file) return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(file);
    const page = pages[Number(/\/page-(\d+)$/.exec(pathname)?.[1])];
    if (page === undefined) return void response.writeHead(404).end();
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      ...(page.policy !== undefined && { 'content-security-policy': page.policy }),
    });
    response.end(htmlOf(page));
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`; // a TCP server has a port
  return {
    origin,
    url: (framework, page = {}) =>
      `${origin}/${NAMES.indexOf(framework)}/page-${pages.push(page) - 1}?server=${encodeURIComponent(server)}`,
    async close() {
      site.closeAllConnections();
      site.close();
    },
  };
}

const htmlOf = ({ head = '', main = '', script = true }: FrameworkPage): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jobs</title><link rel="icon" href="data:,">${head}` +
  `</head><body><main>${main}</main><aside></aside>${script ? '<script type="module" src="app/stdin.js"></script>' : ''}` +
  '</body></html>';
