import { InterviewPrepError } from '../../packages/sdk/src/index.ts';
import type { InterviewPrep, Prep, Resume, TurnEvent } from '../../packages/sdk/src/index.ts';
import { REPORT, chat, config, prep, understood } from './sample-data.ts';

/** The server responses for one screenshot. Everything left out behaves like a healthy, idle server. */
export type Script = {
  readonly config?: typeof config;
  readonly past?: readonly TurnEvent[];
  readonly chatState?: 'active' | 'completed' | 'expired';
  /** Events of the next turn, which stays open unless they end it. */
  readonly turn?: readonly TurnEvent[];
  readonly turnFails?: InterviewPrepError;
  readonly opening?: InterviewPrepError | 'never';
  readonly resume?: Resume;
  readonly upload?: InterviewPrepError | 'never' | Resume;
  readonly preps?: readonly Prep[];
  readonly starters?: boolean;
};

const never = new Promise<never>(() => {});

function stream(events: readonly TurnEvent[], failure?: InterviewPrepError) {
  const aborted = { now: false };
  async function* play(): AsyncGenerator<TurnEvent, void, undefined> {
    if (failure) throw failure;
    for (const event of events) {
      yield event;
      if (event.type === 'done' || event.type === 'error') return;
    }
    await never;
  }
  return Object.assign(play(), { lastEventId: undefined, abort: () => void (aborted.now = true) });
}

/** An error as the SDK throws it. */
export const failure = (status: number | undefined, code: string, retryAfterSeconds?: number): InterviewPrepError =>
  Object.assign(
    new InterviewPrepError({ code, message: code, status, requestId: 'req_4m8rc0w3z9', retryable: status !== 422 }),
    { retryAfterSeconds },
  );

const page = (events: readonly TurnEvent[]) => ({
  data: events.map((event, index) => ({ id: String(index + 1), event })),
  nextCursor: null,
});

/** A client that returns scripted responses without network access. */
export function scriptedClient(script: Script): InterviewPrep {
  const opened = {
    ...chat,
    state: script.chatState ?? 'active',
    starters: script.starters === false ? [] : chat.starters,
  };
  const preps = [...(script.preps ?? [])];
  const open = <T>(value: T): Promise<T> =>
    script.opening === 'never' ? never : script.opening ? Promise.reject(script.opening) : Promise.resolve(value);
  const client = {
    embed: { config: () => open(script.config ?? config) },
    consents: { record: async () => ({}) },
    postings: { create: async () => understood },
    me: { erase: async () => undefined },
    transcripts: {
      get: async () => ({
        chatId: 'cht_1',
        startedAt: chat.createdAt,
        messages: [
          { speaker: 'candidate', text: 'Ask me a practice question.', at: chat.createdAt },
          {
            speaker: 'coach',
            text: 'Tell me about a time you noticed something others had missed.',
            at: chat.createdAt,
          },
        ],
      }),
      text: async () => 'You: Ask me a practice question.',
    },
    chats: {
      create: async () => opened,
      get: () => open(opened),
      pastEvents: async () => page(script.past ?? []),
      turn: () => stream(script.turn ?? [], script.turnFails),
      events: () => stream([]),
      cancelTurn: async () => undefined,
    },
    resume: {
      get: async () => script.resume ?? Promise.reject(failure(404, 'not_found')),
      put: async () =>
        script.upload === 'never'
          ? never
          : script.upload instanceof InterviewPrepError
            ? Promise.reject(script.upload)
            : script.upload,
      correct: async () => script.resume,
      delete: async () => undefined,
    },
    preps: {
      create: async () => preps.at(0) ?? prep,
      list: async () => ({ data: preps }),
      get: async (id: string) => preps.find((one) => one.id === id) ?? prep,
      cancel: async () => ({ ...prep, status: 'cancelled' }),
      events: () => stream([]),
      document: async () => new Blob([REPORT]),
    },
  };
  // Only the methods that the widget calls; a missing one would be visible in the screenshots.
  return client as unknown as InterviewPrep;
}
