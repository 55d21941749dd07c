import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { promptFiles } from '../../adapters/models/prompt-files.ts';
import { certainRules, reviewRules, ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { type ModelAnswer, scriptedModel } from '../../testing/scripted-model.ts';
import { willingAnswer } from '../../testing/willing-model.ts';
import { decisions, replySpecs } from '../decisions.ts';
import { llmEngine } from '../engine/llm-engine.ts';
import type { ModelRequest } from '../engine/model.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import type { SessionFact } from '../sessions/ports.ts';
import { everything, only, sendTurn, testApp } from './test-app.suite.ts';

const ANSWER =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';

const { cases } = JSON.parse(
  readFileSync(new URL('../../../../../tests/cases/practice/asides.json', import.meta.url), 'utf8'),
) as { cases: { say: string }[] };

const prompts = await promptFiles();

/** A model that takes whatever is said for an answer, and does everything else as it should. */
const gullible = (request: ModelRequest): ModelAnswer =>
  request.answer?.name === 'chat_intent' ? [JSON.stringify({ intent: 'answer' })] : willingAnswer(request);

async function practice(answer?: (request: ModelRequest) => ModelAnswer) {
  const clock = manualClock();
  const engine =
    answer === undefined
      ? ruleEngine({ clock, wordDelayMs: 0 })
      : llmEngine({ model: scriptedModel(answer), clock, prompts, decisions, replySpecs, certainRules, reviewRules });
  const app = await testApp({ engine, clock });
  const { title, company, posting: text } = FOUR.nurse;
  const { id: postingId } = await app.postings.create(app.scope, { kind: 'text', text, title, company });
  const chat = await app.chats.create(app.scope, { postingId });
  const say = (message: string) => sendTurn(app, chat.id, message);
  return { app, chat, say };
}

const textOf = (facts: readonly SessionFact[]) =>
  facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('');

const LEAVES_IT = cases.filter(({ say }) => !/mock interview|tougher/u.test(say));

describe('with a question open', () => {
  it.each(LEAVES_IT)(
    '[N-12] nothing is counted by an aside, and the next answer is the first: $say',
    async ({ say: aside }) => {
      for (const model of [undefined, gullible]) {
        const { say } = await practice(model);
        const question = only(await say('Ask me a behavioural question'), 'question');
        const facts = await say(aside);
        expect(facts.map(({ type }) => type).filter((type) => type === 'feedback' || type === 'question')).toEqual([]);
        expect(textOf(facts)).not.toBe('');
        expect(only(await say(ANSWER), 'feedback')).toMatchObject({ attempt: 1, questionId: question.questionId });
      }
    },
  );

  it('[N-12] counts answers alone, whatever is said between them', async () => {
    const asides = fc.constantFrom(
      ...LEAVES_IT.map(({ say }) => say).filter((say) => !say.includes('not fair')),
      'Hello',
      'thanks',
      'I need a moment',
      'Are you a bot?',
      'Teamwork',
    );
    const orders = fc.array(fc.oneof(asides, fc.constant(ANSWER)), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const { say } = await practice();
        await say('Ask me a behavioural question');
        let answered = 0;
        for (const text of order) {
          const attempts = (await say(text)).flatMap((fact) => (fact.type === 'feedback' ? [fact.attempt] : []));
          // After feedback a few words complete the answer.
          if (text === 'Teamwork' && answered > 0) return;
          if (text === ANSWER) answered += 1;
          expect(attempts).toEqual(text === ANSWER ? [answered] : []);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('[N-12] is asked in doubt whether that was the answer: yes judges those words, no leaves the question open', async () => {
    const { say } = await practice();
    await say('Ask me a behavioural question');
    const asked = await say('Teamwork');
    const { choices, messageId } = only(asked, 'choices');
    expect(choices.map(({ text }) => text)).toEqual(['Yes, that was my answer.', 'No, that was not my answer.']);
    expect(only(asked, 'token').messageId).toBe(messageId);
    const denied = await say(choices[1]?.text ?? '');
    expect(denied.some(({ type }) => type === 'feedback' || type === 'choices')).toBe(false);
    const unclear = only(await say('Teamwork'), 'message');
    const feedback = only(await say(choices[0]?.text ?? ''), 'feedback');
    expect(feedback).toMatchObject({ messageId: unclear.messageId, answer: 'Teamwork', attempt: 1 });
    // It is judged once.
    expect((await say(choices[0]?.text ?? '')).some(({ type }) => type === 'feedback')).toBe(false);
  });

  it('reads an answer once more where that is asked for, keeps both readings, and reads it no third time', async () => {
    const { say } = await practice();
    await say('Ask me a behavioural question');
    const first = only(await say(ANSWER), 'feedback');
    const disputed = await say('That is not fair, I did say how it ended');
    expect(only(disputed, 'feedback')).toMatchObject({ reading: 2, attempt: 1, messageId: first.messageId });
    expect(textOf(disputed)).toContain('In the end he was stable by the morning');
    expect((await say('It is still unfair')).some(({ type }) => type === 'feedback')).toBe(false);
    expect(only(await say(ANSWER), 'feedback')).toMatchObject({ attempt: 2 });
  });

  it('keeps to the manner that was asked for, and keeps no word on why', async () => {
    const { app, chat, say } = await practice();
    await say('I have a stammer, please do not time me, and keep it short');
    for (let round = 0; round < 6; round += 1)
      // The question itself may name a time.
      expect(textOf(await say('next question')).replace(/\*\*[^*]+\*\*/gu, '')).not.toMatch(
        /hurry|take the time|minutes/iu,
      );
    const kept = (await everything(app, chat.id)).filter(({ type }) => type === 'coach.manner');
    expect(JSON.stringify(kept)).toContain('untimed');
    expect(JSON.stringify(kept)).not.toContain('stammer');
  });

  it('brings the topic that is asked for, or says that there is none', async () => {
    const { say } = await practice();
    const found = await say('Ask me something about infection prevention');
    expect(textOf(found)).not.toMatch(/no question on|has nothing/u);
    expect(textOf(await say('too easy, something tougher about stock control please'))).toContain('“stock control”');
  });

  it('answers from the whole advert, and says what it does not say', async () => {
    const { say } = await practice();
    await say('Ask me a question');
    expect(textOf(await say('How many days of leave are there?'))).toContain('27 days');
    expect(textOf(await say('Has the closing date passed?'))).toContain('closing date');
  });

  it('gives an example of another trade, never of what the candidate said', async () => {
    const { say } = await practice();
    await say('Ask me a behavioural question');
    await say(ANSWER);
    const reply = textOf(await say('Can you show me an example?'));
    expect(reply).toMatch(/example/u);
    expect(reply).not.toContain('vital signs');
  });

  it('reads a pasted advert as the job of the chat', async () => {
    const app = await testApp();
    const chat = await app.chats.create(app.scope, {});
    const facts = await sendTurn(app, chat.id, FOUR.driver.posting);
    expect(textOf(facts)).toContain('read');
    expect(textOf(await sendTurn(app, chat.id, 'What do they look for?'))).toMatch(/driving licence/iu);
  });
});
