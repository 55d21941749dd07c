import { decisionMade } from '../../../packages/server/src/core/sessions/decision-fact.ts';
import type { Chat, Chats, StartedTurn } from '../../../packages/server/src/core/chat/ports.ts';
import { isoTime, type Clock } from '../../../packages/server/src/core/kernel/clock.ts';
import { defined } from '../../../packages/server/src/core/kernel/defined.ts';
import { newId } from '../../../packages/server/src/core/kernel/ids.ts';
import { ServiceError } from '../../../packages/server/src/core/kernel/service-error.ts';
import type { Postings } from '../../../packages/server/src/core/postings/ports.ts';
import { storedBytes } from '../../../packages/server/src/adapters/storage/memory/objects.ts';
import type { Prep, PrepDocument, Preps } from '../../../packages/server/src/core/preps/ports.ts';
import { positionId } from '../../../packages/server/src/core/sessions/position.ts';
import type { Position, SessionEvent } from '../../../packages/server/src/core/sessions/ports.ts';
import type { Scope } from '../../../packages/server/src/core/tenancy/scope.ts';
import { MemorySession } from './session.ts';
import { MemoryCollection } from './memory-collection.ts';

type HeldChat = { id: string; session: MemorySession; completed: boolean; createdAt: number; postingId?: string };

/** What the coach does in a turn: writes to the session and ends it with `done` or `error`. */
export type Script = (session: MemorySession, turn: { turnId: string; text: string }) => void | Promise<void>;

export const friendlyCoach: Script = (session, { turnId }) => {
  session.append(
    decisionMade.fact({ name: 'coach.intent', version: 1, by: 'rules', answer: 'a private decision' }),
    { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'Tell me ' },
    { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'about a shift.' },
    { type: 'usage', inputTokens: 0, outputTokens: 0 },
    { type: 'done', turnId },
  );
};

/** A coach with scripted replies. */
export class ScriptedChats implements Chats {
  script: Script = friendlyCoach;
  turns = 0;
  /** How many readers follow a session now. */
  readers = 0;
  readonly #chats = new MemoryCollection<HeldChat>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async create(scope: Scope, { postingId }: { postingId?: string }): Promise<Chat> {
    const chat: HeldChat = {
      id: newId('cht'),
      session: new MemorySession(),
      completed: false,
      createdAt: this.#clock.now(),
      ...defined({ postingId }),
    };
    chat.session.append({ type: 'disclosure', version: '2026-11-21', text: 'You are talking to software.' });
    return this.#wire(this.#chats.put(scope, chat.id, chat));
  }

  async get(scope: Scope, chatId: string): Promise<Chat> {
    return this.#wire(this.#chats.get(scope, chatId));
  }

  async list(scope: Scope) {
    return { data: this.#chats.list(scope).data.map((chat) => this.#wire(chat)), nextCursor: null };
  }

  async turn(scope: Scope, chatId: string, { text }: { text: string }): Promise<StartedTurn> {
    const { session, completed } = this.#chats.get(scope, chatId);
    if (completed) throw new ServiceError('session_finished');
    const turnId = newId('trn');
    const after = session.position;
    this.turns += 1;
    session.append({
      type: 'message',
      turnId,
      messageId: newId('msg'),
      speakerId: 'candidate',
      text,
      at: isoTime(this.#clock.now()),
    });
    void this.script(session, { turnId, text });
    return { turnId, after };
  }

  async cancel(scope: Scope, chatId: string): Promise<void> {
    this.#chats.get(scope, chatId);
  }

  async interrupt(scope: Scope, chatId: string): Promise<void> {
    this.#chats.get(scope, chatId);
  }

  async complete(scope: Scope, chatId: string): Promise<Chat> {
    const chat = this.#chats.get(scope, chatId);
    if (chat.completed) throw new ServiceError('session_finished');
    chat.completed = true;
    return this.#wire(chat);
  }

  async *events(
    scope: Scope,
    chatId: string,
    { after, signal, untilTurnEnds }: { after: Position; signal: AbortSignal; untilTurnEnds?: string },
  ): AsyncGenerator<SessionEvent> {
    const { session } = this.#chats.get(scope, chatId);
    this.readers += 1;
    try {
      for await (const event of session.follow(after, signal)) {
        yield event;
        if (untilTurnEnds !== undefined && (event.fact.type === 'done' || event.fact.type === 'error')) return;
      }
    } finally {
      this.readers -= 1;
    }
  }

  async past(scope: Scope, chatId: string, { after, limit }: { after: Position; limit: number }) {
    return this.#chats.get(scope, chatId).session.past(after, limit);
  }

  async drain(): Promise<void> {}

  session(chatId: string): MemorySession {
    const chat = this.#chats.find(chatId);
    if (chat === undefined) throw new Error(`no chat ${chatId}`);
    return chat.session;
  }

  #wire({ id, session, completed, createdAt, postingId }: HeldChat): Chat {
    return {
      id,
      state: completed ? 'completed' : 'active',
      createdAt: isoTime(createdAt),
      expiresAt: isoTime(createdAt + 86_400_000),
      starters: [],
      lastEventId: positionId(session.position),
      ...defined({ postingId }),
    };
  }
}

