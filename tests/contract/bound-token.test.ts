import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defined } from '../../packages/server/src/core/kernel/defined.ts';
import { type Answered, expectContract, type Operation, operations, specification } from './expect-contract.ts';
import { mcpClient, listening, textOf } from './mcp-client.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken, type TestServer } from './test-server.ts';

/** Every operation of the contract with a token that is for one posting, on what was made for it and for another. */
const SOURCES = {
  nurse: { kind: 'text', title: 'Paediatric Nurse', text: 'You assess children. Three years of nursing are required.' },
  teacher: { kind: 'text', title: 'Maths Teacher', text: 'You teach algebra. A degree in mathematics is required.' },
};
type Job = keyof typeof SOURCES;
type Made = { readonly postingId: string; readonly chatId: string; readonly turnId: string; readonly prepId: string };
type Token = Job | 'any' | 'backend' | 'tenant' | 'nobody' | 'free' | 'one' | 'again';
type Call = { readonly method: string; readonly url: string; readonly payload?: object; readonly key?: string };

let server: TestServer;
const tokens: Record<string, string> = {};
const made = {} as Record<Job, Made>;

async function call(token: Token, { method, url, payload, key }: Call): Promise<Answered> {
  const headers = {
    ...bearer(tokens[token] ?? ''),
    ...(url === '/a2a' ? { 'a2a-version': '1.0' } : {}),
    ...(key === undefined ? {} : { 'idempotency-key': key }),
    // The events of a chat never end, so they are read as a list.
    ...(url.startsWith('/v1/preps') && url.endsWith('/events') ? { accept: 'text/event-stream' } : {}),
  };
  return server.app.inject({ method: method as 'GET', url, headers, ...defined({ payload }) });
}

const idOf = async (token: Token, url: string, payload: object) =>
  (await call(token, { method: 'POST', url, payload })).json<{ id: string }>().id;
const idsIn = async (token: Token, url: string): Promise<string[]> => {
  const { data } = (await call(token, { method: 'GET', url })).json<{ data: { id?: string; chatId?: string }[] }>();
  return data.map(({ id, chatId }) => id ?? chatId ?? '');
};

async function turnIn(token: Token, chatId: string): Promise<string> {
  const payload = { text: 'Ask me a practice question.' };
  const { body } = await call(token, { method: 'POST', url: `/v1/chats/${chatId}/turns`, payload });
  return /trn_\w+/.exec(body)?.[0] ?? '';
}

async function everythingFor(job: Job): Promise<Made> {
  const postingId = await idOf('any', '/v1/postings', { source: SOURCES[job] });
  const chatId = await idOf('any', '/v1/chats', { postingId });
  const prepId = await idOf('any', '/v1/preps', { postingId });
  await call('any', { method: 'GET', url: `/v1/preps/${prepId}/events` });
  return { postingId, chatId, turnId: await turnIn('any', chatId), prepId };
}

beforeAll(async () => {
  server = await startRealServer();
  tokens['any'] = await clientToken(server, server.tenant);
  for (const job of ['nurse', 'teacher'] as const) {
    made[job] = await everythingFor(job);
    tokens[job] = await clientToken(server, server.tenant, { postingId: made[job].postingId });
  }
});
afterAll(() => server.close());

const THINGS: Readonly<Record<string, keyof Made>> = {
  PostingId: 'postingId',
  ChatId: 'chatId',
  TurnId: 'turnId',
  PrepId: 'prepId',
};
const thingsOf = ({ parameters = [] }: Operation): (keyof Made)[] =>
  parameters.flatMap(({ $ref }) => THINGS[$ref.split('/').at(-1) ?? ''] ?? []);
const bodyOf = ({ requestBody }: Operation) => requestBody?.content['application/json'];
const propertiesOf = (operation: Operation): object => {
  const name = (bodyOf(operation)?.schema as { $ref?: string } | undefined)?.$ref?.split('/').at(-1) ?? '';
  return (specification.components.schemas[name] as { properties?: object } | undefined)?.properties ?? {};
};

