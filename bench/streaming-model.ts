import type { Model } from '../packages/server/src/core/engine/model.ts';
import { scriptedModel } from './built-server.ts';
import { tokenAt } from './paced-tokens.ts';

/** What a candidate says in a turn under measurement, and what the model makes of it. */
export type Line = { readonly text: string; readonly intent: 'other' | 'next_question' | 'answer' };

export const SMALL_TALK: Line = { text: 'Hello there', intent: 'other' };
export const ASKS: Line = { text: 'Ask me a question', intent: 'next_question' };
export const ANSWERS: Line = {
  text:
    'Last winter on a night shift a patient got worse. It was my job to look after him. I checked his vital ' +
    'signs and called the doctor within 5 minutes. In the end he was stable by the morning.',
  intent: 'answer',
};

const READING = {
  criteria: [
    { criterionId: 'occasion', shown: 'yes', quotes: ['Last winter on a night shift'] },
    { criterionId: 'responsibility', shown: 'yes', quotes: ['It was my job to look after him'] },
    { criterionId: 'own_action', shown: 'yes', quotes: ['I checked his vital signs'] },
    { criterionId: 'outcome', shown: 'yes', quotes: ['In the end he was stable by the morning'] },
  ],
  star: [{ part: 'action', shown: 'yes', quotes: ['I checked his vital signs'] }],
  speaksAsGroup: false,
};

/** A language model that decides at once what `line()` means and then streams `count()` tokens, each an event. */
export function streamingModel({ line, count }: { line: () => Line; count: () => number }): Model {
  return scriptedModel(({ answer }) => {
    if (answer === undefined) return Array.from({ length: count() }, (_, index) => tokenAt(index));
    return [JSON.stringify(answer.name === 'chat_intent' ? { intent: line().intent } : READING)];
  });
}
