import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { afterEach, beforeEach } from 'vitest';
import { bearer, clientToken, startTestServer } from './test-server.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
export let server: Server;
export let headers: Record<string, string>;
export let chatId: string;
export let port: number;

beforeEach(async () => {
  server = await startTestServer();
  await server.app.listen({ port: 0, host: '127.0.0.1' });
  port = (server.app.server.address() as AddressInfo).port;
  headers = bearer(await clientToken(server, server.tenant));
  chatId = (await server.app.inject({ method: 'POST', url: '/v1/chats', headers, payload: {} })).json().id;
});
afterEach(() => server.close());

type Listener = {
  response: IncomingMessage;
  body: () => string;
  has(text: string): Promise<void>;
  ended: Promise<'end' | 'cut'>;
  leave(): void;
};

/** A reader on a real socket. */
export function listen(
  path: string,
  { method = 'GET', payload, more = {} }: { method?: string; payload?: object; more?: Record<string, string> } = {},
): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const type = payload === undefined ? {} : { 'content-type': 'application/json' };
    const call: ClientRequest = request(
      { host: '127.0.0.1', port, path, method, headers: { ...headers, accept: 'text/event-stream', ...type, ...more } },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (body += chunk));
        const ended = new Promise<'end' | 'cut'>((end) => {
          response.once('end', () => end('end'));
          response.once('error', () => end('cut'));
        });
        const has = async (text: string) => {
          while (!body.includes(text)) await new Promise((next) => response.once('data', next));
        };
        resolve({ response, body: () => body, has, ended, leave: () => call.destroy() });
      },
    );
    call.once('error', reject);
    call.end(payload === undefined ? undefined : JSON.stringify(payload));
  });
}

export const say = (payload: object = { text: 'hello' }) =>
  listen(`/v1/chats/${chatId}/turns`, { method: 'POST', payload });
export const follow = (more: Record<string, string> = {}) => listen(`/v1/chats/${chatId}/events`, { more });
export const settled = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};
