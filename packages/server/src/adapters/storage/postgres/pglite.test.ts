import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { postgresSuites } from './postgres.suite.ts';

// The first start makes a whole Postgres cluster, which takes long on a busy machine.
const FIRST_START_MS = 240_000;

let directory: string;
let database: Database;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'pglite-test-'));
  database = await openDatabase({ dataDir: directory });
}, FIRST_START_MS);

afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});

describe('on PGlite', () => {
  postgresSuites(() => database);

  it('opens a directory once, and says so in a line that names it', async () => {
    const refusal = await openDatabase({ dataDir: directory }).catch((thrown: unknown) => thrown);
    expect(refusal).toMatchObject({ name: 'DirectoryInUse' });
    expect(String(refusal)).toContain(directory);
    expect(String(refusal).split('\n')).toHaveLength(1);
  });

  it('is migrated once and keeps what is there when it is opened again', async () => {
    await database.execute(`INSERT INTO ip_installation_secrets VALUES ('kept', 'yes')`);
    await database.close();
    database = await openDatabase({ dataDir: directory });
    const { rows } = await database.execute(`SELECT value FROM ip_installation_secrets WHERE name = $1`, ['kept']);
    expect(rows).toEqual([{ value: 'yes' }]);
    await expect(database.ping()).resolves.toBeUndefined();
  });

  it('answers storage_unavailable once it is closed', async () => {
    await database.close();
    await expect(database.ping()).rejects.toMatchObject({ code: 'storage_unavailable', retryAfterSeconds: 5 });
    database = await openDatabase({ dataDir: directory });
  });
});
