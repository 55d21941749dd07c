/** Writes each package's `contract/openapi.d.ts` from `openapi.yaml`. With `--check` it only says whether they are fresh. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';

const root = resolve(import.meta.dirname, '..');
const targets = ['sdk', 'server'].map((name) => resolve(root, `packages/${name}/src/contract/openapi.d.ts`));

export async function generatedTypes(): Promise<string> {
  const nodes = await openapiTS(new URL('../openapi.yaml', import.meta.url), { alphabetize: false, exportType: true });
  return `// Generated from openapi.yaml by \`npm run generate\`. Do not edit.\n${astToString(nodes)}`;
}

export async function staleTypes(): Promise<string[]> {
  const fresh = await generatedTypes();
  return targets.filter((path) => read(path) !== fresh);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

if (process.argv[1] === import.meta.filename) {
  const stale = await staleTypes();
  if (process.argv.includes('--check')) {
    if (stale.length > 0) console.error('Stale contract types. Run: npm run generate');
    process.exitCode = stale.length > 0 ? 1 : 0;
  } else {
    const fresh = await generatedTypes();
    for (const path of stale) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, fresh);
    }
    console.log(`contract types: ${stale.length} written, ${targets.length - stale.length} fresh`);
  }
}
