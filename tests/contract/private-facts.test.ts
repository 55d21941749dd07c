import { expect, it } from 'vitest';
import * as z from 'zod';
import { memoryStorage } from '../../packages/server/src/adapters/storage/memory/storage.ts';
import { DurableSessionLog } from '../../packages/server/src/core/sessions/log.ts';
import { BEGINNING, declareFact } from '../../packages/server/src/core/sessions/ports.ts';
import { scopeFor } from '../../packages/server/src/core/tenancy/scope.ts';
import { scriptedModel } from '../../packages/server/src/testing/scripted-model.ts';
import { steppedClock } from './fakes/clock.ts';
import { startRealServer } from './real-server.ts';
import { bearer, clientToken } from './test-server.ts';

/** A type of fact that no code of the product knows. */
const thought = declareFact({ type: 'panel.thought', version: 1, visibility: 'private', schema: z.string() });
const check = declareFact({ type: 'panel.check', version: 1, visibility: 'internal', schema: z.string() });
const THOUGHT = 'zebra-quartz-thought';
const CHECK = 'zebra-quartz-check';

async function practiceWithThoughts() {
  const clock = steppedClock();
  const storage = { ...memoryStorage(clock), alone: true, ping: async () => {}, close: async () => {} };
  const model = scriptedModel(() => ['Let us go on.']);
  const server = await startRealServer({ storage, model });
  const headers = bearer(await clientToken(server, server.tenant));
  const post = (url: string, payload: object = {}) => server.app.inject({ method: 'POST', url, headers, payload });
  const get = async (url: string, accept = 'application/json') =>
    (await server.app.inject({ url, headers: { ...headers, accept } })).body;
  const { id: chatId } = (await post('/v1/chats')).json<{ id: string }>();
  await post(`/v1/chats/${chatId}/turns`, { text: 'Hello there' });
  const me = (await server.app.inject({ url: '/v1/me', headers })).json<{ id: string; tenantId: `ten_${string}` }>();
  const scope = scopeFor({ tenantId: me.tenantId, subject: { kind: 'candidate', id: me.id } });
  const log = new DurableSessionLog({ store: storage.sessions, clock, processId: 'test' });
  await log.append(scope, chatId, thought.fact(THOUGHT, 'ben'), check.fact(CHECK));
  return { server, model, log, scope, chatId, post, get };
}

it('shows a private fact in no event, transcript, export, frame or prompt, and to its owner in the log', async () => {
  const { server, model, log, scope, chatId, post, get } = await practiceWithThoughts();
  const turn = await post(`/v1/chats/${chatId}/turns`, { text: 'And what now?' });
  const shown = {
    turn: turn.body,
    events: await get(`/v1/chats/${chatId}/events`),
    transcript: await get(`/v1/transcripts/${chatId}`),
    text: await get(`/v1/transcripts/${chatId}?format=text`),
    transcripts: await get('/v1/transcripts'),
    export: await get('/v1/me/export'),
    prompts: JSON.stringify(model.requests),
  };
  for (const [where, text] of Object.entries(shown)) {
    expect([where, text.includes('And what now?') || where === 'transcripts']).toEqual([where, true]);
    expect([where, text.includes('zebra-quartz')]).toEqual([where, false]);
  }
  const read = async (reader: Parameters<typeof log.read>[2]['reader']) =>
    JSON.stringify(await log.read(scope, chatId, { after: BEGINNING, ...(reader === undefined ? {} : { reader }) }));
  expect(await read({ speakerId: 'ben' })).toContain(THOUGHT);
  expect(await read({ speakerId: 'ben' })).not.toContain(CHECK);
  expect(await read({ speakerId: 'coach' })).not.toContain('zebra-quartz');
  expect(await read(undefined)).not.toContain('zebra-quartz');
  await server.close();
});
