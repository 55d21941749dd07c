import { describe, expect, it } from 'vitest';
import { manualClock } from '../../packages/server/src/testing/manual-clock.ts';
import { STREAM_LIMITS } from '../../packages/server/src/entrypoints/streams/limits.ts';
import { heldSearch } from './a2a-app.ts';
import { REQUEST, rpc, started } from './a2a-calls.ts';

const TOKEN_MS = 15 * 60_000;
const COME_BACK = 'retry: 1500\n\n';

/** Research that is followed over a raw connection: what came so far, and all that came once it ended. */
async function followed() {
  const clock = manualClock(Date.now());
  const { server, search, credential } = await started(heldSearch(), { clock });
  const message = { messageId: 'm', role: 'ROLE_USER', parts: [{ data: REQUEST }] };
  const body = { jsonrpc: '2.0', id: 1, method: 'SendStreamingMessage', params: { message } };
  const response = await rpc(server, body, { credential });
  let text = '';
  let arrived = () => {};
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? new ReadableStream<Uint8Array>()) {
      text += decoder.decode(chunk, { stream: true });
      arrived();
    }
    return text;
  })();
  const has = async (wanted: string) => {
    while (!text.includes(wanted)) await new Promise<void>((resolve) => (arrived = resolve));
  };
  await has('TASK_STATE_WORKING');
  return { clock, server, search, ended, has };
}

describe('research that is followed', () => {
  it('keeps its connection with heartbeats while nothing happens', async () => {
    const { clock, has, search, ended } = await followed();
    await clock.advance(STREAM_LIMITS.heartbeatMs);
    await has('\n\n:\n\n');
    search.open();
    const text = await ended;
    expect(text).toContain('TASK_STATE_COMPLETED');
    expect(text).not.toContain('retry:');
  });

  it('is asked to come back when the token runs out', async () => {
    const { clock, ended } = await followed();
    await clock.advance(TOKEN_MS);
    expect((await ended).endsWith(COME_BACK)).toBe(true);
  });

  it('is asked to come back when the server stops', async () => {
    const { server, ended } = await followed();
    const closed = server.app.close();
    expect((await ended).endsWith(COME_BACK)).toBe(true);
    await closed;
  });

  it('leaves no timer when its reader has gone', async () => {
    const { clock, server, search, ended } = await followed();
    search.open();
    await ended;
    await expect.poll(() => clock.sleepers()).toBe(0);
    await server.app.close();
  });
});
