import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import type { Figure } from './figure.ts';

const FLOOR = new URL('floor.json', import.meta.url);
/** Less than this, a difference is one of rounding in the file. */
const ROUNDING = 0.000_06;

const goals = z.record(z.string(), z.strictObject({ at: z.enum(['least', 'most']), value: z.number() }));
const schema = z.strictObject({
  /** What is wanted, by the id of a figure, or by all that stands before its last dot. */
  goals,
  /** What rehearsal reached of it, by set and id: no change may make it worse. */
  floor: z.record(z.string(), z.record(z.string(), z.number())),
});

export type Goals = z.infer<typeof goals>;
export type Floor = Readonly<Record<string, number>>;

/** Goals, and the figures that rehearsal has reached in each set. */
export function goalsAndFloor(): z.infer<typeof schema> {
  return schema.parse(JSON.parse(readFileSync(FLOOR, 'utf8')));
}

/** Keeps the figures of these sets as the ones that must not become worse. */
export function writeFloor(sets: ReadonlyMap<string, readonly Figure[]>): void {
  const { goals: wanted, floor } = goalsAndFloor();
  const reached = new Map(Object.entries(floor));
  for (const [set, figures] of sets) {
    const measured = figures.filter((figure) => isGoalMet(figure, wanted) !== undefined);
    reached.set(set, Object.fromEntries(measured.map(({ id, value }) => [id, Number(value.toFixed(4))])));
  }
  writeFileSync(FLOOR, `${JSON.stringify({ goals: wanted, floor: Object.fromEntries(reached) }, undefined, 2)}\n`);
}

export function goalOf({ id }: Pick<Figure, 'id'>, wanted: Goals): Goals[string] | undefined {
  return wanted[id] ?? wanted[id.slice(0, Math.max(0, id.lastIndexOf('.')))];
}

/** `undefined` where there is no goal or nothing was measured. */
export function isGoalMet(figure: Figure, wanted: Goals): boolean | undefined {
  const goal = goalOf(figure, wanted);
  if (goal === undefined || !Number.isFinite(figure.value)) return undefined;
  return goal.at === 'least' ? figure.value >= goal.value : figure.value <= goal.value;
}

/** A line for each figure that is worse than its floor, with the goal beside it, or is not measured any more. */
export function belowFloor(figures: readonly Figure[], floor: Floor, wanted: Goals): string[] {
  return Object.entries(floor).flatMap(([id, reached]) => {
    const figure = figures.find((one) => one.id === id);
    if (figure === undefined || !Number.isFinite(figure.value)) return [`${id} is not measured any more`];
    const lost = figure.better === 'more' ? reached - figure.value : figure.value - reached;
    if (lost <= ROUNDING) return [];
    const goal = goalOf(figure, wanted);
    const beside = goal === undefined ? '' : `; the goal is at ${goal.at} ${goal.value}`;
    return [`${id} (${figure.what}) was ${reached} and is ${figure.value.toFixed(4)}, ${figure.of}${beside}`];
  });
}
