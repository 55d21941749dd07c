import type { ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Writable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { OpenSink, Sink, SinkEvents } from './ports.ts';

const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
} as const;

/** What server-sent events of every protocol have in common: a comment, and the wish that the reader comes back. */
export const SSE_SIGNS = { heartbeat: ':\n\n', comeBack: 'retry: 1500\n\n' } as const;

/** An answer of server-sent events. Its headers are sent when it is opened. */
export function sseResponse(reply: FastifyReply): OpenSink {
  return (events) => {
    const { raw, request } = reply;
    const { socket } = raw;
    reply.hijack();
    // A client of HTTP 1.0 knows no chunks; an answer that waits for the one before it has no socket yet.
    const direct = socket instanceof Socket && request.raw.httpVersion === '1.1' ? socket : undefined;
    const coding = direct === undefined ? {} : { 'transfer-encoding': 'chunked' };
    raw.writeHead(200, { ...headersOf(reply), ...SSE_HEADERS, ...coding });
    raw.flushHeaders();
    const write = direct === undefined ? (text: string) => raw.write(text) : chunksTo(direct);
    return opened({ response: raw, stream: direct ?? raw, write }, events);
  };
}

/**
 * Writes each text as one chunk (RFC 9112, section 7.1) in one piece. Node's own `response.write` makes four pieces of it,
 * which took half again as much time; it writes the last chunk when the response ends.
 */
function chunksTo(socket: Socket): (text: string) => boolean {
  return (text) => socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`);
}

type Opened = {
  readonly response: ServerResponse;
  /** What is written to. */
  readonly stream: Writable;
  readonly write: (text: string) => boolean;
};

function opened({ response, stream, write }: Opened, { drained, closed }: SinkEvents): Sink {
  stream.on('drain', drained);
  const onClosed = () => {
    // The socket may go on to the next request.
    stream.off('drain', drained);
    closed();
  };
  if (response.destroyed) onClosed();
  else response.once('close', onClosed);
  // An error is followed by the close.
  response.on('error', () => undefined);
  return {
    write: (text) => stream.destroyed || write(text),
    get bufferedAmount() {
      return stream.writableLength;
    },
    close: () => void response.end(),
    destroy: () => void response.destroy(),
  };
}

/** The headers set so far, for an answer that is written past the framework. */
function headersOf(reply: FastifyReply): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
