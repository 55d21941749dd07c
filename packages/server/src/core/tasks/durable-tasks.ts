import * as z from 'zod';
import { ServiceError } from '../kernel/service-error.ts';
import type { Collection, Page, Records, Row } from '../records/ports.ts';
import {
  BEGINNING,
  type Position,
  type Reader,
  type SessionEvent,
  type SessionFact,
  type SessionLog,
} from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { RunEnded } from '../workflows/ports.ts';

const UPDATE_ATTEMPTS = 8;
const LONGEST_LOG = 1_000;

export const taskFailure = z.object({ code: z.string(), message: z.string(), retryable: z.boolean() });
export type TaskFailure = z.infer<typeof taskFailure>;

/** What makes one kind of task. A `Value` is its record: the current state; the log has the history. */
export type TaskKind<Value> = {
  /** Of its records, of its logs and of its workflow. */
  readonly name: 'prep' | 'research';
  readonly schema: z.ZodType<Value>;
  /** Whose view of its log is given away: progress that is no event of the contract is for the server alone. */
  readonly reader: Reader;
  hasEnded(value: Value): boolean;
  withStep(value: Value, step: string): Value;
  asFailed(value: Value, failure: TaskFailure): Value;
  asCancelled(value: Value): Value;
  /** What the log says of the task as it is: its state, then whatever ends the log. */
  factsOf(scope: Scope, row: Row<Value>): readonly SessionFact[];
  stepFact(row: Row<Value>, step: string): SessionFact;
  /** Whether this fact says that the task came into the state of this record. */
  says(fact: SessionFact, value: Value): boolean;
  /** Whether nothing can follow this fact. */
  endsLog(fact: SessionFact): boolean;
};

type Stores = { readonly records: Records; readonly log: SessionLog };
type Changed<Value> = { readonly row: Row<Value>; readonly changed: boolean };

/** Tasks of one kind: a row with the current state and a log for followers. The row is written first. */
export class DurableTasks<Value> {
  readonly kind: TaskKind<Value>;
  readonly #log: SessionLog;
  readonly #rows: Collection<Value>;

  constructor({ records, log }: Stores, kind: TaskKind<Value>) {
    this.kind = kind;
    this.#log = log;
    this.#rows = records.collection(kind.name, { schema: kind.schema });
  }

