import { describe, expect, it } from 'vitest';
import { promptFiles } from '../../adapters/models/prompt-files.ts';
import { certainRules, ruleEngine } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { willingModel } from '../../testing/willing-model.ts';
import { decisions, replySpecs } from '../decisions.ts';
import { llmEngine } from '../engine/llm-engine.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import type { SessionFact } from '../sessions/ports.ts';
import { only, sendTurn, testApp } from './test-app.suite.ts';

const STRONG =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';
const WITHOUT_END =
  'Last winter on a night shift a patient got worse. We were a team of four on the ward and it was very busy that night.';

const prompts = await promptFiles();
const ENGINES = ['rules', 'model'] as const;

async function practice(engineKind: (typeof ENGINES)[number] = 'rules') {
  const clock = manualClock();
  const engine =
    engineKind === 'rules'
      ? ruleEngine({ clock, wordDelayMs: 0 })
      : llmEngine({ model: willingModel(), clock, prompts, decisions, replySpecs, certainRules });
  const app = await testApp({ engine, clock });
  const { title, company, posting } = FOUR.nurse;
  const { id: postingId } = await app.postings.create(app.scope, {
    kind: 'text',
    text: posting,
    title,
    company,
  } as never);
  const chat = await app.chats.create(app.scope, { postingId });
  const say = async (text: string) => {
    await clock.advance(30_000);
    return sendTurn(app, chat.id, text);
  };
  return { app, chat, say };
}

const textOf = (facts: readonly SessionFact[]) =>
  facts.map((fact) => (fact.type === 'token' ? fact.text : '')).join('');
const planOf = (facts: readonly SessionFact[]) => facts.findLast((fact) => fact.type === 'plan')?.plan;
const types = (facts: readonly SessionFact[]) =>
  facts.map(({ type }) => type).filter((type) => !['token', 'usage', 'done', 'message'].includes(type));

describe.each(ENGINES)('a practice interview, with %s', (kind) => {
  it('[N-12] begins with the plan in three lines, and its first question', async () => {
    const { say } = await practice(kind);
    const facts = await say('run me a 20-minute interview');
    expect(types(facts)).toEqual(['plan', 'question', 'plan']);
    const question = only(facts, 'question');
    expect(planOf(facts)).toMatchObject({
      version: 1,
      minutes: 20,
      state: 'running',
      questions: [{ questionId: question.questionId, stage: 'opening', state: 'open' }],
    });
    expect(textOf(facts)).toContain(question.text);
    if (kind === 'rules') expect(textOf(facts).match(/^- .+$/gmu)).toHaveLength(3);
  });

  it('[N-12] goes on by itself: after an answer comes the next question, numbered, without being asked for', async () => {
    const { say } = await practice(kind);
    await say('be my interviewer for five questions');
    await say('next');
    const facts = await say(STRONG);
    expect(types(facts)).toEqual(['feedback', 'plan', 'question', 'plan']);
    expect(planOf(facts)?.questions.map(({ state }) => state)).toEqual(['passed', 'answered', 'open']);
    if (kind === 'rules') expect(textOf(facts)).toMatch(/\b3 of 5\b/u);
  });

  it('[N-12] stays once where something decisive is missing, and goes on after that', async () => {
    const { say } = await practice(kind);
    await say('a mock interview please');
    await say('next');
    const stays = await say(WITHOUT_END);
    expect(types(stays)).toEqual(['feedback', 'plan']);
    expect(planOf(stays)?.questions.at(-1)).toMatchObject({ state: 'open', followUps: 1 });
    let followUps = 1;
    for (;;) {
      const facts = await say('Then we waited for the doctor to come and it was fine.');
      if (types(facts).includes('question')) break;
      followUps += 1;
    }
    expect(followUps).toBeLessThanOrEqual(2);
  });

  it('[N-12] ends by itself with a summary of what was shown, in the words that were said', async () => {
    const { say } = await practice(kind);
    await say('give me three questions in a row');
    await say(STRONG);
    let facts: SessionFact[] = [];
    for (let turn = 0; turn < 8 && !types(facts).includes('summary'); turn += 1) facts = await say(STRONG);
    const summary = only(facts, 'summary');
    expect(planOf(facts)).toMatchObject({ state: 'ended', endedBy: 'completed' });
    expect(types(facts)).toEqual(['feedback', 'plan', 'summary']);
    expect(summary.ends).toBe(true);
    expect(summary.answered).toHaveLength(3);
    for (const { shown } of summary.answered) for (const { quote } of shown) expect(STRONG).toContain(quote);
    const share = (one: { score?: { met: number; of: number } } | null) =>
      (one?.score?.met ?? 0) / (one?.score?.of ?? 1);
    expect(share(summary.best)).toBe(Math.max(...summary.answered.map(share)));
    expect(summary.notAsked.length).toBeGreaterThan(0);
  });

  it('is changed by what the candidate says, and the open question stays', async () => {
    const { say } = await practice(kind);
    const first = only(await say('run me a 20-minute interview'), 'question');
    const shorter = await say('make it shorter');
    expect(types(shorter)).toEqual(['plan']);
    const sum = planOf(shorter)?.stages.reduce((all, { questions }) => all + questions, 0);
    expect(sum).toBe(3);
    const left = await say('leave out the opening');
    expect(types(left)).toEqual(['plan', 'question', 'plan']);
    expect(only(left, 'question').questionId).not.toBe(first.questionId);
    expect(planOf(left)?.questions[0]).toMatchObject({ questionId: first.questionId, state: 'passed' });
  });

  it('ends when the candidate stops, and what follows is no part of it', async () => {
    const { say } = await practice(kind);
    await say('run me a 20-minute interview');
    await say(STRONG);
    const facts = await say('stop here');
    expect(types(facts)).toEqual(['plan', 'summary']);
    expect(planOf(facts)).toMatchObject({ state: 'ended', endedBy: 'stopped' });
    expect(types(await say('next'))).toEqual(['question']);
  });
});

