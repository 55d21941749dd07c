import { describe, expect, it } from 'vitest';
import { promptFiles } from '../../adapters/models/prompt-files.ts';
import { certainRules } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { type ModelAnswer, scriptedModel } from '../../testing/scripted-model.ts';
import { willingAnswer } from '../../testing/willing-model.ts';
import { decisions, replySpecs } from '../decisions.ts';
import { llmEngine } from '../engine/llm-engine.ts';
import { ModelFailure, type ModelRequest } from '../engine/model.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { questions } from '../interview/ports.ts';
import type { SessionFact } from '../sessions/ports.ts';
import { only, sendTurn, testApp } from './test-app.suite.ts';

const STRONG =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';
const THIN = 'Last winter on a night shift a patient got worse and I checked his vital signs twice.';

const prompts = await promptFiles();
const wordsOf = ({ messages }: ModelRequest) =>
  messages.flatMap(({ blocks }) => blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []))).join('\n');
/** What the bank says, and the requirement, in a request to word a question. */
const given = (request: ModelRequest) => {
  const words = wordsOf(request);
  return {
    example: JSON.parse(/The question of the bank:\n(.+)/u.exec(words)?.[1] ?? '""') as string,
    requirementId: JSON.parse(/The requirement (\S+):/u.exec(words)?.[1] ?? 'null') as string | null,
  };
};

async function practice(answer: (request: ModelRequest) => ModelAnswer | undefined) {
  const clock = manualClock();
  const model = scriptedModel((request) => answer(request) ?? willingAnswer(request));
  const engine = llmEngine({ model, clock, prompts, decisions, replySpecs, certainRules });
  const app = await testApp({ engine, clock });
  const { title, company, posting } = FOUR.nurse;
  const { id: postingId } = await app.postings.create(app.scope, {
    kind: 'text',
    text: posting,
    title,
    company,
  } as never);
  const chat = await app.chats.create(app.scope, { postingId });
  const say = (text: string) => sendTurn(app, chat.id, text);
  await say('run me a 20-minute interview');
  return { say, model };
}

const wording = (words: (request: ModelRequest) => string) => (request: ModelRequest) =>
  request.answer?.name === 'chat_question_words' ? [words(request)] : undefined;
const followUp = (words: object) => (request: ModelRequest) =>
  request.answer?.name === 'chat_follow_up' ? [JSON.stringify(words)] : undefined;
const isOfBank = (text: string) =>
  questions.some((one) =>
    [one.text, ...one.variants].some((words) => words.replace(/\{\w+\}/gu, '').slice(0, 12) === text.slice(0, 12)),
  );
const textOf = (facts: readonly SessionFact[]) =>
  facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('');

describe('a question of a practice interview, with a language model', () => {
  it('[N-12] is asked in its words where code finds them sound, and is still the question of the bank', async () => {
    let asked = '';
    const { say } = await practice(
      wording((request) => {
        const { example, requirementId } = given(request);
        asked = `Tell me from your own work: ${example.replaceAll(/[?*]/gu, '').trim()}.`;
        return JSON.stringify({ text: asked, requirementId });
      }),
    );
    const facts = await say('next');
    const question = only(facts, 'question');
    expect(question.text).toBe(asked);
    expect(textOf(facts)).toContain(question.text);
    expect(questions.map(({ id }) => id)).toContain(question.questionId);
  });

  it.each<[string, string | ModelAnswer]>([
    ['private', '{"text":"When did your children make it hard for you at work?","requirementId":null}'],
    ['two', '{"text":"What did you do at work? And what did you learn from it?","requirementId":null}'],
    ['about another requirement', '{"text":"When did you last do this work?","requirementId":"r99"}'],
    ['no JSON', 'Let me think about that.'],
    ['a failure', [new ModelFailure('rejected', 'no')]],
  ])('[N-13] is the one of the bank where the model gives one that is %s', async (_case, words) => {
    const { say } = await practice((request) =>
      request.answer?.name === 'chat_question_words' ? (typeof words === 'string' ? [words] : words) : undefined,
    );
    const facts = await say('next');
    expect(isOfBank(only(facts, 'question').text)).toBe(true);
    expect(facts.at(-1)?.type).toBe('done');
  });
});

describe('a follow-up of a practice interview, with a language model', () => {
  const OWN = 'You said “I checked his vital signs twice”. What happened after that?';

  it('[N-12] takes up the words of the candidate', async () => {
    const { say, model } = await practice(followUp({ text: OWN, quote: 'I checked his vital signs twice' }));
    await say('next');
    await say(THIN);
    expect(wordsOf(model.requests.at(-1) ?? ({ messages: [] } as never))).toContain(
      JSON.stringify(OWN).replaceAll('<', '\\u003c'),
    );
  });

  it.each([
    ['a quote that was not said', { text: 'You said “I saved his whole life”. How?', quote: 'I saved his whole life' }],
    ['a quote of two words', { text: 'You said “vital signs”. What came after?', quote: 'vital signs' }],
    ['no quote in it', { text: 'What happened after that?', quote: 'I checked his vital signs twice' }],
    [
      'something private',
      {
        text: 'You said “I checked his vital signs twice”. Do you have children?',
        quote: 'I checked his vital signs twice',
      },
    ],
  ])('[N-13] is that of the rules where it has %s', async (_case, words) => {
    const { say, model } = await practice(followUp(words));
    await say('next');
    await say(THIN);
    const reply = wordsOf(model.requests.at(-1) ?? ({ messages: [] } as never));
    expect(reply).toMatch(/followUp "/u);
    expect(reply).not.toContain(words.text);
  });

  it('is left out of an answer after which nothing is missing', async () => {
    const { say, model } = await practice(() => undefined);
    await say('next');
    await say(STRONG);
    expect(model.requests.map(({ answer }) => answer?.name)).not.toContain('chat_follow_up');
  });
});