  /** Makes the record and the log, or whatever a crash kept from being made of them. */
  async ensure(scope: Scope, id: string, initial: Value): Promise<Row<Value>> {
    await unlessThere(this.#log.create(scope, { sessionId: id, kind: this.kind.name }));
    // The log of somebody else is not there, and this id not for us.
    if ((await this.#log.head(scope, id)) === undefined) throw new ServiceError('conflict');
    const row = (await unlessThere(this.#rows.insert(scope, id, initial))) ?? (await this.row(scope, id));
    await this.#appendState(scope, row);
    return row;
  }

  /** `undefined` for an unknown task and for somebody else's alike. */
  find(scope: Scope, id: string): Promise<Row<Value> | undefined> {
    return this.#rows.get(scope, id);
  }

  /** Throws `not_found`. */
  async row(scope: Scope, id: string): Promise<Row<Value>> {
    const row = await this.find(scope, id);
    if (row === undefined) throw new ServiceError('not_found');
    return row;
  }

  list(scope: Scope, page: Page) {
    return this.#rows.list(scope, page);
  }

  /** Throws `RunEnded` when the task has ended or is gone. */
  async ensureGoing(scope: Scope, id: string): Promise<void> {
    const row = await endedIfGone(this.row(scope, id));
    if (!this.kind.hasEnded(row.value)) return;
    await endedIfGone(this.#appendState(scope, row));
    throw new RunEnded('The task has ended.');
  }

  /**
   * Brings the task into its next state, in the row and in the log. One that has ended stays as it is: `changed` is
   * `false`. What a crash kept from the log is appended now.
   */
  async setState(scope: Scope, id: string, change: (value: Value) => Value): Promise<Changed<Value>> {
    const changed = await this.#update(scope, id, change);
    await this.#appendState(scope, changed.row);
    return changed;
  }

  /** As `setState`, for work on the task. Throws `RunEnded` when the task has ended or is gone. */
  async advance(scope: Scope, id: string, change: (value: Value) => Value): Promise<Row<Value>> {
    const { row, changed } = await endedIfGone(this.setState(scope, id, change));
    if (!changed) throw new RunEnded('The task has ended.');
    return row;
  }

  /** Says what is being done now. Throws `RunEnded` when the task has ended or is gone. */
  async setStep(scope: Scope, id: string, step: string): Promise<void> {
    const { row, changed } = await endedIfGone(this.#update(scope, id, (value) => this.kind.withStep(value, step)));
    if (!changed) throw new RunEnded('The task has ended.');
    await endedIfGone(this.#log.append(scope, id, this.kind.stepFact(row, step)));
  }

  /** What was, from `after`, oldest first. Throws `not_found`. */
  async past(scope: Scope, id: string, page: { after: Position; limit: number }): Promise<readonly SessionEvent[]> {
    await this.row(scope, id); // a foreign task is not there, rather than without events
    return this.#log.read(scope, id, { ...page, reader: this.kind.reader });
  }

  /** Where the log of the task ends now. Throws `not_found`. */
  async head(scope: Scope, id: string): Promise<Position> {
    const head = await this.#log.head(scope, id);
    if (head === undefined) throw new ServiceError('not_found');
    return head.position;
  }

  /** What was, then what comes, until the task has ended or the signal aborts. Throws `not_found`. */
  async *events(
    scope: Scope,
    id: string,
    reader: { after: Position; signal: AbortSignal },
  ): AsyncGenerator<SessionEvent> {
    await this.row(scope, id); // the log knows the owner alone
    for await (const event of this.#log.follow(scope, id, { ...reader, reader: this.kind.reader })) {
      yield event;
      if (this.kind.endsLog(event.fact)) return;
    }
  }

  /** Changes the row, unless it has ended. A step and the caller may write at the same moment: then it is looked at anew. */
  async #update(scope: Scope, id: string, change: (value: Value) => Value): Promise<Changed<Value>> {
    for (let attempt = 1; ; attempt += 1) {
      const row = await this.row(scope, id);
      if (this.kind.hasEnded(row.value)) return { row, changed: false };
      const value = change(row.value);
      if (value === row.value) return { row, changed: true };
      try {
        return { row: await this.#rows.replace(scope, id, { value, expectedVersion: row.version }), changed: true };
      } catch (thrown) {
        const moved = thrown instanceof ServiceError && thrown.code === 'conflict';
        if (!moved || attempt === UPDATE_ATTEMPTS) throw thrown;
      }
    }
  }

  async #appendState(scope: Scope, row: Row<Value>): Promise<void> {
    const written = await this.#log.read(scope, row.id, {
      after: BEGINNING,
      limit: LONGEST_LOG,
      reader: this.kind.reader,
    });
    if (written.some(({ fact }) => this.kind.says(fact, row.value))) return;
    await this.#log.append(scope, row.id, ...this.kind.factsOf(scope, row));
  }
}

/** `undefined` when it was there already. */
async function unlessThere<Made>(making: Promise<Made>): Promise<Made | undefined> {
  try {
    return await making;
  } catch (thrown) {
    if (thrown instanceof ServiceError && thrown.code === 'conflict') return undefined;
    throw thrown;
  }
}

/** Work on a task whose record or log is gone, since its owner was erased, has ended: nobody would get what comes of it. */
async function endedIfGone<Value>(work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof ServiceError && (thrown.code === 'not_found' || thrown.code === 'unauthenticated'))
      throw new RunEnded('The task is gone.', { cause: thrown });
    throw thrown;
  }
}
