import type { Clock } from '../kernel/clock.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { chatRecord, type ChatRecord } from '../practice/ports.ts';
import { type Collection, insertOnce, type Page, type Records, type Row } from '../records/ports.ts';
import type { Scope } from '../tenancy/scope.ts';
import { stateOf } from './shown-chat.ts';

const ATTEMPTS = 5;

/** What is kept of chats besides their logs. */
export class ChatRecords {
  readonly #chats: Collection<ChatRecord>;
  readonly #clock: Clock;

  constructor(records: Records, clock: Clock) {
    this.#chats = records.collection('chat', { schema: chatRecord });
    this.#clock = clock;
  }

  insert(scope: Scope, chat: { id: string; value: ChatRecord }): Promise<Row<ChatRecord>> {
    return insertOnce(this.#chats, scope, chat);
  }

  list(scope: Scope, page: Page) {
    return this.#chats.list(scope, page);
  }

  /** Throws `not_found`. */
  async row(scope: Scope, chatId: string): Promise<Row<ChatRecord>> {
    const row = await this.#chats.get(scope, chatId);
    if (row === undefined) throw new ServiceError('not_found');
    return row;
  }

  /** One that can be continued. Throws `not_found`, `session_finished`, `session_expired`. */
  async active(scope: Scope, chatId: string): Promise<Row<ChatRecord>> {
    const row = await this.row(scope, chatId);
    const state = stateOf(row.value, this.#clock.now());
    if (state === 'completed') throw new ServiceError('session_finished');
    if (state === 'expired') throw new ServiceError('session_expired');
    return row;
  }

  /** Nothing is said in it any more. It may be closed already. */
  close(scope: Scope, chatId: string): Promise<Row<ChatRecord>> {
    return this.#change(scope, chatId, (chat) => (chat.completed ? chat : { ...chat, completed: true }));
  }

  /** It is about this job from now on. */
  usePosting(scope: Scope, chatId: string, { id, title }: { id: string; title: string }): Promise<Row<ChatRecord>> {
    return this.#change(scope, chatId, (chat) => ({ ...chat, postingId: id, title }));
  }

  async #change(scope: Scope, chatId: string, changed: (chat: ChatRecord) => ChatRecord): Promise<Row<ChatRecord>> {
    for (let attempt = 1; ; attempt += 1) {
      const row = await this.row(scope, chatId);
      const value = changed(row.value);
      if (value === row.value) return row;
      try {
        return await this.#chats.replace(scope, chatId, { value, expectedVersion: row.version });
      } catch (thrown) {
        // Somebody else changed it at the same moment.
        if (attempt === ATTEMPTS || !(thrown instanceof ServiceError && thrown.code === 'conflict')) throw thrown;
      }
    }
  }
}