describe('a practice interview', () => {
  it('asks next about what the candidate wants more of, and says so where it has nothing on that', async () => {
    const { say } = await practice();
    await say('run me a 20-minute interview');
    expect(textOf(await say('more about unicycles'))).toContain('unicycles');
    await say('more about medication');
    const question = only(await say('next'), 'question');
    expect(question.requirement).toContain('medication');
  });

  it('puts a question that was asked for by kind in the place of a planned one', async () => {
    const { say } = await practice();
    await say('run me a 20-minute interview');
    const facts = await say('Ask me a behavioural question');
    expect(only(facts, 'question').stage).toBe('behavioural');
    const plan = planOf(facts);
    expect(plan?.stages.reduce((all, { questions }) => all + questions, 0)).toBe(6);
    expect(plan?.questions.map(({ stage }) => stage)).toEqual(['opening', 'behavioural']);
  });

  it('goes on kindly and without a number where somebody does not know', async () => {
    const { say } = await practice();
    await say('run me a 20-minute interview');
    const facts = await say('I do not know.');
    expect(types(facts)).toEqual(['feedback', 'plan', 'question', 'plan']);
    expect(textOf(facts)).toContain('Not knowing is allowed here');
  });

  it('sums up without a plan too, and says so where nothing was answered', async () => {
    const { say } = await practice();
    expect(types(await say('how did I do?'))).toEqual([]);
    await say('Ask me a question');
    await say(STRONG);
    const facts = await say('how did I do?');
    expect(only(facts, 'summary')).toMatchObject({ ends: false, answered: [{ shown: expect.anything() }] });
    expect(textOf(facts)).toContain(only(facts, 'summary').best?.question ?? '?');
  });

  it('is in what is read later', async () => {
    const { app, chat, say } = await practice();
    await say('run me a 20-minute interview');
    const past = await app.chats.past(app.scope, chat.id, { after: { seq: 0, characters: 0 }, limit: 100 });
    expect(past.filter(({ fact }) => fact.type === 'plan')).toHaveLength(2);
  });
});
