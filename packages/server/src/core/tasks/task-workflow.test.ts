import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { only } from '../../testing/only.ts';
import type { Meter } from '../engine/ports.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Row } from '../records/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { StepCall, Workflows, WorkflowSpec } from '../workflows/ports.ts';
import type { DurableTasks, TaskKind } from './durable-tasks.ts';
import { cancelTask, createTask, meterOf, type TaskCall, taskWorkflow } from './task-workflow.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
type Value = { state: string; failure?: unknown };
const row = (value: Value) => ({ id: 'rsh_1', version: 1, createdAt: 0, value }) as Row<Value>;

function setUp({ changed = true, stored }: { changed?: boolean; stored?: Row<Value> | undefined } = {}) {
  const happened: unknown[] = [];
  const kind = only<TaskKind<Value>>({
    name: 'research',
    schema: z.object({ state: z.string() }),
    hasEnded: ({ state }) => state === 'done',
    asCancelled: (value) => ({ ...value, state: 'cancelled' }),
    asFailed: (value, failure) => ({ ...value, state: 'failed', failure }),
  });
  const tasks = only<DurableTasks<Value>>({
    kind,
    find: async () => stored,
    ensure: async (_scope, id, initial) => (happened.push(['ensure', id, initial]), row(initial)),
    ensureGoing: async (_scope, id) => void happened.push(['going', id]),
    setState: async (_scope, _id, change) => ({ row: row(change({ state: 'working' })), changed }),
    advance: async (_scope, id, change) => {
      const next = row(change({ state: 'working' }));
      happened.push(['advance', id, next.value]);
      return next;
    },
  });
  const workflows = only<Workflows>({
    add: async (_scope, run) => void happened.push(['add', run]),
    cancel: (_scope, id) => void happened.push(['cancel', id]),
    wake: () => void happened.push(['wake']),
  });
  return { tasks, workflows, happened };
}

const step = { retry: { attempts: 1, delayMs: 0 }, timeoutMs: 1 };
const spec: WorkflowSpec = {
  name: 'research',
  version: 1,
  steps: [
    { name: 'a', run: 'first', ...step },
    { name: 'b', run: 'second', ...step },
  ],
  onFailure: 'failed',
};
const call = (signal = new AbortController().signal) => ({ scope, runId: 'rsh_1', key: 'rsh_1/a', signal }) as StepCall;

it('a task is made after the run that would make it, and then the run begins', async () => {
  const { tasks, workflows, happened } = setUp();
  const initial = { state: 'working' };
  expect(await createTask({ tasks, workflows }, scope, { id: 'rsh_1', initial, input: 7 })).toEqual(row(initial));
  expect(happened).toEqual([
    ['add', { id: 'rsh_1', workflow: 'research', data: { initial, input: 7 } }],
    ['ensure', 'rsh_1', initial],
    ['wake'],
  ]);
});

it.each([true, false])('the run of a cancelled task is stopped where that changed something: %s', async (changed) => {
  const { tasks, workflows, happened } = setUp({ changed });
  expect(await cancelTask({ tasks, workflows }, scope, 'rsh_1')).toEqual({ row: row({ state: 'cancelled' }), changed });
  expect(happened).toEqual(changed ? [['cancel', 'rsh_1']] : []);
});

describe('the workflow of a task', () => {
  const workflowOf = (given: ReturnType<typeof setUp>) => {
    const seen: unknown[] = [];
    const removed: unknown[] = [];
    const steps = { first: noting(seen), second: noting(seen) };
    const workflow = taskWorkflow(given.tasks, spec, { steps, remove: async (_scope, id) => void removed.push(id) });
    return { workflow, seen, removed };
  };
  const noting =
    (seen: unknown[]) =>
    async (data: unknown, { taskId, ensureGoing }: TaskCall) => {
      seen.push([taskId, data]);
      await ensureGoing();
      return 'next';
    };

  it('makes what is missing of the task in its first step alone, and asks before each whether it goes on', async () => {
    const given = setUp();
    const { workflow, seen } = workflowOf(given);
    const initial = { state: 'working' };
    expect(await workflow.steps['first']?.({ initial, input: 7 }, call())).toBe('next');
    expect(await workflow.steps['second']?.({ x: 1 }, call())).toBe('next');
    expect(seen).toEqual([
      ['rsh_1', 7],
      ['rsh_1', { x: 1 }],
    ]);
    const going = ['going', 'rsh_1'];
    expect(given.happened).toEqual([['ensure', 'rsh_1', initial], going, going, going, going]);
    const reason = new Error('stopped');
    await expect(workflow.steps['second']?.({}, call(AbortSignal.abort(reason)))).rejects.toBe(reason);
    expect(seen).toHaveLength(2);
  });

  it('says why it failed, and then removes what it left', async () => {
    const given = setUp();
    const { workflow, removed } = workflowOf(given);
    const run = { scope, runId: 'rsh_1', step: 'a' };
    const failure = { code: 'internal', message: 'No paper.', retryable: true };
    await workflow.failures['failed']?.({}, { ...run, error: new ServiceError('internal', { detail: 'No paper.' }) });
    expect(given.happened).toEqual([['advance', 'rsh_1', { state: 'failed', failure }]]);
    expect(removed).toEqual(['rsh_1']);
    await workflow.onCancelled?.({ scope, runId: 'rsh_1' });
    expect(removed).toEqual(['rsh_1', 'rsh_1']);
  });

  it.each([
    [undefined, true],
    [row({ state: 'working' }), true],
    [row({ state: 'done' }), false],
  ])('is wanted while its task has not ended: %j', async (stored, isWanted) => {
    const { workflow } = workflowOf(setUp({ stored }));
    expect(await workflow.isWanted?.({ scope, runId: 'rsh_1' })).toBe(isWanted);
  });
});

it('a meter of a step asks whether the task goes on before it asks for the budget', async () => {
  const order: unknown[] = [];
  const total = { inputTokens: 1, outputTokens: 2 };
  const meter: Meter = {
    total,
    checkBudget: async () => void order.push('budget'),
    record: async (use) => void order.push(use),
  };
  const asked = meterOf(only<TaskCall>({ ensureGoing: async () => void order.push('going') }), meter);
  await asked.checkBudget();
  const use = { modelId: 'm', inputTokens: 1, outputTokens: 2 };
  await asked.record(use);
  expect([asked.total, order]).toEqual([total, ['going', 'budget', use]]);
});
