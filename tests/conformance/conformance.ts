import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const SUITE = join(ROOT, 'node_modules/@modelcontextprotocol/conformance');

/** The version of the official suite that is installed. */
export const SUITE_VERSION: string = JSON.parse(readFileSync(join(SUITE, 'package.json'), 'utf8')).version;

export type Check = {
  readonly id: string;
  readonly status: 'SUCCESS' | 'FAILURE' | 'WARNING' | 'SKIPPED' | 'INFO';
  readonly errorMessage?: string;
};

/** Runs one scenario of the official suite against a server. Returns its checks. */
export async function conformanceChecks(url: URL, scenario: string): Promise<readonly Check[]> {
  const folder = mkdtempSync(join(tmpdir(), 'mcp-conformance-'));
  try {
    await suite('server', '--url', url.href, '--scenario', scenario, '--output-dir', folder);
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('checks.json'),
    );
    return found.flatMap((path): Check[] => JSON.parse(readFileSync(join(folder, path), 'utf8')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The scenarios that the suite has for servers, by name. */
export async function serverScenarios(): Promise<readonly string[]> {
  return [...(await suite('list', '--server')).matchAll(/^\s+- ([\w-]+) \[/gm)].map(([, name = '']) => name);
}

function suite(...args: string[]): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [join(SUITE, 'dist/index.js'), ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk) => (said += String(chunk)));
    child.once('error', failed);
    // It ends with 1 when a check failed; which, is read from what it left.
    child.once('close', () => done(said));
  });
}
