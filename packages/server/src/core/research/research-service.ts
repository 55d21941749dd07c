import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Page } from '../records/ports.ts';
import { cancelTask, createTask } from '../tasks/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Workflows } from '../workflows/ports.ts';
import type { Research, ResearchRequest, ResearchTask } from './ports.ts';
import { asTask, STATE_WORDS } from './research-record.ts';
import { checkedRequest } from './research-request.ts';
import type { ResearchTasks } from './research-tasks.ts';

type Dependencies = { readonly tasks: ResearchTasks; readonly workflows: Workflows; readonly clock: Clock };

/** Research as durable tasks, for callers who do not wait in this process. */
export class ResearchService implements Research {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  async create(
    scope: Scope,
    given: ResearchRequest,
    { contextId, id = newId('rsh') }: { contextId?: string; id?: string } = {},
  ): Promise<ResearchTask> {
    const request = checkedRequest(given);
    const initial = {
      request,
      state: 'submitted' as const,
      step: STATE_WORDS.submitted,
      changedAt: this.#dependencies.clock.now(),
      ...defined({ contextId, postingId: scope.postingId }),
    };
    return asTask(await createTask(this.#dependencies, scope, { id, initial, input: request }));
  }

  async get(scope: Scope, taskId: string): Promise<ResearchTask> {
    return asTask(await this.#dependencies.tasks.row(scope, taskId));
  }

  async list(scope: Scope, page: Page) {
    const { rows, nextCursor } = await this.#dependencies.tasks.list(scope, page);
    return { data: rows.map(asTask), nextCursor };
  }

  async cancel(scope: Scope, taskId: string): Promise<ResearchTask> {
    return asTask((await cancelTask(this.#dependencies, scope, taskId)).row);
  }

  async *follow(scope: Scope, taskId: string, signal: AbortSignal): AsyncIterable<ResearchTask> {
    for await (const row of this.#dependencies.tasks.follow(scope, taskId, signal)) yield asTask(row);
  }
}
