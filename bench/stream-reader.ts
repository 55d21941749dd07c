import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import type { Address } from './child.ts';

/** Connections are not kept: every stream begins with one of its own, as a browser's would after a pause. */
const agent = new Agent({ keepAlive: false, maxSockets: Infinity });

type Sent = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: object };

async function opened(
  { url, headers }: Address,
  { method, path, body }: Sent,
): Promise<{ sent: ClientRequest; response: IncomingMessage }> {
  const content = body === undefined ? undefined : JSON.stringify(body);
  const typed = content === undefined ? {} : { 'content-type': 'application/json' };
  const sent = request(`${url}${path}`, {
    method,
    agent,
    headers: { accept: 'text/event-stream', ...headers, ...typed },
  });
  sent.end(content);
  // `once` rejects when the connection fails instead.
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`${method} ${path}: ${response.statusCode}`);
  return { sent, response };
}

/** Reads one turn to its end and passes every piece of text to `onText`. Throws when it did not end with `done`. */
export async function readTurn(address: Address, path: string, onText: (text: string) => void): Promise<void> {
  const { response } = await opened(address, { method: 'POST', path, body: { text: 'Hello there' } });
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let done = false;
  // Not `for await`: its promise per chunk would be the reader's cost, and both sides share the machine.
  response.on('data', (chunk: Buffer) => {
    const frames = (rest + decoder.write(chunk)).split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) done = takeFrame(frame, onText) || done;
  });
  await once(response, 'end');
  if (!done) throw new Error(`The turn ended without done: ${rest.slice(0, 200)}`);
}

function takeFrame(frame: string, onText: (text: string) => void): boolean {
  const at = frame.indexOf('data: ');
  if (at < 0) return false;
  // Both servers write one JSON object per frame.
  const event = JSON.parse(frame.slice(at + 6)) as { type: string; text?: string };
  if (event.type === 'token') onText(event.text ?? '');
  if (event.type === 'error') throw new Error(`The turn failed: ${frame}`);
  return event.type === 'done';
}

/** Opens a stream that stays open. Resolves with the way to end it once the server has answered. */
export async function openIdle(address: Address, path: string): Promise<() => Promise<void>> {
  const { sent, response } = await opened(address, { method: 'GET', path });
  response.resume();
  response.on('error', () => undefined);
  return async () => {
    const closed = once(sent, 'close');
    sent.destroy();
    await closed;
  };
}

/** Makes `count` chats and answers with the paths of their turns and events. */
export async function newChats({ url, headers }: Address, count: number): Promise<{ turns: string; events: string }[]> {
  const chats: { turns: string; events: string }[] = [];
  for (let index = 0; index < count; index += 1) {
    const response = await fetch(`${url}/v1/chats`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{}',
    });
    if (!response.ok) throw new Error(`No chat: ${response.status} ${await response.text()}`);
    // The contract's answer of this operation.
    const { id } = (await response.json()) as { id: string };
    chats.push({ turns: `/v1/chats/${id}/turns`, events: `/v1/chats/${id}/events` });
  }
  return chats;
}
