import type { Clock } from '../../../packages/server/src/core/kernel/clock.ts';
import { newId } from '../../../packages/server/src/core/kernel/ids.ts';
import type { Research, ResearchRequest, ResearchTask } from '../../../packages/server/src/core/research/ports.ts';
import type { Scope } from '../../../packages/server/src/core/tenancy/scope.ts';
import { MemoryCollection } from './memory-collection.ts';

/** Research that is done before anybody can ask about it, and finds nothing. */
export class InstantResearch implements Research {
  readonly #tasks = new MemoryCollection<ResearchTask>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async create(
    scope: Scope,
    request: ResearchRequest,
    { contextId }: { contextId?: string } = {},
  ): Promise<ResearchTask> {
    const id = newId('rsh');
    const report = {
      company: request.company,
      searched: false,
      facts: [],
      sources: [],
      notFound: ['Nothing was looked up.'],
    };
    return this.#tasks.put(scope, id, {
      id,
      contextId: contextId ?? id,
      request,
      state: 'completed',
      step: 'Finished',
      changedAt: this.#clock.now(),
      report,
    });
  }

  async get(scope: Scope, taskId: string): Promise<ResearchTask> {
    return this.#tasks.get(scope, taskId);
  }

  async list(scope: Scope) {
    return this.#tasks.list(scope);
  }

  async cancel(scope: Scope, taskId: string): Promise<ResearchTask> {
    return this.#tasks.get(scope, taskId);
  }

  async *follow(scope: Scope, taskId: string): AsyncIterable<ResearchTask> {
    yield this.#tasks.get(scope, taskId);
  }
}
