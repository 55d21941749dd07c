import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Batch, Flusher } from './flusher.ts';
import type { MessageRef, Position, SessionCommand, SessionFact, SessionWriter } from './ports.ts';
import { openHalf, wellFormedFact, wellFormedText } from './well-formed.ts';

/** How long a turn stays ours without a sign of life. Renewed every few seconds, with what is written or without. */
export const LEASE_MS = 20_000;
/** A write renews it when this much has passed: with every write it would be most of what is written. */
const RENEW_AFTER_MS = 2_000;
/** A turn that has not ended itself this long after its deadline never will. */
const DEADLINE_GRACE_MS = 5_000;

/** Characters that may wait for the disk before `drained` makes the engine pause. */
const WAITING_CHARACTERS = 8_192;

export type TurnTicket = {
  readonly scope: Scope;
  readonly sessionId: string;
  readonly turnId: string;
  readonly owner: string;
  /** When it is over at the latest, in epoch ms, on whichever process. */
  readonly deadline?: number | undefined;
  readonly onCommand?: ((command: SessionCommand) => void) | undefined;
};

/**
 * The single writer of a turn, fenced by position. It knows the log's next position, so many writes can wait in one
 * batch.
 */
export class TurnWriter implements SessionWriter {
  readonly turnId: string;
  readonly begunAfter: Position;
  readonly #ticket: TurnTicket;
  readonly #flusher: Flusher;
  readonly #clock: Clock;
  readonly #onEnded: () => void;
  #head: Position;
  #latest: Batch | undefined;
  #leasedAt = Number.NEGATIVE_INFINITY;
  /** The message whose text ends the log and may grow: what others wrote before us stays as it is. */
  #growing: string | undefined;
  /** Half a surrogate pair of each message, held back until the other half arrives: no reader may resume between the two. */
  readonly #halves = new Map<string, { message: MessageRef; half: string }>();
  #ended = false;
  readonly #lost = new AbortController();

  constructor(
    ticket: TurnTicket,
    head: Position,
    dependencies: { flusher: Flusher; clock: Clock; onEnded: () => void },
  ) {
    this.turnId = ticket.turnId;
    this.begunAfter = head;
    this.#ticket = ticket;
    this.#head = head;
    this.#flusher = dependencies.flusher;
    this.#clock = dependencies.clock;
    this.#onEnded = dependencies.onEnded;
  }

  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  get scope(): Scope {
    return this.#ticket.scope;
  }

  appendText(message: MessageRef, text: string): void {
    if (text === '' || this.#ended || this.lost.aborted) return;
    const { messageId } = message;
    const said = `${this.#halves.get(messageId)?.half ?? ''}${text}`;
    const half = openHalf(said);
    if (half === '') this.#halves.delete(messageId);
    else this.#halves.set(messageId, { message, half });
    this.#growText(message, wellFormedText(half === '' ? said : said.slice(0, -half.length)));
  }

  #growText({ messageId, speakerId }: MessageRef, text: string): void {
    if (text === '') return;
    const batch = this.#open();
    const last = batch.facts.at(-1);
    if (this.#growing !== messageId) {
      batch.facts.push({ at: this.#clock.now(), fact: { type: 'token', messageId, speakerId, text } });
      this.#head = { seq: this.#head.seq + 1, characters: text.length };
      this.#growing = messageId;
      return;
    }
    if (last?.fact.type === 'token') last.fact.text += text;
    else batch.grow += text;
    this.#head = { seq: this.#head.seq, characters: this.#head.characters + text.length };
  }

  drained(): Promise<void> | undefined {
    const batch = this.#latest;
    if (batch === undefined) return undefined;
    const last = batch.facts.at(-1)?.fact;
    const waiting = batch.grow.length + (last?.type === 'token' ? last.text.length : 0);
    return waiting >= WAITING_CHARACTERS ? batch.durable : undefined;
  }

  appendLater(...facts: SessionFact[]): void {
    this.#ensureOurs();
    this.#add(facts);
  }

  async append(...facts: SessionFact[]): Promise<void> {
    this.#ensureOurs();
    await this.#add(facts).durable;
  }

  async finish(...facts: SessionFact[]): Promise<void> {
    try {
      this.#ensureOurs();
      const batch = this.#add(facts);
      batch.lease = null;
      this.#ended = true;
      await batch.durable;
    } finally {
      this.#ended = true;
      this.#onEnded();
    }
  }

  /** Renews the lease while nothing is written. */
  renew(): void {
    if (!this.#ended && !this.lost.aborted) this.#lease(this.#open(), this.#clock.now());
  }

  /** Hands it a command to this turn. */
  command(command: SessionCommand): void {
    if (!this.#ended && !this.lost.aborted) this.#ticket.onCommand?.(command);
  }

  /** A write was refused: the log is not where this turn left it, so nothing more of it may be written. */
  lose(reason: unknown): void {
    this.#lost.abort(reason);
    this.#onEnded();
  }

  #ensureOurs(): void {
    if (this.#ended) throw new ServiceError('conflict', { detail: 'The turn has ended.' });
    this.lost.throwIfAborted();
  }

  #add(facts: readonly SessionFact[]): Batch {
    for (const { message, half } of this.#halves.values()) this.#growText(message, wellFormedText(half)); // whose other half never came
    this.#halves.clear();
    const batch = this.#open();
    const at = this.#clock.now();
    for (const given of facts) {
      // A token's text grows in place later; a copy keeps the caller's own object as it was.
      const fact = wellFormedFact(given);
      batch.facts.push({ at, fact });
      this.#growing = fact.type === 'token' ? fact.messageId : undefined;
      this.#head = { seq: this.#head.seq + 1, characters: fact.type === 'token' ? fact.text.length : 0 };
    }
    return batch;
  }

  #open(): Batch {
    if (this.#latest?.gathering === true) return this.#latest;
    const batch = this.#flusher.batch(this.#ticket.sessionId, this.#ticket.scope, this.#head);
    this.#latest = batch;
    const now = this.#clock.now();
    if (now >= this.#leasedAt + RENEW_AFTER_MS) this.#lease(batch, now);
    return batch;
  }

  #lease(batch: Batch, now: number): void {
    const { turnId, owner, deadline = Infinity } = this.#ticket;
    batch.lease = { turnId, owner, until: Math.min(now + LEASE_MS, deadline + DEADLINE_GRACE_MS) };
    this.#leasedAt = now;
  }
}
