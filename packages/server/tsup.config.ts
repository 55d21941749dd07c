import { cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { defineConfig } from 'tsup';

export default defineConfig({
  entry: {
    index: 'src/index.ts',
    main: 'src/main.ts',
    testing: 'src/testing.ts',
    'document-child': 'src/adapters/documents/document-child.ts',
    'typst-worker': 'src/adapters/documents/typst-worker.ts',
  },
  format: 'esm',
  target: 'node20',
  platform: 'node',
  splitting: true,
  sourcemap: true,
  clean: true,
  dts: process.env.IP_BUILD_TYPES === '0' ? false : { entry: { index: 'src/index.ts', testing: 'src/testing.ts' } },
  onSuccess: async () => {
    const root = resolve(import.meta.dirname, '../..');
    const assets = resolve(import.meta.dirname, 'assets');
    cpSync(resolve(root, 'openapi.yaml'), resolve(assets, 'openapi.yaml'));
    mkdirSync(resolve(assets, 'docs'), { recursive: true });
    // The contract's renderer, so that /docs works without any other host.
    const redocly = dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json'));
    cpSync(resolve(redocly, 'lib/chunks/redoc.standalone.js'), resolve(assets, 'docs/redoc.standalone.js'));
  },
});
