import { ModelFailure, type ModelEvent } from './model.ts';
import type { ScriptedAnswer } from './test-model-script.ts';

export const OK: ScriptedAnswer = {
  say: [{ text: 'Fine.' }],
  usage: { inputTokens: 3, outputTokens: 1 },
  ending: 'end',
};

export type CollectedEvents = { readonly events: readonly ModelEvent[]; readonly failure: unknown };

/** All that a model says to a request, and what it throws. */
export async function collectEvents(stream: AsyncIterable<ModelEvent>): Promise<CollectedEvents> {
  const events: ModelEvent[] = [];
  try {
    for await (const event of stream) events.push(event);
  } catch (failure) {
    return { events, failure };
  }
  return { events, failure: undefined };
}

export const textOf = ({ events }: CollectedEvents): string =>
  events.map((event) => (event.type === 'text' ? event.text : '')).join('');
export const without = ({ events }: CollectedEvents, type: ModelEvent['type']) =>
  events.filter((event) => event.type !== type);

export function failureOf({ failure }: CollectedEvents): ModelFailure {
  if (failure instanceof ModelFailure) return failure;
  throw new Error('The model threw no ModelFailure.', { cause: failure });
}
