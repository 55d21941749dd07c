import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { candidateAt, serverProcess } from './reliability-app.ts';

const ROUNDS = 6;
const RESUME = Buffer.from(`Paediatric nurse for six years.\n${'Ran the ward at night. '.repeat(2_000)}`);

it('a deletion removes every file that killed uploads left', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'resume-files-'));
  // The address under which a token is valid stays the same, while the port changes.
  const settings = { DATA_DIR: folder, REQUESTS_PER_MINUTE: '1000000', PUBLIC_URL: 'http://127.0.0.1:9' };
  const files = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /^[0-9a-f]{64}/u.test(entry.name),
    );
  let server = await serverProcess(settings);
  const { token } = await candidateAt(server.url, server.secretKey);
  const resume = (method: 'PUT' | 'DELETE') =>
    fetch(`${server.url}/v1/resume`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/plain' },
      ...(method === 'PUT' ? { body: RESUME } : {}),
    });
  try {
    let left = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const uploads = Array.from({ length: 12 }, () => resume('PUT').catch(() => undefined));
      await Promise.race(uploads);
      await server.child.end('SIGKILL');
      await Promise.all(uploads);
      left += files().length;
      server = await serverProcess(settings, { joins: true });
      expect([204, 404]).toContain((await resume('DELETE')).status);
      expect(files()).toEqual([]);
    }
    expect(left).toBeGreaterThan(0);
    expect((await resume('PUT')).status).toBe(200);
    expect(files()).toHaveLength(1);
    expect((await resume('DELETE')).status).toBe(204);
    expect(files()).toEqual([]);
  } finally {
    await server.child.end('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
