import type { Scope } from '../tenancy/scope.ts';
import type { CommandOf } from './commands.ts';
import type { SessionFact } from './facts.ts';
import type { LogReader } from './fold.ts';
import { heardText } from './interruption.ts';
import { BEGINNING } from './position.ts';

const PAGE = 500;

type Token = Extract<SessionFact, { type: 'token' }>;
type Interrupted = Extract<SessionFact, { type: 'interrupted' }>;

/**
 * What was heard of a message, as a fact: never more than it has, and no half of a surrogate pair. `undefined` where the
 * turn has no such message.
 */
export async function heardFact(
  log: LogReader,
  { scope, sessionId }: { scope: Scope; sessionId: string },
  { turnId, messageId, heardCharacters }: CommandOf<'interrupt'>,
): Promise<Interrupted | undefined> {
  const tokens = await tokensOf(log, { scope, sessionId }, { turnId, messageId });
  const [first] = tokens;
  if (first === undefined) return undefined;
  const text = tokens.map((token) => token.text).join('');
  const heard = heardText(text, heardCharacters).length;
  return { type: 'interrupted', turnId, messageId, speakerId: first.speakerId, heardCharacters: heard };
}

async function tokensOf(
  log: LogReader,
  { scope, sessionId }: { scope: Scope; sessionId: string },
  { turnId, messageId }: { turnId: string; messageId: string },
): Promise<readonly Token[]> {
  const tokens: Token[] = [];
  let isInTurn = false;
  for (let after = BEGINNING; ;) {
    const page = await log.read(scope, sessionId, { after, limit: PAGE, reader: 'server' });
    for (const { fact } of page) {
      if (fact.type === 'message') isInTurn = fact.turnId === turnId;
      if (isInTurn && fact.type === 'token' && fact.messageId === messageId) tokens.push(fact);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return tokens;
    after = last.position;
  }
}
