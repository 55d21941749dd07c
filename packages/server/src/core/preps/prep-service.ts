import type { Clock } from '../kernel/clock.ts';
import { newId, type Origin } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Postings } from '../postings/ports.ts';
import type { Page } from '../records/ports.ts';
import type { Position, SessionEvent } from '../sessions/ports.ts';
import { cancelTask, createTask } from '../tasks/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { SignedLinks } from '../identity/ports.ts';
import type { Workflows } from '../workflows/ports.ts';
import type { DocumentFormat, Prep, PrepDocument, Preps } from './ports.ts';
import { prepDocuments } from './prep-documents.ts';
import type { PrepTasks } from './prep-tasks.ts';
import { firstInput } from './prep-workflow.ts';

/** For the redirect alone: whoever wants the document again asks for it again. */
const PRESIGNED_MS = 60_000;

export type PrepDependencies = {
  readonly tasks: PrepTasks;
  readonly workflows: Workflows;
  readonly postings: Postings;
  readonly objects: ObjectStore;
  readonly links: SignedLinks;
  readonly clock: Clock;
};

export class PrepService implements Preps {
  readonly #dependencies: PrepDependencies;

  constructor(dependencies: PrepDependencies) {
    this.#dependencies = dependencies;
  }

  async create(scope: Scope, { postingId }: { postingId: string }, { id = newId('prp') }: Origin = {}): Promise<Prep> {
    const { postings, tasks, clock } = this.#dependencies;
    const { title, company } = await postings.get(scope, postingId);
    const heading = company === undefined ? title : `${title} · ${company}`;
    const initial = { postingId, title: heading, status: 'queued' as const };
    const row = await createTask(this.#dependencies, scope, { id, initial, input: firstInput(postingId, clock) });
    return tasks.view(scope, row);
  }

  async get(scope: Scope, prepId: string): Promise<Prep> {
    const { tasks } = this.#dependencies;
    return tasks.view(scope, await tasks.row(scope, prepId));
  }

  async list(scope: Scope, page: Page) {
    const { tasks } = this.#dependencies;
    const { rows, nextCursor } = await tasks.list(scope, page);
    return { data: rows.map((row) => tasks.view(scope, row)), nextCursor };
  }

  async cancel(scope: Scope, prepId: string): Promise<Prep> {
    const { tasks, objects } = this.#dependencies;
    const { row, changed } = await cancelTask(this.#dependencies, scope, prepId);
    if (!changed) throw new ServiceError('prep_finished');
    // What is put after this, or cannot be removed now, is removed before the run ends.
    await prepDocuments(objects, scope, prepId)
      .remove()
      .catch(() => {});
    return tasks.view(scope, row);
  }

  async document(scope: Scope, prepId: string, format: DocumentFormat): Promise<PrepDocument> {
    const { tasks, objects, clock } = this.#dependencies;
    const { value } = await tasks.row(scope, prepId);
    if (value.status !== 'ready') throw new ServiceError('prep_not_ready', { retryAfterSeconds: 2 });
    const [form, contentType] =
      format === 'pdf' ? (['pdf', 'application/pdf'] as const) : (['md', 'text/markdown; charset=utf-8'] as const);
    const documents = prepDocuments(objects, scope, prepId);
    const stored = await documents.open(form);
    if (stored === undefined) throw new ServiceError('not_found');
    const file = { fileName: `${fileTitle(value.title)}.${form}`, contentType };
    const expiresAt = clock.now() + PRESIGNED_MS;
    return { ...file, stored, presigned: () => documents.presigned(form, { ...file, expiresAt }) };
  }

  async documentByLink(link: string, format: DocumentFormat): Promise<PrepDocument> {
    const { links, clock } = this.#dependencies;
    const { scope, prepId } = links.verify(link, clock.now());
    return this.document(scope, prepId, format);
  }

  events(scope: Scope, prepId: string, reader: { after: Position; signal: AbortSignal }): AsyncIterable<SessionEvent> {
    return this.#dependencies.tasks.events(scope, prepId, reader);
  }

  past(scope: Scope, prepId: string, page: { after: Position; limit: number }): Promise<readonly SessionEvent[]> {
    return this.#dependencies.tasks.past(scope, prepId, page);
  }
}

/** A title as a file name on any system. */
function fileTitle(title: string): string {
  const plain = title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `interview-prep-${plain === '' ? 'document' : plain.toLowerCase()}`;
}
