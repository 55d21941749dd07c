import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const PACKAGES = ['server', 'sdk', 'widget'] as const;

type Import = { readonly file: string; readonly name: string; readonly target: string | undefined };

/** Which part of the server may import from which. The files beside them wire the parts and may see what they need. */
const MAY_SEE: Readonly<Record<string, readonly string[]>> = {
  core: ['core', 'contract'],
  adapters: ['core', 'adapters', 'contract'],
  entrypoints: ['core', 'entrypoints', 'contract'],
};

/**
 * Files outside the three parts that an entry point or adapter may read: plain facts about the server, no behaviour of
 * a vendor.
 */
const OPEN_FILES = ['assets.ts', 'limits.ts', 'model-name.ts'];
/** The terminal starts a whole server, and the HTTP server takes the services by their type. */
const OPEN_TO_ENTRYPOINTS = [...OPEN_FILES, 'config.ts', 'start-server.ts', 'app.ts'];

/** Packages the core may use. */
const CORE_PACKAGES = ['zod'];
/** Node built-ins the core may use, and where. */
const CORE_BUILT_INS: Readonly<Record<string, readonly string[]>> = { 'node:crypto': ['kernel', 'tenancy'] };

/** Modules of the core that every other module may import. */
const SHARED_MODULES = ['kernel', 'tenancy', 'engine'];
/** The table of all decisions imports from several modules and belongs to none. */
const ABOVE_MODULES = ['packages/server/src/core/decisions.ts'];

const MOST_LINES = 300;
const isGenerated = (path: string) => path.endsWith('openapi.d.ts');
const isForTests = (path: string) =>
  /\.(?:test|suite|test-d)\.ts$/.test(path) ||
  path.includes('/src/testing/') ||
  path.endsWith('/src/testing.ts') ||
  /\/test-[a-z-]+\.ts$/.test(path) ||
  path.includes('.hostile.');

const inRoot = (path: string) => relative(ROOT, path);
const filesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(ROOT, folder, path));

const files = PACKAGES.flatMap((name) => filesOf(`packages/${name}/src`));
const sourceOf = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const WITHOUT_COMMENTS = /\/\*[\s\S]*?\*\/|(?<=^|[\s;{}()])\/\/.*$/gm;

