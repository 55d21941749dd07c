import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningServer, run, startedServer, temporaryFolder } from '../../tests/scenarios/child.ts';

let server: RunningServer;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  server = await startedServer();
  folder = await temporaryFolder();
});

afterAll(async () => {
  await server?.stop();
  await folder?.remove();
});

it('[N-1] the Node example practises, prints verbatim quotes and writes the PDF', async () => {
  const pdf = join(folder.path, 'preparation.pdf');
  const example = run(['examples/node-chat/practise.js', pdf], {
    INTERVIEW_PREP_URL: server.url,
    INTERVIEW_PREP_SECRET_KEY: server.secretKey,
  });
  expect(await example.exit, example.errors()).toBe(0);
  expect(example.output()).toMatch(/Shown: \d(\.5)? of \d/);
  expect(example.output()).toMatch(/ yes {4}.+: “.+”/);
  expect(example.output()).toContain(`Wrote ${pdf}`);
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-');
});

it('the Node example says what is missing when it has no key', async () => {
  const example = run(['examples/node-chat/practise.js']);
  expect(await example.exit).toBe(1);
  expect(example.errors()).toMatch(/^Set INTERVIEW_PREP_SECRET_KEY .+\n$/);
});

it('the Node example fails when its key is not one of the server', async () => {
  const example = run(['examples/node-chat/practise.js'], {
    INTERVIEW_PREP_URL: server.url,
    INTERVIEW_PREP_SECRET_KEY: `isk_${'x'.repeat(48)}`,
  });
  expect(await example.exit).toBe(1);
  expect(example.errors()).toContain('AuthenticationError');
});
