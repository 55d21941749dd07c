import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import type { Tool, ToolCall } from '../../packages/server/src/core/tools/ports.ts';
import { toolbox } from '../../packages/server/src/core/tools/toolbox.ts';
import type { HttpOptions, HttpServices } from '../../packages/server/src/entrypoints/http/options.ts';
import { steppedClock } from './fakes/clock.ts';
import { listening, mcpClient, messagesOf, RAW_HEADERS, rawMessage, textOf } from './mcp-client.ts';
import { bearer, clientToken, serviceToken, startTestServer } from './test-server.ts';

const CANARY = 'canary-of-Amara-Bello';

/** A tool that waits until its signal aborts, and one that does what it is given. */
function fixtureTools() {
  const started: ToolCall[] = [];
  const waiting: (() => void)[] = [];
  const begun = () => new Promise<void>((resolve) => waiting.push(resolve));
  const base = {
    description: 'For tests.',
    output: z.object({ said: z.string() }),
    readOnly: true,
    scope: 'chats',
    deadlineMs: 100_000,
  } as const;
  const hang: Tool = {
    ...base,
    name: 'hang',
    input: z.object({}),
    run: (_input, call) => {
      started.push(call);
      waiting.splice(0).forEach((tell) => tell());
      return new Promise((_resolve, reject) =>
        call.signal.addEventListener('abort', () => reject(call.signal.reason), { once: true }),
      );
    },
  };
  const echo: Tool = {
    ...base,
    name: 'echo',
    input: z.object({ text: z.string() }),
    run: async (input) => {
      const { text } = z.object({ text: z.string() }).parse(input);
      if (text === 'bug') throw new TypeError(`cannot read ${CANARY}\n    at ${CANARY} (file:///words.ts:1:1)`);
      return { output: { said: text }, summary: 'Said it' };
    },
  };
  const steps: Tool = {
    ...base,
    name: 'steps',
    input: z.object({}),
    run: async (_input, { report }) => {
      const step = (stepsDone: number) =>
        report({
          type: 'prep_progress',
          prepId: 'prp_1',
          status: 'researching',
          step: `Step ${stepsDone}`,
          stepsDone,
          stepsTotal: 3,
        });
      for (const done of [0, 1, 1, 0, 2, 3]) await step(done);
      await report({ type: 'prep_list', preps: [] });
      return { output: { said: 'done' }, summary: 'Done' };
    },
  };
  return { tools: [hang, echo, steps], started, begun };
}

type Running = ReturnType<typeof fixtureTools> & {
  server: Awaited<ReturnType<typeof startTestServer>>;
  url: URL;
  token: string;
};
let running: Running;
afterEach(async () => {
  await running.server.close();
});

async function start({
  options = {},
  services = {},
}: { options?: Partial<HttpOptions>; services?: Partial<HttpServices> } = {}): Promise<Running> {
  const fixture = fixtureTools();
  const clock = steppedClock();
  const server = await startTestServer({
    options,
    clock,
    services: { tools: toolbox(fixture.tools, clock), ...services },
  });
  running = { server, url: await listening(server.app), token: await clientToken(server, server.tenant), ...fixture };
  return running;
}

const call = (name: string, args: object = {}, id: number | string = 1) =>
  rawMessage('tools/call', { name, arguments: args }, id);
const post = (headers: Record<string, string>, body: object) =>
  fetch(running.url, { method: 'POST', headers: { ...RAW_HEADERS, ...headers }, body: JSON.stringify(body) });
const aborted = (signal: AbortSignal) => (signal.aborted ? Promise.resolve() : once(signal, 'abort'));

