import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeenRequest } from '../../core/engine/test-model-script.ts';

/** What a vendor's server does with one request. */
export type VendorReply =
  | 'hang'
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body: string }
  /** `unframed`: the body is as long as the connection, so that an early end looks like any other. */
  | { readonly stream: readonly string[]; readonly end: 'whole' | 'destroyed' | 'hang'; readonly unframed?: boolean };

export type VendorServer = { readonly address: string; seen(): readonly SeenRequest[]; close(): Promise<void> };

/** An HTTP server that answers as scripted, on a port of its own. */
export async function vendorServer(
  replyTo: (request: SeenRequest, index: number) => VendorReply,
): Promise<VendorServer> {
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void seenRequest(request, response).then((one) => {
      const index = seen.push(one) - 1;
      send(response, replyTo(one, index));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    seen: () => seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function seenRequest(request: IncomingMessage, response: ServerResponse): Promise<SeenRequest> {
  const left = new Promise<void>((resolve) => {
    response.on('close', () => {
      if (!response.writableFinished) resolve();
    });
  });
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return {
    path: request.url ?? '',
    headers: request.headers,
    body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
    left,
  };
}

function send(response: ServerResponse, reply: VendorReply): void {
  if (reply === 'hang') return;
  if ('status' in reply) {
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(reply.body);
    return;
  }
  if (reply.unframed === true) {
    response.useChunkedEncodingByDefault = false;
    response.shouldKeepAlive = false;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  for (const frame of reply.stream) response.write(frame);
  if (reply.end === 'whole') response.end();
  else if (reply.end === 'destroyed') response.write('', () => response.destroy());
}

/** `text` in two pieces where it can be cut. */
export function halves(text: string): readonly string[] {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)].filter((piece) => piece !== '');
}
