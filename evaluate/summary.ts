import { CRITERION_IDS } from '../packages/server/src/core/feedback/rubric.ts';
import { type Floor, type Goals, goalOf } from './goals.ts';

const BEGIN = '<!-- Written by npm run evaluate -- --write-floor -->';
const END = '<!-- End of what was written -->';
/** In the summary stands what has a goal; precision and recall of a criterion share a line. */
const PAIRED = ['precision', 'recall'] as const;

type Line = { readonly name: string; readonly ids: readonly string[] };

/** The figures that have a goal, as a Markdown table with a column for each set. */
export function summaryTable(floor: Readonly<Record<string, Floor>>, goals: Goals): string {
  const sets = Object.keys(floor);
  const lines: Line[] = [
    ...CRITERION_IDS.map((id) => ({ name: `${id}: precision, recall`, ids: PAIRED.map((part) => `${part}.${id}`) })),
    ...Object.keys(goals)
      .filter((id) => !PAIRED.some((part) => part === id))
      .map((id) => ({ name: `\`${id}\``, ids: [id] })),
  ];
  const rows = lines.map(({ name, ids }) => [
    name,
    [...new Set(ids.map((id) => goalText(id, goals)))].join(', '),
    ...sets.map((set) => ids.map((id) => reachedText(id, floor[set]?.[id], goals)).join(', ')),
  ]);
  return [['figure', 'goal', ...sets], ['---', '---', ...sets.map(() => '---')], ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** The document with this table in the place of the one that it holds. Throws where it has no place for one. */
export function withSummary(document: string, table: string): string {
  const [from, to] = [document.indexOf(BEGIN), document.indexOf(END)];
  if (from < 0 || to < from) throw new Error('The document has no place for a summary.');
  return `${document.slice(0, from)}${BEGIN}\n${table}\n${document.slice(to)}`;
}

function goalText(id: string, goals: Goals): string {
  const goal = goalOf({ id }, goals);
  return goal === undefined ? '' : `${goal.at === 'least' ? '≥' : '≤'} ${goal.value}`;
}

function reachedText(id: string, reached: number | undefined, goals: Goals): string {
  if (reached === undefined) return '–';
  const goal = goalOf({ id }, goals);
  const missed = goal !== undefined && (goal.at === 'least' ? reached < goal.value : reached > goal.value);
  return `${reached.toFixed(3)}${missed ? ' (missed)' : ''}`;
}
