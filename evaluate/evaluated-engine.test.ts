import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { openAiReply } from '../packages/server/src/adapters/models/test-openai.ts';
import { vendorServer } from '../packages/server/src/adapters/models/test-vendor.ts';
import type { ScriptedAnswer } from '../packages/server/src/core/engine/test-model-script.ts';
import { evaluatedEngine } from './evaluated-engine.ts';
import { judgedAnswers } from './judged-answers.ts';
import { labelledSet } from './labelled-set.ts';

const { occupations } = labelledSet(fileURLToPath(new URL('fixtures/', import.meta.url)));
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((server) => server.close()));
});

async function engineOver(answers: (request: number) => ScriptedAnswer) {
  const server = await vendorServer((_, index) => openAiReply(answers(index)));
  opened.push(server);
  return evaluatedEngine({ MODEL: `openai-compatible:small@${server.address}/v1` });
}

const READING = {
  criteria: [{ criterionId: 'own_action', shown: 'yes', quotes: ['drove there myself and took peonies'] }],
  star: [],
  speaksAsGroup: false,
};

describe('the engine that is evaluated', () => {
  it('is rehearsal without configuration, and costs nothing', async () => {
    const engine = await evaluatedEngine({});
    const [florist] = occupations;
    const judged = await judgedAnswers(florist!, engine);
    expect(engine.model).toBe('rehearsal');
    expect(judged.map(({ failed }) => failed)).toEqual([false, false, false, false]);
    expect(judged[0]?.score).toBeDefined();
    expect(judged[3]).toMatchObject({ score: undefined, reason: 'does_not_know' });
    expect(engine.meter.requests).toBe(0);
  });

  it('is the model that the server would have, whose tokens are counted', async () => {
    const usage = { inputTokens: 700, outputTokens: 60 };
    const engine = await engineOver(() => ({ say: [{ answer: JSON.stringify(READING) }], usage, ending: 'end' }));
    const [strong] = await judgedAnswers(occupations[0]!, engine);
    expect(engine.model).toBe('openai-compatible:small');
    expect(strong?.shown.get('own_action')).toBe('yes');
    expect(engine.meter.total.inputTokens).toBe(engine.meter.requests * 700);
    expect(engine.meter.total.outputTokens).toBe(engine.meter.requests * 60);
    expect(engine.meter.requests).toBeGreaterThanOrEqual(3);
  });

  it('keeps what the vendor said of a failure', async () => {
    const engine = await engineOver(() => ({ refuse: 'forbidden' }));
    const [, postman] = occupations;
    // Whether the rules take over is the engine's affair.
    await judgedAnswers(postman!, engine).catch(() => undefined);
    expect(engine.failure()).toContain('Incorrect API key');
  });

  it('refuses a configuration that the server would refuse', async () => {
    await expect(evaluatedEngine({ MODEL: 'gpt' })).rejects.toThrow('Configuration: MODEL');
  });
});
