import type { SessionEvent, SessionFact } from './facts.ts';

type Interrupted = Extract<SessionFact, { type: 'interrupted' }>;

/** The events of a turn as its candidate met them: of messages that were interrupted only what was heard. */
export function heardEvents(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const interruptions = events.flatMap(({ fact }) => (fact.type === 'interrupted' ? [fact] : []));
  return interruptions.reduce(heardOf, events);
}

function heardOf(
  events: readonly SessionEvent[],
  { messageId, heardCharacters }: Interrupted,
): readonly SessionEvent[] {
  let heard = '';
  let left = heardCharacters;
  return events.flatMap((event) => {
    const { fact } = event;
    if (fact.type === 'token' && fact.messageId === messageId) {
      const text = heardText(fact.text, left);
      left -= fact.text.length;
      heard += text;
      return text === '' ? [] : [{ ...event, fact: { ...fact, text } }];
    }
    // Its words are part of the message: one that was not heard was not asked.
    const isUnheard = fact.type === 'question' && fact.messageId === messageId && !heard.includes(fact.text);
    return isUnheard ? [] : [event];
  });
}

/** The messages of which nothing counts: they were withdrawn, or interrupted before a word of them was heard. */
export function withdrawnIn(events: readonly SessionEvent[]): ReadonlySet<string> | undefined {
  const ids = events.flatMap(({ fact }) =>
    fact.type === 'interrupted' && fact.heardCharacters === 0 ? [fact.messageId] : [],
  );
  return ids.length === 0 ? undefined : new Set(ids);
}

/** Whether it is text of one of these messages. */
export function isOf(messageIds: ReadonlySet<string> | undefined, { fact }: SessionEvent): boolean {
  return messageIds !== undefined && fact.type === 'token' && messageIds.has(fact.messageId);
}

/** The first characters of a text, without a half of a surrogate pair at their end. */
export function heardText(text: string, characters: number): string {
  const heard = text.slice(0, Math.max(0, characters));
  return heard.length < text.length && /[\uD800-\uDBFF]$/.test(heard) ? heard.slice(0, -1) : heard;
}
