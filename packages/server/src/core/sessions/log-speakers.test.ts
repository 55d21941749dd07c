import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { decision, done, immediate, opened } from './log-readers.suite.ts';
import { BEGINNING, declareFact, type Reader, type SessionFact } from './ports.ts';

const thought = declareFact({ type: 'panel.thought', version: 1, visibility: 'private', schema: z.string() });
const ANNA = { messageId: 'msg_anna', speakerId: 'anna' };
const BEN = { messageId: 'msg_ben', speakerId: 'ben' };

/** The text of each message, by its id, and who said it. */
function messagesIn(facts: readonly SessionFact[]): Map<string, { speakerId: string; text: string }> {
  const messages = new Map<string, { speakerId: string; text: string }>();
  for (const fact of facts)
    if (fact.type === 'token') {
      const text = (messages.get(fact.messageId)?.text ?? '') + fact.text;
      messages.set(fact.messageId, { speakerId: fact.speakerId, text });
    }
  return messages;
}

describe('two speakers in one log', () => {
  it('interleave as they like, and each message is read whole, live and later', async () => {
    const piece = fc.record({
      by: fc.constantFrom(ANNA, BEN),
      text: fc.constantFrom('Hello ', 'é', '😀', '\ud83d', '\ude00', 'and you?', ' '),
      flush: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const { log, scope, sessionId, begin } = await opened();
        const stop = new AbortController();
        const live: SessionFact[] = [];
        const following = (async () => {
          for await (const { fact } of log.follow(scope, sessionId, { after: BEGINNING, signal: stop.signal }))
            live.push(fact);
        })();
        const writer = await begin();
        const said = new Map<string, string>();
        for (const { by, text, flush } of pieces) {
          writer.appendText(by, text);
          said.set(by.messageId, (said.get(by.messageId) ?? '') + text);
          if (flush) await immediate();
        }
        await writer.finish(done('trn_1'));
        await immediate();
        stop.abort();
        await following;
        const later = (await log.read(scope, sessionId, { after: BEGINNING, limit: 1_000 })).map(({ fact }) => fact);
        for (const messages of [messagesIn(live), messagesIn(later)]) {
          for (const { messageId, speakerId } of [ANNA, BEN])
            expect(messages.get(messageId)).toEqual(
              said.has(messageId) ? { speakerId, text: said.get(messageId)?.toWellFormed() } : undefined,
            );
        }
        await log.close();
      }),
    );
  });
});

describe('what is private to a speaker', () => {
  const readers: readonly (Reader | undefined)[] = [
    undefined,
    'everybody',
    { speakerId: 'anna' },
    { speakerId: 'ben' },
  ];

  async function withThoughts() {
    const { log, scope, sessionId, begin } = await opened();
    const writer = await begin();
    writer.appendText(ANNA, 'Why us?');
    await writer.append(thought.fact('weak', 'ben'), decision(1), thought.fact('calm', 'anna'));
    await writer.finish(done('trn_1'));
    return { log, scope, sessionId };
  }

  it('is read and followed by that speaker alone, and by nobody where no reader is named', async () => {
    const { log, scope, sessionId } = await withThoughts();
    const secrets = (facts: readonly SessionFact[]) => facts.flatMap((fact) => thought.read(fact) ?? []);
    for (const reader of readers) {
      const expected = typeof reader === 'object' ? [reader.speakerId === 'ben' ? 'weak' : 'calm'] : [];
      const from = { after: BEGINNING, ...(reader === undefined ? {} : { reader }) };
      const read = (await log.read(scope, sessionId, from)).map(({ fact }) => fact);
      expect(secrets(read)).toEqual(expected);
      expect(JSON.stringify(read)).not.toContain('engine.decision');
      const followed: SessionFact[] = [];
      const stop = new AbortController();
      for await (const { fact } of log.follow(scope, sessionId, { ...from, signal: stop.signal })) {
        followed.push(fact);
        if (fact.type === 'done') stop.abort();
      }
      expect(followed).toEqual(read);
    }
  });

  it('makes no page shorter: one with fewer than was asked for is the last', async () => {
    const { log, scope, sessionId } = await opened();
    const hidden = Array.from({ length: 7 }, (_, index) => decision(index));
    await log.append(scope, sessionId, ...hidden, { type: 'token', ...ANNA, text: 'a' }, ...hidden, done('trn_1'));
    const page = await log.read(scope, sessionId, { after: BEGINNING, limit: 2 });
    expect(page.map(({ fact }) => fact.type)).toEqual(['token', 'done']);
    expect(await log.read(scope, sessionId, { after: BEGINNING, limit: 1 })).toEqual(page.slice(0, 1));
    expect(await log.read(scope, sessionId, { after: page[1]?.position ?? BEGINNING, limit: 2 })).toEqual([]);
  });
});

it('follows from the end of the log where a reader claims to be beyond it', async () => {
  const { log, scope, sessionId, begin } = await opened();
  const stop = new AbortController();
  const seen: string[] = [];
  const following = (async () => {
    const from = { after: { seq: 9_999, characters: 0 }, signal: stop.signal };
    for await (const { fact } of log.follow(scope, sessionId, from)) seen.push(fact.type);
  })();
  await immediate();
  const writer = await begin();
  writer.appendText(ANNA, 'Hello');
  await writer.finish(done('trn_1'));
  await immediate();
  stop.abort();
  await following;
  expect(seen).toEqual(['token', 'done']);
});
