import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { InterviewPrep } from '../index.ts';
import type { InterviewPrepOptions } from '../index.ts';
import { turnLog } from './cutting-server.suite.ts';

export const replyText = turnLog.map((event) => (event.type === 'token' ? event.text : '')).join('');
export const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

export function clientOf(baseUrl: string, options: Partial<InterviewPrepOptions> = {}): InterviewPrep {
  return new InterviewPrep({
    baseUrl,
    clientToken: 'ict_test',
    sleep: async () => undefined,
    random: () => 0,
    ...options,
  });
}

export async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const streamHead = { 'content-type': 'text/event-stream', 'x-request-id': 'req_9' };
export const whole = (): number => 1000;