const imports: Import[] = files.flatMap((file) =>
  [...(sourceOf.get(file) ?? '').replace(WITHOUT_COMMENTS, '').matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(
    ([, name = '']) => ({
      file: inRoot(file),
      name,
      target: name.startsWith('.') ? inRoot(resolve(dirname(file), name)) : undefined,
    }),
  ),
);

const production = imports.filter(({ file }) => !isForTests(`/${file}`));
const local = (edges: readonly Import[]) =>
  edges.flatMap(({ file, name, target }) => (target === undefined ? [] : [{ file, name, target }]));

const SERVER = 'packages/server/src';
const partOf = (path: string) => relative(SERVER, path).split('/')[0] ?? '';
const moduleOf = (path: string) => relative(`${SERVER}/core`, path).split('/')[0] ?? '';
const inServer = (path: string) => path.startsWith(`${SERVER}/`);
const shown = (edges: readonly { file: string; name: string }[]) => edges.map(({ file, name }) => `${file} → ${name}`);

describe('the server', () => {
  it('keeps every import inside the parts it may see', () => {
    const open = (part: string) =>
      part === 'entrypoints' ? OPEN_TO_ENTRYPOINTS : part === 'adapters' ? OPEN_FILES : [];
    const trespasses = local(production).filter(({ file, target }) => {
      const part = partOf(file);
      const allowed = inServer(file) ? MAY_SEE[part] : undefined;
      return allowed !== undefined && !allowed.includes(partOf(target)) && !open(part).includes(partOf(target));
    });
    expect(shown(trespasses)).toEqual([]);
  });

  it('names adapters in compose.ts only', () => {
    const named = local(production).filter(
      ({ file, target }) =>
        inServer(file) && partOf(target) === 'adapters' && partOf(file) !== 'adapters' && partOf(file) !== 'compose.ts',
    );
    expect(shown(named)).toEqual([]);
  });

  it('keeps frameworks and vendors out of the core', () => {
    const strangers = production.filter(({ file, name, target }) => {
      if (target !== undefined || !inServer(file) || partOf(file) !== 'core') return false;
      return !CORE_PACKAGES.includes(name) && !(CORE_BUILT_INS[name]?.includes(moduleOf(file)) ?? false);
    });
    expect(shown(strangers)).toEqual([]);
  });

  it('lets one module of the core import from another only through its ports', () => {
    const shortcuts = local(production).filter(({ file, target }) => {
      if (!inServer(file) || partOf(file) !== 'core' || partOf(target) !== 'core' || ABOVE_MODULES.includes(file))
        return false;
      return (
        moduleOf(file) !== moduleOf(target) &&
        !SHARED_MODULES.includes(moduleOf(target)) &&
        basename(target) !== 'ports.ts'
      );
    });
    expect(shown(shortcuts)).toEqual([]);
  });

  it('never imports from its own client', () => {
    expect(shown(production.filter(({ file, name }) => inServer(file) && name.startsWith('@interview-prep/')))).toEqual(
      [],
    );
  });
});

describe('the widget', () => {
  const ofWidget = production.filter(({ file }) => file.startsWith('packages/widget/src/'));
  /** React is for the wrapper that an application with React asks for by its own address. */
  const MAY_IMPORT = /^(?:\.{1,2}\/|lit(?:\/|$)|@interview-prep\/sdk$)/;

  it('imports only Lit and the public entry of the SDK', () => {
    const strangers = ofWidget.filter(
      ({ file, name }) =>
        !MAY_IMPORT.test(name) && !(basename(file) === 'react.ts' && ['react', '@lit/react'].includes(name)),
    );
    expect(shown(strangers)).toEqual([]);
  });

  it('never reaches the network by itself', () => {
    const reaching = files
      .filter((file) => inRoot(file).startsWith('packages/widget/src/') && !isForTests(file))
      .filter((file) =>
        /(?<![\w.])(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\(|(?:window|globalThis|self)\.fetch\b/.test(
          (sourceOf.get(file) ?? '').replace(WITHOUT_COMMENTS, ''),
        ),
      );
    expect(reaching.map(inRoot)).toEqual([]);
  });
});

describe('the SDK', () => {
  it('imports nothing but its one parser', () => {
    const strangers = production.filter(
      ({ file, name, target }) =>
        file.startsWith('packages/sdk/src/') && target === undefined && name !== 'eventsource-parser',
    );
    expect(shown(strangers)).toEqual([]);
  });
});

describe('every package', () => {
  it('has no import cycles, type imports included', () => {
    expect(cyclesIn(local(production))).toEqual([]);
  });

  it('stays inside its own folder', () => {
    const strays = local(production).filter(({ file, target }) => packageOf(file) !== packageOf(target));
    expect(shown(strays)).toEqual([]);
  });

  it('does not import test code into what is shipped', () => {
    const leaks = local(production).filter(({ target }) => isForTests(`/${target}`));
    expect(shown(leaks)).toEqual([]);
  });

  it('says by name what it exports', () => {
    const wholesale = files.filter(
      (file) =>
        !isGenerated(file) &&
        /^\s*export\s+(?:type\s+)?\*/m.test((sourceOf.get(file) ?? '').replace(WITHOUT_COMMENTS, '')),
    );
    expect(wholesale.map(inRoot)).toEqual([]);
  });

  it('keeps its files small', () => {
    const large = files
      .filter((file) => !isGenerated(file))
      .flatMap((file) => {
        const lines = (sourceOf.get(file) ?? '').split('\n').length - 1;
        return lines > MOST_LINES ? [`${inRoot(file)}: ${lines}`] : [];
      });
    expect(large).toEqual([]);
  });

  it('is looked at as a whole', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(local(production).length).toBeGreaterThan(400);
  });
});

describe('the search for cycles', () => {
  const edges = (...pairs: readonly string[]) =>
    pairs.map((pair) => ({ file: pair.charAt(0), name: pair, target: pair.charAt(1) }));

  it('finds a ring of any length and nothing else', () => {
    expect(cyclesIn(edges('ab', 'bc', 'ac'))).toEqual([]);
    expect(cyclesIn(edges('ab', 'bc', 'ca', 'da'))).toEqual(['a → b → c → a']);
    expect(cyclesIn(edges('aa'))).toEqual(['a → a']);
  });
});

function packageOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}

/** Each ring once, written from where it was met first. */
function cyclesIn(edges: readonly { file: string; target: string }[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { file, target } of edges) targets.set(file, [...(targets.get(file) ?? []), target]);
  const done = new Set<string>();
  const rings: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const before = path.indexOf(file);
    if (before >= 0) {
      rings.push([...path.slice(before), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  return rings;
}
