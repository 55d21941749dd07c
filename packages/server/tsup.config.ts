import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { defineConfig } from 'tsup';
import { build } from 'esbuild';
import { parse } from 'yaml';
import { validatorsModule } from './src/entrypoints/http/compiled-validators.ts';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    main: 'src/main.ts',
    testing: 'src/testing.ts',
    'document-child': 'src/adapters/documents/document-child.ts',
    'sqlite-writer': 'src/adapters/storage/sqlite/sqlite-writer.ts',
    'typst-worker': 'src/adapters/documents/typst-worker.ts',
  },
  format: 'esm',
  target: 'node22',
  platform: 'node',
  splitting: true,
  sourcemap: true,
  clean: true,
  // Optional, so tsup would bundle it: an installation may lack it, and then reports that.
  external: ['@aws-sdk/client-bedrock-runtime'],
  dts: process.env.IP_BUILD_TYPES === '0' ? false : { entry: { index: 'src/index.ts', testing: 'src/testing.ts' } },
  onSuccess: async () => {
    const root = resolve(import.meta.dirname, '../..');
    const assets = resolve(import.meta.dirname, 'assets');
    mkdirSync(resolve(assets, 'docs'), { recursive: true });
    const yaml = readFileSync(resolve(root, 'openapi.yaml'), 'utf8');
    writeFileSync(resolve(assets, 'openapi.yaml'), yaml);
    // Parsing the YAML takes half a second of every start; JSON takes none.
    const document: object = parse(yaml);
    writeFileSync(resolve(assets, 'openapi.json'), JSON.stringify(document));
    // Compiling them takes a quarter of a second of every start.
    await build({
      stdin: { contents: validatorsModule(document), resolveDir: import.meta.dirname },
      bundle: true,
      format: 'esm',
      platform: 'node',
      outfile: resolve(assets, 'request-validators.js'),
    });
    // The contract's renderer, so that /docs works without any other host.
    const redocly = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'));
    cpSync(resolve(redocly, 'lib/chunks/redoc.standalone.js'), resolve(assets, 'docs/redoc.standalone.js'));
  },
});
