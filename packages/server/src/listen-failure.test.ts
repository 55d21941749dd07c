import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { listenFailure } from './listen-failure.ts';

async function failureOf(port: number, host: string): Promise<unknown> {
  const server = createServer();
  const failed = once(server, 'error');
  server.listen(port, host);
  const [failure] = (await failed) as unknown[];
  return listenFailure(failure, { port, host });
}

it('says which port is taken, and what to do', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  expect(await failureOf(port, '127.0.0.1')).toMatchObject({
    message: `Port ${port} of 127.0.0.1 is in use by another program. Stop that program, or set PORT to another port.`,
  });
  other.close();
});

it('says that the machine has no such address', async () => {
  expect(await failureOf(0, '192.0.2.1')).toMatchObject({
    message: 'This machine has no address 192.0.2.1. Set HOST to one of its own, or to 0.0.0.0 for all.',
  });
});

it('passes on what it does not know', () => {
  const other = new Error('Something else');
  expect(listenFailure(other, { port: 1, host: 'h' })).toBe(other);
});
