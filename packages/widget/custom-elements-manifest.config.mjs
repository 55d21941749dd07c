import { readFileSync } from 'node:fs';

const LIFECYCLE = new Set(['connectedCallback', 'disconnectedCallback', 'updated']);

/** The members of unions such as `Theme`, because readers of the manifest cannot look them up. */
const unions = new Map(
  [
    ...readFileSync(new URL('src/page/frame-messages.ts', import.meta.url), 'utf8').matchAll(
      /^export type (\w+) = ('[^;]+');$/gm,
    ),
  ].map(([, name, text]) => [name, text]),
);

/** The custom properties that a page can set, from the style sheets that read them and the comments in them. */
const cssProperties = [
  ...['tokens', 'practice-tokens']
    .map((name) => readFileSync(new URL(`src/styles/${name}.styles.ts`, import.meta.url), 'utf8'))
    .join('')
    .matchAll(/\/\* (.+) \*\/\n +--_[\w-]+: var\((--ip-[a-z-]+), (.+)\);/g),
].map(([, description, name, value]) => ({ name, description, default: defaultOf(value) }));

function defaultOf(value) {
  const [, light, dark] = /^light-dark\((.+), (.+)\)$/.exec(value) ?? [];
  return light === undefined ? value : `${light} (light), ${dark} (dark)`;
}

/** Keeps only the public API, at the published paths. */
const published = {
  name: 'published',
  packageLinkPhase({ customElementsManifest: manifest }) {
    const declarations = manifest.modules.flatMap((module) => module.declarations ?? []);
    for (const declaration of declarations) {
      declaration.members = declaration.members?.filter(
        ({ name, privacy, static: isStatic }) =>
          privacy !== 'private' && privacy !== 'protected' && !isStatic && !LIFECYCLE.has(name),
      );
      declaration.events = declaration.events?.filter(({ name }) => name?.startsWith('ip-'));
      for (const item of [...(declaration.members ?? []), ...(declaration.attributes ?? [])]) {
        const union = unions.get(item.type?.text);
        if (union !== undefined) item.type = { text: union };
        if (item.default?.startsWith('new ')) delete item.default;
        delete item.inheritedFrom;
      }
      if (declaration.tagName) declaration.cssProperties = cssProperties;
      if (declaration.superclass?.module) delete declaration.superclass.module;
    }
    const path = 'dist/index.js';
    const reference = (name) => ({ name, module: path });
    manifest.modules = [
      {
        kind: 'javascript-module',
        path,
        declarations,
        exports: declarations.map(({ name }) => ({ kind: 'js', name, declaration: reference(name) })),
      },
      {
        kind: 'javascript-module',
        path: 'dist/define.js',
        declarations: [],
        exports: declarations.flatMap(({ tagName, name }) =>
          tagName ? [{ kind: 'custom-element-definition', name: tagName, declaration: reference(name) }] : [],
        ),
      },
    ];
  },
};

// oxlint-disable-next-line import/no-default-export -- the analyzer asks for it
export default {
  // Elements inside the shadow root are internal, and event classes are exported as types only.
  globs: ['src/interview-prep.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: [published],
};
