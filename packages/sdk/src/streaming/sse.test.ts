import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MAX_EVENT_LENGTH, readMessages } from './sse.ts';

const encoder = new TextEncoder();

function reading(chunks: readonly (string | Uint8Array)[], { open = false, fails = false } = {}) {
  const seen = { data: [] as string[], heartbeats: 0, cancelled: false };
  const waiting = [...chunks];
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = waiting.shift();
      if (next !== undefined) controller.enqueue(typeof next === 'string' ? encoder.encode(next) : next);
      else if (fails) controller.error(new TypeError('reset'));
      else if (!open) controller.close();
    },
    cancel: () => void (seen.cancelled = true),
  });
  const done = (async () => {
    for await (const { data } of readMessages(body, { idleMs: 45_000, onHeartbeat: () => (seen.heartbeats += 1) }))
      seen.data.push(data);
  })();
  return { seen, done };
}

const tooLarge = { name: 'ConnectionError', code: 'malformed_answer', retryable: false };

describe('the messages of a connection', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are read over chunks that divide characters and lines, heartbeats apart', async () => {
    const bytes = encoder.encode(': beat\n\nid: 1\ndata: 说\n\n: beat\n\ndata: two\n\ndata: never completed');
    const { seen, done } = reading(Array.from(bytes, (byte) => new Uint8Array([byte])));
    await done;
    expect(seen).toMatchObject({ data: ['说', 'two'], heartbeats: 2 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('may be as long as the limit', async () => {
    const { seen, done } = reading([`data: ${'x'.repeat(MAX_EVENT_LENGTH)}\n\n`]);
    await done;
    expect(seen.data.map((data) => data.length)).toEqual([MAX_EVENT_LENGTH]);
  });

  it('end with the ones before a message that is longer', async () => {
    const { seen, done } = reading([`data: one\n\ndata: ${'x'.repeat(MAX_EVENT_LENGTH + 1)}\n\ndata: three\n\n`]);
    await expect(done).rejects.toMatchObject(tooLarge);
    expect(seen.data).toEqual(['one']);
  });

  it('end at a message that never ends, once it is longer than the limit', async () => {
    const piece = 'x'.repeat(MAX_EVENT_LENGTH / 2);
    const { seen, done } = reading([`data: ${piece}`, piece, piece], { open: true });
    await expect(done).rejects.toMatchObject(tooLarge);
    expect(seen.data).toEqual([]);
  });

  it('go on after a line that the format does not know', async () => {
    const { seen, done } = reading(['retry: soon\nnonsense\ndata: one\n\n']);
    await done;
    expect(seen.data).toEqual(['one']);
  });

  it('end, as if the body had ended, when nothing arrives for too long', async () => {
    const { seen, done } = reading(['data: one\n\n'], { open: true });
    await vi.advanceTimersByTimeAsync(44_999);
    expect(seen).toMatchObject({ data: ['one'], cancelled: false });
    await vi.advanceTimersByTimeAsync(1);
    await done;
    expect(seen.cancelled).toBe(true);
  });

  it('end with an error that may be retried when the connection is lost', async () => {
    const { done } = reading(['data: one\n\n'], { fails: true });
    await expect(done).rejects.toMatchObject({
      code: 'connection_failed',
      retryable: true,
      cause: expect.any(TypeError),
    });
  });
});
