import { textTable } from '../bench/report.ts';
import type { CountingMeter } from './evaluated-engine.ts';
import type { Evaluation, Spread } from './evaluation.ts';
import type { Figure } from './figure.ts';
import { type Goals, goalOf, isGoalMet } from './goals.ts';

/** What a run has measured. */
export type Report = {
  readonly model: string;
  readonly sets: ReadonlyMap<string, Evaluation>;
  readonly usage: Pick<CountingMeter, 'requests' | 'total'>;
};

/** A table with a line for each figure and two columns for each set, and what was reached in a sentence. */
export function reportText({ model, sets, usage }: Report, goals: Goals): string {
  const names = [...sets.keys()];
  const figures = new Map(
    [...sets.values()].flatMap((set) => set.figures.map((figure) => [figure.id, figure] as const)),
  );
  const rows = [...figures.values()].map(({ id, what }) => [
    what,
    goalText(id, goals),
    ...names.flatMap((name) =>
      cells(
        sets.get(name)?.figures.find((figure) => figure.id === id),
        goals,
      ),
    ),
  ]);
  const head = ['figure', 'goal', ...names.flatMap((name) => [name, '', ''])];
  return [
    `Judged by ${model}`,
    '',
    textTable([head, ...rows], { rightAligned: names.map((_, at) => 2 + at * 3) }),
    '',
    ...names.flatMap((name) => setSummary(name, sets.get(name), goals)),
    usage.requests === 0
      ? 'Cost: no model was asked.'
      : `Cost: ${usage.requests} requests, ${usage.total.inputTokens} tokens in, ${usage.total.outputTokens} out.`,
  ].join('\n');
}

/** The same for programs. A figure that could not be measured has no value. */
export function reportJson({ model, sets, usage }: Report, goals: Goals): string {
  const data = {
    model,
    sets: Object.fromEntries(
      [...sets].map(([name, { figures, spread }]) => [
        name,
        { spread, figures: figures.map((one) => ({ ...one, goal: goalOf(one, goals), met: isGoalMet(one, goals) })) },
      ]),
    ),
    usage: { requests: usage.requests, ...usage.total },
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function setSummary(name: string, set: Evaluation | undefined, goals: Goals): string[] {
  if (set === undefined) return [];
  const met = set.figures.map((figure) => isGoalMet(figure, goals)).filter((one) => one !== undefined);
  return [`${name}: ${met.filter(Boolean).length} of ${met.length} goals met. ${spreadText(set.spread)}`];
}

function spreadText({ times, deviation, widest, sameResult }: Spread): string {
  if (times < 2) return 'Scored once, so the spread is not known.';
  const same = `${(sameResult * 100).toFixed(1)} %`;
  return (
    `Spread of ${times} scorings, in points of 6: standard deviation ${deviation.toFixed(2)}, widest ${widest.toFixed(2)}; ` +
    `${same} of the answers scored each time or never.`
  );
}

function goalText(id: string, goals: Goals): string {
  const goal = goalOf({ id }, goals);
  return goal === undefined ? '' : `${goal.at === 'least' ? '≥' : '≤'} ${goal.value}`;
}

function cells(figure: Figure | undefined, goals: Goals): [string, string, string] {
  if (figure === undefined) return ['', '', ''];
  const met = isGoalMet(figure, goals);
  return [
    Number.isFinite(figure.value) ? figure.value.toFixed(figure.unit === 'share' ? 3 : 2) : '–',
    met === undefined ? '' : met ? 'met' : 'NOT MET',
    figure.of,
  ];
}
