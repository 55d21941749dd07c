import type { Clock } from '../kernel/clock.ts';
import type { Records, Row } from '../records/ports.ts';
import type { ResearchProgressFact, SessionLog } from '../sessions/ports.ts';
import { DurableTasks } from '../tasks/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { ResearchState } from './ports.ts';
import { hasEnded, type ResearchRecord, researchRecord, STATE_WORDS } from './research-record.ts';

export type ResearchTasks = DurableTasks<ResearchRecord> & {
  /** The record as it comes into another state. */
  inState(value: ResearchRecord, change: Partial<ResearchRecord> & { state: ResearchState }): ResearchRecord;
  /** The row as it is now, then after each change, until the task has ended or the signal aborts. */
  follow(scope: Scope, id: string, signal: AbortSignal): AsyncGenerator<Row<ResearchRecord>>;
};

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
    factsOf: (_scope, { value }) => [progress(value.state, value.step)],
    stepFact: ({ value }, step) => progress(value.state, step),
    says: (fact, { state }) => fact.type === 'research_progress' && fact.state === state,
    endsLog: (fact) => fact.type === 'research_progress' && hasEnded(fact.state),
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
    if (fact.type !== 'research_progress') continue;
    const { state, step } = fact;
    yield hasEnded(state)
      ? await tasks.row(scope, id)
      : { ...now, value: { ...now.value, state, step, changedAt: at } };
  }
}

function progress(state: ResearchState, step: string): ResearchProgressFact {
  return { type: 'research_progress', state, step };
}
