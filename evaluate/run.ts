/**
 * How good the content is: `npm run evaluate -- [--set <open|held-out>] [--times <n>] [--json <file>] [--write-floor]`.
 * Judges the labelled answers of `evaluate/set`, reads its adverts and résumés, asks its questions and sorts its messages
 * with the engine that MODEL and its neighbours in the environment name; without them with rehearsal, which has to reach
 * what `floor.json` says. Each answer is scored `--times` times (3), so that the spread is known.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { evaluatedEngine, type EvaluatedEngine } from './evaluated-engine.ts';
import { type Evaluation, evaluation } from './evaluation.ts';
import { belowFloor, goalsAndFloor, writeFloor } from './goals.ts';
import { labelledSet, setFolder, SETS } from './labelled-set.ts';
import { reportJson, reportText } from './report.ts';
import { summaryTable, withSummary } from './summary.ts';

const MOST_TIMES = 100;
const FIGURES = new URL('../docs/figures.md', import.meta.url);

function wanted() {
  const { values } = parseArgs({
    options: {
      set: { type: 'string' },
      times: { type: 'string', default: '3' },
      json: { type: 'string' },
      'write-floor': { type: 'boolean', default: false },
    },
  });
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES)
    throw new Error(`--times must be a whole number from 1 to ${MOST_TIMES}.`);
  const sets = SETS.filter((name) => values.set === undefined || values.set === name);
  if (sets.length === 0) throw new Error(`--set must be one of ${SETS.join(', ')}.`);
  return { times, sets, json: values.json, writesFloor: values['write-floor'] };
}

type Run = { readonly sets: ReadonlyMap<string, Evaluation>; readonly failure?: unknown };

/** What was paid for is kept, even where a model gives up halfway. */
async function evaluatedSets(
  engine: EvaluatedEngine,
  { sets, times }: Pick<ReturnType<typeof wanted>, 'sets' | 'times'>,
): Promise<Run> {
  const found = new Map<string, Evaluation>();
  for (const name of sets) {
    const onAnswers = (occupation: string) => {
      if (process.stderr.isTTY) console.error(`${name}: ${occupation}`);
    };
    try {
      found.set(name, await evaluation(labelledSet(setFolder(name)), engine, { times, onAnswers }));
    } catch (failure) {
      return { sets: found, failure };
    }
  }
  return { sets: found };
}

/** In `floor.json`, and in the summary of `docs/figures.md`. */
function keepReached(sets: ReadonlyMap<string, Evaluation>): void {
  writeFloor(new Map([...sets].map(([name, { figures }]) => [name, figures])));
  const { goals, floor } = goalsAndFloor();
  writeFileSync(FIGURES, withSummary(readFileSync(FIGURES, 'utf8'), summaryTable(floor, goals)));
}

/** Says what rehearsal has lost, and fails. A model has no floor: what it reaches is its own affair. */
function holdFloor(sets: ReadonlyMap<string, Evaluation>): void {
  const { goals, floor } = goalsAndFloor();
  const lost = [...sets].flatMap(([name, { figures }]) =>
    belowFloor(figures, floor[name] ?? {}, goals).map((line) => `${name}: ${line}`),
  );
  for (const line of lost) console.error(`Worse than before: ${line}`);
  if (lost.length > 0) process.exitCode = 1;
}

async function run(): Promise<void> {
  const options = wanted();
  const engine = await evaluatedEngine(process.env);
  if (options.writesFloor && engine.engine.kind === 'model')
    throw new Error('--write-floor is for rehearsal: leave MODEL out.');
  const { sets, failure } = await evaluatedSets(engine, options);
  if (sets.size > 0) {
    const report = { model: engine.model, sets, usage: engine.meter };
    const { goals } = goalsAndFloor();
    console.log(reportText(report, goals));
    if (options.json !== undefined) writeFileSync(options.json, reportJson(report, goals));
    if (options.writesFloor) keepReached(sets);
    else if (engine.engine.kind === 'rehearsal') holdFloor(sets);
  }
  if (failure === undefined) return;
  const why = engine.failure();
  throw why === undefined ? failure : new Error(`The model failed: ${why}`, { cause: failure });
}

try {
  await run();
} catch (thrown) {
  console.error(`Not evaluated. ${thrown instanceof Error ? thrown.message : 'Something unknown failed.'}`);
  process.exitCode = 1;
}
