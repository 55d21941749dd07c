import { isSameOwner, type Scope } from '../tenancy/scope.ts';
import { Changes } from './changes.ts';
import type { Flushed } from './flusher.ts';
import type { Tail } from './tail.ts';

/** A session that somebody in this process writes or follows. */
type Live = { scope: Scope; tail: Tail | undefined; users: number; readonly followers: Set<Changes> };

/** The sessions of this process that somebody writes or follows, and who waits for a change of them. */
export class LiveSessions {
  readonly #live = new Map<string, Live>();

  use(scope: Scope, sessionId: string): { live: Live; release: () => void } {
    const live = this.#live.get(sessionId) ?? { scope, tail: undefined, users: 0, followers: new Set() };
    this.#live.set(sessionId, live);
    live.users += 1;
    let released = false;
    const release = () => {
      if (released) return;
      released = true;
      live.users -= 1;
      if (live.users === 0) this.#live.delete(sessionId);
    };
    return { live, release };
  }

  /** As `use`, for one who waits for changes. */
  watch(scope: Scope, sessionId: string): { live: Live; changes: Changes; release: () => void } {
    const { live, release } = this.use(scope, sessionId);
    const changes = new Changes();
    live.followers.add(changes);
    const stop = () => {
      live.followers.delete(changes);
      release();
    };
    return { live, changes, release: stop };
  }

  publish({ sessionId, grown, facts }: Flushed): void {
    this.#live.get(sessionId)?.tail?.extend(grown, facts);
    this.wake(sessionId, { forget: false });
  }

  wake(sessionId: string, { forget }: { forget: boolean }): void {
    const live = this.#live.get(sessionId);
    if (live === undefined) return;
    // Written by another process or outside our writer: the tail has a gap, the storage has not.
    if (forget) live.tail = undefined;
    for (const changes of live.followers) changes.notify();
  }

  /** Wakes whoever waits for sessions of this owner. */
  wakeAll(scope: Scope): void {
    for (const [sessionId, live] of this.#live)
      if (isSameOwner(live.scope, scope)) this.wake(sessionId, { forget: true });
  }
}
