import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type StreamResponse, type Task, TaskState } from '@a2a-js/sdk';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../packages/server/src/core/kernel/clock.ts';
import { ServiceError } from '../../packages/server/src/core/kernel/service-error.ts';
import {
  a2aClient,
  asTask,
  byId,
  dataPart,
  heldSearch,
  QUOTE,
  sending,
  startA2aServer,
  textPart,
  urlPart,
  type A2aServer,
} from './a2a-house.ts';
import { InstantResearch } from './fakes/research.ts';
import { bearer, startTestServer } from './test-server.ts';

const REQUEST = {
  company: 'Northfield Hospitals',
  posting: { title: 'Paediatric Nurse', text: 'Two years of paediatric nursing.' },
};
const MARKDOWN = `# Northfield Hospitals\n\n## The company\n\n- It runs four hospitals. \\[1\\]\n  > ${QUOTE}`;
const REPORT = {
  company: 'Northfield Hospitals',
  searched: true,
  facts: [{ section: 'overview', text: 'It runs four hospitals.', quote: QUOTE, sourceNumbers: [1] }],
  sources: [
    {
      number: 1,
      title: 'About Northfield',
      url: 'https://northfield.example/about',
      fetchedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/u),
    },
  ],
  notFound: expect.arrayContaining(['Nothing could be found on recent news.']),
};

const servers: A2aServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function started(search = heldSearch(), options: Parameters<typeof startA2aServer>[1] = {}) {
  const server = await startA2aServer(search, options);
  servers.push(server);
  return { server, search, credential: await server.token('user-1') };
}

const parts = (task: Task) => (task.artifacts[0]?.parts ?? []).map(({ content }) => content?.value as unknown);
const stateOf = (task: Task) => task.status?.state;
const named = ({ payload }: StreamResponse) =>
  payload?.$case === 'statusUpdate' ? TaskState[payload.value.status?.state ?? 0] : payload?.$case;
const stepOf = ({ payload }: StreamResponse) =>
  payload?.$case === 'statusUpdate' ? payload.value.status?.message?.parts[0]?.content?.value : undefined;

