import type { ConverseStreamOutput, TokenUsage } from '@aws-sdk/client-bedrock-runtime';
import { type ModelEvent, ModelFailure, type ModelUsage } from '../../../core/engine/model.ts';
import { defined } from '../../../core/kernel/defined.ts';

type FinishReason = Extract<ModelEvent, { type: 'finished' }>['reason'];

const REASONS: Readonly<Record<string, FinishReason>> = {
  end_turn: 'end',
  stop_sequence: 'end',
  tool_use: 'tool_calls',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  guardrail_intervened: 'filtered',
  content_filtered: 'filtered',
};

/** Makes events of the content of an answer. Each frame gives at most one. */
interface ContentReader {
  take(frame: ConverseStreamOutput): ModelEvent | undefined;
  /** The events that are known only at the end. Throws `cut` where something was begun and not ended. */
  rest(): readonly ModelEvent[];
  /** The reason as the caller of this reader sees it. */
  reasonOf(reason: FinishReason): FinishReason;
}

/**
 * The answer in `frames` as events: usage and end come last, because the vendor sends the usage after its own end
 * event. The AWS client ends the frames of a lost connection as if all were well: without both events the answer was
 * cut.
 */
export async function* answerIn(
  frames: AsyncIterable<ConverseStreamOutput>,
  wanted: 'text' | 'object',
): AsyncGenerator<ModelEvent> {
  const content = wanted === 'object' ? objectReader() : textReader();
  let stopReason: string | undefined;
  let usage: TokenUsage | undefined;
  for await (const frame of frames) {
    if (frame.messageStop !== undefined) stopReason = frame.messageStop.stopReason;
    else if (frame.metadata !== undefined) usage = frame.metadata.usage;
    const event = content.take(frame);
    if (event !== undefined) yield event;
  }
  if (stopReason === undefined) throw new ModelFailure('cut', 'The answer of Bedrock ended without messageStop.');
  if (usage === undefined) throw new ModelFailure('cut', 'The answer of Bedrock ended without its usage.');
  yield* content.rest();
  yield { type: 'usage', ...usageOf(usage) };
  const reason = REASONS[stopReason];
  if (reason === undefined) throw new ModelFailure('unavailable', `The model stopped for “${stopReason}”.`);
  yield { type: 'finished', reason: content.reasonOf(reason) };
}

/** Text as it comes, and each call when its block is closed. */
function textReader(): ContentReader {
  const open = new Map<number, { readonly id: string; readonly name: string; json: string }>();
  let hasCalled = false;
  return {
    take({ contentBlockStart, contentBlockDelta, contentBlockStop }) {
      const text = contentBlockDelta?.delta?.text;
      if (text !== undefined) return text === '' ? undefined : { type: 'text', text };
      const index = (contentBlockDelta ?? contentBlockStart ?? contentBlockStop)?.contentBlockIndex ?? 0;
      const begun = contentBlockStart?.start?.toolUse;
      if (begun !== undefined) open.set(index, { id: begun.toolUseId ?? '', name: begun.name ?? '', json: '' });
      const call = open.get(index);
      if (call === undefined) return undefined;
      call.json += contentBlockDelta?.delta?.toolUse?.input ?? '';
      if (contentBlockStop === undefined) return undefined;
      open.delete(index);
      hasCalled = true;
      return { type: 'tool_call', id: call.id, name: call.name, json: call.json === '' ? '{}' : call.json };
    },
    rest() {
      if (open.size > 0) throw new ModelFailure('cut', 'The answer of Bedrock ended within a call.');
      return [];
    },
    // Some models call tools and say that their turn has ended.
    reasonOf: (reason) => (reason === 'end' && hasCalled ? 'tool_calls' : reason),
  };
}

/** The arguments of the first call, as text. A model of which no call can be demanded may have written the object instead. */
function objectReader(): ContentReader {
  let callIndex: number | undefined;
  let written = '';
  return {
    take({ contentBlockStart, contentBlockDelta }) {
      if (contentBlockStart?.start?.toolUse !== undefined) callIndex ??= contentBlockStart.contentBlockIndex;
      written += contentBlockDelta?.delta?.text ?? '';
      const text = contentBlockDelta?.delta?.toolUse?.input ?? '';
      return text === '' || contentBlockDelta?.contentBlockIndex !== callIndex ? undefined : { type: 'text', text };
    },
    rest: () => (callIndex === undefined && written !== '' ? [{ type: 'text', text: written }] : []),
    reasonOf: (reason) => (reason === 'tool_calls' ? 'end' : reason),
  };
}

/** Bedrock counts what was read from and written to the cache beside the other input, not within it. */
function usageOf({
  inputTokens = 0,
  outputTokens = 0,
  cacheReadInputTokens,
  cacheWriteInputTokens = 0,
}: TokenUsage): ModelUsage {
  return {
    inputTokens: inputTokens + (cacheReadInputTokens ?? 0) + cacheWriteInputTokens,
    outputTokens,
    ...defined({ cachedInputTokens: cacheReadInputTokens }),
  };
}
