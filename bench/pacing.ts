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

/** Reads all turns at once and returns how long after its due time each token arrived. */
async function delays(server: ServerChild, turns: readonly string[], pace: Pace): Promise<Delays> {
  await server.stream(pace);
  const sinceDueMs: number[] = [];
  const sinceSentMs: number[] = [];
  const read = async (path: string): Promise<void> => {
    let rest = '';
    await readTurn(server.address, path, (text) => {
      const now = microseconds();
      const end = (rest + text).lastIndexOf(';') + 1;
      for (const [, due = Number.NaN, sent = Number.NaN] of marksIn((rest + text).slice(0, end))) {
        sinceDueMs.push((now - due) / 1000);
        sinceSentMs.push((now - sent) / 1000);
      }
      rest = (rest + text).slice(end);
    });
  };
  await Promise.all(turns.map(read));
  return { sinceDueMs, sinceSentMs, lost: turns.length * pace.count - sinceDueMs.length };
}

/** What a token loses on its way from the moment it was due to the reader, 500 streams at once. */
export const pacing: Bench = async ({ quick }) => {
  const pace: Pace = { shape: 'marked', count: quick ? 100 : 500, everyMs: EVERY_MS };
  const app = await ServerChild.start('app-child.ts');
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
    return [...figuresOf('raw node:http', rawBoth), ...figuresOf('whole server', ours, 8)];
  } finally {
    await Promise.all([app.close(), raw.close()]);
  }
};

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
