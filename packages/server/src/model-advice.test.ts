import { describe, expect, it } from 'vitest';
import { openAiCompatibleModel } from './adapters/models/openai-compatible.ts';
import { bedrockFailure } from './adapters/models/bedrock/bedrock-failure.ts';
import { vendorServer } from './adapters/models/test-vendor.ts';
import { SMALL_REQUEST } from './core/engine/test-model-script.ts';
import { ModelFailure } from './core/engine/model.ts';
import { modelAdvice, modelFailureNote } from './model-advice.ts';

async function failureAt(baseUrl: string): Promise<ModelFailure> {
  const model = openAiCompatibleModel({ model: 'small', baseUrl });
  try {
    await model.stream(SMALL_REQUEST, new AbortController().signal)[Symbol.asyncIterator]().next();
  } catch (thrown) {
    if (thrown instanceof ModelFailure) return thrown;
  }
  throw new Error('It did not fail.');
}

async function refusal(status: number, body: unknown): Promise<ModelFailure> {
  const server = await vendorServer(() => ({ status, body: JSON.stringify(body) }));
  try {
    return await failureAt(`${server.address}/v1`);
  } finally {
    await server.close();
  }
}

const ofAws = (name: string, message: string): ModelFailure =>
  bedrockFailure(Object.assign(new Error(message), { name }), { answering: false });

describe('the advice about a language model that failed', () => {
  it('is to start a server that does not run', async () => {
    const server = await vendorServer(() => 'hang');
    await server.close();
    expect(modelAdvice(await failureAt(server.address))).toContain('start the model’s server');
  });

  it('is to check the name where the model is not known, and the key where that is refused', async () => {
    expect(
      modelAdvice(await refusal(404, { error: { message: 'model "small" not found', type: 'not_found_error' } })),
    ).toContain('name of the model');
    expect(
      modelAdvice(await refusal(401, { error: { message: 'invalid key', type: 'authentication_error' } })),
    ).toContain('OPENAI_API_KEY');
  });

  it.each([
    ['Error', 'Region is missing', 'AWS_REGION'],
    ['CredentialsProviderError', 'Could not load credentials from any providers', 'AWS_PROFILE'],
    ['AccessDeniedException', 'You do not have access to the model', 'InvokeModelWithResponseStream'],
    [
      'ValidationException',
      'Invocation of model ID x with on-demand throughput isn’t supported.',
      'BEDROCK_REGION_PREFIX',
    ],
    ['ValidationException', 'The provided model identifier is invalid.', 'model id'],
  ])('names what to set on Bedrock (%s: %s)', (name, message, advised) => {
    expect(modelAdvice(ofAws(name, message))).toContain(advised);
  });

  it('is not given where waiting is all there is', async () => {
    expect(
      modelFailureNote(await refusal(529, { error: { message: 'Overloaded', type: 'overloaded_error' } }), 'small'),
    ).toEqual({ model: 'small', kind: 'unavailable', reason: expect.stringContaining('529') });
  });

  it('leaves a long reason short', () => {
    expect(modelFailureNote(new ModelFailure('rejected', 'x'.repeat(1_000)), 'small').reason).toHaveLength(300);
  });
});
