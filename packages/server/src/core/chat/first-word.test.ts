import { describe, expect, it } from 'vitest';
import { promptFiles } from '../../adapters/models/prompt-files.ts';
import { certainRules, reviewRules } from '../../adapters/models/rules/rule-engine.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { type ModelAnswer, type ScriptedModel, scriptedModel } from '../../testing/scripted-model.ts';
import { willingAnswer } from '../../testing/willing-model.ts';
import { decisions, replySpecs } from '../decisions.ts';
import { llmEngine } from '../engine/llm-engine.ts';
import { type Model, ModelFailure, type ModelRequest } from '../engine/model.ts';
import { decisionMade } from '../sessions/ports.ts';
import type { Budgets } from '../usage/ports.ts';
import { INTENTS } from './decisions.ts';
import { everything, NO_BUDGETS, only, sendTurn, testApp } from './test-app.suite.ts';

/** An account that can be judged, and that no rule knows to be an answer. */
const ACCOUNT =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';

const prompts = await promptFiles();
const ticks = async () => {
  for (let tick = 0; tick < 50; tick += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** A model whose decisions take a round trip each: those under way at the same time end with the same round. */
function inRounds(model: ScriptedModel) {
  let waiting: (() => void)[] = [];
  let rounds = 0;
  return {
    ...model,
    rounds: () => rounds,
    async *stream(request: ModelRequest, signal: AbortSignal) {
      if (request.answer !== undefined) await new Promise<void>((resolve) => waiting.push(resolve));
      yield* model.stream(request, signal);
    },
    /** Ends the requests under way. */
    nextRound() {
      const ending = waiting;
      waiting = [];
      if (ending.length > 0) rounds += 1;
      for (const end of ending) end();
    },
  };
}

type Answers = (request: ModelRequest) => ModelAnswer | undefined;

async function practiceWith(model: Model, budgets: Partial<Budgets> = {}) {
  const clock = manualClock();
  const engine = llmEngine({ model, clock, prompts, decisions, replySpecs, certainRules, reviewRules });
  const app = await testApp({ engine, clock, budgets: { ...NO_BUDGETS, ...budgets } });
  return { app, id: (await app.chats.create(app.scope, {})).id };
}

async function practice(answers: Answers) {
  const scripted = scriptedModel((request) => answers(request) ?? willingAnswer(request));
  const model = inRounds(scripted);
  const { app, id } = await practiceWith(model);
  /** A turn; `firstWord` is how many round trips had ended when its first word was there, and what stood before it. */
  const say = async (text: string) => {
    const [requests, rounds] = [scripted.requests.length, model.rounds()];
    const { turnId, after } = await app.chats.turn(app.scope, id, { text });
    const facts: string[] = [];
    let firstWord: { rounds: number; after: string[] } | undefined;
    const reading = (async () => {
      const stop = new AbortController().signal;
      for await (const { fact } of app.chats.events(app.scope, id, { after, signal: stop, untilTurnEnds: turnId })) {
        if (fact.type === 'token') firstWord ??= { rounds: model.rounds() - rounds, after: [...facts] };
        facts.push(fact.type);
      }
    })();
    while (!['done', 'error'].includes(facts.at(-1) ?? '')) {
      await ticks();
      model.nextRound();
    }
    await reading;
    return { firstWord, facts, requests: scripted.requests.slice(requests) };
  };
  return { app, id, say };
}

const intentIs =
  (intent: string): Answers =>
  ({ answer }) =>
    answer?.name === 'chat_intent'
      ? [JSON.stringify({ intent })]
      : answer === undefined
        ? ['Well. ', 'So.']
        : undefined;

/** What the rules know better, that this is an answer. */
const BELIEVED_LESS: readonly string[] = ['answer', 'job_text', 'confirms_answer', 'denies_answer'];

const names = (requests: readonly ModelRequest[]) => requests.map(({ answer }) => answer?.name ?? 'reply');

describe('the first word of a reply', () => {
  it.each([
    'Hello!',
    'Ask me a question',
    'next',
    'again',
    'hint',
    'likely questions',
    'How am I doing?',
    'Make me an agenda',
    'Thanks',
  ])('waits for no decision of a model after %j', async (text) => {
    const { say } = await practice(intentIs('other'));
    const { firstWord, requests } = await say(text);
    expect(firstWord?.rounds).toBe(0);
    expect(names(requests)).toEqual(['reply']);
  });

  it.each(INTENTS)('waits for one round trip where only the model knows the intent: %s', async (intent) => {
    const { say } = await practice(intentIs(intent));
    expect((await say(ACCOUNT)).firstWord?.rounds).toBe(1);
    await say('Ask me a question');
    const { firstWord, facts } = await say(ACCOUNT);
    expect(firstWord?.rounds).toBe(1);
    expect(facts.filter((type) => type === 'feedback')).toHaveLength(BELIEVED_LESS.includes(intent) ? 1 : 0);
    expect(facts.at(-1)).toBe('done');
  });

  it('waits for one round trip after an answer, with the feedback before it', async () => {
    const { say } = await practice(() => undefined);
    await say('Ask me a question');
    const { firstWord, requests } = await say(ACCOUNT);
    expect(firstWord).toMatchObject({ rounds: 1, after: expect.arrayContaining(['feedback']) });
    expect(names(requests).toSorted()).toEqual(['chat_intent', 'feedback_answer_reading', 'reply']);
  });

  it('is decided by rules in the log where no model was asked', async () => {
    const { app, id, say } = await practice(() => undefined);
    await say('Ask me a question');
    await say(ACCOUNT);
    const made = (await everything(app, id)).flatMap((fact) => decisionMade.read(fact) ?? []);
    expect(made.map(({ name, by }) => `${name} ${by}`)).toEqual([
      'chat.intent rules',
      'chat.intent model',
      'feedback.answer_reading model',
    ]);
    expect(made[0]).not.toHaveProperty('provenance');
  });
});

/** A practice with a question open, where rounds end by themselves. */
async function open(answers: Answers, budgets: Partial<Budgets> = {}) {
  const model = scriptedModel((request) => answers(request) ?? willingAnswer(request));
  const { app, id } = await practiceWith(model, budgets);
  await sendTurn(app, id, 'Ask me a question');
  return { app, id, model };
}

describe('an answer that was judged before it was known to be one', () => {
  it('is counted and leaves no trace where it is none', async () => {
    const { app, id } = await open(intentIs('about_posting'));
    const facts = await sendTurn(app, id, ACCOUNT);
    expect(facts.map(({ type }) => type)).not.toContain('feedback');
    expect(only(facts, 'usage')).toMatchObject({ inputTokens: 30, outputTokens: 15 });
    const made = (await everything(app, id)).flatMap((fact) => decisionMade.read(fact) ?? []);
    expect(made.map(({ name }) => name)).toEqual(['chat.intent', 'chat.intent']);
  });

  it('is counted in its turn where it ends after the reply', async () => {
    const reading = Promise.withResolvers<void>();
    const quick = scriptedModel((request) => intentIs('other')(request) ?? willingAnswer(request));
    const { app, id } = await practiceWith({
      ...quick,
      async *stream(request, signal) {
        if (request.answer?.name === 'feedback_answer_reading') await reading.promise;
        yield* quick.stream(request, signal);
      },
    });
    await sendTurn(app, id, 'Ask me a question');
    const turn = sendTurn(app, id, ACCOUNT);
    while (quick.requests.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await ticks();
    reading.resolve();
    expect(only(await turn, 'usage')).toMatchObject({ inputTokens: 30, outputTokens: 15 });
  });

  it('fails no turn that did not need it', async () => {
    const { app, id } = await open((request) =>
      request.answer?.name === 'feedback_answer_reading'
        ? [new ModelFailure('rejected', 'too long')]
        : intentIs('about_posting')(request),
    );
    expect((await sendTurn(app, id, ACCOUNT)).at(-1)?.type).toBe('done');
  });

  it('fails the turn that needs it', async () => {
    const { app, id } = await open((request) =>
      request.answer?.name === 'feedback_answer_reading' ? [new ModelFailure('rejected', 'too long')] : undefined,
    );
    expect((await sendTurn(app, id, ACCOUNT)).at(-1)).toMatchObject({ type: 'error', code: 'model_misconfigured' });
  });

  it('is not judged at all where a rule is certain that it is none', async () => {
    const { app, id, model } = await open(intentIs('other'));
    const command = 'Compare my résumé with the requirements of this job: what do I show, and what is missing?';
    await sendTurn(app, id, command);
    expect(names(model.requests)).toEqual(['reply', 'reply']);
  });

  it('is no reading by a model where the words are too few', async () => {
    const { app, id, model } = await open(intentIs('other'));
    await sendTurn(app, id, 'Mostly on Tuesdays');
    expect(names(model.requests)).toEqual(['reply', 'chat_intent', 'reply']);
  });

  it('is stopped with the decision when the turn is cancelled', async () => {
    const { app, id, model } = await open(({ answer }) => (answer === undefined ? ['Here.'] : ['HANG']));
    const { turnId } = await app.chats.turn(app.scope, id, { text: ACCOUNT });
    while (model.requests.length < 3) await new Promise((resolve) => setImmediate(resolve));
    await app.chats.cancel(app.scope, id, turnId);
    expect(model.aborted()).toBe(2);
    expect((await everything(app, id)).at(-1)).toMatchObject({ type: 'error', code: 'turn_cancelled' });
  });

  it('is counted whole where the budget of the session ends in it, and the goodbye follows', async () => {
    // The question takes 15 tokens, the decision and the reading 15 each, and nothing is left for the reply.
    const { app, id } = await open(intentIs('other'), { sessionTokens: 45 });
    const facts = await sendTurn(app, id, ACCOUNT);
    expect(only(facts, 'usage')).toMatchObject({ inputTokens: 20, outputTokens: 10 });
    expect(facts.map(({ type }) => type)).toEqual(['message', 'usage', 'token', 'done']);
    expect(await app.chats.get(app.scope, id)).toMatchObject({ state: 'completed' });
    expect((await app.usage.report(app.scope, {})).total).toMatchObject({
      requests: 3,
      inputTokens: 30,
      outputTokens: 15,
    });
  });
});
