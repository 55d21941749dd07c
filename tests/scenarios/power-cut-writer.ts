import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { folderObjects } from '../../packages/server/src/adapters/storage/filesystem-objects.ts';
import { openSqlite } from '../../packages/server/src/adapters/storage/sqlite/database.ts';
import { sqliteRecords } from '../../packages/server/src/adapters/storage/sqlite/records.ts';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import {
  valueOf,
  EVERY_NTH_REMOVED,
  OBJECT_EVERY,
  REMOVING_ROUND,
  ROUNDS,
  SCOPE,
  TOGETHER,
} from './power-cut-story.ts';

// Writes what the story tells, several rows at a time, and prints each acknowledgement in a system call of its own.
const [, , folder = ''] = process.argv;
const dataDir = join(folder, 'data');
const database = await openSqlite(dataDir, { compactAfterMs: 3_600_000 });
const rows = sqliteRecords(database, systemClock).collection('posting', { schema: z.object({ text: z.string() }) });
const objects = folderObjects(join(dataDir, 'objects'));
const acknowledge = (what: string): void => void writeSync(1, `${what}\n`);

for (let round = 0; round < ROUNDS; round += 1) {
  const numbers = Array.from({ length: TOGETHER }, (_, index) => round * TOGETHER + index);
  await Promise.all(
    numbers.map(async (number) => {
      await rows.insert(SCOPE, `row-${number}`, { text: valueOf(number) });
      acknowledge(`row ${number}`);
    }),
  );
  if (round % OBJECT_EVERY === 0) {
    await objects.put(SCOPE, `object-${round}`, Buffer.from(valueOf(round)));
    acknowledge(`object ${round}`);
  }
  if (round === REMOVING_ROUND) {
    for (let number = 0; number < round; number += EVERY_NTH_REMOVED) {
      await rows.remove(SCOPE, `row-${number}`);
      acknowledge(`removed ${number}`);
    }
    for (const number of [0, OBJECT_EVERY]) {
      await objects.remove(SCOPE, `object-${number}`);
      acknowledge(`unlinked ${number}`);
    }
    if (!(await database.compact())) throw new Error('The database could not be compacted.');
    acknowledge('compacted 0');
  }
}
await database.close();
