import { ServerChild } from './child.ts';
import type { Bench, Figure } from './report.ts';
import { microseconds, type Pace } from './speech.ts';
import { percentile } from './statistics.ts';
import { newChats, readTurn } from './stream-reader.ts';

const STREAMS = 500;
const EVERY_MS = 20;

type Delays = {
  readonly sinceDueMs: readonly number[];
  readonly sinceSpokenMs: readonly number[];
  readonly lost: number;
};

/** Reads all turns at once and tells how long after its moment each token was here. */
async function delays(server: ServerChild, turns: readonly string[], pace: Pace): Promise<Delays> {
  await server.speak(pace);
  const sinceDueMs: number[] = [];
  const sinceSpokenMs: number[] = [];
  const take = (marks: string, now: number) => {
    for (const mark of marks.split(';')) {
      const [, due, spoken] = mark.split(':').map(Number);
      if (due === undefined || spoken === undefined) continue;
      sinceDueMs.push((now - due) / 1000);
      sinceSpokenMs.push((now - spoken) / 1000);
    }
  };
  await Promise.all(turns.map((path) => readTurn(server.address, path, (text) => take(text, microseconds()))));
  return { sinceDueMs, sinceSpokenMs, lost: turns.length * pace.count - sinceDueMs.length };
}

/** What a token loses on its way from the moment it was due to the reader, 500 streams at once. */
export const pacing: Bench = async ({ quick }) => {
  const pace: Pace = { shape: 'marked', count: quick ? 100 : 500, everyMs: EVERY_MS };
  const house = await ServerChild.start('house-child.ts');
  const raw = await ServerChild.start('raw-child.ts');
  try {
    const warm: Pace = { ...pace, count: 50 };
    await delays(raw, rawTurns(), warm);
    await delays(house, await houseTurns(house), warm);
    const turns = await houseTurns(house);
    const before = await delays(raw, rawTurns(), pace);
    const ours = await delays(house, turns, pace);
    const after = await delays(raw, rawTurns(), pace);
    const rawBoth: Delays = {
      sinceDueMs: [...before.sinceDueMs, ...after.sinceDueMs],
      sinceSpokenMs: [...before.sinceSpokenMs, ...after.sinceSpokenMs],
      lost: before.lost + after.lost,
    };
    return [...figuresOf('raw node:http', rawBoth), ...figuresOf('whole server', ours, 8)];
  } finally {
    await Promise.all([house.close(), raw.close()]);
  }
};

const rawTurns = (): string[] => Array.from({ length: STREAMS }, () => '/');
const houseTurns = async (house: ServerChild): Promise<string[]> =>
  (await newChats(house.address, STREAMS)).map(({ turns }) => turns);

function figuresOf(who: string, { sinceDueMs, sinceSpokenMs, lost }: Delays, p99AtMost?: number): Figure[] {
  const note =
    `${sinceDueMs.length} tokens; since it was spoken ${percentile(sinceSpokenMs, 50).toFixed(2)} / ` +
    `${percentile(sinceSpokenMs, 99).toFixed(2)} ms`;
  const goal = p99AtMost === undefined ? {} : { goal: { at: 'most' as const, value: p99AtMost } };
  return [
    { bench: 'pacing', what: `${who}: added delay, p50`, value: percentile(sinceDueMs, 50), unit: 'ms', note },
    { bench: 'pacing', what: `${who}: added delay, p99`, value: percentile(sinceDueMs, 99), unit: 'ms', ...goal },
    { bench: 'pacing', what: `${who}: tokens lost`, value: lost, unit: '', goal: { at: 'most', value: 0 }, gate: true },
  ];
}
