import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, type RunningServer, startedServer } from './child.ts';

// The generators are installed by the test, from the registries of their languages.
const OPENAPI_PYTHON_CLIENT = 'openapi-python-client==0.29.1';
const OAPI_CODEGEN = 'github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2';
const INSTALL_MS = 600_000;

const CONTRACT = join(ROOT, 'openapi.yaml');
const CLIENTS = join(ROOT, 'tests/generated-clients');
const ADVERT = join(ROOT, 'examples/node-chat/advert.txt');

// Where the installer of Go puts it, which is not on every PATH.
const env = { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/local/go/bin` };
const execute = (program: string, args: readonly string[], { cwd = ROOT, more = {} }: Place = {}) =>
  promisify(execFile)(program, args, { cwd, env: { ...env, ...more } });
type Place = { readonly cwd?: string; readonly more?: Record<string, string> };
const isThere = (program: string, argument: string): Promise<boolean> =>
  execute(program, [argument]).then(
    () => true,
    () => false,
  );
// Nothing may be left out where it counts.
const insists = process.env['CI'] === 'true';
const hasPython = insists || (await isThere('python3', '--version'));
const hasGo = insists || (await isThere('go', 'version'));

let server: RunningServer;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'interview-prep-clients-'));
  server = await startedServer({});
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** What the program of this language reports of its practice, as JSON. */
async function reported(program: string, args: readonly string[], more: Record<string, string> = {}): Promise<unknown> {
  const { stdout } = await execute(program, [...args, ADVERT], {
    more: { ...more, SERVER: server.url, SECRET_KEY: server.secretKey },
  });
  return JSON.parse(stdout);
}

const practised = {
  posting: 'Registered Nurse, Paediatrics',
  message: expect.stringContaining('**') as string,
  state: 'active',
  events: expect.arrayContaining(['message', 'token', 'question', 'done']) as string[],
  refused: { code: 'validation_failed', field: '/text', reason: 'must not be empty' },
};

describe('a client generated from the contract', () => {
  it.skipIf(!hasPython)(
    '[N-15] in Python completes a posting, a turn and a validation error',
    async () => {
      const python = join(folder, 'venv/bin/python');
      const client = join(folder, 'python');
      await execute('python3', ['-m', 'venv', join(folder, 'venv')]);
      await execute(python, ['-m', 'pip', 'install', '--quiet', OPENAPI_PYTHON_CLIENT]);
      await execute(join(folder, 'venv/bin/openapi-python-client'), [
        'generate',
        '--path',
        CONTRACT,
        '--output-path',
        client,
      ]);
      const said = await reported(python, [join(CLIENTS, 'python/practise.py')], { PYTHONPATH: client });
      expect(said).toEqual(practised);
    },
    INSTALL_MS,
  );

  it.skipIf(!hasGo)(
    '[N-15] in Go completes a posting, a turn and a validation error',
    async () => {
      const platform = join(folder, 'go');
      await cp(join(CLIENTS, 'go'), platform, { recursive: true });
      await cp(CONTRACT, join(platform, 'openapi.yaml'));
      await mkdir(join(platform, 'prep'));
      const generate = ['-generate', 'types,client', '-package', 'prep', '-o', 'prep/prep.go', 'openapi.yaml'];
      await execute('go', ['run', OAPI_CODEGEN, ...generate], { cwd: platform });
      await execute('go', ['build', '-o', 'practise', '.'], { cwd: platform });
      expect(await reported(join(platform, 'practise'), [])).toEqual(practised);
    },
    INSTALL_MS,
  );
});
