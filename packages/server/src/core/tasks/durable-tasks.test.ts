import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Collection, Records } from '../records/ports.ts';
import { DurableSessionLog } from '../sessions/log.ts';
import { BEGINNING, type SessionFact } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { RunEnded } from '../workflows/ports.ts';
import { DurableTasks, type TaskKind } from './durable-tasks.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const stranger = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_b' } });
const schema = z.object({ state: z.enum(['working', 'completed', 'failed', 'cancelled']), step: z.string() });
type Value = z.infer<typeof schema>;
const WORKING: Value = { state: 'working', step: 'begun' };
const DONE: Value = { state: 'completed', step: 'begun' };
const said = ({ state, step }: Value): SessionFact => ({ type: 'research_progress', state, step });

const kind: TaskKind<Value> = {
  name: 'research',
  schema,
  hasEnded: ({ state }) => state !== 'working',
  withStep: (value, step) => (step === value.step ? value : { ...value, step }),
  asFailed: (value) => ({ ...value, state: 'failed' }),
  asCancelled: (value) => ({ ...value, state: 'cancelled' }),
  factsOf: (_scope, { value }) => [said(value)],
  stepFact: ({ value }, step) => said({ ...value, step }),
  says: (fact, { state }) => fact.type === 'research_progress' && fact.state === state,
  endsLog: (fact) => fact.type === 'research_progress' && fact.state !== 'working',
};

/** Tasks whose next replacements fail with these. */
function setUp() {
  const clock = manualClock();
  const storage = memoryStorage(clock);
  const log = new DurableSessionLog({ store: storage.sessions, clock, processId: 'one' });
  const failures: unknown[] = [];
  const records: Records = {
    ...storage.records,
    collection<Kept>(name: string, options: Parameters<Records['collection']>[1]) {
      const rows = storage.records.collection(name, options as never) as Collection<Kept>;
      const replace: typeof rows.replace = async (...request) => {
        if (failures.length > 0) throw failures.shift();
        return rows.replace(...request);
      };
      return { ...bound(rows), replace };
    },
  } as Records;
  const tasks = new DurableTasks<Value>({ records, log }, kind);
  const facts = async () => (await log.read(scope, 'rsh_1', { after: BEGINNING })).map(({ fact }) => fact);
  return { tasks, log, failures, facts };
}

function bound<Rows extends object>(rows: Rows): Rows {
  const names = ['get', 'insert', 'list', 'remove', 'replace'] as const;
  const methods = names.map((name) => {
    const method: unknown = Reflect.get(rows, name);
    return [name, typeof method === 'function' ? method.bind(rows) : method];
  });
  return Object.assign(Object.create(rows) as Rows, Object.fromEntries(methods));
}

