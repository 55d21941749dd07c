import { type Model, type ModelEvent, ModelFailure, type ModelRequest } from '../../core/engine/model.ts';
import { defined } from '../../core/kernel/defined.ts';
import { type BedrockSettings, bedrockRuntime, sharedClient } from './bedrock/bedrock-client.ts';
import { bedrockFailure } from './bedrock/bedrock-failure.ts';
import { answerIn } from './bedrock/converse-answer.ts';
import { type BedrockModel, converseInput, type Guardrail } from './bedrock/converse-request.ts';
import { familyOf } from './bedrock/model-family.ts';

export { closeBedrock } from './bedrock/bedrock-client.ts';
export { regionalModelId } from './bedrock/model-family.ts';

export type BedrockOptions = BedrockSettings & {
  /** A model, an inference profile (see `regionalModelId`) or the ARN of one. */
  readonly modelId: string;
  /**
   * The model of an ARN that does not name it, such as `anthropic.claude-haiku-4-5-20251001-v1:0`: what it can do
   * depends on it.
   */
  readonly foundationModelId?: string;
  readonly guardrail?: Guardrail;
};

/**
 * A model on Amazon Bedrock, through `ConverseStream`. All models with the same settings share one client; `closeBedrock`
 * lets go of it. Rejects with one line when the optional AWS package is not installed. Talks to nobody before the first request.
 */
export async function bedrockModel({
  modelId,
  foundationModelId,
  guardrail,
  ...settings
}: BedrockOptions): Promise<Model> {
  const runtime = await bedrockRuntime();
  const client = sharedClient(runtime, settings);
  const family = familyOf(foundationModelId ?? modelId);
  const asked: BedrockModel = { modelId, family, ...defined({ guardrail }) };

  async function* stream(request: ModelRequest, signal: AbortSignal): AsyncGenerator<ModelEvent> {
    signal.throwIfAborted();
    // The AWS client does not notice that its reader has left, so leaving aborts the request too.
    const ending = new AbortController();
    const abort = () => ending.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    let answering = false;
    try {
      const { stream: frames } = await client.send(new runtime.ConverseStreamCommand(converseInput(request, asked)), {
        abortSignal: ending.signal,
      });
      answering = true;
      if (frames === undefined) throw new ModelFailure('cut', 'Bedrock answered without a stream.');
      for await (const event of answerIn(frames, request.answer === undefined ? 'text' : 'object')) {
        signal.throwIfAborted();
        yield event;
      }
    } catch (thrown) {
      signal.throwIfAborted();
      throw bedrockFailure(thrown, { answering });
    } finally {
      signal.removeEventListener('abort', abort);
      ending.abort();
    }
  }

  return { id: modelId, provider: 'aws.bedrock', reads: family.reads, stream };
}
