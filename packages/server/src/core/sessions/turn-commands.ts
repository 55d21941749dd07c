import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Changes } from './changes.ts';
import { errorFact } from './error-fact.ts';
import { heardFact } from './heard-fact.ts';
import type { CommandOf, Position, SessionCommand, SessionFact, SessionLog, SessionStore } from './ports.ts';
import type { TurnWriter } from './writer.ts';

/** How long a process has to act on a command before the turn is taken from it. Whoever waits gets its end within 2 s. */
const ACT_WITHIN_MS = 1_500;
const LOOK_EVERY_MS = 50;
/** A process that streams at full speed may move on between a look and a write. */
const FENCE_ATTEMPTS = 100;
/** What is for the turn that runs. What was said into it waits in the store until it has ended. */
const TO_THE_TURN = ['cancel', 'interrupt', 'pause', 'end'] as const;

type Ending = CommandOf<'cancel' | 'interrupt' | 'end'>;
type Turn = { readonly scope: Scope; readonly sessionId: string; readonly turnId: string };

/** What the commands need of the log. */
export type TurnCommandsLog = {
  readonly store: SessionStore;
  readonly clock: Clock;
  readonly processId: string;
  readonly writers: ReadonlyMap<string, TurnWriter>;
  readonly read: SessionLog['read'];
  /** Changes of a session, whoever writes it. */
  watch(scope: Scope, sessionId: string): { changes: Changes; release: () => void };
  /** Ends the turn where the log stands at present. Answers whether it did. */
  endTurn(turn: Turn, head: Position, facts: readonly SessionFact[]): Promise<boolean>;
};

/** Commands to turns: on their way to the process that writes one, and to its writer there. */
export class TurnCommands {
  readonly #log: TurnCommandsLog;

  constructor(log: TurnCommandsLog) {
    this.#log = log;
  }

  /**
   * Sends a command. Drops it when its turn has ended. Resolves, where it ends the turn, when that has ended; a process
   * that does not act on it in time loses the turn.
   */
  async send(scope: Scope, sessionId: string, command: SessionCommand): Promise<void> {
    const turn = { scope, sessionId, turnId: command.turnId };
    if (!(await this.#isOpen(turn))) return;
    await this.#log.store.sendCommand(scope, sessionId, command);
    await this.take([sessionId]);
    if (command.type === 'say' || command.type === 'pause') return;
    if (!(await this.#hasEnded(turn))) await this.#fence(turn, command);
  }

  /** Hands the commands of these sessions, as far as this process writes them, to their writers. */
  async take(sessionIds: readonly string[]): Promise<void> {
    const { writers, store, processId } = this.#log;
    const ours = sessionIds.filter((id) => writers.has(id));
    if (ours.length === 0) return;
    const taken = await store.takeCommands(processId, { sessionIds: ours, types: TO_THE_TURN });
    for (const id of ours) {
      const [writer, commands] = [writers.get(id), taken.get(id)];
      // Another process wrote over it, or its session is gone: its next write shows it.
      if (commands === undefined) writer?.renew();
      for (const command of commands ?? []) if (writer?.turnId === command.turnId) writer.command(command);
    }
  }

  /** Takes what was said into the last turn of a session, the oldest first, where nobody writes it now. */
  async takeSaid(sessionId: string): Promise<CommandOf<'say'> | undefined> {
    const taken = await this.#log.store.takeCommands(undefined, { sessionIds: [sessionId], types: ['say'], limit: 1 });
    const [command] = taken.get(sessionId) ?? [];
    return command?.type === 'say' ? command : undefined;
  }

  async #isOpen({ scope, sessionId, turnId }: Turn): Promise<boolean> {
    const head = await this.#log.store.head(scope, sessionId);
    if (head === undefined) throw new ServiceError('not_found');
    return head.lease?.turnId === turnId;
  }

  async #hasEnded(turn: Turn): Promise<boolean> {
    const { clock } = this.#log;
    const until = clock.now() + ACT_WITHIN_MS;
    const { changes, release } = this.#log.watch(turn.scope, turn.sessionId);
    try {
      for (;;) {
        changes.forget();
        if (!(await this.#isOpen(turn))) return true;
        const leftMs = until - clock.now();
        if (leftMs <= 0) return false;
        await this.#next(changes, Math.min(leftMs, LOOK_EVERY_MS));
      }
    } finally {
      release();
    }
  }

  async #next(changes: Changes, atMostMs: number): Promise<void> {
    const awake = new AbortController();
    await Promise.race([changes.next(), this.#log.clock.sleep(atMostMs, awake.signal).catch(() => {})]);
    awake.abort();
  }

  async #fence(turn: Turn, command: Ending): Promise<void> {
    const { store } = this.#log;
    const end = errorFact(new ServiceError('turn_cancelled'), turn.turnId);
    for (let attempt = 1; attempt <= FENCE_ATTEMPTS; attempt += 1) {
      const head = await store.head(turn.scope, turn.sessionId);
      if (head?.lease?.turnId !== turn.turnId) return;
      const heard = command.type === 'interrupt' ? await heardFact(this.#log, turn, command) : undefined;
      const facts = heard === undefined ? [end] : [heard, end];
      if (await this.#log.endTurn(turn, head.position, facts)) return;
    }
    throw new ServiceError('turn_in_flight', { retryAfterSeconds: 1 });
  }
}
