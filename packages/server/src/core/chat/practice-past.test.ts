import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../testing/scripted-mind.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { scopeFor } from '../tenancy/scope.ts';
import { only, practiceHouse, talk } from './practice-house.suite.ts';

const ANSWER =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';

async function practised() {
  const house = await practiceHouse();
  const posting = async (name: 'nurse') =>
    (await house.postings.create(house.scope, { kind: 'text', text: FOUR[name].posting, title: FOUR[name].title })).id;
  const nurse = await posting('nurse');
  const chat = await house.chats.create(house.scope, { postingId: nurse });
  return { house, nurse, chat, posting, say: (text: string, chatId = chat.id) => talk(house, chatId, text) };
}

describe('what was practised', () => {
  it('is every question that was answered, with its best attempt', async () => {
    const { house, nurse, say } = await practised();
    const question = only(await say('Ask me a behavioural question'), 'question');
    await say('I asked the doctor to come and I checked the pulse of the patient again.');
    await say('try again');
    const best = only(await say(ANSWER), 'feedback').score;
    await say('next question');
    await say('I do not know.');
    const past = await house.past.practised(house.scope, { postingId: nurse });
    expect(past).toHaveLength(2);
    expect(past.find(({ questionId }) => questionId === question.questionId)).toMatchObject({
      attempts: 2,
      best,
      ...(question.requirement === undefined ? {} : { requirement: question.requirement }),
    });
    expect(past.find(({ questionId }) => questionId !== question.questionId)).not.toHaveProperty('best');
  });

  it('is of one posting where one is named, and of nobody else', async () => {
    const { house, nurse, say } = await practised();
    await say('Ask me a question');
    await say(ANSWER);
    const other = (
      await house.postings.create(house.scope, { kind: 'text', text: 'A baker is needed.', title: 'Baker' })
    ).id;
    await house.clock.advance(1);
    await house.chats.create(house.scope, { postingId: other });
    expect(await house.past.practised(house.scope, { postingId: other })).toEqual([]);
    expect(await house.past.practised(house.scope, {})).toHaveLength(1);
    expect(await house.past.postingIds(house.scope)).toEqual([other, nurse]);
    const stranger = scopeFor({ tenantId: house.scope.tenantId, subject: { kind: 'candidate', id: 'cand_other' } });
    expect([await house.past.practised(stranger, {}), await house.past.postingIds(stranger)]).toEqual([[], []]);
  });

  it('leaves out turns that failed', async () => {
    const house = await practiceHouse({
      mind: scriptedMind({ decisions: { 'chat.intent': { intent: 'other' } }, speech: [new Error('lost')] }),
    });
    const chat = await house.chats.create(house.scope, {});
    await talk(house, chat.id, 'Hello');
    expect(await house.past.practised(house.scope, {})).toEqual([]);
  });
});
