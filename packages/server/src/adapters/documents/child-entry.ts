import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

let compiled: string | undefined;

/** The file a document child starts from: the built one beside us or, while we run from source, one compiled once. */
export function childEntry(): string {
  const built = fileURLToPath(new URL('./document-child.js', import.meta.url));
  if (existsSync(built)) return built;
  compiled ??= compiledChild();
  return compiled;
}

type Compiler = {
  buildSync(options: Record<string, unknown>): { outputFiles: { path: string; contents: Uint8Array }[] };
};

/**
 * Compiles the child into node_modules/.cache by the compiler inside tsx. Running it through tsx itself would also rewrite
 * pdf.js with a source map, which takes seconds and more memory than a child may have.
 */
function compiledChild(): string {
  const require = createRequire(import.meta.url);
  const tsx = require.resolve('tsx/package.json');
  const folder = join(dirname(dirname(tsx)), '.cache', 'interview-prep');
  // Untyped, because the compiler is a dependency of our tools and not of ours.
  const { buildSync } = createRequire(tsx)('esbuild') as Compiler;
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL('./document-child.ts', import.meta.url))],
    outdir: folder,
    write: false,
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    entryNames: '[name]-[hash]',
    outExtension: { '.js': '.mjs' },
  });
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of outputFiles) {
    if (existsSync(path)) continue;
    // Several test processes may do this at once: a file is either whole or not there.
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, contents);
    renameSync(draft, path);
  }
  const entry = outputFiles.find(({ path }) => path.includes('document-child-'));
  if (entry === undefined) throw new Error('the document child was not compiled');
  return entry.path;
}
