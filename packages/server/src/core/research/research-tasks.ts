import type { Clock } from '../kernel/clock.ts';
import type { Records, Row } from '../records/ports.ts';
import { declareFact, type SessionLog } from '../sessions/ports.ts';
import * as z from 'zod';
import { DurableTasks } from '../tasks/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { ResearchState } from './ports.ts';
import { hasEnded, type ResearchRecord, researchRecord, STATE_WORDS, STATES } from './research-record.ts';

export type ResearchTasks = DurableTasks<ResearchRecord> & {
  /** The record as it comes into another state. */
  inState(value: ResearchRecord, change: Partial<ResearchRecord> & { state: ResearchState }): ResearchRecord;
  /** The row as it is now, then after each change, until the task has ended or the signal aborts. */
  follow(scope: Scope, id: string, signal: AbortSignal): AsyncGenerator<Row<ResearchRecord>>;
};

/** Progress of a research task, in words. */
const progressMade = declareFact({
  type: 'research.progress',
  version: 1,
  visibility: 'internal',
  schema: z.object({ state: z.enum(STATES), step: z.string() }),
});

/** Research as durable tasks. */
export function researchTasks({
  clock,
  ...stores
}: {
  records: Records;
  log: SessionLog;
  clock: Clock;
}): ResearchTasks {
  const inState: ResearchTasks['inState'] = (value, change) => ({
    ...value,
    step: STATE_WORDS[change.state],
    changedAt: clock.now(),
    ...change,
  });
  const tasks = new DurableTasks<ResearchRecord>(stores, {
    name: 'research',
    schema: researchRecord,
    hasEnded: ({ state }) => hasEnded(state),
    withStep: (value, step) => inState(value, { state: value.state, step }),
    asFailed: (value, failure) => inState(value, { state: 'failed', failure }),
    asCancelled: (value) => inState(value, { state: 'cancelled' }),
    reader: 'server',
    factsOf: (_scope, { value: { state, step } }) => [progressMade.fact({ state, step })],
    stepFact: ({ value: { state } }, step) => progressMade.fact({ state, step }),
    says: (fact, { state }) => progressMade.read(fact)?.state === state,
    endsLog: (fact) => {
      const progress = progressMade.read(fact);
      return progress !== undefined && hasEnded(progress.state);
    },
  });
  return Object.assign(tasks, {
    inState,
    follow: (scope: Scope, id: string, signal: AbortSignal) => follow(tasks, scope, { id, signal }),
  });
}

async function* follow(
  tasks: DurableTasks<ResearchRecord>,
  scope: Scope,
  { id, signal }: { id: string; signal: AbortSignal },
): AsyncGenerator<Row<ResearchRecord>> {
  // The place in the log is taken before the row is read, so that no change falls between the two.
  const after = await tasks.head(scope, id);
  const now = await tasks.row(scope, id);
  yield now;
  if (hasEnded(now.value.state)) return;
  for await (const { at, fact } of tasks.events(scope, id, { after, signal })) {
    const progress = progressMade.read(fact);
    if (progress === undefined) continue;
    const { state, step } = progress;
    yield hasEnded(state)
      ? await tasks.row(scope, id)
      : { ...now, value: { ...now.value, state, step, changedAt: at } };
  }
}
