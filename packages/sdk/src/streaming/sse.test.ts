import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_EVENT_LENGTH, readMessages } from './sse.ts';

const noHeartbeat = (): void => undefined;

/** A body that delivers the chunks one read at a time and then ends, fails, or stays open. */
function bodyOf(chunks: readonly (string | Uint8Array)[], ending: 'end' | 'open' | Error = 'end') {
  const left = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk));
  const cancel = vi.fn();
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const next = left.shift();
        if (next !== undefined) controller.enqueue(next);
        else if (ending === 'end') controller.close();
        else if (ending !== 'open') controller.error(ending);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
  return { body, cancel };
}

async function read(body: ReadableStream<Uint8Array>, onHeartbeat = noHeartbeat) {
  const data: string[] = [];
  for await (const message of readMessages(body, { idleMs: 1000, onHeartbeat })) data.push(message.data);
  return data;
}

const tooLarge = { name: 'ConnectionError', code: 'malformed_answer', retryable: false };

describe('the frames of an event stream', () => {
  it('are put together across chunks, even inside one character; an unfinished one is dropped', async () => {
    const [front, back] = [new TextEncoder().encode('data: 你').slice(0, 7), new TextEncoder().encode('你').slice(1)];
    const { body } = bodyOf(['data: one\n\ndata: t', 'wo\n\n', front, back, '\n\ndata: unfinished']);
    expect(await read(body)).toEqual(['one', 'two', '你']);
  });

  it('report each heartbeat and deliver nothing for it', async () => {
    const onHeartbeat = vi.fn();
    expect(await read(bodyOf([': beat\n\n', 'data: one\n\n: beat\n\n']).body, onHeartbeat)).toEqual(['one']);
    expect(onHeartbeat).toHaveBeenCalledTimes(2);
  });

  it('may be as large as the limit, with lines that are not fields between them', async () => {
    const largest = 'x'.repeat(MAX_EVENT_LENGTH);
    expect(await read(bodyOf([`unknown: field\nretry: soon\ndata: ${largest}\n\n`]).body)).toEqual([largest]);
  });

  it('of one character more end the stream after the events before them, and nothing after them is delivered', async () => {
    const large = 'x'.repeat(MAX_EVENT_LENGTH + 1);
    const { body, cancel } = bodyOf([`data: one\n\ndata: ${large}\n\ndata: after\n\n`], 'open');
    const data: string[] = [];
    const reading = async () => {
      for await (const message of readMessages(body, { idleMs: 1000, onHeartbeat: noHeartbeat }))
        data.push(message.data);
    };
    await expect(reading()).rejects.toMatchObject(tooLarge);
    expect(data).toEqual(['one']);
    expect(cancel).toHaveBeenCalledOnce();
  });

  it('that never end are refused before they are complete', async () => {
    const chunk = 'x'.repeat(MAX_EVENT_LENGTH / 2);
    const { body } = bodyOf([`data: ${chunk}`, chunk, chunk], 'open');
    await expect(read(body)).rejects.toMatchObject(tooLarge);
  });

  it('throw a retryable error when the connection breaks', async () => {
    const cause = new Error('reset');
    await expect(read(bodyOf(['data: one\n\n'], cause).body)).rejects.toMatchObject({
      name: 'ConnectionError',
      retryable: true,
      cause,
    });
  });

  it('close the connection when the reader leaves', async () => {
    const { body, cancel } = bodyOf(['data: one\n\n'], 'open');
    for await (const message of readMessages(body, { idleMs: 1000, onHeartbeat: noHeartbeat }))
      if (message.data === 'one') break;
    expect(cancel).toHaveBeenCalledOnce();
  });
});

describe('a silent connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('ends like a lost one after the idle time, counted from the last data', async () => {
    const { body } = bodyOf(['data: one\n\n'], 'open');
    const messages = readMessages(body, { idleMs: 1000, onHeartbeat: noHeartbeat });
    expect((await messages.next()).value?.data).toBe('one');
    let ended = false;
    const next = messages.next().then(({ done }) => (ended = done === true));
    await vi.advanceTimersByTimeAsync(999);
    expect(ended).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(await next).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });
});
