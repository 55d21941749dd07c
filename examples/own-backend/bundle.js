import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The page's script with the widget from npm in it, as any bundler makes it: file name → bytes. Parts that are needed
 * later stay apart.
 */
export async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('browser.js', import.meta.url))],
    outdir: '/assets',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
    logLevel: 'error',
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.split(/[\\/]/).at(-1), Buffer.from(contents)]));
}
