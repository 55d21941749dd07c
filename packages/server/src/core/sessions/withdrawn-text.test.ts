import { expect, it } from 'vitest';
import { heardFact } from './heard-fact.ts';
import { opened } from './log-readers.suite.ts';
import { BEGINNING, type SessionEvent, type SessionFact } from './ports.ts';

const PLAN = { messageId: 'm1', speakerId: 'coach' };
const ANSWER = { messageId: 'm2', speakerId: 'coach' };
const message = {
  type: 'message',
  turnId: 'trn_1',
  messageId: 'm0',
  speakerId: 'candidate',
  at: '2026-11-21T00:00:00.000Z',
} as const;
const withdrawn: SessionFact = { type: 'interrupted', turnId: 'trn_1', ...PLAN, heardCharacters: 0 };
const said = (events: readonly SessionEvent[]) =>
  events.flatMap(({ fact }) => (fact.type === 'token' ? [fact.text] : fact.type === 'interrupted' ? ['(taken)'] : []));

async function written({ before = 0 } = {}) {
  const { log, scope, sessionId, begin } = await opened();
  const writer = await begin();
  writer.appendLater({ ...message, text: 'Hi' });
  for (let count = 0; count < before; count += 1)
    writer.appendLater({ type: 'tool_call', id: `c${count}`, name: 'get_resume', args: {} });
  writer.appendText(PLAN, 'SECRET ');
  await writer.drained();
  writer.appendText(PLAN, 'plan');
  writer.appendLater(withdrawn);
  writer.appendText(ANSWER, 'Hello.');
  await writer.append({ type: 'usage', inputTokens: 1, outputTokens: 1 });
  return { log, scope, sessionId };
}

it('[N-15] gives text that was withdrawn to nobody who reads the log later, in pages of any size', async () => {
  const { log, scope, sessionId } = await written();
  for (const limit of [1, 2, 3, 50]) {
    const events: SessionEvent[] = [];
    for (let after = BEGINNING; ;) {
      const page = await log.read(scope, sessionId, { after, limit });
      events.push(...page);
      const last = page.at(-1);
      if (last === undefined) break;
      after = last.position;
    }
    expect(said(events)).toEqual(['(taken)', 'Hello.']);
  }
});

it.each([0, 196, 197, 198, 199])(
  '[N-15] gives it to nobody who follows from the beginning, %i facts before it',
  async (before) => {
    const { log, scope, sessionId } = await written({ before });
    const ends = new AbortController();
    const events: SessionEvent[] = [];
    for await (const event of log.follow(scope, sessionId, { after: BEGINNING, signal: ends.signal })) {
      events.push(event);
      if (event.fact.type === 'usage') break;
    }
    expect(said(events)).toEqual(['(taken)', 'Hello.']);
  },
);

it('still knows how much of such a message was heard', async () => {
  const { log, scope, sessionId } = await written();
  const events = await log.read(scope, sessionId, { after: BEGINNING, reader: 'server' });
  expect(said(events)).toEqual(['SECRET plan', '(taken)', 'Hello.']);
  const asked = { type: 'interrupt', turnId: 'trn_1', messageId: 'm1', heardCharacters: 3 } as const;
  expect(await heardFact(log, { scope, sessionId }, asked)).toMatchObject({ messageId: 'm1', heardCharacters: 3 });
});
