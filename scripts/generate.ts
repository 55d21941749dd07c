/**
 * Writes each package's `contract/openapi.d.ts` and `contract/event-types.ts` from `openapi.yaml`. With `--check` it only
 * says whether they are fresh.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';

const root = resolve(import.meta.dirname, '..');
const folders = ['sdk', 'server'].map((name) => resolve(root, `packages/${name}/src/contract`));
const HEADER = '// Generated from openapi.yaml by `npm run generate`. Do not edit.\n';

/** What is generated, by file name. */
export async function generatedFiles(): Promise<Record<string, string>> {
  return { 'openapi.d.ts': await generatedTypes(), 'event-types.ts': generatedEventTypes() };
}

async function generatedTypes(): Promise<string> {
  const nodes = await openapiTS(new URL('../openapi.yaml', import.meta.url), { alphabetize: false, exportType: true });
  return `${HEADER}${astToString(nodes)}`;
}

function generatedEventTypes(): string {
  const contract = parse(readFileSync(resolve(root, 'openapi.yaml'), 'utf8')) as {
    components: { schemas: { TurnEvent: { discriminator: { mapping: Record<string, string> } } } };
  };
  const types = Object.keys(contract.components.schemas.TurnEvent.discriminator.mapping);
  // One string: a list of them costs those who load the SDK more.
  const lines = types.map((type, index) => `  '${type}${index < types.length - 1 ? ' ' : ''}'`).join(' +\n');
  return `${HEADER}\n/** Every type of event in the contract. */\nexport const EVENT_TYPES: readonly string[] = (\n${lines}\n).split(' ');\n`;
}

export async function staleTypes(): Promise<string[]> {
  const fresh = Object.entries(await generatedFiles());
  return folders.flatMap((folder) =>
    fresh.flatMap(([name, text]) => (read(resolve(folder, name)) === text ? [] : [resolve(folder, name)])),
  );
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
    const fresh = await generatedFiles();
    for (const path of stale) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, fresh[basename(path)] ?? '');
    }
    console.log(`contract types: ${stale.length} written, the others fresh`);
  }
}