describe('a task', () => {
  it('is made once, with its record and its log', async () => {
    const { tasks, facts } = setUp();
    const row = await tasks.ensure(scope, 'rsh_1', WORKING);
    expect(row).toMatchObject({ id: 'rsh_1', value: WORKING });
    expect(await tasks.ensure(scope, 'rsh_1', DONE)).toEqual(row);
    expect(await facts()).toEqual([said(WORKING)]);
    expect((await tasks.list(scope, { limit: 5 })).rows).toEqual([row]);
    expect(await tasks.find(scope, 'rsh_1')).toEqual(row);
  });

  it('is nobody else’s', async () => {
    const { tasks } = setUp();
    await tasks.ensure(scope, 'rsh_1', WORKING);
    expect(await tasks.find(stranger, 'rsh_1')).toBeUndefined();
    const missing = { code: 'not_found' };
    await expect(tasks.row(stranger, 'rsh_1')).rejects.toMatchObject(missing);
    await expect(tasks.head(stranger, 'rsh_1')).rejects.toMatchObject(missing);
    await expect(tasks.past(stranger, 'rsh_1', { after: BEGINNING, limit: 5 })).rejects.toMatchObject(missing);
    await expect(tasks.ensure(stranger, 'rsh_1', WORKING)).rejects.toMatchObject({ code: 'conflict' });
    expect(await tasks.find(stranger, 'rsh_1')).toBeUndefined();
  });

  it('goes from state to state, in its record and in its log, until it has ended', async () => {
    const { tasks, facts } = setUp();
    await tasks.ensure(scope, 'rsh_1', WORKING);
    await tasks.ensureGoing(scope, 'rsh_1');
    await tasks.setStep(scope, 'rsh_1', 'reading');
    const value = { ...DONE, step: 'reading' };
    expect(await tasks.setState(scope, 'rsh_1', (before) => ({ ...before, state: 'completed' }))).toMatchObject({
      changed: true,
      row: { value },
    });
    expect(await facts()).toEqual([said(WORKING), said({ ...WORKING, step: 'reading' }), said(value)]);
    expect(await tasks.setState(scope, 'rsh_1', kind.asCancelled)).toMatchObject({ changed: false, row: { value } });
    for (const work of [
      tasks.advance(scope, 'rsh_1', kind.asCancelled),
      tasks.setStep(scope, 'rsh_1', 'more'),
      tasks.ensureGoing(scope, 'rsh_1'),
    ])
      await expect(work).rejects.toThrow(new RunEnded('The task has ended.'));
    expect(await facts()).toHaveLength(3);
    expect((await tasks.row(scope, 'rsh_1')).value).toEqual(value);
  });

  it('has its step said again even where the record has it already', async () => {
    const { tasks, facts } = setUp();
    const { version } = await tasks.ensure(scope, 'rsh_1', WORKING);
    await tasks.setStep(scope, 'rsh_1', 'begun');
    expect(await facts()).toEqual([said(WORKING), said(WORKING)]);
    expect((await tasks.row(scope, 'rsh_1')).version).toBe(version);
  });

  it('that is gone ends the work on it, and any other failure is passed on', async () => {
    const { tasks, failures } = setUp();
    for (const work of [
      tasks.ensureGoing(scope, 'rsh_1'),
      tasks.advance(scope, 'rsh_1', kind.asCancelled),
      tasks.setStep(scope, 'rsh_1', 'more'),
    ])
      await expect(work).rejects.toThrow(new RunEnded('The task is gone.'));
    await tasks.ensure(scope, 'rsh_1', WORKING);
    for (const thrown of [new ServiceError('storage_unavailable'), new TypeError('a bug')]) {
      failures.push(thrown);
      await expect(tasks.advance(scope, 'rsh_1', kind.asCancelled)).rejects.toBe(thrown);
    }
    failures.push(new ServiceError('unauthenticated'));
    await expect(tasks.advance(scope, 'rsh_1', kind.asCancelled)).rejects.toThrow(new RunEnded('The task is gone.'));
  });

  it('is looked at anew where something else changed it at the same moment, but not for ever', async () => {
    const { tasks, failures } = setUp();
    await tasks.ensure(scope, 'rsh_1', WORKING);
    const conflicts = (count: number) =>
      failures.push(...Array.from({ length: count }, () => new ServiceError('conflict')));
    conflicts(2);
    expect(await tasks.advance(scope, 'rsh_1', kind.asCancelled)).toMatchObject({ value: { state: 'cancelled' } });
    const other = setUp();
    await other.tasks.ensure(scope, 'rsh_1', WORKING);
    other.failures.push(...Array.from({ length: 100 }, () => new ServiceError('conflict')));
    await expect(other.tasks.advance(scope, 'rsh_1', kind.asCancelled)).rejects.toMatchObject({ code: 'conflict' });
    expect(100 - other.failures.length).toBe(8);
  });

  it('is followed until it ends, from anywhere', async () => {
    const { tasks } = setUp();
    await tasks.ensure(scope, 'rsh_1', WORKING);
    const after = await tasks.head(scope, 'rsh_1');
    const seen: SessionFact[] = [];
    const following = (async () => {
      const { signal } = new AbortController();
      for await (const { fact } of tasks.events(scope, 'rsh_1', { after, signal })) seen.push(fact);
    })();
    await tasks.setStep(scope, 'rsh_1', 'reading');
    await tasks.advance(scope, 'rsh_1', kind.asFailed as (value: Value) => Value);
    await following;
    expect(seen).toEqual([said({ ...WORKING, step: 'reading' }), said({ state: 'failed', step: 'reading' })]);
    const past = await tasks.past(scope, 'rsh_1', { after: BEGINNING, limit: 2 });
    expect(past.map(({ fact }) => fact)).toEqual([said(WORKING), seen[0]]);
  });
});
