import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { run, temporaryFolder } from './child.ts';
import { candidateAt, serverProcess } from './reliability-app.ts';

const MAIN = 'packages/server/dist/main.js';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

it('a backup of a running server is restored into an empty folder with all that was acknowledged before it', async () => {
  const folder = await temporaryFolder();
  closing.push(() => folder.remove());
  const file = join(folder.path, 'backup.db');
  const [first, second] = [join(folder.path, 'first'), join(folder.path, 'second')];
  const command = (name: string, dataDir: string) => run([MAIN, name, file], { DATA_DIR: dataDir });
  const settings = {
    PUBLIC_URL: 'http://prep.example.test',
    REHEARSAL_WORD_DELAY_MS: '0',
    TURNS_PER_MINUTE: '1000000',
    REQUESTS_PER_MINUTE: '1000000',
  };
  const server = await serverProcess({ ...settings, DATA_DIR: first });
  closing.push(() => server.child.end('SIGKILL'));
  const { client, token } = await candidateAt(server.url, server.secretKey, { maxRetries: 0 });
  const resume = await client.resume.put(Buffer.from('Amara Bello\nPaediatric nurse for six years.\n'), {
    fileName: 'amara.txt',
  });
  const chat = await client.chats.create();
  const acknowledged: string[] = [];
  const talk = async (times: number) => {
    for (let turn = 0; turn < times; turn += 1) {
      const text = `What follows question ${acknowledged.length}?`;
      await client.chats.createTurn(chat.id, { text });
      acknowledged.push(text);
    }
  };
  await talk(5);
  const before = [...acknowledged];

  const backup = command('backup', first);
  await talk(5);
  expect(await backup.exit, backup.errors()).toBe(0);
  expect(backup.output()).toMatch(/The database and 1 uploaded or generated files are in .+\n/);

  const refused = command('restore', first);
  expect(await refused.exit).toBe(1);
  expect(refused.errors()).toMatch(/^The data folder .+ is not empty\. .+\n$/);
  const restored = command('restore', second);
  expect(await restored.exit, restored.errors()).toBe(0);
  expect(await readdir(second)).toEqual(expect.arrayContaining(['interview-prep.sqlite', 'objects']));

  await server.child.end('SIGKILL');
  const again = await serverProcess({ ...settings, DATA_DIR: second }, { joins: true });
  closing.push(() => again.child.end('SIGKILL'));
  const answer = async (path: string) => {
    const response = await fetch(`${again.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status).toBe(200);
    return JSON.stringify(await response.json());
  };
  const said = await answer(`/v1/transcripts/${chat.id}`);
  for (const text of before) expect(said).toContain(text);
  expect(await answer('/v1/resume')).toContain(resume.id);
});
