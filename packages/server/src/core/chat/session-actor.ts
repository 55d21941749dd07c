import { type Clock, isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { LET_GO } from '../kernel/let-go.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { failureName, type Tracer } from '../kernel/tracer.ts';
import {
  errorFact,
  type CommandOf,
  heardFact,
  type Position,
  type SessionCommand,
  type SessionFact,
  type SessionLog,
  type SessionWriter,
} from '../sessions/ports.ts';
import { hasSameReach, type Scope } from '../tenancy/scope.ts';
import type { Meters } from '../usage/ports.ts';
import type { AgentCall, Said } from '../agents/ports.ts';
import type { StartedTurn } from './ports.ts';
import { spanAttributes } from './shown-chat.ts';

export type SessionActorDependencies = {
  readonly log: SessionLog;
  /** Who answers. */
  readonly agent: { turn(said: Said, writer: SessionWriter, call: AgentCall): Promise<void> };
  readonly usage: Meters;
  readonly tracer: Tracer;
  readonly clock: Clock;
  readonly turnDeadlineMs: number;
  /** What was said into a turn that has ended now: begins the next one. */
  readonly onSaid: (scope: Scope, sessionId: string, said: CommandOf<'say'>) => Promise<unknown>;
};

/** What came for a turn while it runs. */
type Mailbox = { readonly stop: AbortController; takesSaid: boolean; interrupt?: CommandOf<'interrupt'> };
type Turn = Said & {
  readonly scope: Scope;
  readonly writer: SessionWriter;
  readonly mailbox: Mailbox;
  /** When it is over at the latest, in epoch ms. */
  readonly deadline: number;
};
type RunningTurn = { readonly scope: Scope; readonly stop: AbortController; readonly ended: Promise<void> };

/**
 * Runs the turns of this process to their ends, whether or not anybody listens. A session is run by one process at a
 * time, the one that holds its lease; commands reach it from any process.
 */
export class SessionActor {
  readonly #dependencies: SessionActorDependencies;
  readonly #running = new Map<string, RunningTurn>();
  #draining = false;

  constructor(dependencies: SessionActorDependencies) {
    this.#dependencies = dependencies;
  }

  /** Begins a turn; with `at` only where the log still stands there. Throws `turn_in_flight`, `shutting_down`. */
  async begin(scope: Scope, said: Said, at?: Position): Promise<StartedTurn> {
    this.ensureTakesTurns();
    const { log, clock, turnDeadlineMs } = this.#dependencies;
    const { sessionId, turnId, messageId, text } = said;
    const now = clock.now();
    const message: SessionFact = { type: 'message', turnId, messageId, speakerId: 'candidate', text, at: isoTime(now) };
    const mailbox: Mailbox = { stop: new AbortController(), takesSaid: true };
    const deadline = now + turnDeadlineMs;
    const onCommand = (command: SessionCommand) => receive(mailbox, command);
    const turn = { turnId, facts: [message], deadline, onCommand, ...defined({ at }) };
    const writer = await log.begin(scope, sessionId, turn);
    const { stop } = mailbox;
    writer.lost.addEventListener('abort', () => stop.abort(writer.lost.reason), { once: true });
    // `#run` ends every turn in the log itself and never rejects.
    const ended = this.#run({ ...said, scope, writer, mailbox, deadline }).finally(() => this.#running.delete(turnId));
    this.#running.set(turnId, { scope, stop, ended });
    return { turnId, after: writer.begunAfter };
  }

  /** Throws `shutting_down` once the process ends. */
  ensureTakesTurns(): void {
    if (this.#draining) throw new ServiceError('shutting_down', { retryAfterSeconds: 2 });
  }

  /** Whether this turn runs in this process for a credential that reaches as far. */
  runs(scope: Scope, turnId: string): boolean {
    const running = this.#running.get(turnId);
    return running !== undefined && hasSameReach(running.scope, scope);
  }

  /** Stops taking turns and waits for those under way, at most until the signal aborts. */
  async drain(signal: AbortSignal): Promise<void> {
    this.#draining = true;
    const ended = Promise.allSettled([...this.#running.values()].map((turn) => turn.ended));
    const stopAll = () => {
      for (const { stop } of this.#running.values()) stop.abort(new ServiceError('shutting_down'));
    };
    if (signal.aborted) stopAll();
    signal.addEventListener('abort', stopAll, { once: true });
    await ended;
  }

  /** Runs a turn to its end. However it ends, the log says so, unless the storage is away: then its lease runs out. */
  async #run(turn: Turn): Promise<void> {
    const { usage, tracer, agent } = this.#dependencies;
    const { scope, sessionId, agentId, writer, mailbox } = turn;
    const { signal } = mailbox.stop;
    const meter = usage.meterFor(scope, { sessionId, kind: 'turn' });
    const span = tracer.begin(`invoke_agent ${agentId}`, { kind: 'internal', attributes: spanAttributes(turn) });
    const done = new AbortController();
    const deadline = this.#stopAtDeadline(turn, done.signal);
    let failure: { failure?: string } = {};
    try {
      await agent.turn(turn, writer, { scope, signal, meter, span });
      await writer.finish(...(await this.#heard(turn)), { type: 'done', turnId: writer.turnId });
    } catch (thrown) {
      const error = ServiceError.from(signal.aborted ? signal.reason : thrown);
      failure = { failure: error.code === 'internal' ? failureName(thrown) : error.code };
      const end = errorFact(error, writer.turnId);
      await this.#heard(turn)
        .then((heard) => writer.finish(...heard, end))
        .catch(() => {});
    } finally {
      const { inputTokens, outputTokens } = meter.total;
      span.set({ 'gen_ai.usage.input_tokens': inputTokens, 'gen_ai.usage.output_tokens': outputTokens });
      span.end(failure);
      done.abort(LET_GO);
      await deadline;
    }
    await this.#goOn(turn);
  }

  /** What was heard of a message, where the turn was interrupted. */
  async #heard({ scope, sessionId, mailbox }: Turn): Promise<readonly SessionFact[]> {
    if (mailbox.interrupt === undefined) return [];
    const fact = await heardFact(this.#dependencies.log, { scope, sessionId }, mailbox.interrupt);
    return fact === undefined ? [] : [fact];
  }

  #stopAtDeadline({ mailbox, deadline }: Turn, done: AbortSignal): Promise<void> {
    const { clock } = this.#dependencies;
    return clock.sleep(deadline - clock.now(), done).then(
      () => mailbox.stop.abort(new ServiceError('turn_interrupted')),
      () => {},
    );
  }

  /** Begins with what was said into the turn. It stays in the store where this process does not go on. */
  async #goOn({ scope, sessionId, mailbox }: Turn): Promise<void> {
    if (!mailbox.takesSaid || this.#draining) return;
    const { log, onSaid } = this.#dependencies;
    try {
      const said = await log.takeSaid(sessionId);
      if (said !== undefined) await onSaid(scope, sessionId, said);
    } catch {
      // Whoever said it sees in the log that no turn began with it.
    }
  }
}

function receive(mailbox: Mailbox, command: SessionCommand): void {
  if (command.type === 'pause' || command.type === 'end') mailbox.takesSaid = false;
  if (command.type === 'interrupt') mailbox.interrupt ??= command;
  if (command.type !== 'pause') mailbox.stop.abort(new ServiceError('turn_cancelled'));
}
