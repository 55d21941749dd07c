import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type StreamResponse, type Task, TaskState } from '@a2a-js/sdk';
import { describe, expect, it } from 'vitest';
import { a2aClient, asTask, byId, dataPart, QUOTE, sending, textPart } from './a2a-app.ts';
import { started, REQUEST, stateOf, collected, named, rpc } from './a2a-calls.ts';

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

const parts = (task: Task) => (task.artifacts[0]?.parts ?? []).map(({ content }) => content?.value as unknown);
const stepOf = ({ payload }: StreamResponse) =>
  payload?.$case === 'statusUpdate' ? payload.value.status?.message?.parts[0]?.content?.value : undefined;

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
