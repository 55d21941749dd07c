/**
 * The project's own measurements: `npm run bench -- [--only <name>] [--quick]`. It prints a table and writes
 * `bench/results/bench.json`. Every baseline is measured in the same run as what it is compared with: the contenders
 * take turns, each repetition begins with another one, and what is reported is the median of the ratios within a
 * repetition, so that a busy machine slows both. The control compares the raw writer with itself: when it lies outside
 * 0.95–1.05, the machine was too busy for the ratios of that run. CPU time of the server's process is the figure to
 * trust; wall time is shown beside it. Sizes and counts are required and end the run with a failure; times are reported
 * against the goals in docs/figures.md and never fail. `--quick` repeats less and is for trying out.
 * `--only soak --minutes 30` runs only by that name.
 * BENCH_CPU_PROFILE=<folder> writes CPU profiles of the servers.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { type Bench, type Figure, requireGoals, isMet, table } from './report.ts';

// Loaded one by one, so that what one of them leaves in memory does not weigh on the next.
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  sizes: async () => (await import('./sizes.ts')).sizes,
  'sdk-import': async () => (await import('./sdk-import.ts')).sdkImport,
  throughput: async () => (await import('./throughput.ts')).throughput,
  pacing: async () => (await import('./pacing.ts')).pacing,
  memory: async () => (await import('./memory.ts')).memory,
  'start-up': async () => (await import('./start-up.ts')).startUp,
  documents: async () => (await import('./documents.ts')).documents,
  append: async () => (await import('./append.ts')).append,
  overhead: async () => (await import('./overhead.ts')).overhead,
};

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '30' },
  },
});
const { only, quick } = values;

// Run only when asked for by name: it takes as long as it is told to.
const ON_DEMAND: typeof BENCHES = {
  soak: async () => {
    const { soak } = await import('./soak.ts');
    return () => soak(Number(values.minutes));
  },
};
const known = { ...BENCHES, ...ON_DEMAND };
if (only !== undefined && known[only] === undefined)
  throw new Error(`There is no bench “${only}”: ${Object.keys(known).join(', ')}.`);

const loadBefore = loadavg();
const figures: Figure[] = [];
for (const [name, load] of Object.entries(only === undefined ? BENCHES : known)) {
  if (only !== undefined && name !== only) continue;
  const began = performance.now();
  const bench = await load();
  figures.push(...(await bench({ quick })));
  console.error(`${name}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}

const machine = {
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  loadBefore,
  loadAfter: loadavg(),
};
const results = new URL('results/', import.meta.url);
await mkdir(results, { recursive: true });
const written = {
  at: new Date().toISOString(),
  quick,
  machine,
  figures: figures.map((figure) => ({ ...figure, met: isMet(figure) })),
};
await writeFile(new URL('bench.json', results), `${JSON.stringify(written, undefined, 2)}\n`);
console.log(table(figures));
console.log(
  `\n${machine.cpu}, ${machine.cores} cores, Node ${machine.node}; load ${loadBefore.map((load) => load.toFixed(1)).join(' ')}`,
);
requireGoals(figures);
