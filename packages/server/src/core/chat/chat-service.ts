import type { Agents } from '../agents/ports.ts';
import type { Clock } from '../kernel/clock.ts';
import { defined } from '../kernel/defined.ts';
import { newId, type Origin } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Tracer } from '../kernel/tracer.ts';
import type { Consents } from '../consents/ports.ts';
import { starterPrompts } from '../interview/ports.ts';
import type { Postings } from '../postings/ports.ts';
import type { ChatRecord } from '../practice/ports.ts';
import type { Page, Records, Row } from '../records/ports.ts';
import { ownResume, type Resumes } from '../resumes/ports.ts';
import {
  BEGINNING,
  heardFact,
  type Position,
  positionId,
  type SessionEvent,
  type SessionLog,
} from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import type { Usages } from '../usage/ports.ts';
import { begunTurn } from './begun-turn.ts';
import { ChatAgent, DEFAULT_AGENT } from './chat-agent.ts';
import { ChatRecords } from './chat-records.ts';
import { coachFacts, interviewPosting } from './coach-facts.ts';
import type { Chat, ChatInput, Chats, Interrupt, StartedTurn, TurnInput } from './ports.ts';
import { SessionActor } from './session-actor.ts';
import { asChat } from './shown-chat.ts';
import { endsOtherTurn, endsTurn } from './turn-ends.ts';

export type ChatOptions = {
  readonly chatLifetimeMs: number;
  readonly turnDeadlineMs: number;
  readonly disclosure: { readonly version: string; readonly text: string };
};

export type ChatDependencies = {
  readonly records: Records;
  readonly log: SessionLog;
  readonly agents: Agents;
  readonly postings: Postings;
  readonly resumes: Resumes;
  readonly consents: Consents;
  readonly usage: Pick<Usages, 'meterFor' | 'ensureOpen'>;
  readonly tracer: Tracer;
  readonly clock: Clock;
  readonly options: ChatOptions;
};

const SAY_ATTEMPTS = 5;

/** Chats with the coach: what they are and what is in them. Their turns are the session actor's. */
export class ChatService implements Chats {
  readonly #dependencies: ChatDependencies;
  readonly #chats: ChatRecords;
  readonly #actor: SessionActor;

  constructor(dependencies: ChatDependencies) {
    const { records, clock, options } = dependencies;
    this.#dependencies = dependencies;
    this.#chats = new ChatRecords(records, clock);
    this.#actor = new SessionActor({
      ...dependencies,
      agent: new ChatAgent({ ...dependencies, chats: this.#chats }),
      turnDeadlineMs: options.turnDeadlineMs,
      onSaid: (scope, chatId, { text, nextTurnId }) => this.say(scope, chatId, { text, turnId: nextTurnId }),
    });
  }

  async create(scope: Scope, input: ChatInput, { id = newId('cht') }: Origin = {}): Promise<Chat> {
    const { agents, postings, resumes, log, clock, options } = this.#dependencies;
    const { agentId, postingId = scope.postingId } = input;
    if (agentId !== undefined) agents.get(scope, agentId);
    const posting = postingId === undefined ? undefined : await postings.get(scope, postingId);
    const resume = await ownResume(resumes, scope);
    const starters = starterPrompts({
      hasResume: resume !== undefined,
      posting: interviewPosting(coachFacts(posting, resume)),
    });
    const value: ChatRecord = {
      completed: false,
      expiresAt: clock.now() + options.chatLifetimeMs,
      locale: input.locale ?? 'en',
      starters: starters.map((starter) => ({ ...starter })),
      ...defined({ agentId, postingId: posting?.id, title: posting?.title }),
    };
    await log.create(scope, { sessionId: id, kind: 'chat' }, { type: 'disclosure', ...options.disclosure });
    return this.#view(scope, await this.#chats.insert(scope, { id, value }));
  }

  async get(scope: Scope, chatId: string): Promise<Chat> {
    return this.#view(scope, await this.#chats.row(scope, chatId));
  }

