import type { components } from '../../contract/openapi.d.ts';
import type { Origin } from '../kernel/ids.ts';
import type { Page } from '../records/ports.ts';
import type { Position, SessionEvent } from '../sessions/ports.ts';
import type { Scope } from '../tenancy/scope.ts';

export type Chat = components['schemas']['Chat'];

/** A turn that has begun: it goes on whether or not anybody listens. Read its events from the log after `after`. */
export type StartedTurn = { readonly turnId: string; readonly after: Position };

/** `agentId` is who answers: the coach where it is left out. */
export type ChatInput = { readonly postingId?: string; readonly locale?: string; readonly agentId?: string };

/** `turnId` names a turn that may have begun before: then it is that one, however it goes or went. */
export type TurnInput = { readonly text: string; readonly turnId?: string };

/** `heardCharacters` are UTF-16 code units from the beginning of the message. */
export type Interrupt = { readonly turnId: string; readonly messageId: string; readonly heardCharacters: number };

export interface Chats {
  /** The same origin is the same chat. */
  create(scope: Scope, input: ChatInput, origin?: Origin): Promise<Chat>;
  get(scope: Scope, chatId: string): Promise<Chat>;
  list(scope: Scope, page: Page): Promise<{ data: readonly Chat[]; nextCursor: string | null }>;
  /** Throws `not_found`, `turn_in_flight`, `session_finished`, `session_expired`, `consent_required`. */
  turn(scope: Scope, chatId: string, input: TurnInput): Promise<StartedTurn>;
  /** Ends the turn with the text written so far, on whichever process. Does nothing when it has ended. */
  cancel(scope: Scope, chatId: string, turnId: string): Promise<void>;
  /**
   * Ends the turn as `cancel` does, and notes how much of a message was heard: readers meet no more of it from then on.
   * Does nothing when it has ended. Throws `validation_failed` where the turn has no such message.
   */
  interrupt(scope: Scope, chatId: string, interrupt: Interrupt): Promise<void>;
  /** Closes the chat and ends a turn under way as `cancel` does. */
  complete(scope: Scope, chatId: string): Promise<Chat>;
  /** Wire events of the chat after a position; with `untilTurnEnds` it ends after that turn's `done` or `error`. */
  events(
    scope: Scope,
    chatId: string,
    reader: { after: Position; signal: AbortSignal; untilTurnEnds?: string },
  ): AsyncIterable<SessionEvent>;
  /** One page of what was. */
  past(scope: Scope, chatId: string, page: { after: Position; limit: number }): Promise<readonly SessionEvent[]>;
  /** Stops taking turns and waits for those under way, at most until the signal aborts. */
  drain(signal: AbortSignal): Promise<void>;
}
