import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TurnEvent } from './event.ts';

/** How one connection ends: after which share of the remaining bytes, and whether by a reset or a normal end. */
export type Cut = { readonly share: number; readonly how: 'reset' | 'end' };

type Sent = { readonly id: string; readonly event: TurnEvent };

/**
 * A server with the event log of one turn. It cuts its connections as configured and serves the rest after
 * `Last-Event-ID`.
 */
export async function cuttingServer(log: readonly TurnEvent[], cuts: Cut[], chunk: () => number) {
  const executed = new Set<string>();
  const seen = { posts: 0, cuts: 0, cancelled: 0, resumedAfter: [] as string[] };
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST' && request.url?.endsWith('/cancel')) {
      seen.cancelled += 1;
      response.writeHead(204).end();
    } else if (request.method === 'POST') {
      seen.posts += 1;
      // Without an idempotency key every request is a new turn.
      executed.add(String(request.headers['idempotency-key'] ?? `unnamed ${seen.posts}`));
      stream(request, response, '0');
    } else {
      const after = String(request.headers['last-event-id'] ?? '0');
      seen.resumedAfter.push(after);
      stream(request, response, after);
    }
  });
  function stream(_request: IncomingMessage, response: ServerResponse, after: string) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': 'req_1' });
    const bytes = Buffer.from(frames(sentAfter(log, after, chunk)));
    const cut = cuts.pop();
    if (cut === undefined) {
      response.end(bytes);
      return;
    }
    seen.cuts += 1;
    response.write(bytes.subarray(0, Math.floor(cut.share * bytes.length)), () =>
      cut.how === 'reset' ? response.destroy() : response.end(),
    );
  }
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    // A server that listens on a port has an AddressInfo.
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    executed,
    seen,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The events after a position. Text is split into pieces of arbitrary length, even inside a surrogate pair. */
export function sentAfter(log: readonly TurnEvent[], after: string, chunk: () => number): Sent[] {
  const [seq = 0, characters = 0] = after.split('.').map(Number);
  return log.flatMap((event, index) => {
    const at = index + 1;
    if (at < seq) return [];
    if (event.type !== 'token') return at > seq ? [{ id: String(at), event }] : [];
    const pieces: Sent[] = [];
    for (let from = at === seq ? characters : 0; from < event.text.length;) {
      const to = Math.min(event.text.length, from + chunk());
      pieces.push({
        id: `${at}.${to}`,
        event: { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: event.text.slice(from, to) },
      });
      from = to;
    }
    return pieces;
  });
}

/** SSE frames as the server writes them: JSON data, with an occasional heartbeat comment. */
export function frames(sent: readonly Sent[]): string {
  return sent
    .map(
      ({ id, event }, index) =>
        `${index % 5 === 4 ? ': beat\n\n' : ''}id: ${id}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
    )
    .join('');
}

const replyText =
  'Tell me about a time when a plan failed. 你先说说情况。 What did *you* do — and what came of it? 👩🏽‍⚕️ Take your time.\n\n- one\n- two\n';

/**
 * One turn with the difficult cases: two replies, UTF-8 characters of 1 to 4 bytes, text that looks like SSE frames.
 */
export const turnLog: readonly TurnEvent[] = [
  { type: 'disclosure', version: '1', text: 'You are talking to software.' },
  {
    type: 'message',
    turnId: 'trn_1',
    messageId: 'msg_1',
    speakerId: 'candidate',
    text: 'Ask me\n\ndata: {"type":"done"}\n\n',
    at: '2026-11-21T09:30:00.000Z',
  },
  { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: replyText },
  { type: 'tool_call', id: 'call_1', name: 'find_questions', args: { role: 'nurse' } },
  { type: 'tool_result', id: 'call_1', name: 'find_questions', ok: true, summary: 'Three questions' },
  { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: `${replyText}event: done\ndata: {}\n\n${replyText}` },
  { type: 'usage', inputTokens: 10, outputTokens: 20 },
  { type: 'done', turnId: 'trn_1' },
];
