import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { literalMinifier } from './literal-minifier.ts';

// Usage: node scripts/gallery/size.ts. Prints the bundle size of the widget: the first load by origin, and each lazy chunk.
const root = resolve(import.meta.dirname, '../..');
const result = await build({
  entryPoints: { frame: join(root, 'packages/widget/src/frame.ts') },
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  minify: true,
  legalComments: 'none',
  write: false,
  metafile: true,
  outdir: '/',
  conditions: ['production'],
  plugins: [literalMinifier],
  alias: { '@interview-prep/sdk': join(root, 'packages/sdk/src/index.ts') },
  nodePaths: [join(root, 'node_modules')],
});
const outputs = result.metafile.outputs;
const entry = Object.keys(outputs).find((path) => outputs[path]?.entryPoint?.endsWith('src/frame.ts')) ?? '';
const first = new Set([entry]);
for (const path of first)
  for (const { path: imported, kind } of outputs[path]?.imports ?? [])
    if (kind === 'import-statement') first.add(imported);
const compress = (text: string) => gzipSync(text, { level: 9 }).length;
let total = 0;
for (const { path, text } of result.outputFiles) {
  const name = Object.keys(outputs).find((output) => path.endsWith(output.replace(/^.*\//, '/'))) ?? path;
  const bytes = compress(text);
  if (first.has(name)) total += bytes;
  console.log(`${first.has(name) ? 'first' : 'later'} ${String(bytes).padStart(6)} ${path}`);
}
const origins = new Map<string, number>();
for (const path of first) {
  for (const [input, { bytesInOutput }] of Object.entries(outputs[path]?.inputs ?? {})) {
    const origin = input.includes('packages/widget')
      ? input.replace(/.*src\//, 'widget ')
      : input.includes('packages/sdk')
        ? 'sdk'
        : input.includes('eventsource')
          ? 'sdk'
          : 'lit';
    origins.set(origin, (origins.get(origin) ?? 0) + bytesInOutput);
  }
}
console.log(
  [...origins]
    .toSorted((a, b) => b[1] - a[1])
    .map(([origin, bytes]) => `${String(bytes).padStart(7)} raw ${origin}`)
    .join('\n'),
);
console.log(`first load ${total} bytes gzip, ${(total / 1024).toFixed(2)} KiB`);
