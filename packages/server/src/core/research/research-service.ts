import { defined } from '../kernel/defined.ts';
import { newId } from '../kernel/ids.ts';
import type { Page } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Workflows } from '../workflows/ports.ts';
import type { Research, ResearchRequest, ResearchTask } from './ports.ts';
import { asTask } from './research-record.ts';
import { checkedRequest } from './research-request.ts';
import type { ResearchRepository } from './research-repository.ts';
import { researchWorkflowSpec } from './research-workflow.ts';

type Dependencies = { readonly repository: ResearchRepository; readonly workflows: Workflows };

/** Research as durable tasks, for callers who do not wait in this process. */
export class ResearchService implements Research {
  readonly #repository: ResearchRepository;
  readonly #workflows: Workflows;

  constructor({ repository, workflows }: Dependencies) {
    this.#repository = repository;
    this.#workflows = workflows;
  }

  async create(
    scope: Scope,
    given: ResearchRequest,
    { contextId }: { contextId?: string } = {},
  ): Promise<ResearchTask> {
    const request = checkedRequest(given);
    const id = newId('rsh');
    await this.#repository.add(scope, id, { request, ...defined({ contextId }) });
    await this.#workflows.add(scope, { id, workflow: researchWorkflowSpec.name, data: { taskId: id } });
    this.#workflows.wake();
    return asTask(await this.#repository.update(scope, id, { runId: id }));
  }

  async get(scope: Scope, taskId: string): Promise<ResearchTask> {
    return asTask(await this.#repository.row(scope, taskId));
  }

  async list(scope: Scope, page: Page) {
    const { rows, nextCursor } = await this.#repository.list(scope, page);
    return { data: rows.map(asTask), nextCursor };
  }

  async cancel(scope: Scope, taskId: string): Promise<ResearchTask> {
    // The task first: a crash between the two leaves work that ends by itself, not a task that never does.
    const row = await this.#repository.setState(scope, taskId, { state: 'cancelled' });
    if (row.value.state === 'cancelled' && row.value.runId !== undefined)
      await this.#workflows.cancel(scope, row.value.runId);
    return asTask(row);
  }

  async *follow(scope: Scope, taskId: string, signal: AbortSignal): AsyncIterable<ResearchTask> {
    for await (const row of this.#repository.follow(scope, taskId, signal)) yield asTask(row);
  }
}
