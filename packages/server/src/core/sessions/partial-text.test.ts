import { expect, it } from 'vitest';
import { done, immediate, opened } from './log-readers.suite.ts';
import { BEGINNING, type SessionFact } from './ports.ts';

const ANNA = { messageId: 'msg_anna', speakerId: 'anna' };
const BEN = { messageId: 'msg_ben', speakerId: 'ben' };

async function followed() {
  const { log, scope, sessionId, begin } = await opened();
  const writer = await begin();
  const stop = new AbortController();
  const seen: SessionFact[] = [];
  const following = (async () => {
    for await (const { fact } of log.follow(scope, sessionId, { after: BEGINNING, signal: stop.signal }))
      seen.push(fact);
  })();
  const settled = async () => {
    for (let time = 0; time < 5; time += 1) await immediate();
    return seen.splice(0).map((fact) => ('text' in fact ? `${fact.type} ${fact.text}` : fact.type));
  };
  await settled();
  const ended = async () => (stop.abort(), following);
  return { log, scope, sessionId, writer, settled, ended };
}

it('shows what may be being said, the newest of each message, and keeps none of it', async () => {
  const { log, scope, sessionId, writer, settled, ended } = await followed();
  writer.showPartial(ANNA, 'I sink');
  expect(await settled()).toEqual(['partial I sink']);
  writer.showPartial(ANNA, 'I think \ud83d');
  writer.showPartial(BEN, 'Well');
  expect(await settled()).toEqual(['partial I think \ufffd', 'partial Well']);
  writer.appendText(ANNA, 'I think so.');
  expect(await settled()).toEqual(['token I think so.']);
  await writer.finish(done('trn_1'));
  writer.showPartial(BEN, 'too late');
  expect(await settled()).toEqual(['done']);
  const kept = await log.read(scope, sessionId, { after: BEGINNING, reader: 'server' });
  expect(kept.map(({ fact }) => fact.type)).not.toContain('partial');
  await ended();
});

it('shows it to one who follows from now on, until the message or its turn ends', async () => {
  const { log, scope, sessionId, writer, ended } = await followed();
  writer.showPartial(ANNA, 'so far');
  const late = async () => {
    const types: string[] = [];
    const stop = new AbortController();
    setImmediate(() => setImmediate(() => stop.abort()));
    for await (const { fact } of log.follow(scope, sessionId, { after: BEGINNING, signal: stop.signal }))
      types.push(fact.type);
    return types;
  };
  expect(await late()).toEqual(['partial']);
  await writer.append({ type: 'message', turnId: 'trn_1', ...ANNA, text: 'So far.', at: '2026-11-21T09:00:00.000Z' });
  expect(await late()).toEqual(['message']);
  writer.showPartial(BEN, 'more');
  await writer.finish(done('trn_1'));
  expect(await late()).toEqual(['message', 'done']);
  await ended();
});

it('refuses to keep what is partial', async () => {
  const { writer, ended } = await followed();
  expect(() => writer.appendLater({ type: 'partial', ...ANNA, text: 'x' })).toThrow('showPartial');
  await ended();
});