async function collected(stream: AsyncIterable<StreamResponse>): Promise<StreamResponse[]> {
  const events: StreamResponse[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

/** One JSON-RPC request as it is on the wire. */
const rpc = ({ url }: A2aServer, body: unknown, { credential, ...headers }: Record<string, string>) =>
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
const call = (method: string, params: unknown, id: unknown = 1) => ({ jsonrpc: '2.0', id, method, params });
const errorOf = async (response: Response) =>
  ((await response.json()) as { error?: { code: number; message: string } }).error;

describe('the official client', () => {
  it('[S0-1] finds the card, submits research, polls it, and reads the report as Markdown and as data', async () => {
    const { server, search, credential } = await started();
    const client = await a2aClient(server.url, credential);
    const card = await client.getAgentCard();
    expect(card).toMatchObject({ name: 'Interview Prep research', capabilities: { streaming: true } });
    expect(card.supportedInterfaces.map(({ url, protocolVersion }) => [url, protocolVersion])).toEqual([
      [`${server.url}/a2a`, '1.0'],
      [`${server.url}/a2a`, '0.3'],
    ]);
    const submitted = asTask(await client.sendMessage(sending([dataPart(REQUEST)], { contextId: 'journey-7' })));
    expect(submitted).toMatchObject({ id: expect.stringMatching(/^rsh_/u), contextId: 'journey-7', artifacts: [] });
    await search.asked;
    const working = await client.getTask(byId(submitted.id));
    expect([stateOf(working), working.status?.message?.parts[0]?.content]).toEqual([
      TaskState.TASK_STATE_WORKING,
      { $case: 'text', value: 'Searching for “Northfield”' },
    ]);
    search.open();
    let task = working;
    while (stateOf(task) === TaskState.TASK_STATE_WORKING) task = await client.getTask(byId(submitted.id));
    expect(stateOf(task)).toBe(TaskState.TASK_STATE_COMPLETED);
    const [markdown, data] = parts(task);
    expect(String(markdown).startsWith(MARKDOWN)).toBe(true);
    expect(data).toEqual(REPORT);
  });

  it('[S0-1] follows research as a stream, from its steps to the report and its end', async () => {
    const { server, search, credential } = await started();
    const client = await a2aClient(server.url, credential);
    search.open();
    const events = await collected(
      client.sendMessageStream(
        sending([textPart('Northfield Hospitals\n\nPaediatric Nurse\nTwo years of paediatric nursing.')]),
      ),
    );
    expect(events.map(named).filter((name, index, all) => name !== all[index - 1])).toEqual([
      'task',
      'TASK_STATE_WORKING',
      'artifactUpdate',
      'TASK_STATE_COMPLETED',
    ]);
    expect(events.map(stepOf)).toEqual(
      expect.arrayContaining([
        'Looking for sources',
        'Searching for “Northfield”',
        'Checking what the pages say',
        'Finished',
      ]),
    );
  });

  it('[S0-1] cancels research, which stops the search, once and not again when it has ended', async () => {
    const { server, search, credential } = await started();
    const client = await a2aClient(server.url, credential);
    const { id } = asTask(await client.sendMessage(sending([dataPart(REQUEST)])));
    await search.asked;
    expect(stateOf(await client.cancelTask(byId(id)))).toBe(TaskState.TASK_STATE_CANCELED);
    expect(search.stopped).toBe(1);
    expect(stateOf(await client.getTask(byId(id)))).toBe(TaskState.TASK_STATE_CANCELED);
    search.open();
    const done = asTask(await client.sendMessage(sending([dataPart(REQUEST)], { wait: true })));
    expect(stateOf(done)).toBe(TaskState.TASK_STATE_COMPLETED);
    await expect(client.cancelTask(byId(done.id))).rejects.toThrow('already ended');
  });

  it('takes a stream up again where it stands, as often as it likes, until the task has ended', async () => {
    const { server, search, credential } = await started();
    const client = await a2aClient(server.url, credential);
    const first = client.sendMessageStream(sending([dataPart(REQUEST)]));
    const opened = await first.next();
    const id = opened.value?.payload?.$case === 'task' ? opened.value.payload.value.id : '';
    await search.asked;
    await first.return();
    const again = await Promise.all(
      [client, await a2aClient(server.url, credential)].map(async (reader) => {
        const stream = reader.resubscribeTask(byId(id));
        return { stream, opened: await stream.next() };
      }),
    );
    search.open();
    for (const { stream, opened: snapshot } of again) {
      expect(snapshot.value?.payload).toMatchObject({
        $case: 'task',
        value: { id, status: { state: TaskState.TASK_STATE_WORKING } },
      });
      expect((await collected(stream)).map(named).slice(-2)).toEqual(['artifactUpdate', 'TASK_STATE_COMPLETED']);
    }
    await expect(collected(client.resubscribeTask(byId(id)))).rejects.toThrow('ended');
  });

  it('lists its own tasks by context and state, page by page', async () => {
    const { server, search, credential } = await started();
    const client = await a2aClient(server.url, credential);
    search.open();
    for (const contextId of ['a', 'b', 'b'])
      await client.sendMessage(sending([dataPart(REQUEST)], { contextId, wait: true }));
    const listing = (change: object = {}) =>
      client.listTasks({
        tenant: '',
        contextId: '',
        status: TaskState.TASK_STATE_UNSPECIFIED,
        pageToken: '',
        statusTimestampAfter: undefined,
        ...change,
      });
    const page = await listing({ pageSize: 2 });
    expect([page.tasks.length, page.totalSize, page.tasks.flatMap(({ artifacts }) => artifacts)]).toEqual([2, 3, []]);
    const rest = await listing({ pageSize: 2, pageToken: page.nextPageToken });
    expect([rest.tasks.length, rest.nextPageToken]).toEqual([1, '']);
    expect(
      (await listing({ contextId: 'b', includeArtifacts: true })).tasks.map(({ artifacts }) => artifacts.length),
    ).toEqual([1, 1]);
    expect((await listing({ status: TaskState.TASK_STATE_FAILED })).tasks).toEqual([]);
    await expect(listing({ pageSize: 101 })).rejects.toThrow('pageSize');
    await expect(listing({ pageToken: 'rsh_0' })).rejects.toThrow('pageToken');
  });

  it('of version 0.3 does the same', async () => {
    const { server, search, credential } = await started();
    const client = await a2aClient(server.url, credential, { legacy: true });
    expect(client.protocolVersion).toBe('0.3');
    const { id } = asTask(await client.sendMessage(sending([dataPart(REQUEST)])));
    await search.asked;
    expect(stateOf(await client.cancelTask(byId(id)))).toBe(TaskState.TASK_STATE_CANCELED);
    search.open();
    const events = await collected(client.sendMessageStream(sending([textPart('Northfield Hospitals')])));
    expect([events.map(named)[0], events.map(named).at(-1)]).toEqual(['task', 'TASK_STATE_COMPLETED']);
    const done =
      events[0]?.payload?.$case === 'task' ? await client.getTask(byId(events[0].payload.value.id)) : undefined;
    expect(done === undefined ? [] : parts(done)).toEqual([expect.stringContaining('# Northfield Hospitals'), REPORT]);
  });
});

it('docs/a2a.md shows requests that work as they stand there', async () => {
  const { server, search } = await started();
  search.open();
  const bodies = [
    ...readFileSync(resolve(import.meta.dirname, '../../docs/a2a.md'), 'utf8').matchAll(
      /-H '([\w-]+): ([\d.]+)' -d '([^']+)'/gu,
    ),
  ];
  const results: { task?: { id: string } }[] = [];
  for (const [, name = '', version = '', body = ''] of bodies) {
    const answer = await rpc(server, body.replace('TASK', results[0]?.task?.id ?? ''), {
      credential: server.secretKey,
      [name.toLowerCase()]: version,
    });
    results.push(((await answer.json()) as { result: { task?: { id: string } } }).result);
  }
  expect(results).toEqual([
    { task: expect.objectContaining({ id: expect.stringMatching(/^rsh_/u) }) },
    expect.objectContaining({ id: results[0]?.task?.id }),
  ]);
});

