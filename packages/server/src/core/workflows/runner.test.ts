import { describe, expect, it } from 'vitest';
import { memoryWorkflowStore } from '../../adapters/storage/memory/workflow-store.ts';
import { keptSpans } from '../../testing/kept-spans.ts';
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { defined } from '../kernel/defined.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { JobQueue, StepHandler, WorkflowDefinition, WorkflowStore } from './ports.ts';
import { WorkflowRunner } from './runner.ts';

const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
const stranger = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_b' } });

/** A queue that runs jobs at once and forgets failed ones: the runner has to find it again. */
function forgetfulQueue(): JobQueue & { idle(): Promise<void> } {
  const handlers: ((data: unknown) => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();
  return {
    enqueue: async (_queue, { data }) => {
      const [handler] = handlers;
      if (handler === undefined) return;
      const job = Promise.resolve()
        .then(() => handler(data))
        .catch(() => {})
        .finally(() => running.delete(job));
      running.add(job);
    },
    work: async (_queue, handler) => void handlers.push(handler),
    close: async () => {},
    idle: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

function definitionOf(
  steps: Record<string, StepHandler>,
  failed: string[] = [],
  retry = { attempts: 3, delayMs: 1_000 },
): WorkflowDefinition {
  return {
    spec: {
      name: 'test',
      version: 1,
      steps: Object.keys(steps).map((name) => ({ name, run: name, retry, timeoutMs: 60_000 })),
      onFailure: 'failed',
    },
    steps,
    failures: { failed: async (_data, { step, error }) => void failed.push(`${step} ${error.code}`) },
  };
}

function app({
  clock = manualClock(),
  store = memoryWorkflowStore(),
}: { clock?: ManualClock; store?: WorkflowStore } = {}) {
  const runner = (definition: WorkflowDefinition, processId = 'one') => {
    const queue = forgetfulQueue();
    return Object.assign(new WorkflowRunner({ store, queue, clock, processId }, [definition]), {
      idle: () => queue.idle(),
    });
  };
  const ended = async () => (await store.unheld(Number.MAX_SAFE_INTEGER)).length === 0;
  return { clock, store, runner, ended };
}

const append =
  (word: string, log: string[] = []): StepHandler =>
  async (data, { key }) => {
    log.push(`${word} ${key.split('/')[1] ?? ''}`);
    return [...(data as string[]), word];
  };

describe('a workflow', () => {
  it('runs its steps in order and hands on what each returns', async () => {
    const { runner, ended } = app();
    let seen: unknown;
    const one = runner(definitionOf({ a: append('a'), b: append('b'), c: async (data) => (seen = data) }));
    await one.work({ alone: true });
    await one.start(scope, 'test', []);
    await one.idle();
    expect(seen).toEqual(['a', 'b']);
    expect(await ended()).toBe(true);
    one.close();
  });

  it('goes on after a crash with the step that was not finished, in another process', async () => {
    const { runner, clock, ended } = app();
    const log: string[] = [];
    const crashed = runner(
      definitionOf({ a: append('a', log), b: async () => new Promise(() => {}), c: append('c', log) }),
      'crashed',
    );
    await crashed.work({ alone: false });
    await crashed.start(scope, 'test', []);
    await clock.advance(0);
    crashed.close(); // its lease stays
    await crashed.idle();
    const next = runner(definitionOf({ a: append('a', log), b: append('b', log), c: append('c', log) }), 'next');
    await next.work({ alone: false });
    await next.idle();
    expect(log).toEqual(['a a']);
    await clock.advance(40_000);
    await next.idle();
    expect(log).toEqual(['a a', 'b b', 'c c']);
    expect(await ended()).toBe(true);
    next.close();
  });

  it('need not wait for a lease where nobody else can hold one', async () => {
    const { runner, clock } = app();
    const log: string[] = [];
    const crashed = runner(definitionOf({ a: append('a', log), b: async () => new Promise(() => {}) }), 'crashed');
    await crashed.work({ alone: true });
    await crashed.start(scope, 'test', []);
    await clock.advance(0);
    crashed.close();
    await crashed.idle();
    const next = runner(definitionOf({ a: append('a', log), b: append('b', log) }), 'next');
    await next.work({ alone: true });
    await next.idle();
    expect(log).toEqual(['a a', 'b b']);
    next.close();
  });

  it('tries a step again after a while when that can help', async () => {
    const { runner, clock, ended } = app();
    const failed: string[] = [];
    const at: number[] = [];
    const begun = clock.now();
    const flaky: StepHandler = async (data) => {
      at.push(clock.now() - begun);
      if (at.length < 3) throw new ServiceError('storage_unavailable');
      return data;
    };
    const one = runner(definitionOf({ a: flaky }, failed));
    await one.work({ alone: true });
    await one.start(scope, 'test', []);
    await clock.advance(5_000);
    await one.idle();
    expect(at).toEqual([0, 1_000, 2_000]);
    expect(failed).toEqual([]);
    expect(await ended()).toBe(true);
    one.close();
  });

  it.each([
    ['after its last attempt', 'storage_unavailable', 3],
    ['at once when trying again cannot help', 'not_found', 1],
  ] as const)('fails %s and tells it once', async (_when, code, attempts) => {
    const { runner, clock, ended } = app();
    const failed: string[] = [];
    let tried = 0;
    const one = runner(
      definitionOf(
        {
          a: append('a'),
          b: async () => ((tried += 1), Promise.reject(new ServiceError(code))),
          c: async () => expect.unreachable(),
        },
        failed,
      ),
    );
    await one.work({ alone: true });
    await one.start(scope, 'test', []);
    await clock.advance(120_000);
    await one.idle();
    expect(tried).toBe(attempts);
    expect(failed).toEqual([`b ${code}`]);
    expect(await ended()).toBe(true);
    one.close();
  });

  it('gives a step up that takes too long', async () => {
    const { runner, clock } = app();
    const failed: string[] = [];
    const one = runner(definitionOf({ a: async () => new Promise(() => {}) }, failed, { attempts: 1, delayMs: 0 }));
    await one.work({ alone: true });
    await one.start(scope, 'test', []);
    await clock.advance(60_000);
    await one.idle();
    expect(failed).toEqual(['a internal']);
    one.close();
  });

  it('stops when it is cancelled by its owner, and only then', async () => {
    const { runner, clock, ended } = app();
    const failed: string[] = [];
    let stopped: unknown;
    const one = runner(
      definitionOf(
        {
          a: async (_data, { signal }) =>
            new Promise((_resolve, reject) =>
              signal.addEventListener('abort', () => reject((stopped = signal.reason))),
            ),
          b: async () => expect.unreachable(),
        },
        failed,
      ),
    );
    await one.work({ alone: true });
    const id = await one.start(scope, 'test', []);
    await clock.advance(0);
    expect(await one.cancel(stranger, id)).toBe(false);
    expect(await one.cancel(scope, id)).toBe(true);
    expect(await one.cancel(scope, id)).toBe(false);
    await clock.advance(60_000);
    await one.idle();
    expect(stopped).toMatchObject({ code: 'prep_finished' });
    expect(failed).toEqual([]);
    expect(await ended()).toBe(true);
    one.close();
  });

  it('stops in one process soon after it was cancelled in another', async () => {
    const { runner, clock, store } = app();
    let stopped = false;
    const one = runner(
      definitionOf({
        a: async (_data, { signal }) =>
          new Promise((_resolve, reject) =>
            signal.addEventListener('abort', () => ((stopped = true), reject(signal.reason))),
          ),
      }),
    );
    await one.work({ alone: false });
    const id = await one.start(scope, 'test', []);
    await clock.advance(0);
    await store.cancel(scope, id);
    await clock.advance(10_000);
    expect(stopped).toBe(true);
    await one.idle();
    one.close();
  });

  it('leaves a step to whoever took its lease', async () => {
    const { runner, clock, store } = app();
    const log: string[] = [];
    let release = () => {};
    const slow = runner(
      definitionOf({ a: async () => new Promise<void>((resolve) => (release = resolve)), b: append('b of slow', log) }),
      'slow',
    );
    await slow.work({ alone: false });
    const id = await slow.start(scope, 'test', []);
    await clock.advance(0);
    await store.releaseAll();
    expect(await store.claim(id, { owner: 'quick', now: clock.now(), until: clock.now() + 30_000 })).toBeDefined();
    release();
    await slow.idle();
    expect(log).toEqual([]);
    slow.close();
  });
});

describe('the span of a step', () => {
  it('is of each try, with what failed by name, and is handed to the step', async () => {
    const tracer = keptSpans();
    const { clock, store } = app();
    const queue = forgetfulQueue();
    let tries = 0;
    const flaky: StepHandler = async (data, { span }) => {
      tracer.begin('inside', { kind: 'internal', ...defined({ parent: span }) }).end();
      tries += 1;
      if (tries === 1) throw new Error('secret');
      return data;
    };
    const one = new WorkflowRunner({ store, queue, clock, processId: 'one', tracer }, [definitionOf({ first: flaky })]);
    await one.work({ alone: true });
    await one.start(scope, 'test', []);
    await clock.advance(1_000);
    await queue.idle();
    const attributes = (attempt: number) => ({
      'interview_prep.workflow.name': 'test',
      'interview_prep.workflow.step': 'first',
      'interview_prep.workflow.attempt': attempt,
    });
    const inside = { name: 'inside', kind: 'internal', parent: 'workflow_step first', attributes: {} };
    expect(tracer.ended).toEqual([
      inside,
      { name: 'workflow_step first', kind: 'internal', attributes: attributes(1), failure: 'Error' },
      inside,
      { name: 'workflow_step first', kind: 'internal', attributes: attributes(2) },
    ]);
    one.close();
  });
});
