import { ServerChild } from './child.ts';
import type { Bench, Figure } from './report.ts';
import { charactersOf, type Pace } from './speech.ts';
import { median, pairedRatio, rotated } from './statistics.ts';
import { newChats, readTurn } from './stream-reader.ts';

const CONNECTIONS = 100;
const TOKENS = 2_000;

type Sample = { readonly cpuMicros: number; readonly wallMs: number };

/** One turn on each of 100 connections at once; all characters are counted. */
async function sample(server: ServerChild, turns: readonly string[], pace: Pace): Promise<Sample> {
  await server.speak(pace);
  const before = await server.cpuMicros();
  const began = performance.now();
  let characters = 0;
  await Promise.all(turns.map((path) => readTurn(server.address, path, (text) => (characters += text.length))));
  const wallMs = performance.now() - began;
  const after = await server.cpuMicros();
  const expected = turns.length * charactersOf(pace.count);
  if (characters !== expected) throw new Error(`${characters} of ${expected} characters came.`);
  return { cpuMicros: after - before, wallMs };
}

async function houseSample(server: ServerChild, pace: Pace): Promise<Sample> {
  const chats = await newChats(server.address, CONNECTIONS);
  return sample(server, chats.map(({ turns }) => turns), pace);
}

const RAW_TURNS = Array.from({ length: CONNECTIONS }, () => '/');
const SHAPES = [
  { shape: 'burst', name: 'all at once' },
  { shape: 'loop_turn', name: 'one token per loop turn' },
] as const;

/** Tokens per CPU second of the whole server, relative to a raw `node:http` writer of the same tokens. */
export const throughput: Bench = async ({ quick }) => {
  const repetitions = quick ? 3 : 9;
  const [kept, memory, raw, other] = await Promise.all([
    ServerChild.start('house-child.ts'),
    ServerChild.start('house-child.ts', { STORAGE: 'memory' }),
    ServerChild.start('raw-child.ts'),
    ServerChild.start('raw-child.ts'),
  ]);
  try {
    const figures: Figure[] = [];
    for (const { shape, name } of SHAPES) {
      const pace: Pace = { shape, count: TOKENS };
      const contenders = {
        raw: () => sample(raw, RAW_TURNS, pace),
        again: () => sample(other, RAW_TURNS, pace),
        kept: () => houseSample(kept, pace),
        memory: () => houseSample(memory, pace),
      };
      await rotated(contenders, quick ? 1 : 2); // until the compiler has seen it all
      figures.push(...compared(name, await rotated(contenders, repetitions)));
    }
    return figures;
  } finally {
    await Promise.all([kept, memory, raw, other].map((server) => server.close()));
  }
};

function compared(name: string, { raw, again, kept, memory }: Record<'raw' | 'again' | 'kept' | 'memory', Sample[]>): Figure[] {
  const perToken = (samples: readonly Sample[]) => `${((median(samples.map(cpu)) / CONNECTIONS / TOKENS)).toFixed(2)} µs/token, wall ${median(samples.map(wall)).toFixed(0)} ms`;
  const ratio = (what: string, samples: readonly Sample[], least: number | undefined): Figure => ({
    bench: 'throughput',
    what: `${name}: ${what}`,
    value: pairedRatio(raw, samples, cpu),
    unit: '× raw',
    ...(least === undefined ? {} : { goal: { at: 'least', value: least } }),
    note: `CPU ${perToken(samples)}; raw ${perToken(raw)}; wall ${pairedRatio(raw, samples, wall).toFixed(2)} × raw`,
  });
  const control = pairedRatio(raw, again, cpu);
  return [
    { ...ratio('raw against itself', again, undefined), note: `control, must lie in 0.95–1.05: ${control >= 0.95 && control <= 1.05 ? 'it does' : 'IT DOES NOT, the machine is too busy'}` },
    ratio('log kept in PGlite', kept, 0.8),
    ratio('log in memory', memory, 1),
  ];
}

const cpu = (sample: Sample): number => sample.cpuMicros;
const wall = (sample: Sample): number => sample.wallMs;
