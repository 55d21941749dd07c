import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { installOldestNodes, nodePath, OLDEST_NODES } from '../../scripts/node-versions.mjs';
import { freePort, ROOT, type RunningServer, run, startedServer, temporaryFolder } from './child.ts';

const onLinux = process.platform === 'linux' && process.arch === 'x64';
const enginesOf = (name: string): unknown =>
  JSON.parse(readFileSync(join(ROOT, 'packages', name, 'package.json'), 'utf8')).engines.node;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  if (onLinux) expect(installOldestNodes()).toEqual([]);
});
afterAll(() => folder?.remove());

it('the oldest Nodes are those that the packages name', () => {
  for (const name of ['sdk', 'widget']) expect(`${enginesOf(name)}.0`).toBe(`>=${OLDEST_NODES.client}`);
  expect(`${enginesOf('server')}.0`).toBe(`>=${OLDEST_NODES.server}`);
});

describe.runIf(onLinux)('the SDK and the widget on the oldest Node they name', () => {
  const node = nodePath(OLDEST_NODES.client);
  let server: RunningServer;
  beforeAll(async () => {
    server = await startedServer();
  });
  afterAll(() => server?.stop());

  it('the SDK practises and fetches the document', async () => {
    const pdf = join(folder.path, 'preparation.pdf');
    const env = { INTERVIEW_PREP_URL: server.url, INTERVIEW_PREP_SECRET_KEY: server.secretKey };
    const example = run(['examples/node-chat/practise.js', pdf], env, { node });
    expect(await example.exit, example.errors()).toBe(0);
    expect(example.output()).toMatch(/Shown: \d(\.5)? of \d/);
  });

  it('the SDK is required as CommonJS', async () => {
    const script = `const { InterviewPrep } = require('@interview-prep/sdk'); console.log(process.versions.node, typeof InterviewPrep)`;
    const child = run(['--input-type=commonjs', '--eval', script], {}, { node, cwd: join(ROOT, 'examples/node-chat') });
    expect(await child.exit, child.errors()).toBe(0);
    expect(child.output()).toBe(`${OLDEST_NODES.client} function\n`);
  });

  it('the widget is imported where pages are rendered on a server', async () => {
    const script = `import * as widget from '@interview-prep/widget'; console.log(Object.keys(widget).length > 0)`;
    const place = { node, cwd: join(ROOT, 'examples/own-backend') };
    const child = run(['--input-type=module', '--eval', script], {}, place);
    expect(await child.exit, child.errors()).toBe(0);
    expect(child.output()).toBe('true\n');
  });
});

it.runIf(onLinux)('the server says in one line that an older Node is too old for it', async () => {
  const server = run(['packages/server/dist/main.js', '--help'], {}, { node: nodePath(OLDEST_NODES.client) });
  expect(await server.exit).toBe(1);
  expect(server.errors()).toMatch(/^Node 20\.\d+\.\d+ is too old for this\. Install Node 22\.19 or newer\.\n$/);
});

describe.runIf(onLinux)('the packed server on the oldest Node it names', () => {
  const node = nodePath(OLDEST_NODES.server);
  const env = { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) };

  it('installs without an engine warning and answers', async () => {
    const packed = ['sdk', 'widget', 'server'].map((name) => {
      const args = ['pack', '--json', '--pack-destination', folder.path, '--workspace', `packages/${name}`];
      const [{ filename }] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8', env }));
      return join(folder.path, filename);
    });
    await writeFile(join(folder.path, 'package.json'), '{ "private": true, "type": "module" }');
    const install = ['install', '--no-audit', '--no-fund', ...packed];
    const { status, stderr } = spawnSync('npm', install, { cwd: folder.path, encoding: 'utf8', env });
    expect(status, stderr).toBe(0);
    expect(stderr).not.toContain('EBADENGINE');

    const port = await freePort();
    const main = join('node_modules', '@interview-prep', 'server', 'dist', 'main.js');
    const settings = { PORT: port, DATA_DIR: join(folder.path, 'data'), LOG_LEVEL: 'silent' };
    const server = run([main, 'start'], settings, { node, cwd: folder.path });
    await server.says(/publishable\s+(ipk_\w+)/);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    expect(await server.end('SIGTERM')).toBe(0);
    expect(server.errors()).toBe('');
  });
});