describe('a call that is under way', () => {
  it('is stopped when a client of 2026 gives up', async () => {
    const { url, token, begun, started } = await start();
    const client = await mcpClient(url, bearer(token));
    const stop = new AbortController();
    const result = client.callTool({ name: 'hang', arguments: {} }, { signal: stop.signal });
    await begun();
    stop.abort(new Error('gave up'));
    await expect(result).rejects.toThrow();
    await aborted(started[0]!.signal);
    await client.close();
  });

  it('is stopped when its connection is gone', async () => {
    const { url, token, begun, started } = await start();
    const body = JSON.stringify(call('hang'));
    const request = httpRequest({
      port: url.port,
      host: '127.0.0.1',
      path: '/mcp',
      method: 'POST',
      headers: { ...RAW_HEADERS, ...bearer(token), 'content-length': body.length },
    });
    request.on('error', () => undefined);
    request.end(body);
    await begun();
    request.destroy();
    await aborted(started[0]!.signal);
  });

  it('is stopped by the cancellation of a client of 2025, and by nobody else’s', async () => {
    const { server, url, token, begun, started } = await start();
    const client = await mcpClient(url, bearer(token), '2025');
    const stop = new AbortController();
    const ids: unknown[] = [];
    const { transport } = client;
    const send = transport!.send.bind(transport);
    transport!.send = (message, options) => {
      if ('method' in message && message.method === 'tools/call' && 'id' in message) ids.push(message.id);
      return send(message, options);
    };
    const result = client.callTool({ name: 'hang', arguments: {} }, { signal: stop.signal });
    await begun();
    const cancelled = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: ids[0], reason: 'x' } };
    const service = await serviceToken(server, server.tenant);
    for (const headers of [
      bearer(await clientToken(server, server.tenant)),
      bearer(await clientToken(server, server.tenant, { externalId: 'user-2' })),
      bearer(await clientToken(server, server.otherTenant)),
      { ...bearer(service.token), 'x-user-email': 'user@example.com' },
    ]) {
      expect((await post(headers, cancelled)).status).toBe(202);
    }
    expect((await post(bearer(token), { ...cancelled, params: { requestId: 'another' } })).status).toBe(202);
    expect(started[0]!.signal.aborted).toBe(false);
    stop.abort(new Error('gave up'));
    await expect(result).rejects.toThrow();
    await aborted(started[0]!.signal);
    await client.close();
  });

  it('goes on when a cancellation could mean another one as well', async () => {
    const { token, begun, started } = await start();
    const stops = [new AbortController(), new AbortController()];
    for (const { signal } of stops) {
      const first = begun();
      void fetch(running.url, {
        method: 'POST',
        headers: { ...RAW_HEADERS, ...bearer(token) },
        body: JSON.stringify(call('hang')),
        signal,
      }).catch(() => undefined);
      await first;
    }
    await post(bearer(token), { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
    expect(started.map(({ signal }) => signal.aborted)).toEqual([false, false]);
    stops.forEach((stop) => stop.abort());
    await Promise.all(started.map(({ signal }) => aborted(signal)));
  });

  it('tells how far it is, always further, to a client that asked', async () => {
    const { url, token } = await start();
    for (const era of ['2025', '2026'] as const) {
      const client = await mcpClient(url, bearer(token), era);
      const received: unknown[] = [];
      const result = await client.callTool(
        { name: 'steps', arguments: {} },
        { onprogress: ({ progress, total, message }) => received.push([progress, total, message]) },
      );
      expect([textOf(result), received]).toEqual([
        '{"said":"done"}',
        [0, 1, 2, 3].map((done) => [done, 3, `Step ${done}`]),
      ]);
      await client.close();
    }
    const unasked = messagesOf(await (await post(bearer(token), call('steps'))).text());
    expect(unasked.map(({ method }) => method)).toEqual([undefined]);
  });

  it('fails in words, keeps the words of a bug to itself, and is written down without anybody’s', async () => {
    const { server, url, token } = await start();
    const client = await mcpClient(url, bearer(token));
    expect(textOf(await client.callTool({ name: 'echo', arguments: { text: CANARY } }))).toContain(CANARY);
    const failed = await client.callTool({ name: 'echo', arguments: { text: 'bug' } });
    expect(failed).toMatchObject({ isError: true, content: [{ text: 'Something went wrong on our side.' }] });
    await client.callTool({ name: 'echo', arguments: { [CANARY]: CANARY } });
    await client.callTool({ name: CANARY, arguments: {} }).catch(() => undefined);
    await post(bearer(token), { jsonrpc: '2.0', id: CANARY, method: CANARY });
    const service = await serviceToken(server, server.tenant);
    await post(
      { ...bearer(service.token), 'x-user-email': `${CANARY}@example.com`, 'user-agent': CANARY },
      rawMessage('tools/list'),
    );
    const lines = server.lines.filter((line) => 'operationId' in line && line.operationId === 'mcp');
    expect(lines).toContainEqual({
      requestId: expect.any(String),
      operationId: 'mcp',
      method: 'POST',
      status: 200,
      durationMs: expect.any(Number),
      message: 'a request was answered',
    });
    for (const secret of [CANARY, token, service.token]) expect(JSON.stringify(server.lines)).not.toContain(secret);
    await client.close();
  });

  it('is refused in words when the storage is away, which is written down', async () => {
    const away = async () => Promise.reject(new ServiceError('storage_unavailable', { cause: new Error(CANARY) }));
    const consents = { ensureNotWithdrawn: away } as unknown as HttpServices['consents'];
    const { server, url, token } = await start({ services: { consents } });
    const client = await mcpClient(url, bearer(token));
    expect(await client.callTool({ name: 'echo', arguments: { text: 'hello' } })).toMatchObject({
      isError: true,
      content: [{ text: expect.stringContaining('cannot save right now') }],
    });
    expect(server.lines).toContainEqual(expect.objectContaining({ operationId: 'mcp', code: 'storage_unavailable' }));
    expect(JSON.stringify(server.lines)).not.toContain(CANARY);
    await client.close();
  });
});

