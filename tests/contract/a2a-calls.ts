import { type StreamResponse, type Task, TaskState } from '@a2a-js/sdk';
import { afterEach } from 'vitest';
import { heldSearch, startA2aServer, type A2aServer } from './a2a-app.ts';

export const REQUEST = {
  company: 'Northfield Hospitals',
  posting: { title: 'Paediatric Nurse', text: 'Two years of paediatric nursing.' },
};

const servers: A2aServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

export async function started(search = heldSearch(), options: Parameters<typeof startA2aServer>[1] = {}) {
  const server = await startA2aServer(search, options);
  servers.push(server);
  return { server, search, credential: await server.token('user-1') };
}
export const stateOf = (task: Task) => task.status?.state;
export const named = ({ payload }: StreamResponse) =>
  payload?.$case === 'statusUpdate' ? TaskState[payload.value.status?.state ?? 0] : payload?.$case;

export async function collected(stream: AsyncIterable<StreamResponse>): Promise<StreamResponse[]> {
  const events: StreamResponse[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** One JSON-RPC request as it is on the wire. */
export const rpc = ({ url }: A2aServer, body: unknown, { credential, ...headers }: Record<string, string>) =>
  fetch(`${url}/a2a`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'a2a-version': '1.0',
      ...(credential === undefined ? {} : { authorization: `Bearer ${credential}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
