import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuthenticationError, InterviewPrep, UnavailableError } from '../index.ts';
import type { TurnEvent } from '../index.ts';
import { frames, sentAfter, turnLog } from './cutting-server.suite.ts';
import { clientOf, serve, streamHead, whole } from './turn-server.suite.ts';

const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);
// Those of the test runner would end the run before the test can look.
let others: NodeJS.UnhandledRejectionListener[] = [];

beforeEach(() => {
  unhandled.length = 0;
  others = process.listeners('unhandledRejection');
  process.removeAllListeners('unhandledRejection');
  process.on('unhandledRejection', onUnhandled);
});

afterEach(() => {
  process.removeAllListeners('unhandledRejection');
  for (const listener of others) process.on('unhandledRejection', listener);
});

/** Unhandled rejections are reported after the microtasks of a turn of the event loop. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

const refusing = (status: number, problem: object) =>
  serve((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/problem+json' }).end(JSON.stringify(problem));
  });

describe('a stream that is aborted', () => {
  it.each([
    ['while it is listened to', (turn) => void turn.on('token', () => turn.abort())],
    ['before the first event', (turn) => (turn.on('token', () => {}), turn.abort())],
    ['with a listener of errors', (turn) => (turn.on('error', () => expect.unreachable()), turn.abort())],
    ['and read by nobody', (turn) => turn.abort()],
  ] satisfies [string, (turn: ReturnType<InterviewPrep['chats']['turn']>) => void][])(
    '[N-15] %s is no unhandled rejection',
    async (_when, act) => {
      let onClosed = (): void => undefined;
      const closed = new Promise<void>((resolve) => (onClosed = resolve));
      const baseUrl = await serve((request, response) => {
        if (request.url?.endsWith('/cancel') || request.method === 'GET') {
          response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
          onClosed();
          return;
        }
        response.on('close', onClosed);
        response.writeHead(200, streamHead).write(frames(sentAfter(turnLog, '0', () => 30).slice(0, 4)));
      });
      act(clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' }));
      await closed;
      await settled();
      expect(unhandled).toEqual([]);
    },
  );

  it('by its signal is none either', async () => {
    const aborter = new AbortController();
    const baseUrl = await refusing(503, {});
    clientOf(baseUrl)
      .chats.turn('cht_1', { text: 'Hello' }, { signal: aborter.signal })
      .on('token', () => {});
    clientOf(baseUrl)
      .chats.events('cht_1', { signal: aborter.signal })
      .on('token', () => {});
    aborter.abort(new Error('left'));
    await settled();
    expect(unhandled).toEqual([]);
  });
});

const failed = { type: 'error', code: 'model_unavailable', message: 'Not now.', status: 503, retryable: true } as const;

const failingTurn = () =>
  serve((_request, response) => {
    response.writeHead(200, streamHead).end(frames(sentAfter([...turnLog.slice(0, 2), failed], '0', whole)));
  });

describe('a listener that throws', () => {
  it('[N-15] is called again, and its first error is in the console', async () => {
    const written = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const baseUrl = await serve((_request, response) => {
      response.writeHead(200, streamHead).end(frames(sentAfter(turnLog, '0', () => 3)));
    });
    const turn = clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' });
    let calls = 0;
    turn.on('token', () => {
      calls += 1;
      throw new Error('broken');
    });
    await turn.final();
    await settled();
    expect(calls).toBeGreaterThan(1);
    expect(written.mock.calls).toEqual([[new Error('broken')]]);
    expect(unhandled).toEqual([]);
    written.mockRestore();
  });
});

describe('a listener of errors', () => {
  const heardOf = async (baseUrl: string): Promise<TurnEvent[]> => {
    const heard: TurnEvent[] = [];
    const turn = clientOf(baseUrl).chats.turn('cht_1', { text: 'Hello' });
    turn.on('error', (event) => heard.push(event));
    await vi.waitFor(() => expect(heard).not.toEqual([]));
    await settled();
    expect(unhandled).toEqual([]);
    return heard;
  };

  it('[N-15] hears a request that was refused', async () => {
    const problem = { code: 'unauthenticated', title: 'A valid key or token is needed.', retryable: false };
    const message = 'A valid key or token is needed.';
    expect(await heardOf(await refusing(401, problem))).toEqual([
      { type: 'error', code: 'unauthenticated', message, retryable: false },
    ]);
  });

  it('[N-15] hears a connection that failed', async () => {
    const baseUrl = await serve((request) => request.socket.destroy());
    expect(await heardOf(baseUrl)).toMatchObject([{ type: 'error', code: 'connection_failed', retryable: true }]);
  });

  it('hears the failure of a turn once', async () => {
    const baseUrl = await failingTurn();
    expect(await heardOf(baseUrl)).toEqual([failed]);
  });

  it('leaves a failure that nobody listens to as an unhandled rejection', async () => {
    clientOf(await refusing(401, { code: 'unauthenticated' }))
      .chats.turn('cht_1', { text: 'Hello' })
      .on('token', () => {});
    await vi.waitFor(() => expect(unhandled).toEqual([expect.any(AuthenticationError)]));
  });

  it('and a failed turn that nobody listens to, too', async () => {
    const baseUrl = await failingTurn();
    clientOf(baseUrl)
      .chats.turn('cht_1', { text: 'Hello' })
      .on('token', () => {});
    await vi.waitFor(() => expect(unhandled).toEqual([expect.any(UnavailableError)]));
  });
});