describe('too many calls', () => {
  it('count as turns: each call, and nothing else that is asked', async () => {
    const { token } = await start({ options: { limits: { turns: 2 } } });
    const statusOf = async (body: object, headers = bearer(token)) => {
      const response = await post(headers, body);
      await response.text();
      return response.status;
    };
    for (let round = 0; round < 5; round += 1) expect(await statusOf(rawMessage('tools/list'))).toBe(200);
    const echo = call('echo', { text: 'hello' });
    expect([await statusOf(echo), await statusOf(echo), await statusOf(echo)]).toEqual([200, 200, 429]);
    expect(
      await statusOf(echo, bearer(await clientToken(running.server, running.server.tenant, { externalId: 'user-2' }))),
    ).toBe(200);
  });

  it('without a credential count by address', async () => {
    await start({ options: { limits: { anonymous: 2 } } });
    const statuses = [];
    for (const headers of [{}, bearer('ict_bad'), bearer('ict_worse')])
      statuses.push((await post(headers as Record<string, string>, rawMessage('tools/list'))).status);
    expect(statuses).toEqual([401, 401, 429]);
  });
});

describe('a server that stops', () => {
  it('begins no more calls, and finishes the one under way', async () => {
    const { server, url, token, begun, started } = await start({ options: { drainMs: 1e9 } });
    const socket = connect(Number(url.port), '127.0.0.1');
    let answers = '';
    socket.on('data', (chunk) => (answers += chunk.toString()));
    const send = (body: string) =>
      socket.write(
        `POST /mcp HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: ` +
          `application/json\r\naccept: application/json, text/event-stream\r\ncontent-length: ` +
          `${body.length}\r\n\r\n${body}`,
      );
    send(JSON.stringify(call('hang')));
    await begun();
    const closing = server.app.close();
    send(JSON.stringify(rawMessage('tools/list')));
    await new Promise((resolve) => setImmediate(resolve));
    expect(started[0]!.signal.aborted).toBe(false);
    await server.clock.advance(100_000);
    await once(socket, 'close');
    expect(answers.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 503']);
    expect(answers).toContain('The tool took too long.');
    expect(answers).toContain('"code":"shutting_down"');
    await closing;
  });
});
