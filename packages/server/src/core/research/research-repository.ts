import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Collection, Page, Records, Row } from '../records/ports.ts';
import { BEGINNING, type ResearchProgressFact, type SessionLog } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { ResearchRequest, ResearchState } from './ports.ts';
import { hasEnded, type ResearchRecord, researchRecord, STATE_WORDS } from './research-record.ts';

const UPDATE_ATTEMPTS = 8;

type Dependencies = { records: Records; log: SessionLog; clock: Clock };

/** Stores research tasks: a row with the current state, a log for followers. The row is written first. */
export class ResearchRepository {
  readonly #log: SessionLog;
  readonly #clock: Clock;
  readonly #rows: Collection<ResearchRecord>;

  constructor({ records, log, clock }: Dependencies) {
    this.#log = log;
    this.#clock = clock;
    this.#rows = records.collection('research', { schema: researchRecord });
  }

  async add(
    scope: Scope,
    id: string,
    input: { request: ResearchRequest; contextId?: string },
  ): Promise<Row<ResearchRecord>> {
    const row = await this.#rows.insert(scope, id, {
      ...input,
      state: 'submitted',
      step: STATE_WORDS.submitted,
      changedAt: this.#clock.now(),
    });
    await this.#log.create(scope, { sessionId: id, kind: 'research' }, progress('submitted', STATE_WORDS.submitted));
    return row;
  }

  /** Throws `not_found`. */
  async row(scope: Scope, id: string): Promise<Row<ResearchRecord>> {
    const row = await this.#rows.get(scope, id);
    if (row === undefined) throw new ServiceError('not_found');
    return row;
  }

  list(scope: Scope, page: Page) {
    return this.#rows.list(scope, page);
  }

  /** Changes the row, unless it has ended. A step and the caller may write at the same moment: then it is looked at anew. */
  async update(scope: Scope, id: string, change: Partial<ResearchRecord>): Promise<Row<ResearchRecord>> {
    for (let attempt = 1; ; attempt += 1) {
      const before = await this.row(scope, id);
      if (hasEnded(before.value.state)) return before;
      try {
        return await this.#rows.replace(scope, id, {
          value: { ...before.value, ...change, changedAt: this.#clock.now() },
          expectedVersion: before.version,
        });
      } catch (thrown) {
        const moved = thrown instanceof ServiceError && thrown.code === 'conflict';
        if (!moved || attempt === UPDATE_ATTEMPTS) throw thrown;
      }
    }
  }

  /** Sets what is being done now and appends it to the log. Does nothing for a task that has ended. */
  async setStep(scope: Scope, id: string, step: string): Promise<void> {
    const { value } = await this.update(scope, id, { step });
    if (!hasEnded(value.state)) await this.#log.append(scope, id, progress(value.state, step));
  }

  /**
   * Sets the state and appends it to the log. A task that has ended stays as it is; what a crash kept from the log is
   * appended now.
   */
  async setState(
    scope: Scope,
    id: string,
    change: Partial<ResearchRecord> & { state: ResearchState },
  ): Promise<Row<ResearchRecord>> {
    const row = await this.update(scope, id, { step: STATE_WORDS[change.state], ...change });
    const { state, step } = row.value;
    const written = await this.#log.read(scope, id, { after: BEGINNING, limit: 1_000 });
    if (!written.some(({ fact }) => fact.type === 'research_progress' && fact.state === state))
      await this.#log.append(scope, id, progress(state, step));
    return row;
  }

  /** The row as it is now, then after each change, until it has ended or the signal aborts. */
  async *follow(scope: Scope, id: string, signal: AbortSignal): AsyncGenerator<Row<ResearchRecord>> {
    // The place in the log is taken before the row is read, so that no change falls between the two.
    const head = await this.#log.head(scope, id);
    if (head === undefined) throw new ServiceError('not_found');
    const now = await this.row(scope, id);
    yield now;
    if (hasEnded(now.value.state)) return;
    for await (const { at, fact } of this.#log.follow(scope, id, { after: head.position, signal })) {
      if (fact.type !== 'research_progress') continue;
      const ended = hasEnded(fact.state);
      yield ended
        ? await this.row(scope, id)
        : { ...now, value: { ...now.value, state: fact.state, step: fact.step, changedAt: at } };
      if (ended) return;
    }
  }
}

function progress(state: ResearchState, step: string): ResearchProgressFact {
  return { type: 'research_progress', state, step };
}
