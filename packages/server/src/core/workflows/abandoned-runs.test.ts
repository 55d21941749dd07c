import { expect, it, vi } from 'vitest';
import { memoryJobQueue } from '../../adapters/storage/memory/job-queue.ts';
import { memoryWorkflowStore } from '../../adapters/storage/memory/workflow-store.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { WorkflowRunner } from './runner.ts';

it('ends the step under way of an owner who is erased, and of nobody else', async () => {
  const [gone, stays] = ['cand_a', 'cand_b'].map((id) =>
    scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id } }),
  );
  const signals = new Map<string, AbortSignal>();
  const queue = memoryJobQueue();
  const runner = new WorkflowRunner({ store: memoryWorkflowStore(), queue, clock: manualClock(), processId: 'one' }, [
    {
      spec: {
        name: 'test',
        version: 1,
        steps: [{ name: 'a', run: 'a', retry: { attempts: 1, delayMs: 0 }, timeoutMs: 60_000 }],
        onFailure: 'failed',
      },
      steps: {
        a: async (_data, { scope, signal }) => {
          signals.set(scope.subject.id, signal);
          return new Promise(() => {});
        },
      },
      failures: {},
    },
  ]);
  await runner.work({ alone: true });
  for (const owner of [gone!, stays!]) await runner.start(owner, 'test', {});
  await vi.waitFor(() => expect(signals.size).toBe(2));
  runner.abandon(gone!);
  expect([signals.get('cand_a')?.aborted, signals.get('cand_b')?.aborted]).toEqual([true, false]);
  runner.close();
  await queue.close();
});
