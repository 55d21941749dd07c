import { type Clock, isoTime } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { newId, type Origin } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { failureName, type Tracer } from '../kernel/tracer.ts';
import type { Consents } from '../consents/ports.ts';
import type { Call } from '../engine/ports.ts';
import { starterPrompts } from '../interview/ports.ts';
import type { Postings } from '../postings/ports.ts';
import { chatRecord, type ChatRecord } from '../practice/ports.ts';
import { type Collection, insertOnce, type Page, type Records, type Row } from '../records/ports.ts';
import type { Resumes } from '../resumes/ports.ts';
import {
  BEGINNING,
  KeptProjection,
  type Position,
  positionId,
  type SessionEvent,
  type SessionLog,
  type SessionWriter,
} from '../sessions/ports.ts';
import { hasSameReach, type Scope } from '../tenancy/scope.ts';
import type { BudgetedMeter, Usages } from '../usage/ports.ts';
import { begunTurn } from './begun-turn.ts';
import { coachFacts, interviewPosting } from './coach-facts.ts';
import { COACH, type CoachState, coachProjection } from './coach-state.ts';
import type { Orchestrator } from './orchestrator.ts';
import type { Chat, ChatInput, Chats, StartedTurn, TurnInput } from './ports.ts';
import { asChat, spanAttributes, stateOf } from './shown-chat.ts';
import { endsOtherTurn, endsTurn } from './turn-ends.ts';

export type ChatOptions = {
  readonly chatLifetimeMs: number;
  readonly turnDeadlineMs: number;
  readonly disclosure: { readonly version: string; readonly text: string };
};

export type ChatDependencies = {
  readonly records: Records;
  readonly log: SessionLog;
  readonly orchestrator: Orchestrator;
  readonly postings: Postings;
  readonly resumes: Resumes;
  readonly consents: Consents;
  readonly usage: Pick<Usages, 'meterFor' | 'ensureOpen'>;
  readonly tracer: Tracer;
  readonly clock: Clock;
  readonly options: ChatOptions;
};

type Turn = {
  readonly messageId: string;
  readonly text: string;
  readonly writer: SessionWriter;
  readonly stop: AbortController;
};
type TurnCall = Call & { readonly meter: BudgetedMeter };
type RunningTurn = { readonly scope: Scope; readonly stop: AbortController; readonly ended: Promise<void> };

const GOODBYE = '\n\nWe have used what one session holds. Everything here stays; start a new one when you like.';

/** Practice with the coach. A turn runs here whether or not anybody listens; listeners follow the log. */
export class ChatService implements Chats {
  readonly #dependencies: ChatDependencies;
  readonly #chats: Collection<ChatRecord>;
  readonly #states: KeptProjection<CoachState>;
  readonly #running = new Map<string, RunningTurn>();
  #draining = false;

  constructor(dependencies: ChatDependencies) {
    this.#dependencies = dependencies;
    this.#chats = dependencies.records.collection('chat', { schema: chatRecord });
    this.#states = new KeptProjection(dependencies.log, coachProjection);
  }

  async create(scope: Scope, input: ChatInput, { id = newId('cht') }: Origin = {}): Promise<Chat> {
    const { postings, log, clock, options } = this.#dependencies;
    const { postingId = scope.postingId } = input;
    const posting = postingId === undefined ? undefined : await postings.get(scope, postingId);
    const resume = await this.#resume(scope);
    const starters = starterPrompts({
      hasResume: resume !== undefined,
      posting: interviewPosting(coachFacts(posting, resume)),
    });
    const value: ChatRecord = {
      completed: false,
      expiresAt: clock.now() + options.chatLifetimeMs,
      locale: input.locale ?? 'en',
      starters: starters.map((starter) => ({ ...starter })),
      ...defined({ postingId: posting?.id, title: posting?.title }),
    };
    await log.create(scope, { sessionId: id, kind: 'chat' }, { type: 'disclosure', ...options.disclosure });
    return this.#view(scope, await insertOnce(this.#chats, scope, { id, value }));
  }

  async get(scope: Scope, chatId: string): Promise<Chat> {
    return this.#view(scope, await this.#row(scope, chatId));
  }

