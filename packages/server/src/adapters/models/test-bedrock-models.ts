import { afterEach, vi } from 'vitest';
import type { ModelEvent } from '../../core/engine/model.ts';
import { SMALL_REQUEST } from '../../core/engine/test-model-script.ts';
import { bedrockModel, type BedrockOptions } from './bedrock.ts';
import { type BedrockScript, type FakeBedrock, fakeBedrock, type Frame } from './test-bedrock.ts';

export const CLAUDE = 'anthropic.claude-haiku-4-5-20251001-v1:0';
export const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' };
export const SETTINGS = { modelId: CLAUDE, region: 'eu-central-1', credentials };

export const opened: FakeBedrock[] = [];
export const started = async (script: BedrockScript): Promise<FakeBedrock> => {
  const bedrock = await fakeBedrock(script);
  opened.push(bedrock);
  return bedrock;
};
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const bedrock of opened.splice(0)) await bedrock.close();
});

/** All events, and the failure at their end. */
export async function collectEvents(options: BedrockOptions, request = SMALL_REQUEST) {
  const events: ModelEvent[] = [];
  try {
    for await (const event of (await bedrockModel(options)).stream(request, new AbortController().signal))
      events.push(event);
    return { events, failure: undefined };
  } catch (failure) {
    return { events, failure };
  }
}
export const TEXT: readonly Frame[] = [
  { event: 'messageStart', payload: { role: 'assistant' } },
  { event: 'contentBlockDelta', payload: { contentBlockIndex: 0, delta: { text: 'Hm.' } } },
  { event: 'contentBlockStop', payload: { contentBlockIndex: 0 } },
];
