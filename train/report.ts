import { featuresOf, messageFeaturesOf } from '../packages/server/src/adapters/models/rules/classifier/features.ts';
import {
  type LinearLabel,
  probabilityOf,
} from '../packages/server/src/adapters/models/rules/classifier/linear-model.ts';
import { answersByLabel, type LabelledAnswer, type LabelledUtterance } from './corpus.ts';
import { piecesOf } from './examples.ts';

/** From here on a label counts as shown, and as partly shown. */
const YES = 0.65;
const PARTLY = 0.4;

const share = (part: number, whole: number) => (whole === 0 ? '-' : (part / whole).toFixed(2));

/** Precision and recall of each label over the clauses of answers that were not trained on. */
export function clauseReport(
  labels: Readonly<Record<string, LinearLabel>>,
  answers: readonly LabelledAnswer[],
): string[] {
  return answersByLabel(answers).flatMap(([label, labelled]) => {
    const pieces = labelled.flatMap((answer) => piecesOf(answer).filter(({ weight }) => weight === 1));
    const model = labels[label];
    if (model === undefined) return [];
    const read = pieces.map((piece) => ({
      sure: probabilityOf(model, featuresOf(piece.text, piece.place)),
      right: piece.labels.has(label),
    }));
    const at = (least: number) => {
      const taken = read.filter(({ sure }) => sure >= least);
      const hits = taken.filter(({ right }) => right).length;
      return `${share(hits, taken.length)}/${share(hits, read.filter(({ right }) => right).length)}`;
    };
    return [
      `${label.padEnd(15)} precision/recall at ${YES}: ${at(YES)}, at ${PARTLY}: ${at(PARTLY)} of ${pieces.length} clauses`,
    ];
  });
}

/** How many asides are taken for asides, for answers, or asked about, and the same of answers. */
export function utteranceReport(aside: LinearLabel, utterances: readonly LabelledUtterance[]): string[] {
  return [true, false].map((isAside) => {
    const read = utterances
      .filter(({ kind }) => (kind !== 'answer') === isAside)
      .map(({ text }) => probabilityOf(aside, messageFeaturesOf(text)));
    const count = (from: number, to: number) => read.filter((sure) => sure >= from && sure < to).length;
    return (
      `${isAside ? 'asides ' : 'answers'} ${read.length}: taken for asides ${count(0.7, 2)}, ` +
      `asked about ${count(0.4, 0.7)}, taken for answers ${count(-1, 0.4)}`
    );
  });
}
