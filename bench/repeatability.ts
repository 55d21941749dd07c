/**
 * How even a model judges: `npm run repeatability -- [--times <n>]`. Each of a dozen answers is judged `--times` times
 * (10), by the model that MODEL and its neighbours in the environment name, through the whole app, each time in a chat
 * of its own. A judgement takes up to three requests to the model. The code that counts is the same for every engine;
 * what spreads is the model's reading.
 */
import { parseArgs } from 'node:util';
import { type Judgement, answerJudge, NotJudged } from './answer-judge.ts';
import { textTable } from './report.ts';
import { agreeing, standardDeviation } from './statistics.ts';
import { SAMPLE_ANSWERS, type SampleAnswer } from './sample-answers.ts';

const MOST_TIMES = 1_000;

type Measured = { readonly sample: SampleAnswer; readonly judgements: readonly Judgement[] };
/** `failure` is why not every answer was judged as often as wanted; `all` holds those that were. */
type Run = { readonly model: string; readonly all: readonly Measured[]; readonly failure?: NotJudged };

async function measured(times: number): Promise<Run> {
  const judge = await answerJudge(process.env);
  const all: Measured[] = [];
  try {
    for (const sample of SAMPLE_ANSWERS) {
      const judgements: Judgement[] = [];
      // One after another: a model on this machine answers one at a time, and vendors throttle.
      while (judgements.length < times) judgements.push(await judge.judged(sample));
      all.push({ sample, judgements });
      if (process.stderr.isTTY) console.error(`${all.length} of ${SAMPLE_ANSWERS.length}: ${sample.name}`);
    }
    return { model: judge.model, all };
  } catch (thrown) {
    // What was paid for is shown, even where a model gives up halfway.
    if (thrown instanceof NotJudged && all.length > 0) return { model: judge.model, all, failure: thrown };
    throw thrown;
  } finally {
    await judge.close();
  }
}

const scoresOf = ({ judgements }: Measured): number[] =>
  judgements.flatMap(({ score }) => (score === undefined ? [] : [score.met]));
const widthOf = (scores: readonly number[]): number =>
  scores.length === 0 ? 0 : Math.max(...scores) - Math.min(...scores);
const deviationOf = (scores: readonly number[]): number => (scores.length === 0 ? 0 : standardDeviation(scores));

/** How often each criterion was read as it was read most often. */
function criteriaOf({ judgements }: Measured): { id: string; agreed: number; of: number }[] {
  const ids = new Set(judgements.flatMap(({ shown }) => [...shown.keys()]));
  return [...ids].map((id) => {
    const read = judgements.flatMap(({ shown }) => shown.get(id) ?? []);
    return { id, agreed: agreeing(read), of: read.length };
  });
}

function row(one: Measured): string[] {
  const { sample, judgements } = one;
  const scores = scoresOf(one);
  const outOf = judgements.find(({ score }) => score !== undefined)?.score?.of;
  const kinds = judgements.map(({ kind }) => kind);
  const criteria = criteriaOf(one);
  const wavering = criteria.filter(({ agreed, of }) => agreed < of);
  return [
    sample.name,
    outOf === undefined ? '–' : `${counted(scores)} of ${outOf}`,
    outOf === undefined ? '–' : `${Math.min(...scores)}–${Math.max(...scores)}`,
    outOf === undefined ? '–' : deviationOf(scores).toFixed(2),
    counted(kinds),
    wavering.length === 0 ? 'all' : wavering.map(({ id, agreed, of }) => `${id} ${agreed}/${of}`).join(', '),
    String(sum(judgements.map(({ droppedQuotes }) => droppedQuotes))),
    String(sum(judgements.map(({ tokens }) => tokens))),
  ];
}

/** Each value once, with how often it came where they differ: "4.5 ×9, 4 ×1". */
function counted(values: readonly (number | string)[]): string {
  const distinct = [...new Set(values)];
  if (distinct.length === 1) return String(distinct[0]);
  return distinct.map((value) => `${value} ×${values.filter((other) => other === value).length}`).join(', ');
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function summary({ model, all }: Run, times: number): string {
  // Answers without a score have no spread, which must not make that of the others look smaller.
  const scored = all.map(scoresOf).filter((scores) => scores.length > 0);
  const pooled = Math.sqrt(sum(scored.map((scores) => deviationOf(scores) ** 2)) / Math.max(1, scored.length));
  const widest = Math.max(...all.map((one) => widthOf(scoresOf(one))));
  const kinds = sum(all.map(({ judgements }) => agreeing(judgements.map(({ kind }) => kind))));
  const criteria = all.flatMap(criteriaOf);
  const share = (part: number, whole: number) => `${part} of ${whole}`;
  return [
    `${all.length} answers × ${times} by ${model}`,
    `spread overall: standard deviation ${pooled.toFixed(2)}, widest ${widest}`,
    `results agreed ${share(kinds, all.length * times)}`,
    `criteria agreed ${share(sum(criteria.map(({ agreed }) => agreed)), sum(criteria.map(({ of }) => of)))}`,
    `quotes dropped ${sum(all.flatMap(({ judgements }) => judgements.map(({ droppedQuotes }) => droppedQuotes)))}`,
  ].join('; ');
}

function timesWanted(): number {
  const { values } = parseArgs({ options: { times: { type: 'string', default: '10' } } });
  const times = Number(values.times);
  if (!Number.isInteger(times) || times < 1 || times > MOST_TIMES)
    throw new Error(`--times must be a whole number from 1 to ${MOST_TIMES}.`);
  return times;
}

try {
  const times = timesWanted();
  const found = await measured(times);
  const head = [
    'answer',
    'score',
    'from–to',
    'deviation',
    'result',
    'criteria that agreed',
    'quotes dropped',
    'tokens',
  ];
  console.log(textTable([head, ...found.all.map(row)], { rightAligned: [6, 7] }));
  console.log(`\n${summary(found, times)}`);
  if (found.failure !== undefined)
    throw new Error(`More than ${found.all.length} of ${SAMPLE_ANSWERS.length} answers: ${found.failure.message}`);
} catch (thrown) {
  console.error(`Not measured. ${thrown instanceof Error ? thrown.message : 'Something unknown failed.'}`);
  process.exitCode = 1;
}