  async list(scope: Scope, page: Page) {
    const { rows, nextCursor } = await this.#chats.list(scope, page);
    return { data: await Promise.all(rows.map((row) => this.#view(scope, row))), nextCursor };
  }

  async complete(scope: Scope, chatId: string): Promise<Chat> {
    const row = await this.#active(scope, chatId);
    const head = await this.#dependencies.log.head(scope, chatId);
    if (head?.openTurnId !== undefined) throw new ServiceError('turn_in_flight', { retryAfterSeconds: 1 });
    const value = { ...row.value, completed: true };
    return this.#view(scope, await this.#chats.replace(scope, chatId, { value, expectedVersion: row.version }));
  }

  async turn(scope: Scope, chatId: string, { text, turnId: given }: TurnInput): Promise<StartedTurn> {
    if (this.#draining) throw new ServiceError('shutting_down', { retryAfterSeconds: 2 });
    const { log, consents, clock } = this.#dependencies;
    const begun = given === undefined ? undefined : await begunTurn(log, scope, { chatId, turnId: given });
    if (given !== undefined && begun?.after !== undefined) return { turnId: given, after: begun.after };
    const row = await this.#active(scope, chatId);
    await consents.ensureNotWithdrawn(scope);
    await this.#ensureBudget(scope, row);
    const turnId = given ?? newId('trn');
    const messageId = newId('msg');
    const said = { messageId, speakerId: 'candidate', text, at: isoTime(clock.now()) };
    const writer = await log.begin(scope, chatId, {
      turnId,
      facts: [{ type: 'message', turnId, ...said }],
      ...defined({ at: begun?.end }),
    });
    const stop = new AbortController();
    writer.lost.addEventListener('abort', () => stop.abort(writer.lost.reason), { once: true });
    // `#run` ends every turn in the log itself and never rejects.
    const ended = this.#run(scope, row, { messageId, text, writer, stop }).finally(() => this.#running.delete(turnId));
    this.#running.set(turnId, { scope, stop, ended });
    return { turnId, after: writer.begunAfter };
  }

  async cancel(scope: Scope, chatId: string, turnId: string): Promise<void> {
    await this.#row(scope, chatId);
    const head = await this.#dependencies.log.head(scope, chatId);
    if (head?.openTurnId !== turnId) return;
    const running = this.#running.get(turnId);
    running?.stop.abort(new ServiceError('turn_cancelled'));
    await running?.ended;
  }

  async *events(
    scope: Scope,
    chatId: string,
    reader: { after: Position; signal: AbortSignal; untilTurnEnds?: string },
  ): AsyncIterable<SessionEvent> {
    const running = reader.untilTurnEnds === undefined ? undefined : this.#running.get(reader.untilTurnEnds);
    if (running === undefined || !hasSameReach(running.scope, scope)) await this.#row(scope, chatId);
    for await (const event of this.#dependencies.log.follow(scope, chatId, {
      after: reader.after,
      signal: reader.signal,
    })) {
      // A turn that begins where a crash cut the one before ends that one first: its end is not this one's.
      if (reader.untilTurnEnds !== undefined && endsOtherTurn(event.fact, reader.untilTurnEnds)) continue;
      yield event;
      if (reader.untilTurnEnds !== undefined && endsTurn(event.fact, reader.untilTurnEnds)) return;
    }
  }

  async past(scope: Scope, chatId: string, page: { after: Position; limit: number }): Promise<readonly SessionEvent[]> {
    await this.#row(scope, chatId);
    return this.#dependencies.log.read(scope, chatId, { after: page.after, limit: page.limit });
  }

  /** Lets go of what is kept of an owner who was erased. */
  readonly abandon = (scope: Scope): void => this.#states.abandon(scope);

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
  async #run(scope: Scope, row: Row<ChatRecord>, turn: Turn): Promise<void> {
    const { clock, options, usage, tracer } = this.#dependencies;
    const { writer, stop } = turn;
    const done = new AbortController();
    const deadline = clock.sleep(options.turnDeadlineMs, done.signal).then(
      () => stop.abort(new ServiceError('turn_interrupted', { detail: 'The answer took too long.' })),
      () => {},
    );
    const meter = usage.meterFor(scope, { sessionId: row.id, kind: 'turn' });
    const span = tracer.begin('invoke_agent coach', { kind: 'internal', attributes: spanAttributes(row.id) });
    let failure: { failure?: string } = {};
    try {
      await this.#answerOrGoodbye(row, turn, { scope, signal: stop.signal, meter, span });
      await writer.finish({ type: 'done', turnId: writer.turnId });
    } catch (thrown) {
      const error = ServiceError.from(stop.signal.aborted ? stop.signal.reason : thrown);
      const { code, message, retryable } = error;
      failure = { failure: code === 'internal' ? failureName(thrown) : code };
      await writer.finish({ type: 'error', code, message, retryable, turnId: writer.turnId }).catch(() => {});
    } finally {
      const { inputTokens, outputTokens } = meter.total;
      span.set({ 'gen_ai.usage.input_tokens': inputTokens, 'gen_ai.usage.output_tokens': outputTokens });
      span.end(failure);
      done.abort();
      await deadline;
    }
  }

  /** The answer. Where it used up what the session holds, that is no failure but the end: the goodbye follows, and nothing after it. */
  async #answerOrGoodbye(row: Row<ChatRecord>, turn: Turn, call: TurnCall): Promise<void> {
    const { writer } = turn;
    const isSpent = () => call.meter.spent === 'session';
    try {
      await this.#answer(row, turn, call);
    } catch (thrown) {
      const cutByBudget = thrown instanceof ServiceError && thrown.code === 'budget_reached' && isSpent();
      if (!cutByBudget || call.signal.aborted) throw thrown;
      writer.appendLater({ type: 'usage', ...call.meter.total });
    }
    if (!isSpent()) return;
    writer.appendText({ messageId: newId('msg'), speakerId: COACH }, GOODBYE);
    await this.#close(call.scope, row);
  }

