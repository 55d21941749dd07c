import { describe, expect, it } from 'vitest';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { defined } from '../kernel/defined.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { only, testApp, sendTurn } from '../chat/test-app.suite.ts';

const ANSWER =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';

async function practised() {
  const app = await testApp();
  const posting = async (name: 'nurse') =>
    (await app.postings.create(app.scope, { kind: 'text', text: FOUR[name].posting, title: FOUR[name].title })).id;
  const nurse = await posting('nurse');
  const chat = await app.chats.create(app.scope, { postingId: nurse });
  return { app, nurse, chat, posting, say: (text: string, chatId = chat.id) => sendTurn(app, chatId, text) };
}

describe('what was practised', () => {
  it('is every question that was answered, with its best attempt', async () => {
    const { app, nurse, say } = await practised();
    const question = only(await say('Ask me a behavioural question'), 'question');
    await say('I asked the doctor to come and I checked the pulse of the patient again.');
    await say('try again');
    const best = only(await say(ANSWER), 'feedback').score;
    await say('next question');
    await say('The capital of France is Paris, and its river is the Seine.');
    const past = await app.past.practised(app.scope, { postingId: nurse });
    expect(past).toHaveLength(2);
    expect(past.find(({ questionId }) => questionId === question.questionId)).toMatchObject({
      attempts: 2,
      best,
      ...defined({ requirement: question.requirement }),
    });
    expect(past.find(({ questionId }) => questionId !== question.questionId)).not.toHaveProperty('best');
  });

  it('is of one posting where one is named, and of nobody else', async () => {
    const { app, nurse, say } = await practised();
    await say('Ask me a question');
    await say(ANSWER);
    const other = (await app.postings.create(app.scope, { kind: 'text', text: 'A baker is needed.', title: 'Baker' }))
      .id;
    await app.clock.advance(1);
    await app.chats.create(app.scope, { postingId: other });
    expect(await app.past.practised(app.scope, { postingId: other })).toEqual([]);
    expect(await app.past.practised(app.scope, {})).toHaveLength(1);
    expect(await app.past.postingIds(app.scope)).toEqual([other, nurse]);
    const stranger = scopeFor({ tenantId: app.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    expect([await app.past.practised(stranger, {}), await app.past.postingIds(stranger)]).toEqual([[], []]);
  });

  it('leaves out turns that failed', async () => {
    const app = await testApp({
      engine: scriptedEngine({ decisions: { 'chat.intent': { intent: 'other' } }, reply: [new Error('lost')] }),
    });
    const chat = await app.chats.create(app.scope, {});
    await sendTurn(app, chat.id, 'Hello');
    expect(await app.past.practised(app.scope, {})).toEqual([]);
  });
});
