import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, type RunningServer, run, startedServer, temporaryFolder } from './child.ts';

const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
const program = /```js\n([^]+?)```/.exec(readme)?.[1] ?? '';

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

describe('README', () => {
  it('has twenty lines that work', async () => {
    expect(program.split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(20);
    const file = join(folder.path, 'preparation.pdf');
    const child = run(['--input-type=module', '--eval', program.replace("'preparation.pdf'", JSON.stringify(file))], {
      INTERVIEW_PREP_URL: server.url,
      INTERVIEW_PREP_SECRET_KEY: server.secretKey,
    });
    expect(await child.exit, child.errors()).toBe(0);
    expect(child.output()).toMatch(/\*\*.+\*\*/);
    expect(child.output()).toMatch(/Ready\n$/);
    expect((await readFile(file)).subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('has the tag of a recruiter with a file that is served', async () => {
    const src = /<script async src="([^"]+)" data-key="ipk_…"><\/script>/.exec(readme)?.[1] ?? '';
    const served = await fetch(server.url + new URL(src).pathname);
    expect(served.status).toBe(200);
  });
});
