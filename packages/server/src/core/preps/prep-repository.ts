import { ServiceError } from '../kernel/service-error.ts';
import { type Collection, insertOnce, type Records, type Row } from '../records/ports.ts';
import { BEGINNING, type SessionFact, type SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { SignedLinks } from '../identity/ports.ts';
import type { Prep } from './ports.ts';
import { asPrep, hasEnded, prepRecord, type PrepRecord, progressOf, type PrepStatus } from './prep-record.ts';

const LINK_SECONDS = 3_600;
const UPDATE_ATTEMPTS = 8;

type Dependencies = { records: Records; log: SessionLog; links: SignedLinks; publicUrl: string };

/** Stores preparation documents and their progress: a row with the current state, a log with the history. */
export class PrepRepository {
  readonly #dependencies: Dependencies;
  readonly #rows: Collection<PrepRecord>;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#rows = dependencies.records.collection('prep', { schema: prepRecord });
  }

  /** Or the row that is there under this id. */
  async add(scope: Scope, id: string, input: { postingId: string; title: string }): Promise<Row<PrepRecord>> {
    const value: PrepRecord = { ...input, status: 'queued' };
    const row = await insertOnce(this.#rows, scope, { id, value });
    await this.#dependencies.log.create(scope, { sessionId: id, kind: 'prep' }, progress(id, 'queued'));
    return row;
  }

  async row(scope: Scope, id: string): Promise<Row<PrepRecord>> {
    const row = await this.#rows.get(scope, id);
    if (row === undefined) throw new ServiceError('not_found');
    return row;
  }

  list(scope: Scope, page: { limit: number; cursor?: string }) {
    return this.#rows.list(scope, page);
  }

  /** Changes the row, unless it has ended. A step and the candidate may write at the same moment: then it is looked at anew. */
  async update(scope: Scope, id: string, change: Partial<PrepRecord>): Promise<Row<PrepRecord>> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.row(scope, id);
      if (hasEnded(before.value.status)) return before;
      try {
        return await this.#rows.replace(scope, id, {
          value: { ...before.value, ...change },
          expectedVersion: before.version,
        });
      } catch (thrown) {
        const moved = thrown instanceof ServiceError && thrown.code === 'conflict';
        if (!moved || attempt === UPDATE_ATTEMPTS) throw thrown;
      }
    }
  }

  /**
   * Sets the status and appends it to the log. A document that has ended stays as it is: a late step changes nothing.
   * What a crash kept from the log is appended by the next try.
   */
  async setStatus(
    scope: Scope,
    id: string,
    change: Partial<PrepRecord> & { status: PrepStatus },
  ): Promise<Row<PrepRecord>> {
    const row = await this.update(scope, id, change);
    await this.#appendStatus(scope, row);
    return row;
  }

  /** Appends to the log what is being done now, in words; the status stays. */
  async setStep(scope: Scope, id: string, step: string): Promise<void> {
    const { value } = await this.row(scope, id);
    if (!hasEnded(value.status))
      await this.#dependencies.log.append(scope, id, { ...progress(id, value.status), step });
  }

  view(scope: Scope, row: Row<PrepRecord>): Prep {
    return asPrep(row, row.value.status === 'ready' ? this.#url(scope, row.id) : undefined);
  }

  async #appendStatus(scope: Scope, row: Row<PrepRecord>): Promise<void> {
    const { log } = this.#dependencies;
    const { status } = row.value;
    const written = await log.read(scope, row.id, { after: BEGINNING });
    if (written.some(({ fact }) => fact.type === 'prep_progress' && fact.status === status)) return;
    await log.append(scope, row.id, progress(row.id, status), ...this.#ending(scope, row));
  }

  #ending(scope: Scope, { id, value }: Row<PrepRecord>): SessionFact[] {
    const { status, title, failure } = value;
    if (status === 'ready')
      return [
        { type: 'pdf_generated', prepId: id, title, url: this.#url(scope, id) },
        { type: 'done', turnId: id },
      ];
    if (status === 'failed' && failure !== undefined) return [{ type: 'error', ...failure, turnId: id }];
    return status === 'cancelled' ? [{ type: 'done', turnId: id }] : [];
  }

  #url(scope: Scope, prepId: string): string {
    return `${this.#dependencies.publicUrl}/v1/documents/${this.#dependencies.links.sign(scope, { prepId }, LINK_SECONDS)}`;
  }
}

function progress(prepId: string, status: PrepStatus): Extract<SessionFact, { type: 'prep_progress' }> {
  return { type: 'prep_progress', prepId, status, ...progressOf(status) };
}
