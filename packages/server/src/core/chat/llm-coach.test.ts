import { decisionMade } from '../sessions/ports.ts';
import { describe, expect, it } from 'vitest';
import { promptFiles } from '../../adapters/models/prompt-files.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { type ModelAnswer, scriptedModel } from '../../testing/scripted-model.ts';
import { willingAnswer } from '../../testing/willing-model.ts';
import { decisions, replySpecs } from '../decisions.ts';
import { FOUR } from '../interview/four-postings.suite.ts';
import { llmEngine } from '../engine/llm-engine.ts';
import { ModelFailure, type ModelRequest } from '../engine/model.ts';
import { everything, only, testApp, sendTurn } from './test-app.suite.ts';

const STRONG =
  'Last winter on a night shift a patient got worse. I was in charge of his bay. I checked his vital ' +
  'signs, called the doctor and started oxygen within 5 minutes. In the end he was stable by the morning.';

const prompts = await promptFiles();

async function nurseChat(
  answer: (request: ModelRequest, index: number) => ModelAnswer = willingAnswer,
  { pdf = false }: { pdf?: boolean } = {},
) {
  const clock = manualClock();
  const model = scriptedModel(answer, { pdf });
  const engine = llmEngine({ model, clock, prompts, decisions, replySpecs });
  const app = await testApp({ engine, clock });
  const { title, company, posting, resume } = FOUR.nurse;
  const { id: postingId } = await app.postings.create(app.scope, {
    kind: 'text',
    text: posting,
    title,
    company,
  } as never);
  await app.resumes.put(app.scope, { bytes: new TextEncoder().encode(resume) });
  const chat = await app.chats.create(app.scope, { postingId });
  return { app, model, chat, say: (text: string) => sendTurn(app, chat.id, text) };
}

/** A willing model whose free reply is replaced. */
const replying =
  (reply: (request: ModelRequest) => ModelAnswer) =>
  (request: ModelRequest): ModelAnswer =>
    request.answer === undefined ? reply(request) : willingAnswer(request);

const textOf = (facts: readonly { type: string }[]) =>
  facts.map((fact) => (fact.type === 'token' && 'text' in fact ? String(fact.text) : '')).join('');

