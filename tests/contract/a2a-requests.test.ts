import { TaskState } from '@a2a-js/sdk';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import { a2aClient, asTask, dataPart, heldSearch, sending, textPart, urlPart } from './a2a-app.ts';
import { InstantResearch } from './fakes/research.ts';
import { bearer, startTestServer } from './test-server.ts';
import { REQUEST, started, rpc, collected, named, stateOf } from './a2a-calls.ts';

const call = (method: string, params: unknown, id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params });
const errorOf = async (response: Response) =>
  ((await response.json()) as { error?: { code: number; message: string } }).error;

describe('the A2A endpoint', () => {
  const send = call('SendMessage', {
    message: { messageId: 'm', role: 'ROLE_USER', parts: [{ data: REQUEST }] },
    configuration: { returnImmediately: true },
  });

  it('lets nobody in without a credential that may, and shows its card to everybody', async () => {
    const { server } = await started();
    const { url } = server;
    const withoutScope = await server.token('user-1', { scopes: ['chats'] });
    const answers = await Promise.all([
      rpc(server, send, {}),
      rpc(server, send, { credential: 'isk_garbage' }),
      rpc(server, send, { credential: server.publishableKey }),
      rpc(server, send, { credential: server.publishableKey, origin: 'https://jobs.example.com' }),
      rpc(server, send, { credential: withoutScope }),
      rpc(server, send, { credential: server.secretKey, origin: 'https://jobs.example.com' }),
      rpc(server, send, { credential: server.secretKey }),
      fetch(`${url}/.well-known/agent-card.json`),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 403, 403, 403, 200, 200]);
    expect(await answers[5]?.json()).toMatchObject({ code: 'secret_key_in_browser' });
    expect(await answers[7]?.json()).toMatchObject({
      protocolVersion: '0.3.0',
      url: `${url}/a2a`,
      preferredTransport: 'JSONRPC',
    });
  });

  it('answers what it cannot read as JSON-RPC has it, and takes no more than 64 KB', async () => {
    const { server, credential } = await started();
    const { url } = server;
    const codes: [unknown, number][] = [
      ['{', -32_700],
      ['{"jsonrpc":"2.0","id":1,"method":"GetTask","params":{"__proto__":{"id":"x"}}}', -32_700],
      [`${'['.repeat(100)}${']'.repeat(100)}`, -32_700],
      [[send], -32_700],
      ['"text"', -32_700],
      [{ id: 1, method: 'GetTask' }, -32_602],
      [call('Nothing', {}), -32_601],
      [call('GetTask', []), -32_602],
      [call('GetTask', { id: 'rsh_0' }), -32_001],
      [call('GetTask', { id: '../../x' }), -32_001],
      [call('SendMessage', {}), -32_602],
      [call('SendMessage', { message: { messageId: 'm', role: 'ROLE_USER', parts: [] } }), -32_602],
      [
        call('SendStreamingMessage', {
          message: { messageId: 'm', role: 'ROLE_USER', parts: [{ data: { company: 7 } }] },
        }),
        -32_602,
      ],
      [call('CreateTaskPushNotificationConfig', { taskId: 'rsh_0', url: 'http://169.254.169.254/' }), -32_003],
    ];
    for (const [body, code] of codes) {
      const answer = await rpc(server, body, { credential });
      expect([answer.status, answer.headers.get('content-type')], JSON.stringify(body)).toEqual([
        200,
        'application/json; charset=utf-8',
      ]);
      expect((await errorOf(answer))?.code, JSON.stringify(body)).toBe(code);
    }
    expect((await errorOf(await rpc(server, send, { credential, 'a2a-version': '9.9' })))?.code).toBe(-32_009);
    expect((await rpc(server, call('GetTask', { id: 'x'.repeat(65_536) }), { credential })).status).toBe(413);
    expect((await rpc(server, 'a=b', { credential, 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(
      415,
    );
    expect((await fetch(`${url}/a2a`)).status).toBe(405);
  });

  it('[S0-8] takes a company and a posting, and no file, no address and nothing of a candidate', async () => {
    const { server, credential } = await started();
    const client = await a2aClient(server.url, credential);
    const refused = async (...given: Parameters<typeof sending>) =>
      client.sendMessage(sending(...given)).then(
        () => 'taken',
        (thrown: Error) => thrown.message,
      );
    expect(await refused([dataPart({ ...REQUEST, resume: 'Amara Bello' })])).toBe(
      'The request: Unrecognized key: "resume"',
    );
    expect(
      await refused([dataPart({ ...REQUEST, posting: { ...REQUEST.posting, text: 'x'.repeat(20_001) } })]),
    ).toMatch(/^\/posting\/text: /u);
    expect(await refused([urlPart('http://169.254.169.254/')])).toContain('not as a file');
    expect(await refused([dataPart(REQUEST), dataPart(REQUEST)])).toContain('several');
    expect(await refused([textPart('x'.repeat(300))])).toMatch(/^\/company: /u);
    expect(await refused([dataPart(REQUEST)], { contextId: 'a b' })).toContain('contextId');
    expect(await refused([dataPart(REQUEST)], { messageId: '' })).toContain('messageId');
    const { id } = asTask(await client.sendMessage(sending([dataPart(REQUEST)])));
    expect(await refused([textPart('And their canteen?')], { taskId: id })).toContain('takes one message');
  });

  it('counts what begins work as it counts turns, and polling as it counts requests', async () => {
    const { server, credential } = await started(heldSearch(), { limits: { turns: 2 } });
    const statuses = [];
    for (let index = 0; index < 3; index += 1) statuses.push((await rpc(server, send, { credential })).status);
    const legacy = call('message/send', {
      message: { kind: 'message', messageId: 'm', role: 'user', parts: [{ kind: 'text', text: 'Northfield' }] },
    });
    statuses.push((await rpc(server, legacy, { credential, 'a2a-version': '' })).status);
    statuses.push((await rpc(server, call('GetTask', { id: 'rsh_0' }), { credential })).status);
    expect(statuses).toEqual([200, 200, 429, 429, 200]);
  });

  it('tells nothing of a failure of ours, and writes it down without a word of anybody', async () => {
    const said = 'Amara Bello, nurse';
    class BrokenResearch extends InstantResearch {
      override create = async () => Promise.reject(new Error(said));
      override get = async () => Promise.reject(new ServiceError('storage_unavailable', { cause: new Error(said) }));
    }
    const server = await startTestServer({ services: { research: new BrokenResearch(systemClock) } });
    const ask = async (body: object, version: string) => {
      const response = await server.app.inject({
        method: 'POST',
        url: '/a2a',
        headers: { ...bearer(server.tenant.secretKey), 'a2a-version': version },
        payload: body,
      });
      return {
        status: response.statusCode,
        error: response.json<{ error: { code: number; message: string } }>().error,
      };
    };
    const broken = { status: 200, error: { code: -32_603, message: 'Something went wrong on our side.' } };
    const streamed = call('SendStreamingMessage', send.params);
    const legacy = call('message/stream', {
      message: { kind: 'message', messageId: 'm', role: 'user', parts: [{ kind: 'text', text: 'Northfield' }] },
    });
    for (const [body, version] of [
      [send, '1.0'],
      [streamed, '1.0'],
      [legacy, '0.3'],
    ] as const)
      expect(await ask(body, version)).toMatchObject(broken);
    expect(await ask(call('GetTask', { id: 'rsh_0' }), '1.0')).toMatchObject({
      error: { code: -32_603, message: 'We cannot save right now. Nothing you sent before is lost.' },
    });
    await server.close();
    expect(server.lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: 'internal', requestId: expect.any(String) }),
        expect.objectContaining({ code: 'storage_unavailable' }),
      ]),
    );
    expect(JSON.stringify(server.lines)).not.toMatch(/Amara|Northfield/u);
  });

  it('ends streams and answers those who wait when the server stops; research stays as it is', async () => {
    const { server, search, credential } = await started();
    const client = await a2aClient(server.url, credential);
    const streaming = collected(client.sendMessageStream(sending([dataPart(REQUEST)])));
    const waiting = client.sendMessage(sending([dataPart(REQUEST)], { wait: true }));
    await search.asked;
    await expect
      .poll(
        async () =>
          (
            await client.listTasks({
              tenant: '',
              contextId: '',
              status: TaskState.TASK_STATE_WORKING,
              pageToken: '',
              statusTimestampAfter: undefined,
            })
          ).totalSize,
      )
      .toBe(2);
    await server.app.close();
    expect((await streaming).map(named).at(-1)).toBe('TASK_STATE_WORKING');
    expect(stateOf(asTask(await waiting))).toBe(TaskState.TASK_STATE_WORKING);
  });
});
