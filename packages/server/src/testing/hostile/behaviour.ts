import type { ModelRequest } from '../../core/engine/model.ts';
import type { ModelAnswer, ModelScript } from '../scripted-model.ts';

/** One way of a model to misbehave. `family` is what it is after. */
export type HostileBehaviour = { readonly family: string; readonly name: string; readonly script: ModelScript };

export type ReplyScript = (request: ModelRequest, index: number) => ModelAnswer;

/** Decisions are answered as if nothing were wrong, so that the turn gets as far as the reply that misbehaves. */
export function inReply(reply: ReplyScript, intent = 'other'): ModelScript {
  return (request, index) => {
    if (request.answer === undefined) return reply(request, index);
    return request.answer.name === 'chat_intent' ? [JSON.stringify({ intent })] : ['{}'];
  };
}

/** Misbehaves once, in the first answer of a turn; then it ends the turn as if nothing had been. */
export function once(answer: ModelAnswer): ReplyScript {
  return ({ messages }) => (isFirstAnswer(messages) ? answer : ['All done.']);
}

export function isFirstAnswer(messages: ModelRequest['messages']): boolean {
  return messages.at(-1)?.blocks.every(({ type }) => type !== 'tool_result') ?? true;
}

/** Decisions misbehave; the reply does not matter. `intent` brings the turn to the decision that is after something. */
export function inDecision(name: string, answer: (request: ModelRequest) => string, intent = 'answer'): ModelScript {
  return (request) => {
    if (request.answer?.name === name) return [answer(request)];
    if (request.answer?.name === 'chat_intent') return [JSON.stringify({ intent })];
    return request.answer === undefined ? ['Thank you.'] : ['{}'];
  };
}

/** Everything a request says, as one text. */
export function allWords({ system, messages }: ModelRequest): string {
  const said = messages.flatMap(({ blocks }) =>
    blocks.map((block) => ('text' in block ? block.text : JSON.stringify(block))),
  );
  return [system, ...said].join('\n');
}