  async #answer(row: Row<ChatRecord>, turn: Turn, call: TurnCall): Promise<void> {
    const { postings, orchestrator, resumes } = this.#dependencies;
    const { scope } = call;
    const { messageId, text, writer } = turn;
    const { postingId } = row.value;
    const [state, posting, resume] = await Promise.all([
      this.#states.of(scope, row.id),
      postingId === undefined ? undefined : postings.get(scope, postingId),
      this.#resume(scope),
    ]);
    const input = {
      chatId: row.id,
      messageId,
      text,
      state,
      facts: coachFacts(posting, resume),
      postingId,
      resumeFile: () => resumes.plainPdf(scope),
    };
    await orchestrator.turn(input, writer, call);
  }

  /** Throws `budget_reached` where the tenant has nothing left today, and `session_finished` where a crash came before the goodbye. */
  async #ensureBudget(scope: Scope, row: Row<ChatRecord>): Promise<void> {
    if ((await this.#dependencies.usage.ensureOpen(scope, row.id)) === 'open') return;
    await this.#close(scope, row);
    throw new ServiceError('session_finished');
  }

  async #close(scope: Scope, row: Row<ChatRecord>): Promise<void> {
    try {
      await this.#chats.replace(scope, row.id, {
        value: { ...row.value, completed: true },
        expectedVersion: row.version,
      });
    } catch (thrown) {
      // The candidate completed it at the same moment.
      if (!(thrown instanceof ServiceError && thrown.code === 'conflict')) throw thrown;
    }
  }

  async #resume(scope: Scope) {
    try {
      return await this.#dependencies.resumes.get(scope);
    } catch (thrown) {
      if (thrown instanceof ServiceError && thrown.code === 'not_found') return undefined;
      throw thrown;
    }
  }

  async #row(scope: Scope, chatId: string): Promise<Row<ChatRecord>> {
    const row = await this.#chats.get(scope, chatId);
    if (row === undefined) throw new ServiceError('not_found');
    return row;
  }

  async #active(scope: Scope, chatId: string): Promise<Row<ChatRecord>> {
    const row = await this.#row(scope, chatId);
    const state = stateOf(row.value, this.#dependencies.clock.now());
    if (state === 'completed') throw new ServiceError('session_finished');
    if (state === 'expired') throw new ServiceError('session_expired');
    return row;
  }

  async #view(scope: Scope, row: Row<ChatRecord>): Promise<Chat> {
    const head = await this.#dependencies.log.head(scope, row.id);
    const lastEventId = positionId(head?.position ?? BEGINNING);
    return asChat(row, this.#dependencies.clock.now(), { lastEventId, ...defined({ openTurnId: head?.openTurnId }) });
  }
}
