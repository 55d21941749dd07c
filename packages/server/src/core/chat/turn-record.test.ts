import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { keptSpans } from '../../testing/kept-spans.ts';
import { scriptedEngine } from '../../testing/scripted-engine.ts';
import { opened } from '../sessions/log-readers.suite.ts';
import { BEGINNING } from '../sessions/ports.ts';
import { usageLedger } from '../usage/ledger.ts';
import type { Meters } from '../usage/ports.ts';
import { priceTable } from '../usage/prices.ts';
import { SessionActor, type SessionActorDependencies } from './session-actor.ts';
import { NO_BUDGETS, testApp } from './test-app.suite.ts';

const DEADLINE_MS = 60_000;

async function actor(turn: SessionActorDependencies['agent']['turn']) {
  const { log, clock, scope, sessionId } = await opened();
  const tracer = keptSpans();
  const meters: unknown[] = [];
  const ledger = usageLedger({ store: memoryStorage(clock).usage, clock, budgets: NO_BUDGETS, prices: priceTable() });
  const usage: Meters = {
    meterFor: (of, work) => {
      meters.push(work);
      return ledger.meterFor(of, work);
    },
  };
  const onSaid = async () => {};
  const running = new SessionActor({ log, agent: { turn }, usage, tracer, clock, turnDeadlineMs: DEADLINE_MS, onSaid });
  const said = { agentId: 'coach', sessionId, turnId: 'trn_1', messageId: 'msg_1', text: 'Hello' };
  await running.begin(scope, said);
  const end = async () => {
    await running.drain(new AbortController().signal);
    return (await log.read(scope, sessionId, { after: BEGINNING })).at(-1)?.fact;
  };
  return { clock, log, scope, sessionId, tracer, meters, end };
}

/** An agent that ends with an error of its own once it is stopped. */
const stoppedBadly: SessionActorDependencies['agent']['turn'] = (_said, _writer, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new RangeError('cut')), { once: true });
  });

describe('a turn that fails', () => {
  it('has the name of the error in its span where nobody foresaw it', async () => {
    const { end, tracer } = await actor(() => Promise.reject(new RangeError('no such place')));
    expect(await end()).toMatchObject({ type: 'error', code: 'internal' });
    expect(tracer.ended).toMatchObject([{ failure: 'RangeError' }]);
  });

  it('has why it was stopped there, whatever came of it', async () => {
    const { log, scope, sessionId, end, tracer } = await actor(stoppedBadly);
    await log.send(scope, sessionId, { type: 'cancel', turnId: 'trn_1' });
    expect(await end()).toMatchObject({ type: 'error', code: 'turn_cancelled' });
    expect(tracer.ended).toMatchObject([{ failure: 'turn_cancelled' }]);
  });

  it('was interrupted when it meets its deadline, and not before', async () => {
    const { clock, end, tracer } = await actor(stoppedBadly);
    await clock.advance(DEADLINE_MS - 1);
    expect(tracer.ended).toEqual([]);
    await clock.advance(1);
    expect(await end()).toMatchObject({ code: 'turn_interrupted' });
  });
});

it('counts a turn as one of its session', async () => {
  const { end, meters, sessionId } = await actor(async () => {});
  await end();
  expect(meters).toEqual([{ sessionId, kind: 'turn' }]);
});

it('begins without a résumé with what will be asked, not with what matches', async () => {
  const { chats, scope } = await testApp({ engine: scriptedEngine({}) });
  const { starters } = await chats.create(scope, {});
  expect(starters.map(({ id }) => id)).toEqual(['practise', 'likely', 'ask']);
});
