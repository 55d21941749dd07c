import { basename, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  cyclesIn,
  folderEdges,
  folderOf,
  importsOf,
  isForTests,
  isGenerated,
  localProduction,
  production,
  shown,
  sources,
  withoutComments,
} from './imports.ts';
import { CORE, coreFolderOf, misplacedFolders, shortcuts, upwardImports } from './layers.ts';

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
/** The terminal starts a whole server, and takes its services by their type. */
const OPEN_TO_ENTRYPOINTS = [...OPEN_FILES, 'config.ts', 'start-server.ts', 'composition'];

/** Packages the core may use. */
const CORE_PACKAGES = ['zod'];
/** Node built-ins the core may use, and where. */
const CORE_BUILT_INS: Readonly<Record<string, readonly string[]>> = { 'node:crypto': ['kernel', 'identity'] };

const MOST_LINES = 300;

const SERVER = 'packages/server/src';
/** Read by the widget on its page and by the server. */
const SHARED = 'packages/structured-data';
const partOf = (path: string) => relative(SERVER, path).split('/')[0] ?? '';
const inServer = (path: string) => path.startsWith(`${SERVER}/`);
const files = [...sources.keys()];

describe('the server', () => {
  it('keeps every import inside the parts it may see', () => {
    const open = (part: string) =>
      part === 'entrypoints' ? OPEN_TO_ENTRYPOINTS : part === 'adapters' ? OPEN_FILES : [];
    const trespasses = localProduction.filter(({ file, target }) => {
      const part = partOf(file);
      const allowed = inServer(file) ? MAY_SEE[part] : undefined;
      if (target.startsWith(`${SHARED}/`) && part === 'core') return false;
      return allowed !== undefined && !allowed.includes(partOf(target)) && !open(part).includes(partOf(target));
    });
    expect(shown(trespasses)).toEqual([]);
  });

  it('names adapters in its composition only', () => {
    const named = localProduction.filter(
      ({ file, target }) =>
        inServer(file) && partOf(target) === 'adapters' && !['adapters', 'composition'].includes(partOf(file)),
    );
    expect(shown(named)).toEqual([]);
  });

  it('keeps frameworks and vendors out of the core', () => {
    const strangers = production.filter(({ file, name, target }) => {
      if (target !== undefined || !inServer(file) || partOf(file) !== 'core') return false;
      return !CORE_PACKAGES.includes(name) && !(CORE_BUILT_INS[name]?.includes(coreFolderOf(file)) ?? false);
    });
    expect(shown(strangers)).toEqual([]);
  });

  it('puts each folder of the core in exactly one layer', () => {
    const folders = files.filter((file) => file.startsWith(`${CORE}/`)).map(coreFolderOf);
    expect(misplacedFolders([...new Set(folders)])).toEqual([]);
  });

  it('imports only from lower layers of the core, or from the ports of another folder of the same layer', () => {
    expect(shown(upwardImports(localProduction))).toEqual([]);
  });

  it('lets one folder of the core import from another only through its ports', () => {
    expect(shown(shortcuts(localProduction))).toEqual([]);
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
      .filter((file) => file.startsWith('packages/widget/src/') && !isForTests(`/${file}`))
      .filter((file) =>
        /(?<![\w.])(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon)\s*\(|(?:window|globalThis|self)\.fetch\b/.test(
          withoutComments(sources.get(file) ?? ''),
        ),
      );
    expect(reaching).toEqual([]);
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
    expect(cyclesIn(localProduction)).toEqual([]);
  });

  it('has no import cycles between folders', () => {
    expect(cyclesIn(folderEdges(localProduction))).toEqual([]);
  });

  it('stays inside its own folder, but for the shared reader of structured data', () => {
    const strays = localProduction.filter(
      ({ file, target }) => packageOf(file) !== packageOf(target) && packageOf(target) !== SHARED,
    );
    expect(shown(strays)).toEqual([]);
  });

  it('keeps the shared reader free of imports, since it is bundled into two of them', () => {
    const strangers = production.filter(({ file, name }) => file.startsWith(`${SHARED}/`) && !name.startsWith('./'));
    expect(shown(strangers)).toEqual([]);
  });

  it('does not import test code into what is shipped', () => {
    const leaks = localProduction.filter(({ target }) => isForTests(`/${target}`));
    expect(shown(leaks)).toEqual([]);
  });

  it('says by name what it exports', () => {
    const wholesale = files.filter(
      (file) => !isGenerated(file) && /^\s*export\s+(?:type\s+)?\*/m.test(withoutComments(sources.get(file) ?? '')),
    );
    expect(wholesale).toEqual([]);
  });

  it('keeps its files small', () => {
    const large = files
      .filter((file) => !isGenerated(file))
      .flatMap((file) => {
        const lines = (sources.get(file) ?? '').split('\n').length - 1;
        return lines > MOST_LINES ? [`${file}: ${lines}`] : [];
      });
    expect(large).toEqual([]);
  });

  it('is looked at as a whole', () => {
    expect(files.length).toBeGreaterThan(200);
    expect(localProduction.length).toBeGreaterThan(400);
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

describe('the search for folders', () => {
  it('takes the files that wire a package one by one, and all others by their folder', () => {
    expect(folderOf('packages/sdk/src/errors.ts')).toBe('packages/sdk/src/errors.ts');
    expect(folderOf(`${CORE}/decisions.ts`)).toBe(`${CORE}/decisions.ts`);
    expect(folderOf('packages/widget/src/views/coach/composer.ts')).toBe('packages/widget/src/views/coach');
  });
});

describe('the search for imports', () => {
  const named = (text: string) => importsOf(`${CORE}/chat/a.ts`, text).map(({ name }) => name);

  it('finds imports of values and of types, exports from elsewhere, and loads at run time', () => {
    const text =
      "import a from './a.ts';\nimport type { B } from 'b';\nexport { c } from '../c.ts';\nawait import('d');";
    expect(named(text)).toEqual(['./a.ts', 'b', '../c.ts', 'd']);
  });

  it('finds nothing in comments and strings', () => {
    expect(named("// import './a.ts'\nconst text = \"taken from './b.ts'\";\nconst other = ` from '`;\n")).toEqual([]);
  });
});

describe('the check of layers', () => {
  const edge = (from: string, to: string) => ({ file: `${CORE}/${from}`, name: to, target: `${CORE}/${to}` });

  it('refuses an import of a higher layer, and one beside the ports', () => {
    const up = [edge('postings/a.ts', 'chat/ports.ts'), edge('calendar/a.ts', 'postings/postings.ts')];
    const down = [edge('chat/a.ts', 'postings/ports.ts'), edge('chat/a.ts', 'chat/b.ts')];
    expect(shown(upwardImports([...up, ...down]))).toEqual(shown(up));
    expect(shown(shortcuts([edge('chat/a.ts', 'postings/postings.ts'), edge('chat/a.ts', 'kernel/ids.ts')]))).toEqual(
      shown([edge('chat/a.ts', 'postings/postings.ts')]),
    );
  });

  it('refuses a folder that no layer names', () => {
    expect(misplacedFolders(['kernel', 'unheard'])).toContain('unheard is in no layer');
  });
});

function packageOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}