  async list(scope: Scope, page: Page) {
    const { rows, nextCursor } = await this.#chats.list(scope, page);
    return { data: await Promise.all(rows.map((row) => this.#view(scope, row))), nextCursor };
  }

  async complete(scope: Scope, chatId: string): Promise<Chat> {
    await this.#chats.active(scope, chatId);
    // First, so that no turn begins after the one that is ended.
    const row = await this.#chats.close(scope, chatId);
    const turnId = await this.#openTurn(scope, chatId);
    if (turnId !== undefined) await this.#dependencies.log.send(scope, chatId, { type: 'end', turnId });
    return this.#view(scope, row);
  }

  async turn(scope: Scope, chatId: string, { text, turnId: given }: TurnInput): Promise<StartedTurn> {
    this.#actor.ensureTakesTurns();
    const { log, consents } = this.#dependencies;
    const begun = given === undefined ? undefined : await begunTurn(log, scope, { chatId, turnId: given });
    if (given !== undefined && begun?.after !== undefined) return { turnId: given, after: begun.after };
    const { agentId = DEFAULT_AGENT } = (await this.#chats.active(scope, chatId)).value;
    await consents.ensureNotWithdrawn(scope);
    await this.#ensureBudget(scope, chatId);
    const turnId = given ?? newId('trn');
    const said = { agentId, sessionId: chatId, turnId, messageId: newId('msg'), text };
    return this.#actor.begin(scope, said, begun?.end);
  }

  /**
   * As `turn`, but what is said while one is under way begins the next when that has ended, and waits after a `pause`
   * until something else is said. Answers with the turn's id.
   */
  async say(scope: Scope, chatId: string, input: TurnInput): Promise<string> {
    const { log } = this.#dependencies;
    let said = { text: input.text, turnId: input.turnId ?? newId('trn') };
    const { turnId } = said;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.turn(scope, chatId, said);
        return turnId;
      } catch (thrown) {
        const isBusy = thrown instanceof ServiceError && thrown.code === 'turn_in_flight';
        if (!isBusy || attempt === SAY_ATTEMPTS) throw thrown;
      }
      const open = await this.#openTurn(scope, chatId);
      if (open === undefined) continue;
      await log.send(scope, chatId, { type: 'say', turnId: open, nextTurnId: said.turnId, text: said.text });
      if ((await this.#openTurn(scope, chatId)) === open) return turnId;
      // It ended meanwhile, so that nobody may have seen what was said into it.
      const left = await log.takeSaid(chatId);
      if (left === undefined) return turnId;
      said = { text: left.text, turnId: left.nextTurnId };
    }
  }

  async cancel(scope: Scope, chatId: string, turnId: string): Promise<void> {
    await this.#chats.row(scope, chatId);
    await this.#dependencies.log.send(scope, chatId, { type: 'cancel', turnId });
  }

  async interrupt(scope: Scope, chatId: string, interrupt: Interrupt): Promise<void> {
    await this.#chats.row(scope, chatId);
    if ((await this.#openTurn(scope, chatId)) !== interrupt.turnId) return;
    const { log } = this.#dependencies;
    const command = { type: 'interrupt', ...interrupt } as const;
    if ((await heardFact(log, { scope, sessionId: chatId }, command)) === undefined) {
      const field = { in: 'body', path: '/messageId', message: 'must be a message of this turn' } as const;
      throw new ServiceError('validation_failed', { fields: [field] });
    }
    await log.send(scope, chatId, command);
  }

  async *events(
    scope: Scope,
    chatId: string,
    reader: { after: Position; signal: AbortSignal; untilTurnEnds?: string },
  ): AsyncIterable<SessionEvent> {
    const { after, signal, untilTurnEnds: turnId } = reader;
    if (turnId === undefined || !this.#actor.runs(scope, turnId)) await this.#chats.row(scope, chatId);
    for await (const event of this.#dependencies.log.follow(scope, chatId, { after, signal })) {
      // A turn that begins where a crash cut the one before ends that one first: its end is not this one's.
      if (turnId !== undefined && endsOtherTurn(event.fact, turnId)) continue;
      yield event;
      if (turnId !== undefined && endsTurn(event.fact, turnId)) return;
    }
  }

  async past(scope: Scope, chatId: string, page: { after: Position; limit: number }): Promise<readonly SessionEvent[]> {
    await this.#chats.row(scope, chatId);
    return this.#dependencies.log.read(scope, chatId, { after: page.after, limit: page.limit });
  }

  /** Lets go of what is kept of an owner who was erased. */
  abandon(scope: Scope): void {
    this.#dependencies.agents.abandon(scope);
  }

  drain(signal: AbortSignal): Promise<void> {
    return this.#actor.drain(signal);
  }

  /** Throws `budget_reached` where the tenant has nothing left today, and `session_finished` where a crash came before the goodbye. */
  async #ensureBudget(scope: Scope, chatId: string): Promise<void> {
    if ((await this.#dependencies.usage.ensureOpen(scope, chatId)) === 'open') return;
    await this.#chats.close(scope, chatId);
    throw new ServiceError('session_finished');
  }

  async #openTurn(scope: Scope, chatId: string): Promise<string | undefined> {
    return (await this.#dependencies.log.head(scope, chatId))?.openTurnId;
  }

  async #view(scope: Scope, row: Row<ChatRecord>): Promise<Chat> {
    const head = await this.#dependencies.log.head(scope, row.id);
    const lastEventId = positionId(head?.position ?? BEGINNING);
    return asChat(row, this.#dependencies.clock.now(), { lastEventId, ...defined({ openTurnId: head?.openTurnId }) });
  }
}
