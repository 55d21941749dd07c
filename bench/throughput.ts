import {
  installedPostgres,
  startTestPostgres,
} from '../packages/server/src/adapters/storage/postgres/test-postgres.ts';
import { ServerChild } from './child.ts';
import type { Bench, Figure } from './report.ts';
import { charactersOf, type Pace } from './paced-tokens.ts';
import { median, pairedRatio, rotated } from './statistics.ts';
import { newChats, readTurn } from './stream-reader.ts';

const CONNECTIONS = 100;

type Sample = { readonly cpuMicros: number; readonly wallMs: number };

/** One turn on each of 100 connections at once; all characters are counted. */
async function sample(server: ServerChild, turns: readonly string[], pace: Pace): Promise<Sample> {
  await server.stream(pace);
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

async function appSample(server: ServerChild, pace: Pace): Promise<Sample> {
  const chats = await newChats(server.address, CONNECTIONS);
  return sample(
    server,
    chats.map(({ turns }) => turns),
    pace,
  );
}

const RAW_TURNS = Array.from({ length: CONNECTIONS }, () => '/');
const PACES: readonly { readonly name: string; readonly pace: Pace; readonly goals: Goals }[] = [
  { name: 'all at once', pace: { shape: 'burst', count: 2_000 }, goals: { kept: 0.8, memory: 1 } },
  // The harder case for us: hardly two tokens of a stream come in the same moment, and the log is written all the time.
  { name: 'every 5 ms', pace: { shape: 'paced', count: 400, everyMs: 5 }, goals: { kept: 0.5, memory: 0.7 } },
];

type Goals = { readonly kept?: number; readonly memory?: number };
type Contender = 'raw' | 'again' | 'kept' | 'memory';

/** Tokens per CPU second of the whole server, relative to a raw `node:http` writer of the same tokens. */
export const throughput: Bench = async ({ quick }) => {
  const repetitions = quick ? 3 : 9;
  const servers: ServerChild[] = [];
  const start = async (file: Parameters<typeof ServerChild.start>[0], env: Record<string, string> = {}) => {
    const server = await ServerChild.start(file, env);
    servers.push(server);
    return server;
  };
  const binaries = installedPostgres();
  const postgres = binaries === undefined ? undefined : await startTestPostgres(binaries);
  try {
    const raw = await start('raw-child.ts');
    const other = await start('raw-child.ts');
    const kept = await start('app-child.ts');
    const memory = await start('app-child.ts', { STORAGE: 'memory' });
    const server =
      postgres === undefined ? undefined : await start('app-child.ts', { DATABASE_URL: postgres.databaseUrl });
    const figures: Figure[] = [];
    for (const { name, pace, goals } of PACES) {
      const contenders = {
        raw: () => sample(raw, RAW_TURNS, pace),
        again: () => sample(other, RAW_TURNS, pace),
        kept: () => appSample(kept, pace),
        memory: () => appSample(memory, pace),
        ...(server === undefined ? {} : { postgres: () => appSample(server, pace) }),
      };
      await rotated(contenders, quick ? 1 : 3); // until the compiler has seen it all
      figures.push(
        ...compared(
          { name, tokens: pace.count * CONNECTIONS, goals },
          await rotated<Contender | 'postgres', Sample>(contenders, repetitions),
        ),
      );
    }
    return figures;
  } finally {
    await Promise.all(servers.map((server) => server.close()));
    await postgres?.remove();
  }
};

function compared(
  { name, tokens, goals }: { name: string; tokens: number; goals: Goals },
  samples: Record<Contender, Sample[]> & { postgres?: Sample[] },
): Figure[] {
  const { raw } = samples;
  const perToken = (of: readonly Sample[]) => `${(median(of.map(cpu)) / tokens).toFixed(2)} µs/token`;
  const ratio = (what: string, of: readonly Sample[], least?: number): Figure => ({
    bench: 'throughput',
    what: `${name}: ${what}`,
    value: pairedRatio(raw, of, cpu),
    unit: '× raw',
    ...(least === undefined ? {} : { goal: { at: 'least', value: least } }),
    note: `CPU ${perToken(of)}, raw ${perToken(raw)}; by wall time ${pairedRatio(raw, of, wall).toFixed(2)} × raw`,
  });
  const control = pairedRatio(raw, samples.again, cpu);
  return [
    {
      ...ratio('raw against itself', samples.again),
      note: `control, must lie in 0.95–1.05: ${control >= 0.95 && control <= 1.05 ? 'it does' : 'IT DOES NOT, the machine was too busy'}`,
    },
    ratio('log kept in SQLite', samples.kept, goals.kept),
    ...(samples.postgres === undefined
      ? []
      : [ratio('log kept in Postgres (CPU of our process)', samples.postgres, goals.kept)]),
    ratio('log in memory', samples.memory, goals.memory),
  ];
}

const cpu = ({ cpuMicros }: Sample): number => cpuMicros;
const wall = ({ wallMs }: Sample): number => wallMs;