describe('two users', () => {
  it('[S0-1] never see, follow, cancel or list each other’s research, on one server at once', async () => {
    const { server, search } = await started();
    const people = await Promise.all(
      [server.token('user-1'), server.token('user-2'), server.secretKey, server.otherSecretKey].map(
        async (credential) => a2aClient(server.url, await credential),
      ),
    );
    const tasks = await Promise.all(
      people.map(async (client, index) =>
        asTask(await client.sendMessage(sending([dataPart({ ...REQUEST, company: `Company ${index}` })]))),
      ),
    );
    for (const [own, client] of people.entries()) {
      const seen = await client.listTasks({
        tenant: '',
        contextId: '',
        status: TaskState.TASK_STATE_UNSPECIFIED,
        pageToken: '',
        statusTimestampAfter: undefined,
      });
      expect(seen.tasks.map(({ id }) => id)).toEqual([tasks[own]?.id]);
      for (const [index, task] of tasks.entries()) {
        if (index === own) continue;
        const unknown = await client.getTask(byId('rsh_0')).catch((thrown: Error) => thrown.message);
        for (const attempt of [
          () => client.getTask(byId(task.id)),
          () => client.cancelTask(byId(task.id)),
          () => collected(client.resubscribeTask(byId(task.id))),
          () => client.sendMessage(sending([textPart('more')], { taskId: task.id })),
        ]) {
          expect(await attempt().catch((thrown: Error) => thrown.message)).toBe(unknown);
        }
      }
    }
    search.open();
    for (const [index, client] of people.entries()) {
      const [task] = (
        await collected(client.sendMessageStream(sending([dataPart({ ...REQUEST, company: `Company ${index}` })])))
      ).flatMap(({ payload }) => (payload?.$case === 'artifactUpdate' ? [payload.value.artifact] : []));
      expect(task?.parts[1]?.content?.value).toMatchObject({ company: `Company ${index}` });
    }
    expect(search.stopped).toBe(0);
  });
});

describe('the door', () => {
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
