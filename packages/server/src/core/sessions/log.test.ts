import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { DurableSessionLog } from './log.ts';
import { candidate, decision, done, immediate, opened, Reader, shared, textOf } from './log-readers.suite.ts';
import {
  BEGINNING,
  parsePosition,
  type Position,
  positionId,
  type SessionFact,
  type SessionStore,
  type SessionWriter,
} from './ports.ts';

const REPLY = { messageId: 'msg_2', speakerId: 'coach' };

describe('positions', () => {
  it('survive their way over the wire', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999_999), (seq, characters) => {
        expect(parsePosition(positionId({ seq, characters }))).toEqual({ seq, characters });
      }),
    );
  });

  it.each(['x', '1.', '.5', '-1', '1.2.3', '1e3', '9999999999', ' 1'])('are not read from %j', (id) =>
    expect(parsePosition(id)).toBeUndefined(),
  );
  it.each([undefined, ''])('are the beginning for %j', (id) => expect(parsePosition(id)).toEqual(BEGINNING));
});

describe('a session log', () => {
  type Act =
    | { do: 'say'; text: string }
    | { do: 'fact' }
    | { do: 'flush' }
    | { do: 'attach'; to: number }
    | { do: 'cut'; who: number }
    | { do: 'turn' };
  const act: fc.Arbitrary<Act> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('say' as const),
        text: fc.oneof(
          fc.string({ unit: 'binary', maxLength: 9 }),
          fc.constantFrom('\ud83d', '\ude00', '😀', '\0', 'é', 'a\ud83d', '\ude00b', ' '),
        ),
      }),
    },
    { weight: 2, arbitrary: fc.constant({ do: 'fact' as const }) },
    { weight: 3, arbitrary: fc.constant({ do: 'flush' as const }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('attach' as const), to: fc.nat() }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('cut' as const), who: fc.nat() }) },
    { weight: 1, arbitrary: fc.constant({ do: 'turn' as const }) },
  );

  it('gives every reader the same, wherever they begin and however often they are cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), fc.boolean(), async (acts, elsewhere) => {
        const clock = manualClock();
        const [here, there] = shared(memoryStorage(clock).sessions);
        const { log, scope, sessionId, begin } = await opened({ store: here, clock });
        const other = new DurableSessionLog({ store: there, clock, processId: 'two' });
        const readers: { reader: Reader; cut: AbortController; reading: Promise<void> }[] = [];
        const known: Position[] = [BEGINNING];
        const attach = (reader: Reader) => {
          const cut = new AbortController();
          // Every other reader sits at the other process.
          const source = elsewhere && readers.length % 2 === 1 ? other : log;
          const reading = (async () => {
            for await (const event of source.follow(scope, sessionId, {
              reader: 'server',
              after: parsePosition(positionId(reader.at)) ?? BEGINNING,
              signal: cut.signal,
            })) {
              reader.take(event);
              known.push(event.position);
            }
          })();
          readers.push({ reader, cut, reading });
        };
        attach(new Reader(BEGINNING));
        let turn = 1;
        let writer: SessionWriter = await begin('trn_1');
        for (const one of acts) {
          if (one.do === 'say') writer.appendText(REPLY, one.text);
          if (one.do === 'fact') void writer.append(decision(turn)).catch(() => {});
          if (one.do === 'flush') await immediate();
          if (one.do === 'attach') attach(new Reader(known[one.to % known.length] ?? BEGINNING));
          if (one.do === 'turn') {
            await writer.finish(done(writer.turnId));
            turn += 1;
            writer = await begin(`trn_${turn}`);
          }
          const cut = one.do === 'cut' ? readers[one.who % readers.length] : undefined;
          if (cut !== undefined && !cut.cut.signal.aborted) {
            cut.cut.abort();
            await cut.reading;
            attach(cut.reader);
          }
        }
        await writer.finish(done(writer.turnId));
        const head = await log.head(scope, sessionId);
        for (
          let waited = 0;
          waited < 200 &&
          readers.some(({ reader, cut }) => !cut.signal.aborted && reader.at.seq < (head?.position.seq ?? 0));
          waited += 1
        )
          await immediate();
        for (const { cut } of readers) cut.abort();
        await Promise.all(readers.map(({ reading }) => reading));
        for (const { reader } of readers) {
          const expected = new Reader(reader.from);
          for (const event of await log.read(scope, sessionId, { reader: 'server', after: reader.from, limit: 1_000 }))
            expected.take(event);
          expect([...reader.facts]).toEqual([...expected.facts]);
        }
        await Promise.all([log.close(), other.close()]);
      }),
      { numRuns: 150 },
    );
  });

  it('keeps what was said whole, whatever it was cut into', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.string({ unit: 'grapheme', maxLength: 6 }), fc.boolean())),
        fc.nat(7),
        async (pieces, cut) => {
          const { log, scope, sessionId, begin } = await opened();
          const writer = await begin();
          const text = pieces
            .map(([piece]) => piece)
            .join('')
            .replaceAll('\0', '');
          for (let at = 0; at < text.length; at += cut + 1) {
            writer.appendText(REPLY, text.slice(at, at + cut + 1));
            if (pieces[at % pieces.length]?.[1] === true) await immediate();
          }
          await writer.finish(done('trn_1'));
          expect(await textOf(log, scope, sessionId)).toBe(text === '' ? '|||' : `||${text}|`);
          await log.close();
        },
      ),
    );
  });

  it('never ends an event in the middle of a character', async () => {
    const { log, scope, sessionId, begin } = await opened();
    const writer = await begin();
    writer.appendText(REPLY, 'a\ud83d');
    await immediate();
    await immediate();
    expect((await log.read(scope, sessionId, { reader: 'server', after: BEGINNING })).at(-1)).toMatchObject({
      fact: { text: 'a' },
      position: { characters: 1 },
    });
    writer.appendText(REPLY, '\ude00');
    await writer.finish(done('trn_1'));
    expect(await textOf(log, scope, sessionId)).toBe('||a😀|');
  });

  it('shows those who follow what is kept, not what was sent', async () => {
    const { log, scope, sessionId, begin } = await opened();
    const stop = new AbortController();
    const seen: SessionFact[] = [];
    const following = (async () => {
      for await (const { fact } of log.follow(scope, sessionId, {
        reader: 'server',
        after: { seq: 1, characters: 0 },
        signal: stop.signal,
      }))
        seen.push(fact);
    })();
    const writer = await begin();
    writer.appendText(REPLY, 'nul \0 half \ud83d');
    await writer.append(decision({ odd: ['\0', '\ude00'] }));
    await writer.finish(done('trn_1'));
    await immediate();
    stop.abort();
    await following;
    expect(seen).toEqual(
      (await log.read(scope, sessionId, { reader: 'server', after: { seq: 1, characters: 0 } })).map(
        ({ fact }) => fact,
      ),
    );
    expect(JSON.stringify(seen)).toContain('nul \ufffd half \ufffd');
  });

  it('does not let a turn grow the words of another', async () => {
    const { log, scope, sessionId } = await opened();
    await log.append(scope, sessionId, { type: 'token', messageId: 'msg_2', speakerId: 'coach', text: 'before' });
    const writer = await log.begin(scope, sessionId, { turnId: 'trn_1', facts: [] });
    writer.appendText(REPLY, 'after');
    await writer.finish(done('trn_1'));
    expect(
      (await log.read(scope, sessionId, { reader: 'server', after: BEGINNING })).map(({ fact }) =>
        fact.type === 'token' ? fact.text : fact.type,
      ),
    ).toEqual(['engine.decision', 'before', 'after', 'done']);
  });

  it('is nobody else’s', async () => {
    const { log, sessionId } = await opened();
    const stranger = candidate();
    expect(await log.head(stranger, sessionId)).toBeUndefined();
    expect(await log.read(stranger, sessionId, { reader: 'server', after: BEGINNING })).toEqual([]);
    await expect(log.append(stranger, sessionId, decision(1))).rejects.toMatchObject({ code: 'not_found' });
    await expect(log.begin(stranger, sessionId, { turnId: 'trn_2', facts: [] })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(
      log
        .follow(stranger, sessionId, { reader: 'server', after: BEGINNING, signal: new AbortController().signal })
        [Symbol.asyncIterator]()
        .next(),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not followed by a stranger while its owner writes it in this process', async () => {
    const { log, scope, sessionId, begin } = await opened();
    const writer = await begin();
    writer.appendText(REPLY, 'mine alone');
    const first = (who: typeof scope) =>
      log
        .follow(who, sessionId, { reader: 'server', after: BEGINNING, signal: new AbortController().signal })
        [Symbol.asyncIterator]()
        .next();
    await expect(first(candidate())).rejects.toMatchObject({ code: 'not_found' });
    expect(await first(scope)).toMatchObject({ done: false });
    await writer.finish(done('trn_1'));
  });

  it('ends those who follow when it closes', async () => {
    const { log, scope, sessionId } = await opened();
    const seen: string[] = [];
    const following = (async () => {
      for await (const { fact } of log.follow(scope, sessionId, {
        reader: 'server',
        after: BEGINNING,
        signal: new AbortController().signal,
      }))
        seen.push(fact.type);
    })();
    await immediate();
    await log.close();
    await following;
    expect(seen).toEqual(['engine.decision']);
  });

  it('reads in pages that meet', async () => {
    const { log, scope, sessionId } = await opened();
    await log.append(scope, sessionId, ...Array.from({ length: 30 }, (_none, index) => decision(index)));
    const seen: number[] = [];
    let at = BEGINNING;
    for (
      let page = await log.read(scope, sessionId, { reader: 'server', after: at, limit: 7 });
      page.length > 0;
      page = await log.read(scope, sessionId, { reader: 'server', after: at, limit: 7 })
    ) {
      expect(page.length).toBeLessThanOrEqual(7);
      seen.push(...page.map(({ position }) => position.seq));
      at = page.at(-1)?.position ?? at;
    }
    expect(seen).toEqual(Array.from({ length: 31 }, (_none, index) => index + 1));
  });
});

describe('backpressure', () => {
  it('asks the engine to pause while much waits for the disk', async () => {
    const { store, clock } = await opened();
    let release = () => {};
    const slow: SessionStore = {
      ...store,
      write: async (batch) =>
        batch.some(({ facts }) => facts.some(({ fact }) => fact.type === 'token'))
          ? new Promise<void>((resolve) => (release = resolve)).then(() => store.write(batch))
          : store.write(batch),
    };
    const { begin } = await opened({ store: slow, clock });
    const writer = await begin();
    writer.appendText(REPLY, 'short');
    await writer.drained();
    writer.appendText(REPLY, 'x'.repeat(10_000));
    let drained = false;
    const draining = Promise.resolve(writer.drained()).then(() => (drained = true));
    for (let turn = 0; turn < 5; turn += 1) await immediate();
    expect(drained).toBe(false);
    release();
    await draining;
    await writer.finish(done('trn_1'));
  });
});
