import type { Scope } from '../tenancy/scope.ts';
import type { CommandOf, SessionEvent, SessionFact, SessionLog } from './ports.ts';
import { BEGINNING } from './position.ts';

const PAGE = 500;

type Token = Extract<SessionFact, { type: 'token' }>;
type Interrupted = Extract<SessionFact, { type: 'interrupted' }>;

/**
 * What was heard of a message, as a fact: never more than it has, and no half of a surrogate pair. `undefined` where the
 * turn has no such message.
 */
export async function heardFact(
  log: Pick<SessionLog, 'read'>,
  { scope, sessionId }: { scope: Scope; sessionId: string },
  { turnId, messageId, heardCharacters }: CommandOf<'interrupt'>,
): Promise<Interrupted | undefined> {
  const spoken = await tokensOf(log, { scope, sessionId }, { turnId, messageId });
  const [first] = spoken;
  if (first === undefined) return undefined;
  const text = spoken.map((token) => token.text).join('');
  const heard = heardText(text, heardCharacters).length;
  return { type: 'interrupted', turnId, messageId, speakerId: first.speakerId, heardCharacters: heard };
}

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
  return events.flatMap((event) => {
    const { fact } = event;
    if (fact.type === 'token' && fact.messageId === messageId) {
      const text = heardText(fact.text, heardCharacters - heard.length);
      heard += text;
      return text === '' ? [] : [{ ...event, fact: { ...fact, text } }];
    }
    // Its words are part of the message: one that was not heard was not asked.
    const isUnheard = fact.type === 'question' && fact.messageId === messageId && !heard.includes(fact.text);
    return isUnheard ? [] : [event];
  });
}

function heardText(text: string, characters: number): string {
  const heard = text.slice(0, Math.max(0, characters));
  return heard.length < text.length && /[\uD800-\uDBFF]$/.test(heard) ? heard.slice(0, -1) : heard;
}

async function tokensOf(
  log: Pick<SessionLog, 'read'>,
  { scope, sessionId }: { scope: Scope; sessionId: string },
  { turnId, messageId }: { turnId: string; messageId: string },
): Promise<readonly Token[]> {
  const tokens: Token[] = [];
  let isInTurn = false;
  for (let after = BEGINNING; ;) {
    const page = await log.read(scope, sessionId, { after, limit: PAGE });
    for (const { fact } of page) {
      if (fact.type === 'message') isInTurn = fact.turnId === turnId;
      if (isInTurn && fact.type === 'token' && fact.messageId === messageId) tokens.push(fact);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return tokens;
    after = last.position;
  }
}
