import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { systemClock } from '../../core/kernel/clock.ts';
import { RATE_LIMITS } from './options.ts';
import { rateLimiter } from './rate-limits.ts';

it('does nothing for a client that has gone before it could be counted', async () => {
  const app = Fastify();
  const limiter = await rateLimiter(app, RATE_LIMITS, { clock: systemClock, turnCounts: undefined });
  let handled = 0;
  app.addHook('onRequest', async (request) => void request.raw.socket.destroy());
  app.addHook('onRequest', (request, reply) => limiter.countAnonymous(request, reply));
  app.get('/', async () => void (handled += 1));
  const refused = new Promise<unknown>((resolve) =>
    app.addHook('onError', async (_r, _reply, error) => resolve(error)),
  );
  await app.listen({ port: 0, host: '127.0.0.1' });
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  expect(await refused).toMatchObject({ code: 'malformed_request' });
  expect(handled).toBe(0);
  await app.close();
});
