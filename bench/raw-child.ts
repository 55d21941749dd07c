import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveParent } from './child.ts';
import { type Pace, tokens } from './paced-tokens.ts';

// What somebody writes by hand who wants nothing but speed: no credential, no log, no validation, one frame per token.
const HEARTBEAT_MS = 15_000;
let pace: Pace = { shape: 'burst', count: 1 };

const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
  });
  response.flushHeaders();
  if (request.method === 'GET') stayOpen(request, response);
  else void stream(response);
});

async function stream(response: ServerResponse): Promise<void> {
  let characters = 0;
  for await (const text of tokens(pace)) {
    characters += text.length;
    const frame = `id: 1.${characters}\nevent: token\ndata: ${JSON.stringify({ type: 'token', text })}\n\n`;
    if (!response.write(frame)) await once(response, 'drain');
  }
  response.end(`id: 2\nevent: done\ndata: ${JSON.stringify({ type: 'done', turnId: 'trn_raw' })}\n\n`);
}

function stayOpen(request: IncomingMessage, response: ServerResponse): void {
  const beat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
  request.once('close', () => clearInterval(beat));
}

server.listen(0, '127.0.0.1');
await once(server, 'listening');
// A server that listens on a port has an AddressInfo.
const { port } = server.address() as AddressInfo;
serveParent(
  { url: `http://127.0.0.1:${port}`, headers: {} },
  {
    stream: (next) => {
      pace = next;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
    },
  },
);
