import { expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import type { Engine } from '../engine/ports.ts';
import { foldLog } from '../sessions/ports.ts';
import { transcripts } from '../transcripts/transcripts.ts';
import { immediate, shared } from '../sessions/log-readers.suite.ts';
import { coachProjection } from './coach-state.ts';
import { everything, testApp } from './test-app.suite.ts';

/** A chat at two processes over one storage, whose coach goes on when `go` is called. */
async function twoProcesses() {
  const gate = Promise.withResolvers<void>();
  const engine: Engine = {
    ...scriptedEngine({ decisions: { 'chat.intent': { intent: 'other' } } }),
    async *streamReply(_request, { signal }) {
      yield { type: 'text', text: 'One moment, ' };
      const stopped = new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      await Promise.race([gate.promise, stopped]);
      yield { type: 'text', text: 'here I am.' };
    },
  };
  const clock = manualClock();
  const storage = memoryStorage(clock);
  const [one, other] = shared(storage.sessions);
  const here = await testApp({ engine, clock, storage: { ...storage, sessions: one } });
  const there = await testApp({ engine, clock, storage: { ...storage, sessions: other }, processId: 'two' });
  const { scope } = here;
  const { id } = await here.chats.create(scope, {});
  const messages = async () =>
    (await everything(here, id)).flatMap((fact) => (fact.type === 'message' ? [`${fact.turnId} ${fact.text}`] : []));
  return { here, there: there.chats, scope, id, messages, go: gate.resolve };
}

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await immediate();
};

it('completes at one process what another one answers: its turn ends with what was said, and nothing begins after it', async () => {
  const { here, there, scope, id, messages } = await twoProcesses();
  const { turnId } = await here.chats.turn(scope, id, { text: 'Hello' });
  await there.say(scope, id, { text: 'And?' });
  await settle();
  expect(await there.complete(scope, id)).toMatchObject({ state: 'completed' });
  expect(await there.get(scope, id)).not.toHaveProperty('openTurnId');
  await settle();
  const facts = await everything(here, id);
  expect(facts.at(-1)).toMatchObject({ type: 'error', code: 'turn_cancelled', turnId });
  expect(facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('')).toBe('One moment, ');
  expect(await messages()).toEqual([`${turnId} Hello`]);
});

it('answers nothing in a chat that was completed while the turn began, at whichever moment', async () => {
  for (let moment = 0; moment < 14; moment += 1) {
    const { here, there, scope, id } = await twoProcesses();
    const turn = here.chats.turn(scope, id, { text: 'Hello' }).catch((thrown: unknown) => thrown);
    for (let step = 0; step < moment; step += 1) await Promise.resolve();
    await there.complete(scope, id);
    expect(await there.get(scope, id)).not.toHaveProperty('openTurnId');
    await turn;
    await settle();
    const ends = (await everything(here, id)).filter(({ type }) => type === 'done' || type === 'error');
    expect([moment, ends.some(({ type }) => type === 'done')]).toEqual([moment, false]);
    expect(await there.get(scope, id)).not.toHaveProperty('openTurnId');
    expect((await here.log.head(scope, id))?.openTurnId).toBeUndefined();
  }
});

it('begins with what was said at another process when the turn under way has ended, and at once where there is none', async () => {
  const { here, there, scope, id, messages, go } = await twoProcesses();
  await there.say(scope, id, { text: 'Hello', turnId: 'trn_1' });
  expect(await messages()).toEqual(['trn_1 Hello']);
  await here.chats.say(scope, id, { text: 'And?', turnId: 'trn_2' });
  await settle();
  expect(await messages()).toEqual(['trn_1 Hello']);
  go();
  await settle();
  expect(await messages()).toEqual(['trn_1 Hello', 'trn_2 And?']);
});

it('begins with what waits after a pause as soon as something is said', async () => {
  const { here, there, scope, id, messages, go } = await twoProcesses();
  await there.say(scope, id, { text: 'Hello', turnId: 'trn_1' });
  await here.chats.say(scope, id, { text: 'And?', turnId: 'trn_2' });
  await here.log.send(scope, id, { type: 'pause', turnId: 'trn_1' });
  go();
  await settle();
  expect(await messages()).toEqual(['trn_1 Hello']);
  await here.chats.say(scope, id, { text: 'Well?', turnId: 'trn_3' });
  await settle();
  expect(await messages()).toEqual(['trn_1 Hello', 'trn_3 Well?', 'trn_2 And?']);
});

it('knows, once it is interrupted, only what was heard of its answer: the coach, the transcript and their counts', async () => {
  const { here, there, scope, id } = await twoProcesses();
  const { turnId } = await here.chats.turn(scope, id, { text: 'Hello' });
  await settle();
  const reply = (await everything(here, id)).find((fact) => fact.type === 'token');
  const messageId = reply?.messageId ?? '';
  const wrong = there.interrupt(scope, id, { turnId, messageId: 'msg_other', heardCharacters: 3 });
  await expect(wrong).rejects.toMatchObject({ code: 'validation_failed', fields: [{ path: '/messageId' }] });
  await there.interrupt(scope, id, { turnId, messageId, heardCharacters: 3 });
  await there.interrupt(scope, id, { turnId, messageId, heardCharacters: 9 });
  const facts = await everything(here, id);
  expect(facts.filter(({ type }) => type === 'interrupted')).toEqual([
    { type: 'interrupted', turnId, messageId, speakerId: 'coach', heardCharacters: 3 },
  ]);
  const transcript = await transcripts({ chats: here.chats, log: here.log }).get(scope, id);
  expect(transcript.messages.map(({ text }) => text)).toEqual(['Hello', 'One']);
  const { state } = await foldLog({ log: here.log, scope, sessionId: id }, coachProjection);
  expect(state.messages.map(({ text }) => text)).toEqual(['Hello', 'One']);
});
