import type { components } from '../../contract/openapi.d.ts';
import type { Chats } from '../../core/chat/ports.ts';
import { FAILURES, ServiceError, type ErrorCode } from '../../core/kernel/service-error.ts';
import type { Position, SessionEvent } from '../../core/sessions/ports.ts';
import type { Scope } from '../../core/tenancy/scope.ts';
import type { StreamSource } from '../streams/ports.ts';
import { endsTurn, wireEvents } from './event-frame.ts';

export type Turn = components['schemas']['Turn'];

type Begun = { readonly chatId: string; readonly turnId: string; readonly after: Position };

/** The events of a turn that has begun, to its end. */
export function turnStream(chats: Chats, scope: Scope, { chatId, turnId, after }: Begun): StreamSource<SessionEvent> {
  return {
    complete: true,
    isLast: ({ fact }) => endsTurn(fact),
    events: (signal) => chats.events(scope, chatId, { after, signal, untilTurnEnds: turnId }),
  };
}

/**
 * The same turn as one object. Throws the failure that the turn ended with; where it has no end, `turn_interrupted`, or
 * `not_found` when its chat is gone with its owner.
 */
export async function wholeTurn(chats: Chats, scope: Scope, begun: Begun & { left: AbortSignal }): Promise<Turn> {
  const events: SessionEvent[] = [];
  for await (const event of turnStream(chats, scope, begun).events(begun.left)) {
    events.push(event);
    if (endsTurn(event.fact)) break;
  }
  const last = events.at(-1)?.fact;
  if (last?.type === 'error') throw failureOf(last);
  const { state } = await chats.get(scope, begun.chatId);
  if (last?.type !== 'done') throw new ServiceError('turn_interrupted');
  const wire = wireEvents(events);
  const message = wire.map(({ event }) => (event.type === 'token' ? event.text : '')).join('');
  return { turnId: begun.turnId, chatId: begun.chatId, candidateId: scope.subject.id, state, message, events: wire };
}

function failureOf({ code, message }: { code: string; message: string }): ServiceError {
  return isErrorCode(code) ? new ServiceError(code, { detail: message }) : new ServiceError('internal');
}

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(FAILURES, code);
}
