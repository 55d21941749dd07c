import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { type Bench, type Figure, requireGoals, table } from './report.ts';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const EMBED = path('../packages/widget/dist/embed/v1/');
const SDK = path('../packages/sdk/dist/index.js');

/** The files a browser fetches for a module before anything is asked for lazily: its own and what it imports statically. */
async function staticFiles(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    splitting: true,
    outdir: dirname(entry),
    absWorkingDir: '/',
    logLevel: 'silent',
  });
  const found = new Set<string>();
  const visit = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const { path: imported, kind } of metafile.inputs[file]?.imports ?? [])
      if (kind === 'import-statement') visit(imported);
  };
  const [first] = Object.keys(metafile.inputs).filter((file) => resolve('/', file) === entry);
  if (first === undefined) throw new Error(`${entry} is not built.`);
  visit(first);
  return [...found].map((file) => resolve('/', file));
}

const gzipBytes = (bytes: Uint8Array): number => gzipSync(bytes, { level: 9 }).length;

/** Each file travels by itself, so each is compressed by itself. */
async function firstLoad(entry: string): Promise<{ bytes: number; files: number }> {
  const files = await staticFiles(resolve(EMBED, entry));
  const sizes = await Promise.all(files.map(async (file) => gzipBytes(await readFile(file))));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: files.length };
}

async function sdkBytes(): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [SDK],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('The SDK gave no bundle.');
  return brotliCompressSync(file.contents).length;
}

/** What is downloaded, compressed. Every size limit is required. */
export const sizes: Bench = async () => {
  const [loader, frame, inline, sdk] = await Promise.all([
    readFile(resolve(EMBED, 'loader.js')).then(gzipBytes),
    firstLoad('frame.js'),
    firstLoad('inline.js'),
    sdkBytes(),
  ]);
  const figure = (what: string, bytes: number, limit: { kib: number; note: string }): Figure => ({
    bench: 'sizes',
    what,
    value: bytes,
    unit: 'bytes',
    goal: { at: 'most', value: limit.kib * 1024 },
    required: true,
    note: limit.note,
  });
  return [
    figure('loader', loader, { kib: 2, note: 'gzip' }),
    figure('first load in the frame', frame.bytes, { kib: 22, note: `gzip, ${frame.files} files` }),
    figure('first load inline', inline.bytes, { kib: 24, note: `gzip, ${inline.files} files` }),
    figure('SDK, bundled and minified', sdk, { kib: 7, note: 'brotli' }),
  ];
};

// Run by itself it is the check that the tests call.
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const figures = await sizes({ quick: true });
  console.log(table(figures));
  requireGoals(figures);
}
