import { systemClock } from '../../../core/kernel/clock.ts';
import { scopeFor } from '../../../core/tenancy/scope.ts';
import { WorkflowRunner } from '../../../core/workflows/runner.ts';
import { openDatabase } from './database.ts';
import { postgresWorkflowStore } from './workflow-store.ts';

// Begins the second step of a run, says so, and never ends it: the parent kills this process in the middle.
const [, , databaseUrl = '', runId = '', behindMs = '0'] = process.argv;
/** Behind, so that nobody has to wait for the whole of its lease. */
const clock = { ...systemClock, now: () => Date.now() - Number(behindMs) };
const store = postgresWorkflowStore(await openDatabase({ databaseUrl }));
const retry = { attempts: 3, delayMs: 1_000 };
const steps = ['first', 'second'].map((name) => ({ name, run: name, retry, timeoutMs: 60_000 }));
const runner = new WorkflowRunner({ store, clock, processId: 'crashing' }, [
  {
    spec: { name: 'crashing', version: 1, steps, onFailure: 'failed' },
    steps: {
      first: async () => ({ number: 42 }),
      second: async (data) => {
        process.stdout.write(`${JSON.stringify(data)}\n`);
        await new Promise(() => undefined);
      },
    },
    failures: {},
  },
]);
await runner.work({ alone: false });
const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });
await runner.add(scope, { id: runId, workflow: 'crashing', data: {} });
runner.wake();