const DOCUMENT: PrepDocument = {
  fileName: 'Vorbereitung "Pflege" — Übersicht.pdf',
  contentType: 'application/pdf',
  ...bytesOf('%PDF-1.7 made for a test'),
};

function bytesOf(text: string): Pick<PrepDocument, 'stored' | 'presigned'> {
  return {
    stored: storedBytes({ bytes: new TextEncoder().encode(text), version: '1' }),
    presigned: async () => undefined,
  };
}

/** Documents that are ready at once. */
export class InstantPreps implements Preps {
  readonly #preps = new MemoryCollection<{ prep: Prep; session: MemorySession }>();
  readonly #clock: Clock;
  readonly #postings: Postings;

  constructor(clock: Clock, postings: Postings) {
    this.#clock = clock;
    this.#postings = postings;
  }

  async create(scope: Scope, { postingId }: { postingId: string }): Promise<Prep> {
    const { title } = await this.#postings.get(scope, postingId);
    const id = newId('prp');
    const at = isoTime(this.#clock.now());
    const session = new MemorySession();
    session.append(
      { type: 'prep_progress', prepId: id, status: 'ready', step: 'Done', stepsDone: 4, stepsTotal: 4 },
      { type: 'done', turnId: id },
    );
    session.end();
    const prep: Prep = {
      id,
      postingId,
      title,
      status: 'ready',
      step: 'Done',
      stepsDone: 4,
      stepsTotal: 4,
      createdAt: at,
      readyAt: at,
      pages: 5,
      url: `http://127.0.0.1/v1/documents/${id}.signed`,
    };
    return this.#preps.put(scope, id, { prep, session }).prep;
  }

  async get(scope: Scope, prepId: string): Promise<Prep> {
    return this.#preps.get(scope, prepId).prep;
  }

  async list(scope: Scope) {
    return { data: this.#preps.list(scope).data.map(({ prep }) => prep), nextCursor: null };
  }

  async cancel(scope: Scope, prepId: string): Promise<Prep> {
    this.#preps.get(scope, prepId);
    throw new ServiceError('prep_finished');
  }

  async document(scope: Scope, prepId: string, format: 'pdf' | 'markdown'): Promise<PrepDocument> {
    this.#preps.get(scope, prepId);
    return format === 'pdf' ? DOCUMENT : { fileName: 'prep.md', contentType: 'text/markdown', ...bytesOf('# Prep') };
  }

  async documentByLink(link: string): Promise<PrepDocument> {
    const [prepId = '', signature] = link.split('.');
    if (signature !== 'signed') throw new ServiceError('forbidden');
    if (this.#preps.find(prepId) === undefined) throw new ServiceError('not_found');
    return DOCUMENT;
  }

  async *events(
    scope: Scope,
    prepId: string,
    { after, signal }: { after: Position; signal: AbortSignal },
  ): AsyncGenerator<SessionEvent> {
    yield* this.#preps.get(scope, prepId).session.follow(after, signal);
  }

  async past(scope: Scope, prepId: string, { after, limit }: { after: Position; limit: number }) {
    return this.#preps.get(scope, prepId).session.past(after, limit);
  }
}
