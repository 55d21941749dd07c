import { afterAll } from 'vitest';
import { modelSuite } from '../../core/mind/model.suite.ts';
import { bedrockModel, closeBedrock } from './bedrock.ts';
import { fakeBedrock } from './test-bedrock.ts';

const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not-a-secret' };

afterAll(() => closeBedrock());

for (const modelId of ['anthropic.claude-haiku-4-5-20251001-v1:0', 'eu.amazon.nova-lite-v1:0', 'amazon.nova-micro-v1:0']) {
  modelSuite(`Bedrock, ${modelId}`, async (script) => {
    const bedrock = await fakeBedrock(script);
    const model = await bedrockModel({ modelId, region: 'eu-central-1', endpoint: bedrock.url, credentials });
    return { model, seen: bedrock.seen, close: bedrock.close };
  });
}
