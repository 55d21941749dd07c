import { setTimeout as sleep } from 'node:timers/promises';
import { ServerChild, type Memory } from './child.ts';
import type { Bench, Figure } from './report.ts';
import { median } from './statistics.ts';
import { newChats, openIdle } from './stream-reader.ts';

const STREAMS = 500;
// Forced collections find the memory of connections only after the loop has closed them.
const SETTLE_MS = 400;

type PerStream = { readonly rssKb: number; readonly heapKb: number };

async function settled(server: ServerChild): Promise<Memory> {
  await sleep(SETTLE_MS);
  await server.memory();
  await sleep(SETTLE_MS);
  return server.memory();
}

async function perStream(server: ServerChild, paths: readonly string[]): Promise<PerStream> {
  const before = await settled(server);
  const open = await Promise.all(paths.map((path) => openIdle(server.address, path)));
  const during = await settled(server);
  await Promise.all(open.map((close) => close()));
  const kb = (bytes: number) => bytes / 1024 / paths.length;
  return { rssKb: kb(during.rss - before.rss), heapKb: kb(during.heap - before.heap) };
}

/** What one reader costs who follows a chat in which nothing happens. */
export const memory: Bench = async ({ quick }) => {
  const repetitions = quick ? 2 : 5;
  const app = await ServerChild.start('app-child.ts');
  const raw = await ServerChild.start('raw-child.ts');
  try {
    const events = (await newChats(app.address, STREAMS)).map((chat) => chat.events);
    const nothing = events.map(() => '/');
    await perStream(app, events); // the first time, code and buffers are made that stay
    await perStream(raw, nothing);
    const samples: { ours: PerStream; theirs: PerStream }[] = [];
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      samples.push({ theirs: await perStream(raw, nothing), ours: await perStream(app, events) });
    }
    return [
      ...figuresOf(
        'raw node:http',
        samples.map(({ theirs }) => theirs),
      ),
      ...figuresOf(
        'whole server',
        samples.map(({ ours }) => ours),
        20,
      ),
    ];
  } finally {
    await Promise.all([app.close(), raw.close()]);
  }
};

function figuresOf(who: string, samples: readonly PerStream[], atMost?: number): Figure[] {
  const goal = atMost === undefined ? {} : { goal: { at: 'most' as const, value: atMost } };
  const residents = samples.map(({ rssKb }) => rssKb.toFixed(1)).join(' ');
  return [
    {
      bench: 'memory',
      what: `${who}: heap and buffers per open stream`,
      value: median(samples.map(({ heapKb }) => heapKb)),
      unit: 'KB',
      ...goal,
      note: `${STREAMS} idle followers, after a collection`,
    },
    {
      bench: 'memory',
      what: `${who}: resident per open stream`,
      value: median(samples.map(({ rssKb }) => rssKb)),
      unit: 'KB',
      note: `each time: ${residents}; pages once taken are used again`,
    },
  ];
}
