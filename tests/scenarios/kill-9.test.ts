import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqlite } from '../../packages/server/src/adapters/storage/sqlite/database.ts';
import { sqliteSessionStore } from '../../packages/server/src/adapters/storage/sqlite/session-store.ts';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import type { Position } from '../../packages/server/src/core/sessions/ports.ts';
import { scopeFor, type TenantId } from '../../packages/server/src/core/tenancy/scope.ts';
import { factAt, SESSION_ID, SUBJECT_ID, TENANT_ID } from './kill-9-story.ts';

const SQLITE = resolve(import.meta.dirname, '../../packages/server/src/adapters/storage/sqlite');
const KILLS = 100;
const AT_MOST_MS = 900_000;
const LANES = 2;
// Every fifth process dies while it opens the database, before it wrote anything.
const EARLY = 5;
const OPENING_MS = 600;
// The others die after a random number of writes, in the middle of one of the next.
const WRITES = 40;
const WITHIN_MS = 5;

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'kill-9-'));
  // The bundle finds its dependencies from where it lies.
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(directory, 'node_modules'));
  await build({
    entryPoints: {
      writer: join(import.meta.dirname, 'kill-9-writer.ts'),
      'sqlite-writer': resolve(SQLITE, 'sqlite-writer.ts'),
    },
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
});

afterAll(() => rm(directory, { recursive: true, force: true }));

it(
  'loses no acknowledged event in 100 kills',
  async () => {
    const lanes = Array.from({ length: LANES }, (_, lane) =>
      killAndCompare(join(directory, `data-${lane}`), KILLS / LANES),
    );
    const killed = await Promise.all(lanes);
    expect(killed.reduce((sum, { kills }) => sum + kills, 0)).toBe(KILLS);
    for (const { facts } of killed) expect(facts).toBeGreaterThan(KILLS / LANES);
  },
  AT_MOST_MS,
);

async function killAndCompare(dataDir: string, kills: number): Promise<{ kills: number; facts: number }> {
  let acknowledged: Position = { seq: 0, characters: 0 };
  for (let kill = 1; kill <= kills; kill += 1) {
    const first = kill === 1;
    acknowledged = await killedWriter(dataDir, { acknowledged, early: !first && kill % EARLY === 0 });
  }
  const database = await openSqlite(dataDir);
  const store = sqliteSessionStore(database, systemClock);
  const scope = scopeFor({ tenantId: TENANT_ID as TenantId, subject: { kind: 'candidate', id: SUBJECT_ID } });
  const facts = await store.read(scope, SESSION_ID, { fromSeq: 1, limit: 1_000_000 });
  const head = await store.head(scope, SESSION_ID);
  await database.close();
  const last = facts.length;
  expect(order({ seq: last, characters: head?.position.characters ?? -1 }, acknowledged)).toBeGreaterThanOrEqual(0);
  expect(head?.position.seq).toBe(last);
  expect(facts).toEqual(
    facts.map((_, index) => ({
      seq: index + 1,
      at: index + 1,
      fact: factAt(index + 1, index + 1 === last ? head?.position.characters : undefined),
    })),
  );
  return { kills, facts: last };
}

/** Lets a writer go on for a random moment and kills it. Returns the last position it was promised. */
async function killedWriter(
  dataDir: string,
  { acknowledged, early }: { acknowledged: Position; early: boolean },
): Promise<Position> {
  const child = spawn(process.execPath, [join(directory, 'writer.mjs'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const killWithin = (delayMs: number) => setTimeout(() => child.kill('SIGKILL'), Math.random() * delayMs);
  const exit = once(child, 'exit');
  if (early) killWithin(OPENING_MS);
  const lastWrite = Math.floor(Math.random() * WRITES);
  let [promised, lines] = [acknowledged, 0];
  for await (const line of createInterface({ input: child.stdout })) {
    const [seq = 0, characters = 0] = line.split(' ').map(Number);
    // The first line says where the log stood when it was opened again; each later one is a step further.
    expect(order({ seq, characters }, promised)).toBeGreaterThanOrEqual(lines === 0 ? 0 : 1);
    if (lines === lastWrite && !early) killWithin(WITHIN_MS);
    lines += 1;
    promised = { seq, characters };
  }
  const [, signal] = await exit;
  expect(signal).toBe('SIGKILL');
  return promised;
}

function order(a: Position, b: Position): number {
  return a.seq === b.seq ? a.characters - b.characters : a.seq - b.seq;
}
