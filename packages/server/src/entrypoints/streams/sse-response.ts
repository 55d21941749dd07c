import type { Writable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { OpenSink } from './ports.ts';

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
    const { raw } = reply;
    reply.hijack();
    raw.writeHead(200, { ...headersOf(reply), ...SSE_HEADERS });
    raw.flushHeaders();
    return writableSink(raw)(events);
  };
}

/** A stream of Node's as the writing side of a connection. */
export function writableSink(stream: Writable): OpenSink {
  return ({ drained, closed }) => {
    stream.on('drain', drained);
    if (stream.destroyed) closed();
    else stream.once('close', closed);
    // An error is followed by the close.
    stream.on('error', () => undefined);
    return {
      write: (text) => stream.destroyed || stream.write(text),
      get bufferedAmount() {
        return stream.writableLength;
      },
      close: () => void stream.end(),
      destroy: () => void stream.destroy(),
    };
  };
}

/** The headers set so far, for an answer that is written past the framework. */
function headersOf(reply: FastifyReply): Record<string, string | number | string[]> {
  return Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
