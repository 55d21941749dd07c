import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, memoryAppStorage } from './built-server.ts';
import { serveParent } from './child.ts';
import { type Pace, streamingEngine } from './paced-tokens.ts';

// The whole server with everything a candidate's request goes through; only the engine is ours. STORAGE=memory leaves
// the disk out, DATABASE_URL keeps the log in a Postgres.
const directory = await mkdtemp(join(tmpdir(), 'bench-app-'));
const unlimited = '1000000000';
const { DATABASE_URL, STORAGE } = process.env;
const config = built.readConfig({
  PORT: '0',
  DATA_DIR: directory,
  DATABASE_URL,
  LOG_LEVEL: 'error',
  REQUESTS_PER_MINUTE: unlimited,
  TURNS_PER_MINUTE: unlimited,
});
let pace: Pace = { shape: 'burst', count: 1 };
const server = await built.startServer({
  config,
  engine: streamingEngine(() => pace),
  signals: false,
  ...(STORAGE === 'memory' ? { storage: memoryAppStorage() } : {}),
});

const response = await fetch(`${server.url}/v1/client-tokens`, {
  method: 'POST',
  headers: { authorization: `Bearer ${server.demo?.secretKey ?? ''}`, 'content-type': 'application/json' },
  body: JSON.stringify({ candidate: { externalId: 'bench' }, ttlSeconds: 3_600 }),
});
if (!response.ok) throw new Error(`No client token: ${response.status} ${await response.text()}`);
// The contract's answer of this operation.
const { token } = (await response.json()) as { token: string };

serveParent(
  { url: server.url, headers: { authorization: `Bearer ${token}` } },
  {
    stream: (next) => {
      pace = next;
    },
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  },
);
