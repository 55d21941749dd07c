import type * as Server from '../packages/server/src/index.ts';
import { built, memoryHouseStorage } from './built-server.ts';
import type { Bench, Figure } from './report.ts';
import { type Pace, speakingMind, speakingModel, tokens } from './speech.ts';
import { median, rotated } from './statistics.ts';

const LONG = 2_000;
const TURNS_AT_ONCE = 20;
const SPEECH = { system: '', messages: [], tools: [], maxOutputTokens: 1_000 };

const READER = {
  read: async () => {
    throw new Error('No document is read here.');
  },
  close: async () => undefined,
};

/** CPU time of this process, in microseconds, that `work` takes. */
async function cpuMicros(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** Who speaks: what a house is composed with, and the same speech with nobody but a reader. */
type Speaker = { readonly named: string; readonly parts: (pace: () => Pace) => Server.Parts; readonly bare: (pace: Pace) => AsyncIterable<unknown> };

const SPEAKERS: readonly Speaker[] = [
  { named: '', parts: (pace) => ({ mind: speakingMind(pace) }), bare: tokens },
  // With its decision, its prompts, the check of what is said, and every token in the ledger.
  { named: ' of a language model', parts: (pace) => ({ model: speakingModel(pace) }), bare: (pace) => speakingModel(() => pace).stream(SPEECH, new AbortController().signal) },
];

/** What a turn costs beyond its speaker: a room with its log in memory, one reader who follows, no network. */
export const overhead: Bench = async ({ quick }) => {
  const figures: Figure[] = [];
  for (const speaker of SPEAKERS) figures.push(...(await beyond(speaker, quick)));
  return figures;
};

async function beyond({ named, parts, bare: speak }: Speaker, quick: boolean): Promise<Figure[]> {
  let pace: Pace = { shape: 'burst', count: LONG };
  const config = built.readConfig({ DATA_DIR: 'unused', TURNS_PER_MINUTE: '1000000' });
  const house = await built.compose(config, { publicUrl: 'http://localhost' }, { ...parts(() => pace), storage: memoryHouseStorage(), reader: READER });
  const { chats } = house.services;
  const scope = built.scopeFor({ tenantId: 'ten_bench', subject: { kind: 'candidate', id: 'bench' } });
  const turn = async (chatId: string) => {
    const { turnId, after } = await chats.turn(scope, chatId, { text: 'Hello there' });
    const reader = { after, signal: new AbortController().signal, untilTurnEnds: turnId };
    for await (const event of chats.events(scope, chatId, reader)) if (event.fact.type === 'error') throw new Error(event.fact.message);
  };
  const turns = async (count: number) => {
    pace = { shape: 'burst', count };
    const ids = await Promise.all(Array.from({ length: TURNS_AT_ONCE }, async () => (await chats.create(scope, {})).id));
    return (await cpuMicros(() => Promise.all(ids.map(turn)))) / TURNS_AT_ONCE;
  };
  const bare = async () => (await cpuMicros(() => Promise.all(Array.from({ length: TURNS_AT_ONCE }, () => drained(speak({ shape: 'burst', count: LONG })))))) / TURNS_AT_ONCE;
  const contenders = { bare, short: () => turns(1), long: () => turns(LONG) };
  try {
    await rotated(contenders, 3);
    const samples = await rotated(contenders, quick ? 5 : 21);
    const perToken = samples.long.map((long, index) => (long - (samples.short[index] ?? 0) - (samples.bare[index] ?? 0)) / LONG);
    const note = `CPU; ${TURNS_AT_ONCE} turns at once, one follower each`;
    return [
      { bench: 'overhead', what: `a token${named}, beyond its speaker`, value: median(perToken), unit: 'µs', goal: { at: 'most', value: 3 }, note: `${note}; the speaker itself ${(median(samples.bare) / LONG).toFixed(2)} µs` },
      { bench: 'overhead', what: `a turn of one token${named}`, value: median(samples.short) / 1000, unit: 'ms', goal: { at: 'most', value: 5 }, note },
    ];
  } finally {
    await house.close({ drainMs: 1_000 });
  }
}

async function drained(speech: AsyncIterable<unknown>): Promise<void> {
  const reader = speech[Symbol.asyncIterator]();
  while ((await reader.next()).done !== true);
}
