import { describe, expect, it } from 'vitest';
import { ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { ServiceError } from '../kernel/service-error.ts';
import type { Engine } from '../engine/ports.ts';
import { BEGINNING } from '../sessions/ports.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { coachProjection } from './coach-state.ts';
import { foldEvents } from '../sessions/ports.ts';
import {
  CHAT_LIFETIME_MS,
  everything,
  only,
  testApp,
  type TestApp,
  sendTurn,
  TURN_DEADLINE_MS,
} from './test-app.suite.ts';

const WEAK = 'I asked the doctor to come and I checked the pulse of the patient again.';
const STRONG =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';

async function nurseChat(given: Parameters<typeof testApp>[0] = {}) {
  const app = await testApp(given);
  const { title, company, posting, resume } = FOUR.nurse;
  const { id: postingId } = await app.postings.create(app.scope, {
    kind: 'text',
    text: posting,
    title,
    company,
  } as never);
  await app.resumes.put(app.scope, { bytes: new TextEncoder().encode(resume) });
  const chat = await app.chats.create(app.scope, { postingId });
  return { app, chat, postingId, say: (text: string) => sendTurn(app, chat.id, text) };
}

/** An engine whose reply waits until `go` is called. */
function slowEngine(): { engine: Engine; go: () => void } {
  let go = () => {};
  const gate = new Promise<void>((resolve) => (go = resolve));
  const quick = scriptedEngine({ decisions: { 'chat.intent': { intent: 'other' } } });
  return {
    go,
    engine: {
      ...quick,
      async *streamReply(_request, { signal }) {
        yield { type: 'text', text: 'One moment, ' };
        await Promise.race([
          gate,
          new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        ]);
        yield { type: 'text', text: 'here I am.' };
      },
    },
  };
}

/** Nothing that could be judged. */
const OFF_TOPIC = 'The capital of France is Paris, and its river is the Seine.';

const settle = async (turns = 6) => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('a practice with the coach', () => {
  it('asks, judges, lets an answer be completed, compares a second attempt and goes on', async () => {
    const { app, chat, say } = await nurseChat();
    const question = only(await say('Ask me a behavioural question'), 'question');
    expect(question).toMatchObject({ attempt: 1, kind: 'behavioural' });

    const first = only(await say(WEAK), 'feedback');
    expect(first).toMatchObject({ attempt: 1, result: 'scored', questionId: question.questionId, answer: WEAK });

    const completed = only(await say('It took 5 minutes.'), 'feedback');
    expect(completed).toMatchObject({
      attempt: 2,
      answer: `${WEAK}\n\nIt took 5 minutes.`,
      previous: { attempt: 1, ...first.score },
    });
    expect(completed.previous?.gained).toContain('Gives something that can be checked');

    expect(only(await say(OFF_TOPIC), 'feedback')).toMatchObject({
      attempt: 3,
      result: 'insufficient_evidence',
      reason: 'off_topic',
    });

    const second = only(await say(STRONG), 'feedback');
    expect(second).toMatchObject({ attempt: 4, result: 'scored', answer: STRONG, previous: { attempt: 2 } });
    expect(second.score?.met).toBeGreaterThan(completed.score?.met ?? 6);

    const next = only(await say('next question'), 'question');
    expect(next.questionId).not.toBe(question.questionId);
    expect(
      foldEvents(await app.log.read(app.scope, chat.id, { after: BEGINNING, limit: 1_000 }), coachProjection).state,
    ).toMatchObject({ attempts: [], askedQuestionIds: [question.questionId, next.questionId] });
  });

  it('begins anew when the question is put again, however short the answer', async () => {
    const { say } = await nurseChat();
    await say('Ask me a behavioural question');
    await say(STRONG);
    expect(only(await say('try again'), 'question')).toMatchObject({ attempt: 2 });
    expect(only(await say(WEAK), 'feedback')).toMatchObject({ answer: WEAK, attempt: 2 });
  });

  it('lets a candidate say again what the coach has quoted, but not what the coach said', async () => {
    const ADVICE = 'Begin with one night shift, then say what you checked and whom you called within minutes.';
    const rules = ruleEngine({ clock: manualClock(), wordDelayMs: 0 });
    const { streamReply } = scriptedEngine({ reply: [`“${STRONG}” is a good answer. ${ADVICE}`] });
    const { say } = await nurseChat({ engine: { ...rules, streamReply } });
    await say('Ask me a behavioural question');
    await say(STRONG);
    await say('try again');
    expect(only(await say(STRONG), 'feedback')).toMatchObject({ result: 'scored' });
    await say('try again');
    expect(only(await say(ADVICE), 'feedback')).toMatchObject({ reason: 'pasted_back' });
  });

  it('does not judge what was pasted from the advert or the résumé', async () => {
    const { say } = await nurseChat();
    await say('Ask me a question');
    expect(only(await say(FOUR.nurse.posting.slice(0, 400)), 'feedback')).toMatchObject({ reason: 'pasted_back' });
    expect(only(await say(FOUR.nurse.resume.slice(60, 300)), 'feedback')).toMatchObject({ reason: 'pasted_back' });
  });

  it('makes a document and finds it in the list', async () => {
    const { say } = await nurseChat();
    const made = await say('Make me a preparation document');
    expect(
      made.filter(({ type }) => type === 'prep_progress').map((fact) => ('status' in fact ? fact.status : '')),
    ).toEqual(['queued', 'researching', 'writing', 'rendering', 'ready']);
    const { url, prepId } = only(made, 'pdf_generated');
    expect(url).toMatch(/^https:\/\/prep\.example\/v1\/documents\//);
    expect(only(made, 'tool_result')).toMatchObject({ name: 'generate_prep', ok: true });
    expect(only(await say('Show my documents'), 'prep_list').preps).toMatchObject([{ prepId, status: 'ready' }]);
  });

  it('says what is in the log before it speaks of it, and ends with exactly one end', async () => {
    const { say } = await nurseChat();
    await say('Ask me a question');
    const types = (await say(WEAK)).map(({ type }) => type);
    expect(types.indexOf('feedback')).toBeLessThan(types.indexOf('token'));
    expect(types.filter((type) => type === 'done' || type === 'error')).toEqual(['done']);
    expect(types.at(-1)).toBe('done');
    expect(types).not.toContain('decision');
  });

  it('discloses what it is before the first word of every session', async () => {
    const { app, chat, postingId } = await nurseChat();
    for (const { id } of [
      chat,
      await app.chats.create(app.scope, { postingId }),
      await app.chats.create(app.scope, {}),
    ]) {
      expect((await everything(app, id))[0]).toMatchObject({ type: 'disclosure', version: 'test' });
    }
  });
});

describe('a turn', () => {
  it('that fails leaves no trace in what the coach remembers', async () => {
    const { app, chat, say } = await nurseChat({
      engine: scriptedEngine({
        decisions: { 'chat.intent': { intent: 'other' } },
        reply: ['Half a ', new Error('lost')],
      }),
    });
    const before = foldEvents(await app.log.read(app.scope, chat.id, { after: BEGINNING }), coachProjection).state;
    const facts = await say('Hello');
    expect(only(facts, 'error')).toMatchObject({ code: 'internal', retryable: true });
    expect(JSON.stringify(facts)).not.toContain('lost');
    expect(foldEvents(await app.log.read(app.scope, chat.id, { after: BEGINNING }), coachProjection).state).toEqual(
      before,
    );
  });

  it('that is stopped keeps what was said', async () => {
    const { engine } = slowEngine();
    const { app, chat } = await nurseChat({ engine });
    const { turnId } = await app.chats.turn(app.scope, chat.id, { text: 'Hello' });
    await settle();
    await app.chats.cancel(app.scope, chat.id, turnId);
    expect((await everything(app, chat.id)).at(-1)).toMatchObject({ type: 'error', code: 'turn_cancelled', turnId });
    expect(
      foldEvents(await app.log.read(app.scope, chat.id, { after: BEGINNING }), coachProjection).state.messages,
    ).toMatchObject([
      { role: 'candidate', text: 'Hello' },
      { role: 'coach', text: 'One moment, ' },
    ]);
    await app.chats.cancel(app.scope, chat.id, turnId);
  });

  it('keeps the next one waiting, also when both come at once', async () => {
    const { engine, go } = slowEngine();
    const { app, chat } = await nurseChat({ engine });
    const turns = await Promise.allSettled(
      ['one', 'two', 'three'].map((text) => app.chats.turn(app.scope, chat.id, { text })),
    );
    expect(turns.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const turn of turns)
      if (turn.status === 'rejected') expect(turn.reason).toMatchObject({ code: 'turn_in_flight' });
    await settle();
    go();
  });

  it('is ended at its deadline', async () => {
    const { engine } = slowEngine();
    const { app, chat } = await nurseChat({ engine });
    await app.chats.turn(app.scope, chat.id, { text: 'Hello' });
    await app.clock.advance(TURN_DEADLINE_MS);
    expect((await everything(app, chat.id)).at(-1)).toMatchObject({ type: 'error', code: 'turn_interrupted' });
  });

  it('ends at once, for whoever reads it too, when its candidate is erased', async () => {
    const { engine } = slowEngine();
    const { app, chat } = await nurseChat({ engine });
    const received = sendTurn(app, chat.id, 'Hello');
    await settle();
    await app.storage.erasure.erase(app.scope, { now: app.clock.now() });
    app.log.abandon(app.scope);
    expect((await received).map(({ type }) => type)).not.toContain('done');
    await app.chats.drain(new AbortController().signal);
    await expect(app.chats.get(app.scope, chat.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is waited for when the server goes, and stopped when that takes too long', async () => {
    const { engine } = slowEngine();
    const { app, chat } = await nurseChat({ engine });
    await app.chats.turn(app.scope, chat.id, { text: 'Hello' });
    const patience = new AbortController();
    let drained = false;
    const draining = app.chats.drain(patience.signal).then(() => (drained = true));
    await settle();
    expect(drained).toBe(false);
    await expect(app.chats.turn(app.scope, chat.id, { text: 'More' })).rejects.toMatchObject({ code: 'shutting_down' });
    patience.abort();
    await draining;
    expect((await everything(app, chat.id)).at(-1)).toMatchObject({ type: 'error', code: 'shutting_down' });
  });
});

describe('a chat', () => {
  const refused = async ({ chats, scope }: TestApp, id: string, code: string) =>
    expect(chats.turn(scope, id, { text: 'Hi' })).rejects.toMatchObject({ code });

  it('is listed with its posting, its last event and the turn that is open', async () => {
    const { engine, go } = slowEngine();
    const { app, chat, postingId } = await nurseChat({ engine });
    const { turnId } = await app.chats.turn(app.scope, chat.id, { text: 'Hello' });
    await settle();
    const { data, nextCursor } = await app.chats.list(app.scope, { limit: 10 });
    expect([data.length, nextCursor]).toEqual([1, null]);
    expect(data[0]).toEqual({ ...(await app.chats.get(app.scope, chat.id)), openTurnId: turnId });
    expect(data[0]).toMatchObject({ id: chat.id, state: 'active', postingId, title: FOUR.nurse.title });
    expect(data[0]?.starters.map(({ id }) => id)).toEqual(['practise', 'requirement', 'match', 'ask']);
    go();
    await settle();
    expect((await app.chats.list(app.scope, { limit: 10 })).data[0]).not.toHaveProperty('openTurnId');
  });

  it('expires by the clock', async () => {
    const { app, chat } = await nurseChat();
    await app.clock.advance(CHAT_LIFETIME_MS - 1);
    expect(await app.chats.get(app.scope, chat.id)).toMatchObject({ state: 'active' });
    await app.clock.advance(1);
    expect(await app.chats.get(app.scope, chat.id)).toMatchObject({ state: 'expired' });
    await refused(app, chat.id, 'session_expired');
  });

  it('takes nothing more when it is completed, and can still be read', async () => {
    const { app, chat, say } = await nurseChat();
    await say('Hi');
    await app.chats.complete(app.scope, chat.id);
    await refused(app, chat.id, 'session_finished');
    await expect(app.chats.complete(app.scope, chat.id)).rejects.toBeInstanceOf(ServiceError);
    expect((await app.chats.past(app.scope, chat.id, { after: BEGINNING, limit: 100 })).length).toBeGreaterThan(3);
  });

  it('waits for consent that was withdrawn', async () => {
    const { app, chat } = await nurseChat();
    const { id } = await app.consents.record(app.scope, { kind: 'practice', textVersion: 'test' });
    await app.clock.advance(1);
    await app.consents.withdraw(app.scope, id);
    await refused(app, chat.id, 'consent_required');
  });

  it('is nobody else’s', async () => {
    const { app, chat } = await nurseChat();
    const stranger = scopeFor({ tenantId: app.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    await expect(app.chats.get(stranger, chat.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(app.chats.turn(stranger, chat.id, { text: 'Hi' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(app.chats.cancel(stranger, chat.id, 'trn_1')).rejects.toMatchObject({ code: 'not_found' });
  });
});
