/**
 * Plants small faults, one at a time, and tells which of them no test notices. Not part of `npm test`: a sample of a few
 * hundred takes a quarter of an hour. `npm run mutate -- --sample 300 --seed 7 --only core/chat`
 */
import { globSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createVitest } from 'vitest/node';
import config from '../vitest.config.ts';
import { withFaults } from './mutants.mjs';

const ROOT = resolve(import.meta.dirname, '..');
const AREAS = ['packages/server/src/core', 'packages/sdk/src', 'packages/widget/src/controllers'];
const NOT_SOURCE = /\.(?:test|suite|test-d|d)\.ts$|\/test-[^/]*$|\/report-sample|scripted-stream/u;
const TIMEOUT_MS = 30_000;
/** Files of tests that are run first, and those that a fault that survived them meets at most. */
const [NEAR, FAR] = [4, 16];

const { values: options } = parseArgs({
  options: {
    sample: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    tests: { type: 'string', default: 'packages/*/src/**/*.test.ts,tests/contract/**/*.test.ts' },
    out: { type: 'string' },
  },
});

function instrumented() {
  const files = new Map();
  const faults = [];
  for (const area of AREAS)
    for (const path of globSync(`${area}/**/*.ts`, { cwd: ROOT }).toSorted()) {
      if (NOT_SOURCE.test(path)) continue;
      const found = withFaults(readFileSync(join(ROOT, path), 'utf8'), { path, firstId: faults.length });
      files.set(join(ROOT, path), found.code);
      faults.push(...found.faults);
    }
  return { files, faults };
}

/** The same sample for the same seed, with its share from each folder. */
function sampled(faults) {
  const size = Math.min(Number(options.sample), faults.length);
  let state = Number(options.seed) * 2_654_435_761;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const shuffled = faults.map((fault) => ({ fault, key: random() })).toSorted((a, b) => a.key - b.key);
  const byFolder = shuffled.map(({ fault }) => fault).toSorted((a, b) => compare(dirname(a.path), dirname(b.path)));
  const step = faults.length / size;
  const offset = random() * step;
  return Array.from({ length: size }, (_none, index) => byFolder[Math.floor(offset + index * step)] ?? byFolder[0]);
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

async function openVitest(files, directory) {
  process.env.FAULT_DIR = directory;
  process.env.FAULT_TIMEOUT_MS = String(TIMEOUT_MS);
  const plant = {
    name: 'plant-faults',
    enforce: 'pre',
    transform: (_code, id) =>
      files.has(id.split('?')[0]) ? { code: files.get(id.split('?')[0]), map: null } : undefined,
  };
  return createVitest(
    'test',
    {
      config: false,
      root: ROOT,
      watch: false,
      include: options.tests.split(','),
      setupFiles: [join(ROOT, 'scripts/fault-switch.mjs')],
      reporters: [{}],
      pool: 'forks',
      maxWorkers: 2,
      testTimeout: 10_000,
      hookTimeout: 20_000,
      retry: 0,
    },
    { resolve: config.resolve, plugins: [plant], logLevel: 'silent' },
  );
}

/** Which test files reach a fault, the nearest and quickest first. A file that fails without a fault is left out. */
async function reachedBy(vitest, directory) {
  const specifications = await vitest.globTestSpecifications();
  const { testModules } = await vitest.runTestSpecifications(specifications);
  const duration = new Map(
    testModules.map((module) => [module.moduleId, module.diagnostic().duration + module.diagnostic().importDuration]),
  );
  const failed = new Set(testModules.filter((module) => !module.ok()).map(({ moduleId }) => moduleId));
  for (const module of testModules.filter(({ moduleId }) => failed.has(moduleId)))
    console.error(`left out, fails without a fault: ${relative(ROOT, module.moduleId)} ${reasonOf(module)}`);
  const reached = new Map();
  for (const name of readdirSync(directory)) {
    const { testPath, reached: ids } = JSON.parse(readFileSync(join(directory, name), 'utf8'));
    if (!failed.has(testPath)) for (const id of ids) reached.set(id, [...(reached.get(id) ?? []), testPath]);
  }
  const byPath = new Map(specifications.map((specification) => [specification.moduleId, specification]));
  return ({ id, path }) => {
    const own = join(ROOT, path).replace(/\.ts$/u, '.test.ts');
    const distance = (test) => (test === own ? 0 : dirname(test) === dirname(own) ? 1 : 2);
    return (reached.get(id) ?? [])
      .toSorted((a, b) => distance(a) - distance(b) || (duration.get(a) ?? 0) - (duration.get(b) ?? 0))
      .map((test) => byPath.get(test));
  };
}

function reasonOf(module) {
  const tests = [...module.children.allTests('failed')].flatMap((test) => test.result().errors ?? []);
  return [...module.errors(), ...tests][0]?.message ?? '';
}

async function outcomeOf(vitest, fault, tests) {
  if (tests.length === 0) return 'not reached';
  process.env.FAULT = String(fault.id);
  for (const some of [tests.slice(0, NEAR), tests.slice(NEAR, FAR)]) {
    if (some.length === 0) continue;
    const startedAt = Date.now();
    const { testModules, unhandledErrors } = await vitest.runTestSpecifications(some);
    if (unhandledErrors.length > 0 && Date.now() - startedAt > TIMEOUT_MS) return 'timed out';
    if (unhandledErrors.length > 0 || testModules.some((module) => !module.ok())) return 'killed';
  }
  return 'survived';
}

function summary(results, total) {
  const counts = Object.groupBy(results, ({ outcome }) => outcome);
  const unnoticed = [...(counts.survived ?? []), ...(counts['not reached'] ?? [])];
  const [n, share] = [results.length, unnoticed.length / results.length];
  const middle = (share + 1.92 / n) / (1 + 3.84 / n);
  const spread = (1.96 * Math.sqrt((share * (1 - share)) / n + 0.96 / n ** 2)) / (1 + 3.84 / n);
  const percent = (value) => `${(value * 100).toFixed(1)} %`;
  const listed = Object.entries(counts).map(([name, some]) => `${name} ${some.length}`);
  return `${n} of ${total}: ${listed.join(', ')}; not noticed ${percent(share)} (95 %: ${percent(middle - spread)} to ${percent(middle + spread)})`;
}

const directory = mkdtempSync(join(tmpdir(), 'faults-'));
const { files, faults } = instrumented();
const chosen = faults.filter(({ path }) => path.includes(options.only));
const vitest = await openVitest(files, directory);
try {
  const testsFor = await reachedBy(vitest, directory);
  vitest.config.bail = 1;
  const results = [];
  for (const fault of sampled(chosen)) {
    const startedAt = Date.now();
    const outcome = await outcomeOf(vitest, fault, testsFor(fault));
    results.push({ ...fault, outcome, ms: Date.now() - startedAt });
    if (outcome !== 'killed') console.log(`${outcome}: ${fault.path}:${fault.line} ${fault.was} → ${fault.becomes}`);
    if (options.out !== undefined) writeFileSync(options.out, JSON.stringify(results));
  }
  console.log(summary(results, chosen.length));
} finally {
  await vitest.close();
  rmSync(directory, { recursive: true, force: true });
}
