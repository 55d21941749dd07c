import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { folderObjects } from '../../packages/server/src/adapters/storage/filesystem-objects.ts';
import { DATABASE_FILE, openDataFolder } from '../../packages/server/src/adapters/storage/sqlite/data-folder.ts';
import { Disk, type Survival } from './power-cut-disk.ts';
import { EVERY_NTH_REMOVED, OBJECT_EVERY, REMOVING_ROUND, SCOPE, TOGETHER, valueOf } from './power-cut-story.ts';
import { type Operation, operationsOf, TRACING } from './power-cut-trace.ts';

// What a power cut leaves cannot be tried on a real disk. So one process writes and `strace` records every change of a
// file and every sync; the test then builds the folder as a disk would have it that lost, at some moment, what was not synced.
const RANDOM_CUTS = 60;
const CUTS_IN_COMPACTION = 40;
const WRITER = join(import.meta.dirname, 'power-cut-writer.ts');
const whyNot = reasonToSkip();
if (whyNot !== undefined) console.warn(`Skipped: the power cut. ${whyNot}`);

let place: string;
let operations: readonly Operation[];

beforeAll(async () => {
  if (whyNot !== undefined) return;
  place = await mkdtemp(join(tmpdir(), 'power-cut-'));
  const [folder, trace] = [join(place, 'disk'), join(place, 'trace')];
  await mkdir(folder);
  execFileSync('strace', [...TRACING, '-o', trace, process.execPath, WRITER, folder], { stdio: 'pipe' });
  operations = await operationsOf(trace, folder);
});

afterAll(async () => {
  if (place !== undefined) await rm(place, { recursive: true });
});

it.skipIf(whyNot !== undefined)(
  'loses nothing acknowledged when the power is cut, and brings back nothing erased',
  async () => {
    const random = randomNumbers(20_261_127);
    const disk = new Disk(join(place, 'disk'));
    const cuts = chosenCuts(random);
    const acknowledged = new Set<string>();
    let checked = 0;
    for (const [at, operation] of operations.entries()) {
      disk.apply(operation, at);
      if (operation.kind === 'printed') for (const line of operation.text.trim().split('\n')) acknowledged.add(line);
      if (!cuts.has(at)) continue;
      for (const survival of ['nothing', 'all', random] as const) {
        await check(disk, { survival, acknowledged });
        checked += 1;
      }
    }
    expect(checked).toBeGreaterThan(RANDOM_CUTS);
    expect([...acknowledged].filter((line) => line.startsWith('object'))).not.toEqual([]);
    expect(acknowledged).toContain('compacted 0');
  },
);

/** Cuts at random, right after acknowledgements, and within the compaction, where most is rewritten. */
function chosenCuts(random: () => number): ReadonlySet<number> {
  const printedAt = (pattern: RegExp): number[] =>
    operations.flatMap((operation, at) => (operation.kind === 'printed' && pattern.test(operation.text) ? [at] : []));
  const any = (from: number, to: number): number => from + Math.floor(random() * (to - from));
  const acknowledgements = printedAt(/./);
  const [began = 0, ended = 0] = [printedAt(/removed/).at(-1), printedAt(/compacted/)[0]];
  expect(ended).toBeGreaterThan(began);
  return new Set([
    operations.length - 1,
    ended,
    ...Array.from({ length: RANDOM_CUTS / 2 }, () => any(0, operations.length)),
    ...Array.from({ length: RANDOM_CUTS / 2 }, () => acknowledgements[any(0, acknowledgements.length)] ?? 0),
    ...Array.from({ length: CUTS_IN_COMPACTION }, () => any(began, ended)),
  ]);
}

async function check(
  disk: Disk,
  { survival, acknowledged }: { survival: Survival; acknowledged: ReadonlySet<string> },
): Promise<void> {
  const folder = mkdtempSync(join(place, 'cut-'));
  const dataDir = join(folder, 'data');
  disk.write(folder, survival);
  if (acknowledged.has('compacted 0')) expect(traces(dataDir, acknowledged)).toEqual([]);
  expect(acknowledged.size === 0 || existsSync(dataDir)).toBe(true);
  const { reader, unlock } = openDataFolder(dataDir);
  const rows = new Map(
    reader.all<{ id: string; value: string }>('SELECT id, value FROM ip_records').map(({ id, value }) => [id, value]),
  );
  expect(reader.all('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  reader.close();
  unlock();
  for (const [id, value] of rows) expect(value).toBe(JSON.stringify({ text: valueOf(Number(id.slice(4))) }));
  const objects = folderObjects(join(dataDir, 'objects'));
  for (const line of acknowledged) {
    const [what, number = ''] = line.split(' ');
    if (what === 'row' && !rows.has(`row-${number}`)) expect(mayBeGone(Number(number), acknowledged)).toBe(true);
    if (what === 'removed') expect(rows.has(`row-${number}`)).toBe(false);
    if (what === 'unlinked') expect(await objects.get(SCOPE, `object-${number}`)).toBeUndefined();
    // One that was about to be removed may be there or not.
    if (what === 'object' && Number(number) > OBJECT_EVERY)
      expect(Buffer.from((await objects.get(SCOPE, `object-${number}`)) ?? []).toString()).toBe(
        valueOf(Number(number)),
      );
  }
  rmSync(folder, { recursive: true });
}

/** Whether the removal of a row was acknowledged, or is the one that was under way. */
function mayBeGone(number: number, acknowledged: ReadonlySet<string>): boolean {
  if (acknowledged.has(`removed ${number}`)) return true;
  if (number === 0) return acknowledged.has(`row ${(REMOVING_ROUND + 1) * TOGETHER - 1}`);
  return acknowledged.has(`removed ${number - EVERY_NTH_REMOVED}`);
}

/** The removed rows of which something is in a file of the database. */
function traces(dataDir: string, acknowledged: ReadonlySet<string>): number[] {
  const names = readdirSync(dataDir).filter((name) => name.startsWith(DATABASE_FILE));
  const bytes = names.map((name) => readFileSync(join(dataDir, name)));
  return [...acknowledged]
    .filter((line) => line.startsWith('removed'))
    .map((line) => Number(line.slice(8)))
    .filter((number) => bytes.some((each) => each.includes(valueOf(number).slice(0, 40))));
}

/** The same numbers in every run, in [0, 1). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

function reasonToSkip(): string | undefined {
  const { status, error } = spawnSync('strace', ['-f', '-o', '/dev/null', process.execPath, '-e', '']);
  if (error === undefined && status === 0) return undefined;
  const reason =
    error === undefined ? 'strace may not trace processes here.' : 'Install strace to see what reaches the disk.';
  if (process.env['CI'] === 'true' && error !== undefined)
    throw new Error(`With CI=true it may not be skipped. ${reason}`);
  return reason;
}
