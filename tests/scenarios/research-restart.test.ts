import { createServer, type Server, type ServerResponse } from 'node:http';
import { type StreamResponse, TaskState } from '@a2a-js/sdk';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { a2aClient, asTask, byId, dataPart, sending } from '../contract/a2a-app.ts';
import { type Child, freePort, run, temporaryFolder } from './child.ts';

const REQUEST = {
  company: 'Northfield Hospitals',
  posting: { title: 'Paediatric Nurse', text: 'Two years of paediatric nursing.' },
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let engine: Server;
let children: Child[] = [];
/** Whoever waits for the search engine to answer. */
let waiting: ServerResponse[] = [];
let onAsked = () => {};

beforeAll(async () => {
  folder = await temporaryFolder();
  engine = createServer((_request, response) => {
    waiting.push(response);
    onAsked();
  });
  await new Promise<void>((resolve) => engine.listen(0, '127.0.0.1', resolve));
});

afterAll(async () => {
  await Promise.all(children.map((child) => child.end('SIGKILL')));
  engine?.close().closeAllConnections();
  await folder?.remove();
});

const nextQuestion = () => new Promise<void>((resolve) => (onAsked = resolve));

function answerAll(): void {
  const results = [
    {
      title: 'About Northfield',
      url: 'https://northfield.example/about',
      content: 'Northfield runs four hospitals in the north.',
    },
  ];
  for (const response of waiting.splice(0))
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ results }));
}

it(
  '[S0-1] [S0-7] a killed server goes on with research when it starts again, and those who come back follow ' +
    'it to its report',
  async () => {
    const address = engine.address();
    const port = await freePort();
    const env = {
      PORT: port,
      DATA_DIR: folder.path,
      LOG_LEVEL: 'silent',
      WEB_SEARCH: `searxng:http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    };
    const start = async () => {
      const child = run(['tests/scenarios/research-server.mjs'], env);
      children = [...children, child];
      await child.says(/Interview Prep +http/);
      return child;
    };
    const url = `http://127.0.0.1:${port}`;

    const first = await start();
    const [, secretKey = ''] = await first.says(/secret\s+(isk_\w+)/);
    let asked = nextQuestion();
    const client = await a2aClient(url, secretKey);
    const { id } = asTask(await client.sendMessage(sending([dataPart(REQUEST)])));
    await asked;
    expect((await client.getTask(byId(id))).status?.state).toBe(TaskState.TASK_STATE_WORKING);
    expect(await first.end('SIGKILL')).toBe('SIGKILL');
    waiting = [];

    asked = nextQuestion();
    await start();
    await asked;
    const events: StreamResponse[] = [];
    for await (const event of (await a2aClient(url, secretKey)).resubscribeTask(byId(id))) {
      events.push(event);
      if (events.length === 1) answerAll();
    }
    expect(events[0]?.payload).toMatchObject({
      $case: 'task',
      value: { id, status: { state: TaskState.TASK_STATE_WORKING } },
    });
    expect(events.at(-1)?.payload).toMatchObject({
      $case: 'statusUpdate',
      value: { status: { state: TaskState.TASK_STATE_COMPLETED } },
    });
    const done = await (await a2aClient(url, secretKey)).getTask(byId(id));
    expect(done.artifacts[0]?.parts[1]?.content?.value).toMatchObject({
      searched: true,
      facts: [{ text: 'It runs four hospitals.', sourceNumbers: [1] }],
      sources: [{ number: 1, url: 'https://northfield.example/about' }],
    });
  },
);
