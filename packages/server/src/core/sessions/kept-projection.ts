import { isSameOwner, type Scope } from '../tenancy/scope.ts';
import { type Folded, foldLog, type LogReader, type Projection } from './fold.ts';

/** Facts behind all states that are kept. A turn is some ten of them, and about a kilobyte. */
const MOST_FACTS = 50_000;

type Kept<State> = { readonly scope: Scope; readonly folded: Folded<State> };

/**
 * The states of a projection, each kept in this process after the last turn that has ended: a turn reads what came since,
 * not the whole log. The log stays the truth, whoever writes it; what is kept least recently used is let go first.
 */
export class KeptProjection<State> {
  readonly #log: LogReader;
  readonly #projection: Projection<State>;
  readonly #kept = new Map<string, Kept<State>>();
  #facts = 0;
  #forgotten = 0;

  constructor(log: LogReader, projection: Projection<State>) {
    this.#log = log;
    this.#projection = projection;
  }

  /** The state after all that the log holds now. */
  async of(scope: Scope, sessionId: string): Promise<State> {
    const known = this.#kept.get(sessionId);
    const from = known !== undefined && isSameOwner(known.scope, scope) ? known.folded : undefined;
    const before = this.#forgotten;
    const { state, kept } = await foldLog({ log: this.#log, scope, sessionId }, this.#projection, from);
    if (before === this.#forgotten && kept.position.seq > 0) this.#keep(sessionId, { scope, folded: kept });
    return state;
  }

  /** Lets go of everything of an owner who was erased. */
  abandon(owner: Scope): void {
    this.#forgotten += 1;
    for (const [sessionId, { scope }] of this.#kept) if (isSameOwner(scope, owner)) this.#drop(sessionId);
  }

  #keep(sessionId: string, kept: Kept<State>): void {
    this.#drop(sessionId);
    this.#kept.set(sessionId, kept);
    this.#facts += kept.folded.position.seq;
    for (const oldest of this.#kept.keys()) {
      if (this.#facts <= MOST_FACTS) return;
      this.#drop(oldest);
    }
  }

  #drop(sessionId: string): void {
    this.#facts -= this.#kept.get(sessionId)?.folded.position.seq ?? 0;
    this.#kept.delete(sessionId);
  }
}
