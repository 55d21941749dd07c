import { InterviewPrepError } from '@interview-prep/sdk';
import type { Chat, SessionEventPage, TurnEvent } from '@interview-prep/sdk';
import { ChatController } from './chat-controller.ts';
import type { ChatClient } from './chat-controller.ts';
import { memoryStore } from './host.ts';
import { ScriptedStream } from './scripted-stream.ts';

export const chat: Chat = {
  id: 'cht_1',
  state: 'active',
  createdAt: '',
  expiresAt: '',
  lastEventId: '1',
  starters: [],
};
export const messageEvent = (text: string, turnId = 'trn_1'): TurnEvent => ({
  type: 'message',
  turnId,
  messageId: turnId,
  speakerId: 'candidate',
  text,
  at: '',
});
export const token = (text: string): TurnEvent => ({ type: 'token', messageId: 'msg_2', speakerId: 'coach', text });
export const done: TurnEvent = { type: 'done', turnId: 'trn_1' };
export const problem = (code: string, status?: number) =>
  new InterviewPrepError({ code, status, message: code, retryable: true });
export const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A chat controller with scripted streams and timers, and what its view was asked to show. */
export function setUpChat({ past = [], pageSize = 100 }: { past?: TurnEvent[]; pageSize?: number } = {}) {
  const turns: { text: string; key: string | undefined; stream: ScriptedStream }[] = [];
  const follows: { after: string | undefined; stream: ScriptedStream }[] = [];
  const cancelled: string[] = [];
  const timers: (() => void)[] = [];
  const delays: number[] = [];
  const errors: string[] = [];
  const events: string[] = [];
  const fails: { past?: unknown; cancel?: unknown } = {};
  /** The state at each update of the view, without repetitions. */
  const shown: string[] = [];
  const log = past.map((event, index) => ({ id: String(index + 1), event }));
  const client: ChatClient = {
    chats: {
      get: async () => chat,
      pastEvents: async (_, { after = '0' } = {}): Promise<SessionEventPage> => {
        if (fails.past !== undefined) throw fails.past;
        const data = log.filter(({ id }) => Number(id) > Number(after)).slice(0, pageSize);
        const last = data.at(-1)?.id;
        return { data, nextCursor: last !== undefined && Number(last) < log.length ? last : null };
      },
      turn: (_, { text }, options) => {
        const stream = new ScriptedStream();
        turns.push({ text, key: options?.idempotencyKey, stream });
        return stream;
      },
      events: (_, options) => {
        const stream = new ScriptedStream();
        follows.push({ after: options?.after, stream });
        return stream;
      },
      cancelTurn: async (_, turnId) => {
        if (fails.cancel !== undefined) throw fails.cancel;
        cancelled.push(turnId);
      },
    },
  };
  const storage = memoryStore();
  let keys = 0;
  const controller: ChatController = new ChatController(
    {
      requestUpdate: () => {
        const state = shownState(controller);
        if (state !== shown.at(-1)) shown.push(state);
      },
    },
    {
      client,
      storage,
      newKey: () => `key-${(keys += 1)}`,
      timer: (task, delayMs) => {
        timers.push(task);
        delays.push(delayMs);
        return () => {
          if (timers.includes(task)) timers.splice(timers.indexOf(task), 1);
        };
      },
      onEvent: ({ type }) => events.push(type),
      onError: ({ code }) => errors.push(code),
    },
  );
  return { controller, turns, follows, cancelled, timers, delays, errors, events, shown, storage, log, client, fails };
}

/** What a view shows of a controller: the entries, then every state that is set. */
function shownState({ thread, pending, draft, ...state }: ChatController): string {
  const entries = thread.items.map((item) => ('text' in item ? `${item.kind}(${item.text})` : item.kind)).join(' ');
  const flags = (['restoring', 'stalled', 'lost'] as const).filter((flag) => state[flag]);
  const unsent = pending && `${pending.error ? `${pending.error.code} ` : ''}pending(${pending.text})`;
  return [entries, unsent, draft && `draft(${draft})`, state.endReason, ...flags].filter(Boolean).join(' ');
}