/** Lists of what is of a posting, with the field of a thing that is in them. */
const LISTS: Readonly<Record<string, keyof Made>> = {
  listPostings: 'postingId',
  listChats: 'chatId',
  listPreps: 'prepId',
  listTranscripts: 'chatId',
};
/** What belongs to a candidate and to no posting, or to nobody. */
const OWN =
  'getEmbedConfig putResume getResume correctResume deleteResume putCalendar getCalendar deleteCalendar ' +
  'listUpcomingInterviews addInterview stateInterviewZone deleteInterview recordConsent listConsents withdrawConsent getMe eraseMe exportMe';

const taken = operations.filter(({ operation }) => operation['x-access'].credentials.includes('client_token'));
const naming = taken.filter(({ operation }) => thingsOf(operation).length > 0);
const namingInBody = taken.filter(({ operation }) => 'postingId' in propertiesOf(operation));

it('knows of every operation that takes a client token what it is about', () => {
  const known = [...naming, ...namingInBody].map(({ operation }) => operation.operationId);
  const all = [...known, ...Object.keys(LISTS), ...OWN.split(' '), 'createPosting'];
  expect(all.toSorted()).toEqual(taken.map(({ operation }) => operation.operationId).toSorted());
});

describe.each(naming.map((one) => ({ ...one, name: one.operation.operationId })))('$name', ({ operation, ...one }) => {
  const on = (job: Job): Call => {
    const url = thingsOf(operation).reduce((path, name) => path.replace(`{${name}}`, made[job][name]), one.path);
    const example =
      Object.values(bodyOf(operation)?.examples ?? {})[0]
        ?.$ref.split('/')
        .at(-1) ?? '';
    const payload = specification.components.examples[example]?.value as object | undefined;
    return { method: one.method, url, ...defined({ payload }) };
  };

  it('does not find what was made for another posting, and changes nothing of it', async () => {
    const before = await call('any', { method: 'GET', url: '/v1/me/export' });
    const answer = await call('teacher', on('nurse'));
    expectContract(answer);
    expect(answer.statusCode, answer.body.slice(0, 200)).toBe(404);
    const { chats, preps } = before.json<{ chats: object[]; preps: object[] }>();
    const after = (await call('any', { method: 'GET', url: '/v1/me/export' })).json<{
      chats: object[];
      preps: object[];
    }>();
    expect(after.chats).toEqual(chats);
    expect(after.preps.length).toBe(preps.length);
  });

  it('finds what was made for its own', async () => {
    // The chat may be completed and the document finished by now, which is an answer of its own.
    expect((await call('nurse', on('nurse'))).statusCode).not.toBe(404);
  });
});

describe.each(namingInBody.map((one) => ({ ...one, name: one.operation.operationId })))('$name', ({ method, path }) => {
  it('makes nothing for another posting', async () => {
    const answer = await call('teacher', { method, url: path, payload: { postingId: made.nurse.postingId } });
    expectContract(answer);
    expect(answer.statusCode).toBe(404);
    expect(
      (await call('teacher', { method, url: path, payload: { postingId: made.teacher.postingId } })).statusCode,
    ).toBeLessThan(300);
  });

  it('gives no answer again that it gave to a token for another posting', async () => {
    const payload = { postingId: made.nurse.postingId };
    expect((await call('any', { method, url: path, payload, key: `${path} once` })).statusCode).toBeLessThan(300);
    expect((await call('nurse', { method, url: path, payload, key: `${path} once` })).statusCode).toBeLessThan(300);
    expect((await call('teacher', { method, url: path, payload, key: `${path} once` })).statusCode).toBe(404);
  });
});

