// Prints the gzipped download sizes and fails when one exceeds its limit. Run it after the build.
import { readFile, readdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist/embed/v1/', import.meta.url));

/** The files that are fetched for an entry before any dynamic import. */
export async function staticFiles(entry, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  const text = await readFile(entry, 'utf8');
  for (const [, file] of text.matchAll(/(?:from|import)"(\.[^"]+)"/g))
    await staticFiles(resolve(dirname(entry), file), found);
  return found;
}

async function gzipped(...entries) {
  const files = new Set();
  for (const entry of entries) await staticFiles(resolve(dist, entry), files);
  // Files are compressed separately because each is transferred separately.
  const sizes = await Promise.all([...files].map(async (file) => gzipSync(await readFile(file), { level: 9 }).length));
  return { files: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

const chunks = await readdir(resolve(dist, 'frame'));
const chunk = (name) => `frame/${chunks.find((file) => file.startsWith(`${name}-`))}`;
const frame = ['frame.html', 'frame.js'];

const rows = [
  { what: 'loader', ...(await gzipped('loader.js')), limit: 2048 },
  { what: 'host (second stage of the loader)', ...(await gzipped('host.js')), limit: 4.5 * 1024 },
  { what: 'first load in the frame, with its page', ...(await gzipped(...frame)), limit: 22 * 1024 },
  { what: 'first load inline', ...(await gzipped('inline.js')), limit: 24 * 1024 },
  { what: 'frame with chat', ...(await gzipped(...frame, chunk('practice-view'))), limit: 35 * 1024 },
  {
    what: 'frame with chat and cards',
    ...(await gzipped(...frame, chunk('practice-view'), chunk('cards-view'))),
    limit: 38.5 * 1024,
  },
];
for (const { what, files, bytes, limit } of rows)
  // oxlint-disable-next-line no-console -- this is what it is for
  console.log(`${bytes > limit ? 'TOO LARGE ' : ''}${what}: ${bytes} bytes gzip in ${files} file(s), limit ${limit}`);
process.exitCode = rows.some(({ bytes, limit }) => bytes > limit) ? 1 : 0;
