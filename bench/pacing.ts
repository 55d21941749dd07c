import {
  installedPostgres,
  startTestPostgres,
} from '../packages/server/src/adapters/storage/postgres/test-postgres.ts';
import { ServerChild } from './child.ts';
import type { Bench, Figure } from './report.ts';
import { marksIn, microseconds, type Pace } from './paced-tokens.ts';
import { percentile } from './statistics.ts';
import { newChats, readTurn } from './stream-reader.ts';

const STREAMS = 500;
const EVERY_MS = 20;

type Delays = {
  readonly sinceDueMs: readonly number[];
  readonly sinceSentMs: readonly number[];
  readonly lost: number;
};

type Arrived = { readonly now: number; readonly due: number; readonly sent: number };

/**
 * Reads all turns at once and returns how long after its due time each token arrived, of those that were due once all
 * streams were open: five hundred turns that begin in the same moment are not what a stream is like.
 */
async function delays(server: ServerChild, turns: readonly string[], pace: Pace): Promise<Delays> {
  await server.stream(pace);
  const arrived: Arrived[] = [];
  let allOpen = 0;
  const read = async (path: string): Promise<void> => {
    let rest = '';
    let open = false;
    await readTurn(server.address, path, (text) => {
      const now = microseconds();
      const end = (rest + text).lastIndexOf(';') + 1;
      for (const [, due = Number.NaN, sent = Number.NaN] of marksIn((rest + text).slice(0, end)))
        arrived.push({ now, due, sent });
      rest = (rest + text).slice(end);
      if (!open) allOpen = now;
      open = true;
    });
  };
  await Promise.all(turns.map(read));
  const steady = arrived.filter(({ due }) => due > allOpen);
  return {
    sinceDueMs: steady.map(({ now, due }) => (now - due) / 1000),
    sinceSentMs: steady.map(({ now, sent }) => (now - sent) / 1000),
    lost: turns.length * pace.count - arrived.length,
  };
}

/** What a token loses on its way from the moment it was due to the reader, 500 streams at once. */
export const pacing: Bench = async ({ quick }) => {
  const pace: Pace = { shape: 'marked', count: quick ? 200 : 500, everyMs: EVERY_MS };
  const binaries = installedPostgres();
  const postgres = binaries === undefined ? undefined : await startTestPostgres(binaries);
  try {
    return [
      ...(await figuresOfApp('SQLite', { pace, env: {}, goalMs: 25 })),
      ...(postgres === undefined
        ? []
        : await figuresOfApp('Postgres', { pace, env: { DATABASE_URL: postgres.databaseUrl }, goalMs: 12 })),
    ];
  } finally {
    await postgres?.remove();
  }
};

type Measured = { readonly pace: Pace; readonly env: Record<string, string>; readonly goalMs: number };

/** The whole server between two runs of the raw writer, which show what the machine and the reader themselves lose. */
async function figuresOfApp(storage: string, { pace, env, goalMs }: Measured): Promise<Figure[]> {
  const app = await ServerChild.start('app-child.ts', env);
  const raw = await ServerChild.start('raw-child.ts');
  try {
    const warm: Pace = { ...pace, count: 50 };
    await delays(raw, rawTurns(), warm);
    await delays(app, await appTurns(app), warm);
    const turns = await appTurns(app);
    const before = await delays(raw, rawTurns(), pace);
    const ours = await delays(app, turns, pace);
    const after = await delays(raw, rawTurns(), pace);
    const rawBoth: Delays = {
      sinceDueMs: [...before.sinceDueMs, ...after.sinceDueMs],
      sinceSentMs: [...before.sinceSentMs, ...after.sinceSentMs],
      lost: before.lost + after.lost,
    };
    return [...figuresOf(`raw node:http beside ${storage}`, rawBoth), ...figuresOf(storage, ours, goalMs)];
  } finally {
    await Promise.all([app.close(), raw.close()]);
  }
}

const rawTurns = (): string[] => Array.from({ length: STREAMS }, () => '/');
const appTurns = async (app: ServerChild): Promise<string[]> =>
  (await newChats(app.address, STREAMS)).map(({ turns }) => turns);

function figuresOf(who: string, { sinceDueMs, sinceSentMs, lost }: Delays, p99AtMost?: number): Figure[] {
  const note =
    `${sinceDueMs.length} tokens; since it was spoken ${percentile(sinceSentMs, 50).toFixed(2)} / ` +
    `${percentile(sinceSentMs, 99).toFixed(2)} ms`;
  const goal = p99AtMost === undefined ? {} : { goal: { at: 'most' as const, value: p99AtMost } };
  return [
    { bench: 'pacing', what: `${who}: added delay, p50`, value: percentile(sinceDueMs, 50), unit: 'ms', note },
    { bench: 'pacing', what: `${who}: added delay, p99`, value: percentile(sinceDueMs, 99), unit: 'ms', ...goal },
    {
      bench: 'pacing',
      what: `${who}: tokens lost`,
      value: lost,
      unit: '',
      goal: { at: 'most', value: 0 },
      required: true,
    },
  ];
}
