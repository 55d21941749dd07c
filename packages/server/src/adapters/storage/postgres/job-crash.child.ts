import { openDatabase } from './database.ts';
import { postgresJobQueue } from './job-queue.ts';

// Begins a job, says so, and never ends it: the parent kills this process in the middle.
const [, , databaseUrl = '', queue = ''] = process.argv;
const jobs = await postgresJobQueue(await openDatabase({ databaseUrl }));
await jobs.work(queue, async (data) => {
  process.stdout.write(`${JSON.stringify(data)}\n`);
  await new Promise(() => undefined);
});
await jobs.enqueue(queue, { key: 'only', data: { number: 42 } });