describe.each(Object.entries(LISTS))('%s', (operationId, name) => {
  const url = operations.find(({ operation }) => operation.operationId === operationId)?.path ?? '';

  it('lists what is of the posting, page by page, and nothing else', async () => {
    const [all, nurse, teacher] = [await idsIn('any', url), await idsIn('nurse', url), await idsIn('teacher', url)];
    expect(nurse).toContain(made.nurse[name]);
    expect(nurse).not.toContain(made.teacher[name]);
    expect([...nurse, ...teacher].toSorted()).toEqual(all.toSorted());
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Answered = await call('nurse', {
        method: 'GET',
        url: `${url}?limit=1${cursor && `&cursor=${cursor}`}`,
      });
      expectContract(page);
      const { data, nextCursor } = page.json<{ data: { id?: string; chatId?: string }[]; nextCursor: string | null }>();
      paged.push(...data.map(({ id, chatId }) => id ?? chatId ?? ''));
      cursor = nextCursor;
    }
    expect(paged).toEqual(nurse);
  });
});

describe('a token for one posting', () => {
  it('creates no other posting, and says which one it is for', async () => {
    const create = (source: object) => call('nurse', { method: 'POST', url: '/v1/postings', payload: { source } });
    for (const source of [SOURCES.teacher, SOURCES.nurse, { kind: 'url', url: 'https://jobs.example.com/1' }]) {
      const answer = await create(source);
      expectContract(answer);
      expect([answer.statusCode, answer.json().code]).toEqual([403, 'forbidden']);
    }
    for (const url of ['/v1/me', '/v1/embed/config']) {
      expect((await call('nurse', { method: 'GET', url })).json()).toMatchObject({ postingId: made.nurse.postingId });
      expect((await call('any', { method: 'GET', url })).json()).not.toHaveProperty('postingId');
    }
  });

  it('begins a chat about that posting where none is named', async () => {
    const chat = (await call('teacher', { method: 'POST', url: '/v1/chats', payload: {} })).json();
    expect(chat).toMatchObject({ postingId: made.teacher.postingId, title: 'Maths Teacher' });
    const general = await idOf('any', '/v1/chats', {});
    expect((await call('teacher', { method: 'GET', url: `/v1/chats/${general}` })).statusCode).toBe(404);
  });

  it('reaches a posting of the tenant, and no posting where it names one that nobody has', async () => {
    tokens['backend'] = server.tenant.secretKey;
    const id = await idOf('backend', '/v1/postings', { source: SOURCES.teacher });
    tokens['tenant'] = await clientToken(server, server.tenant, { postingId: id, externalId: 'user-2' });
    tokens['nobody'] = await clientToken(server, server.tenant, { postingId: 'pst_0' });
    expect(await idsIn('tenant', '/v1/postings')).toEqual([id]);
    for (const url of ['/v1/postings', '/v1/chats', '/v1/preps']) expect(await idsIn('nobody', url)).toEqual([]);
    expect((await call('nobody', { method: 'POST', url: '/v1/chats', payload: {} })).statusCode).toBe(404);
  });

  it('exports everything that is kept of the candidate', async () => {
    const exportOf = async (token: Token) => (await call(token, { method: 'GET', url: '/v1/me/export' })).json();
    const { exportedAt: _then, ...all } = await exportOf('any');
    expect(await exportOf('teacher')).toMatchObject({ postings: all.postings, chats: all.chats });
  });
});

it('erases all of a candidate with a token for one posting', async () => {
  const externalId = 'user-9';
  tokens['free'] = await clientToken(server, server.tenant, { externalId });
  const mine: string[] = [];
  for (const source of Object.values(SOURCES)) {
    mine.push(await idOf('free', '/v1/postings', { source }));
    await idOf('free', '/v1/chats', { postingId: mine.at(-1) });
  }
  tokens['one'] = await clientToken(server, server.tenant, { externalId, postingId: mine[0] ?? '' });
  expect((await call('one', { method: 'DELETE', url: '/v1/me' })).statusCode).toBe(204);
  tokens['again'] = await clientToken(server, server.tenant, { externalId });
  const left = (await call('again', { method: 'GET', url: '/v1/me/export' })).json();
  expect(left).toMatchObject({ postings: [], chats: [], preps: [] });
  expect((await call('free', { method: 'GET', url: '/v1/chats' })).statusCode).toBe(401);
});

