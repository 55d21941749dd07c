import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock } from '../../testing/manual-clock.ts';
import { newId } from '../kernel/ids.ts';
import { noTracer } from '../kernel/tracer.ts';
import { DurableSessionLog } from '../sessions/log.ts';
import { candidate, immediate, shared } from '../sessions/log-readers.suite.ts';
import { BEGINNING, type CommandOf, type SessionStore, type SessionWriter } from '../sessions/ports.ts';
import { usageLedger } from '../usage/ledger.ts';
import { priceTable } from '../usage/prices.ts';
import type { SessionActorDependencies } from './session-actor.ts';
import type { StartedTurn } from './ports.ts';
import { SessionActor } from './session-actor.ts';

export const REPLY = { messageId: 'msg_1', speakerId: 'agent' };
export const DEADLINE_MS = 60_000;
const NO_BUDGETS = { turnTokens: 0, sessionTokens: 0, tenantDayTokens: 0 };

/** An agent that begins to answer and goes on when `go` is called. `isDeaf`: it does not stop when it is asked to. */
export function slowAgent({ isDeaf = false } = {}) {
  const received: string[] = [];
  const gate = Promise.withResolvers<void>();
  let mine: SessionWriter | undefined;
  let isStopped = false;
  const agent: SessionActorDependencies['agent'] = {
    turn: async ({ text }, writer, { signal }) => {
      received.push(text);
      mine = writer;
      signal.addEventListener('abort', () => (isStopped = true), { once: true });
      writer.appendText(REPLY, `${text}, you say. `);
      const stopped = new Promise<never>((_resolve, reject) => {
        if (!isDeaf) signal.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
      await Promise.race([gate.promise, stopped]);
      writer.appendText(REPLY, 'I see.');
    },
  };
  const say = async (more: string) => {
    mine?.appendText(REPLY, more);
    await mine?.append({ type: 'usage', inputTokens: 0, outputTokens: 0 });
  };
  return { agent, received, say, go: gate.resolve, isStopped: () => isStopped };
}

/** Two processes over one store, whose session the first one runs. */
export async function twoProcesses({
  agent,
  here,
  there,
}: {
  agent: SessionActorDependencies['agent'];
  here?: Change;
  there?: Change;
}) {
  const clock = manualClock();
  const storage = memoryStorage(clock);
  const usage = usageLedger({ store: storage.usage, clock, budgets: NO_BUDGETS, prices: priceTable() });
  const [one, other] = shared(storage.sessions);
  const scope = candidate();
  const sessionId = newId('cht');
  const process = (store: SessionStore, processId: string) => {
    const log = new DurableSessionLog({ store, clock, processId });
    const say = (turnId: string, text = turnId): Promise<StartedTurn> =>
      actor.begin(scope, { agentId: 'a', sessionId, turnId, messageId: `m_${turnId}`, text });
    const onSaid = (_scope: unknown, _id: string, { nextTurnId, text }: CommandOf<'say'>) => say(nextTurnId, text);
    const dependencies = { log, agent, usage, tracer: noTracer, clock, turnDeadlineMs: DEADLINE_MS, onSaid };
    const actor = new SessionActor(dependencies);
    return { log, actor, say };
  };
  const first = process({ ...one, ...here?.(one) }, 'one');
  const second = process({ ...other, ...there?.(other) }, 'two');
  await first.log.create(scope, { sessionId, kind: 'chat' });
  const send = (command: Parameters<SessionStore['sendCommand']>[2], by = second) =>
    by.log.send(scope, sessionId, command);
  const ends = async () =>
    (await second.log.read(scope, sessionId, { after: BEGINNING }))
      .map(({ fact }) =>
        fact.type === 'error' ? `${fact.turnId} ${fact.code}` : `${fact.type === 'done' && fact.turnId} done`,
      )
      .filter((line) => !line.startsWith('false'));
  const text = async () =>
    (await second.log.read(scope, sessionId, { after: BEGINNING }))
      .map(({ fact }) => (fact.type === 'token' ? fact.text : ''))
      .join('');
  const openTurn = async () => (await second.log.head(scope, sessionId))?.openTurnId;
  return { clock, storage, scope, sessionId, first, second, send, ends, text, openTurn };
}

export type Change = (side: SessionStore) => Partial<SessionStore>;
export const never: Change = () => ({ takeCommands: () => new Promise(() => {}) });

export const settle = async () => {
  for (let turn = 0; turn < 12; turn += 1) await immediate();
};
