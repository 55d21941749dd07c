/**
 * Trains the classifiers of the rule engine on the labelled texts of this folder and writes their weights. The same texts
 * give the same bytes. `--check` only compares with the weights that are there.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { packedModel, type LinearLabel } from '../packages/server/src/adapters/models/rules/classifier/linear-model.ts';
import { answersByLabel, type LabelledAnswer, labelledAnswers, labelledUtterances } from './corpus.ts';
import { clauseExamples, utteranceExamples } from './examples.ts';
import { fitted, type Settings } from './logistic-regression.ts';
import { clauseReport, utteranceReport } from './report.ts';

export const WEIGHTS_FILE = resolve(import.meta.dirname, '../packages/server/assets/classifiers/practice.bin');
const SETTINGS: Settings = { epochs: 10, rate: 0.1, decay: 1e-6 };
/** One occupation in this many is left out of the first training, which only measures. */
const HELD_OUT = 5;

/** The weights of every label, trained on all texts. */
export function trainedModel(): Buffer {
  const [answers, utterances] = [labelledAnswers(), labelledUtterances()];
  return packedModel({ ...clauseLabels(answers), aside: fitted(utteranceExamples(utterances, answers), SETTINGS) });
}

function clauseLabels(answers: readonly LabelledAnswer[]): Record<string, LinearLabel> {
  return Object.fromEntries(
    answersByLabel(answers).map(([label, labelled]) => [label, fitted(clauseExamples(labelled, label), SETTINGS)]),
  );
}

/** Whether texts of this kind are kept for measuring. Each occupation is wholly in or out. */
const isHeldOut = (name: string) => (createHash('sha256').update(name).digest()[0] ?? 0) % HELD_OUT === 0;

function measure(): string {
  const [answers, utterances] = [labelledAnswers(), labelledUtterances()];
  const seen = answers.filter(({ occupation }) => !isHeldOut(occupation));
  const unseen = answers.filter(({ occupation }) => isHeldOut(occupation));
  const heard = utterances.filter(({ text }) => !isHeldOut(text));
  const unheard = utterances.filter(({ text }) => isHeldOut(text));
  return [
    `${answers.length} answers of ${new Set(answers.map(({ occupation }) => occupation)).size} occupations, ` +
      `${answers.flatMap(({ clauses }) => clauses).length} clauses; ${utterances.length} utterances`,
    ...clauseReport(clauseLabels(seen), unseen),
    ...utteranceReport(fitted(utteranceExamples(heard, seen), SETTINGS), unheard),
  ].join('\n');
}

if (import.meta.main) {
  console.log(measure());
  const weights = trainedModel();
  const hash = createHash('sha256').update(weights).digest('hex');
  if (process.argv.includes('--check')) {
    if (!weights.equals(readFileSync(WEIGHTS_FILE)))
      throw new Error(`${WEIGHTS_FILE} is not what the texts give: npm run train`);
  } else {
    mkdirSync(dirname(WEIGHTS_FILE), { recursive: true });
    writeFileSync(WEIGHTS_FILE, weights);
  }
  console.log(`weights ${weights.byteLength} bytes, sha256 ${hash}`);
}
