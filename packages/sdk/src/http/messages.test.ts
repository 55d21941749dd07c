import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { InterviewPrep } from '../index.ts';

function answering(status: number, body: unknown, options: object = {}): InterviewPrep {
  const fetch = async () => Response.json(body, { status });
  return new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch, maxRetries: 0, ...options });
}

const refused = {
  code: 'validation_failed',
  title: 'Some fields are not as they should be.',
  errors: [
    { in: 'body', path: '/candidate/externalId', message: 'must be text' },
    { in: 'query', path: '/limit', message: 'must be at most 100' },
  ],
};

it('[N-15] names each invalid field and its reason', async () => {
  const message =
    'Some fields are not as they should be. body/candidate/externalId must be text. query/limit must be at most 100.';
  await expect(answering(422, refused).chats.create()).rejects.toMatchObject({ name: 'ValidationError', message });
});

it.each([[[]], [[null]], [['no object']], ['no list'], [{}], [undefined]])(
  'survives %j instead of the list of invalid fields',
  async (errors) => {
    await expect(answering(422, { ...refused, errors }).chats.create()).rejects.toThrow(/^Some fields are not/);
  },
);

it('[N-15] says which options a client without a credential lacks', async () => {
  const client = answering(
    401,
    { code: 'unauthenticated', title: 'A valid key or token is needed.' },
    { secretKey: undefined },
  );
  await expect(client.me.get()).rejects.toThrow(
    'No credential was sent: this client has no secretKey, publishableKey, clientToken or getClientToken.',
  );
});

it('leaves the words of the server to a credential that was refused', async () => {
  const client = answering(
    401,
    { code: 'unauthenticated', title: 'A valid key or token is needed.' },
    { clientToken: 'ict_1' },
  );
  await expect(client.me.get()).rejects.toThrow(/^A valid key or token is needed\.$/);
});

it('[N-15] says why a server could not be reached', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A server that listens on a port has an AddressInfo.
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  const baseUrl = `http://127.0.0.1:${port}`;
  const client = new InterviewPrep({ baseUrl, maxRetries: 0 });
  await expect(client.me.get()).rejects.toThrow(`Could not reach ${baseUrl}: connect ECONNREFUSED 127.0.0.1:${port}`);
});

const several = Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' });
it.each([
  [new TypeError('fetch failed', { cause: several }), 'ECONNREFUSED'],
  [new TypeError('Failed to fetch'), 'Failed to fetch'],
  [new TypeError('fetch failed', { cause: new Error('unable to verify the first certificate') }), 'unable to verify'],
  ['offline', 'offline'],
])('finds the words in %s', async (thrown, words) => {
  const fetch = async () => Promise.reject(thrown);
  const client = new InterviewPrep({ baseUrl: 'https://prep.example.com', fetch, maxRetries: 0 });
  await expect(client.me.get()).rejects.toThrow(`Could not reach https://prep.example.com: ${words}`);
});