describe('the tools, in a chat and over MCP', () => {
  it('show a coach in a chat the documents of its posting only', async () => {
    const chatId = await idOf('teacher', '/v1/chats', {});
    const payload = { text: 'Show me my documents.' };
    const { body } = await call('teacher', { method: 'POST', url: `/v1/chats/${chatId}/turns`, payload });
    expect(body).toContain(made.teacher.prepId);
    expect(body).not.toContain(made.nurse.prepId);
  });

  it('work for its posting over MCP, and make no document for another', async () => {
    const client = await mcpClient(await listening(server.app), bearer(tokens['teacher'] ?? ''));
    const listed = textOf(await client.callTool({ name: 'list_preps', arguments: {} }));
    expect(listed).toContain(made.teacher.prepId);
    expect(listed).not.toContain(made.nurse.prepId);
    const other = await client.callTool({ name: 'generate_prep', arguments: { job_description: 'You bake bread.' } });
    expect(other.isError, textOf(other)).toBe(true);
    const own = await client.callTool({ name: 'generate_prep', arguments: {} });
    expect(textOf(own)).toContain('Maths Teacher');
    const agenda = await client.callTool({ name: 'generate_interview_agenda', arguments: {} });
    expect(textOf(agenda)).toContain('Maths Teacher');
    await client.close();
  });
});

describe('research over A2A', () => {
  const rpc = async (token: Token, method: string, params: object) =>
    (await call(token, { method: 'POST', url: '/a2a', payload: { jsonrpc: '2.0', id: 1, method, params } })).json();
  const message = {
    messageId: 'm',
    role: 'ROLE_USER',
    parts: [{ data: { company: 'Northfield', posting: { title: 'Nurse', text: 'Nursing.' } } }],
  };
  const begin = { message, configuration: { returnImmediately: true } };

  it('is found by the token that began it, and not by one for another posting', async () => {
    const task = (await rpc('nurse', 'SendMessage', begin)).result.task;
    const general = (await rpc('any', 'SendMessage', begin)).result.task;
    const listed = async (token: Token) =>
      (await rpc(token, 'ListTasks', {})).result.tasks.map(({ id }: { id: string }) => id);
    expect(await listed('nurse')).toEqual([task.id]);
    expect(await listed('teacher')).toEqual([]);
    expect((await listed('any')).toSorted()).toEqual([task.id, general.id].toSorted());
    for (const method of ['GetTask', 'CancelTask'])
      expect((await rpc('teacher', method, { id: task.id })).error.code).toBe(-32_001);
    expect((await rpc('nurse', 'GetTask', { id: task.id })).result.id).toBe(task.id);
  });
});

describe('the calendar', () => {
  const entry = (title: string, index: number) =>
    `BEGIN:VEVENT|UID:${index}|DTSTART:20261210T1${index}0000Z|DURATION:PT30M|SUMMARY:Interview ${title}|END:VEVENT`;
  const CALENDAR = ['Paediatric Nurse', 'Maths Teacher'].map(entry).join('|').replaceAll('|', '\r\n');

  it('is of all interviews, of which only that about its own posting names it', async () => {
    await server.app.inject({
      method: 'PUT',
      url: '/v1/calendar',
      headers: { ...bearer(tokens['teacher'] ?? ''), 'content-type': 'text/calendar' },
      payload: `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${CALENDAR}\r\nEND:VCALENDAR\r\n`,
    });
    const named = async (token: Token) =>
      (await call(token, { method: 'GET', url: '/v1/interviews/upcoming' }))
        .json<{ data: { postingId?: string }[] }>()
        .data.map(({ postingId }) => postingId);
    expect(await named('any')).toEqual([made.nurse.postingId, made.teacher.postingId]);
    expect(await named('teacher')).toEqual([undefined, made.teacher.postingId]);
  });
});
