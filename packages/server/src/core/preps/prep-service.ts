import type { Clock } from '../kernel/clock.ts';
import { newId, type Origin } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { ObjectStore } from '../objects/ports.ts';
import type { Postings } from '../postings/ports.ts';
import type { Page } from '../records/ports.ts';
import type { Position, SessionEvent, SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { SignedLinks } from '../identity/ports.ts';
import type { Workflows } from '../workflows/ports.ts';
import type { DocumentFormat, Prep, PrepDocument, Preps } from './ports.ts';
import { hasEnded } from './prep-record.ts';
import type { PrepRepository } from './prep-repository.ts';
import { prepObject } from './prep-workflow.ts';
import { PREP_DEADLINE_MS, prepWorkflowSpec } from './prep-workflow-spec.ts';

/** For the redirect alone: whoever wants the document again asks for it again. */
const PRESIGNED_MS = 60_000;

export type PrepDependencies = {
  readonly repository: PrepRepository;
  readonly workflows: Workflows;
  readonly postings: Postings;
  readonly objects: ObjectStore;
  readonly log: SessionLog;
  readonly links: SignedLinks;
  readonly clock: Clock;
};

export class PrepService implements Preps {
  readonly #dependencies: PrepDependencies;

  constructor(dependencies: PrepDependencies) {
    this.#dependencies = dependencies;
  }

  async create(scope: Scope, { postingId }: { postingId: string }, { id = newId('prp') }: Origin = {}): Promise<Prep> {
    const { postings, repository, workflows, clock } = this.#dependencies;
    const { title, company } = await postings.get(scope, postingId);
    const heading = company === undefined ? title : `${title} · ${company}`;
    const row = await repository.add(scope, id, { postingId, title: heading });
    if (row.value.runId !== undefined) return repository.view(scope, row);
    const runId = await workflows.start(scope, prepWorkflowSpec.name, {
      prepId: id,
      postingId,
      deadlineAt: clock.now() + PREP_DEADLINE_MS,
    });
    return repository.view(scope, await repository.update(scope, id, { runId }));
  }

  async get(scope: Scope, prepId: string): Promise<Prep> {
    const { repository } = this.#dependencies;
    return repository.view(scope, await repository.row(scope, prepId));
  }

  async list(scope: Scope, page: Page) {
    const { repository } = this.#dependencies;
    const { rows, nextCursor } = await repository.list(scope, page);
    return { data: rows.map((row) => repository.view(scope, row)), nextCursor };
  }

  async cancel(scope: Scope, prepId: string): Promise<Prep> {
    const { repository, workflows } = this.#dependencies;
    const { value } = await repository.row(scope, prepId);
    if (hasEnded(value.status)) throw new ServiceError('prep_finished');
    if (value.runId !== undefined) await workflows.cancel(scope, value.runId);
    const row = await repository.setStatus(scope, prepId, { status: 'cancelled' });
    if (row.value.status !== 'cancelled') throw new ServiceError('prep_finished');
    return repository.view(scope, row);
  }

  async document(scope: Scope, prepId: string, format: DocumentFormat): Promise<PrepDocument> {
    const { repository, objects, clock } = this.#dependencies;
    const { value } = await repository.row(scope, prepId);
    if (value.status !== 'ready') throw new ServiceError('prep_not_ready', { retryAfterSeconds: 2 });
    const [form, contentType] =
      format === 'pdf' ? (['pdf', 'application/pdf'] as const) : (['md', 'text/markdown; charset=utf-8'] as const);
    const key = prepObject(prepId, form);
    const stored = await objects.open(scope, key);
    if (stored === undefined) throw new ServiceError('not_found');
    const file = { fileName: `${fileTitle(value.title)}.${form}`, contentType };
    const expiresAt = clock.now() + PRESIGNED_MS;
    return { ...file, stored, presigned: () => objects.presignedRead(scope, key, { ...file, expiresAt }) };
  }

  async documentByLink(link: string, format: DocumentFormat): Promise<PrepDocument> {
    const { links, clock } = this.#dependencies;
    const { scope, prepId } = links.verify(link, clock.now());
    return this.document(scope, prepId, format);
  }

  async *events(
    scope: Scope,
    prepId: string,
    reader: { after: Position; signal: AbortSignal },
  ): AsyncIterable<SessionEvent> {
    for await (const event of this.#dependencies.log.follow(scope, prepId, {
      after: reader.after,
      signal: reader.signal,
    })) {
      yield event;
      if (event.fact.type === 'done' || event.fact.type === 'error') return;
    }
  }

  async past(scope: Scope, prepId: string, page: { after: Position; limit: number }): Promise<readonly SessionEvent[]> {
    await this.#dependencies.repository.row(scope, prepId); // a foreign document is not there, rather than without events
    return this.#dependencies.log.read(scope, prepId, { after: page.after, limit: page.limit });
  }
}

/** A title as a file name on any system. */
function fileTitle(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return `interview-prep-${plain === '' ? 'document' : plain.toLowerCase()}`;
}