describe('the coach with a language model', () => {
  it('asks, judges with quotes that stand in the answer, and compares, as without one', async () => {
    const { app, chat, say } = await nurseChat();
    const question = only(await say('Ask me a behavioural question'), 'question');
    const feedback = only(await say(STRONG), 'feedback');
    expect(feedback).toMatchObject({ questionId: question.questionId, result: 'scored', attempt: 1 });
    for (const { quotes } of feedback.criteria)
      for (const { text, start, end } of quotes) expect(STRONG.slice(start, end)).toBe(text);
    expect(feedback.score?.met).toBeGreaterThan(3);
    const kept = (await everything(app, chat.id)).flatMap((fact) => decisionMade.read(fact) ?? []);
    expect(kept.map(({ name, by }) => `${name} ${by}`)).toEqual([
      'chat.intent model',
      'chat.intent model',
      'feedback.answer_reading model',
    ]);
    expect(kept[0]).toMatchObject({
      provenance: { modelId: 'scripted', prompt: expect.stringMatching(/^[0-9a-f]{12}$/u) },
      usage: { inputTokens: 10, outputTokens: 5 },
    });
  });

  it('asks the question that was decided even when the model leaves it out', async () => {
    const { say } = await nurseChat(replying(() => ['Let us talk about the weather.']));
    const facts = await say('Ask me a question');
    expect(textOf(facts)).toContain(`**${only(facts, 'question').text}**`);
  });

  it('[N-1] gives no score for quotes that were invented', async () => {
    const invented = {
      criteria: [{ criterionId: 'outcome', shown: 'yes', quotes: ['I saved the whole hospital.'] }],
      star: [],
      speaksAsGroup: false,
    };
    const { say } = await nurseChat((request) =>
      request.answer?.name === 'feedback_answer_reading' ? [JSON.stringify(invented)] : willingAnswer(request),
    );
    await say('Ask me a question');
    expect(only(await say(STRONG), 'feedback')).toMatchObject({ result: 'insufficient_evidence', strengths: [] });
  });

  it('says that it could not judge when the model cannot be read, and nothing about the candidate', async () => {
    const { say } = await nurseChat((request) =>
      request.answer?.name === 'feedback_answer_reading' ? ['I would rather not.'] : willingAnswer(request),
    );
    await say('Ask me a question');
    expect(only(await say(STRONG), 'feedback')).toMatchObject({
      result: 'insufficient_evidence',
      reason: 'not_judged',
      gaps: [],
    });
  });

  it('[N-2] the scorer sees the question, the criteria and the answer, never the résumé or the advert', async () => {
    const { say, model } = await nurseChat();
    await say('Ask me a question');
    await say(STRONG);
    const asked = JSON.stringify(model.requests.filter(({ answer }) => answer?.name === 'feedback_answer_reading'));
    expect(asked).toContain('vital signs');
    for (const line of FOUR.nurse.resume.split('\n').filter((words) => words.length > 40))
      expect(asked).not.toContain(line.slice(0, 40));
    // A question may name the company, or the requirement that it is about; nothing else of the advert is there.
    const beyond = asked.slice(asked.indexOf('The criteria:'));
    expect(beyond).not.toContain(FOUR.nurse.company);
    for (const line of FOUR.nurse.posting.split('\n').filter((words) => words.length > 40))
      expect(beyond).not.toContain(line.slice(0, 40));
  });

  it('judges an answer in another language', async () => {
    const { say } = await nurseChat((request) => {
      if (request.answer?.name !== 'feedback_answer_reading') return willingAnswer(request);
      return [
        JSON.stringify({
          criteria: [{ criterionId: 'own_action', shown: 'yes', quotes: ['habe ich den Arzt gerufen'] }],
          star: [],
          speaksAsGroup: false,
        }),
      ];
    });
    await say('Ask me a behavioural question');
    const feedback = only(
      await say(
        'Letzten Winter ging es einem Patienten in der Nacht schlechter. Da habe ich den Arzt gerufen und ihm Sauerstoff gegeben.',
      ),
      'feedback',
    );
    expect(feedback).toMatchObject({ result: 'scored', language: 'de' });
  });

  it.each<[string, ModelAnswer]>([
    ['a stream without its end', ['You did ', 'CUT']],
    ['a dropped connection', ['You did ', new ModelFailure('unavailable', 'ECONNRESET')]],
  ])('rolls a turn back whole after %s, and the same message can be sent again', async (_case, broken) => {
    let breaks = true;
    const { app, chat, say } = await nurseChat(replying((request) => (breaks ? broken : willingAnswer(request))));
    const facts = await say('Hello there');
    expect(facts.at(-1)).toMatchObject({ type: 'error', code: 'model_unavailable', retryable: true });
    breaks = false;
    const again = await say('Hello there');
    expect(again.at(-1)?.type).toBe('done');
    expect(await app.chats.get(app.scope, chat.id)).toMatchObject({ state: 'active' });
  });

  it('leaves no trace of a failed turn in what the model receives next', async () => {
    let breaks = true;
    const { say, model } = await nurseChat(
      replying((request) => (breaks ? ['lost words', 'CUT'] : willingAnswer(request))),
    );
    await say('First message');
    breaks = false;
    await say('Second message');
    const last = JSON.stringify(model.requests.at(-1)?.messages);
    expect(last).toContain('Second message');
    expect(last).not.toContain('First message');
    expect(last).not.toContain('lost words');
  });

  it('reaches the model with a cancellation', async () => {
    const { app, chat, model } = await nurseChat(replying(() => ['One', 'HANG']));
    const { turnId } = await app.chats.turn(app.scope, chat.id, { text: 'Hello' });
    while (model.requests.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await app.chats.cancel(app.scope, chat.id, turnId);
    expect(model.aborted()).toBe(1);
  });

  it('uses the tools of the server for the candidate of the chat', async () => {
    const { say, model } = await nurseChat();
    const facts = await say('How does my résumé match?');
    expect(only(facts, 'tool_call')).toMatchObject({ name: 'get_resume' });
    expect(only(facts, 'tool_result')).toMatchObject({ ok: true });
    expect(JSON.stringify(model.requests.at(-1)?.messages.at(-1))).toContain('tool_result');
    expect(model.requests.at(-1)?.tools.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['get_resume', 'upload_resume', 'list_preps', 'generate_prep']),
    );
  });
});
