import { createParser } from 'eventsource-parser';
import type { EventSourceMessage } from 'eventsource-parser';
import { connectionError } from '../errors.ts';

/** Largest event that is read, in UTF-16 code units. The server's limit is at most a quarter of it. */
export const MAX_EVENT_LENGTH = 1024 * 1024;

export type ReadOptions = {
  /** A connection without any data for this long, not even a heartbeat, counts as lost. */
  idleMs: number;
  onHeartbeat: () => void;
};

/**
 * The complete events of one connection. Ends when the body ends; throws a `ConnectionError` when the connection is
 * lost, and a non-retryable one when an event is too large. Leaving the loop closes the connection.
 */
export async function* readMessages(
  body: ReadableStream<Uint8Array>,
  { idleMs, onHeartbeat }: ReadOptions,
): AsyncGenerator<EventSourceMessage, void, undefined> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const complete: EventSourceMessage[] = [];
  let tooLarge = false;
  const parser = createParser({
    maxBufferSize: MAX_EVENT_LENGTH,
    // The parser limits its buffer, but an event that is completed by the last chunk never enters the buffer.
    onEvent: (message) => {
      tooLarge ||= message.data.length > MAX_EVENT_LENGTH;
      if (!tooLarge) complete.push(message);
    },
    onComment: onHeartbeat,
    onError: ({ type }) => {
      tooLarge ||= type === 'max-buffer-size-exceeded';
    },
  });
  try {
    for (;;) {
      const { done, value } = await readWithin(reader, idleMs);
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      yield* complete.splice(0);
      if (tooLarge)
        throw connectionError(`The server sent an event of more than ${MAX_EVENT_LENGTH} characters.`, {
          code: 'malformed_answer',
          retryable: false,
        });
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function readWithin(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  idleMs: number,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  // Cancelling ends the pending read, so an idle connection looks like the end of the body and is resumed in the same
  // way.
  const timer = setTimeout(() => void reader.cancel().catch(() => undefined), idleMs);
  try {
    return await reader.read();
  } catch (cause) {
    throw connectionError('The connection was lost.', { cause });
  } finally {
    clearTimeout(timer);
  }
}
