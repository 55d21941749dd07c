import { decisionMade } from './decision-fact.ts';
import { memoryStorage } from '../../adapters/storage/memory/storage.ts';
import { manualClock, type ManualClock } from '../../testing/manual-clock.ts';
import { newId } from '../kernel/ids.ts';
import { ServiceError } from '../kernel/service-error.ts';
import { type Scope, scopeFor } from '../tenancy/scope.ts';
import { DurableSessionLog } from './log.ts';
import { BEGINNING, type Position, type SessionEvent, type SessionFact, type SessionStore } from './ports.ts';

export const candidate = (): Scope =>
  scopeFor({ tenantId: newId('ten'), subject: { kind: 'candidate', id: newId('cand') } });
export const decision = (answer: unknown): SessionFact =>
  decisionMade.fact({ name: 'test.say', version: 1, by: 'rules', answer });
export const done = (turnId: string): SessionFact => ({ type: 'done', turnId });
export const immediate = () => new Promise<void>((resolve) => setImmediate(resolve));

/** One store as two processes see it: a write of one notifies the other. */
export function shared(store: SessionStore): [SessionStore, SessionStore] {
  const listeners = [new Set<(ids: readonly string[]) => void>(), new Set<(ids: readonly string[]) => void>()] as const;
  const side = (own: 0 | 1): SessionStore => ({
    create: (...args) => store.create(...args),
    head: (...args) => store.head(...args),
    read: (...args) => store.read(...args),
    abandoned: (now) => store.abandoned(now),
    takeCommands: (...args) => store.takeCommands(...args),
    sendCommand: async (scope, sessionId, command) => {
      await store.sendCommand(scope, sessionId, command);
      for (const listener of listeners[own === 0 ? 1 : 0]) listener([sessionId]);
    },
    write: async (batch) => {
      const results = await store.write(batch);
      const ids = batch.flatMap(({ sessionId }, index) => (results[index] === 'written' ? [sessionId] : []));
      for (const listener of listeners[own === 0 ? 1 : 0]) listener(ids);
      return results;
    },
    onForeignWrite: (listener) => {
      listeners[own].add(listener);
      return () => listeners[own].delete(listener);
    },
  });
  return [side(0), side(1)];
}

/** A store that can be taken away. */
export function flaky(store: SessionStore): SessionStore & { away: boolean } {
  const gate = { away: false };
  const guarded = <Args extends unknown[], Result>(run: (...args: Args) => Promise<Result>) => {
    return async (...args: Args): Promise<Result> => {
      if (gate.away) throw new ServiceError('storage_unavailable');
      return run(...args);
    };
  };
  return Object.assign(gate, {
    create: guarded(store.create),
    head: guarded(store.head),
    read: guarded(store.read),
    write: guarded(store.write),
    abandoned: guarded(store.abandoned),
    sendCommand: guarded(store.sendCommand),
    takeCommands: guarded(store.takeCommands),
    onForeignWrite: store.onForeignWrite,
  });
}

export async function opened({
  store = memoryStorage(manualClock()).sessions,
  clock = manualClock(),
}: { store?: SessionStore; clock?: ManualClock } = {}) {
  const log = new DurableSessionLog({ store, clock, processId: 'one' });
  const scope = candidate();
  const sessionId = newId('cht');
  await log.create(scope, { sessionId, kind: 'chat' }, decision('begun'));
  const begin = (turnId = 'trn_1') => log.begin(scope, sessionId, { turnId, facts: [decision(turnId)] });
  return { log, store, clock, scope, sessionId, begin };
}

/** What a reader has: facts by their number, texts put together again. */
export class Reader {
  readonly facts = new Map<number, SessionFact>();
  readonly from: Position;
  at: Position;
  constructor(from: Position) {
    this.from = from;
    this.at = from;
  }
  take({ position, fact }: SessionEvent): void {
    const before = this.facts.get(position.seq);
    this.facts.set(
      position.seq,
      fact.type === 'token' && before?.type === 'token' ? { ...fact, text: before.text + fact.text } : fact,
    );
    this.at = position;
  }
}

export const textOf = async (log: DurableSessionLog, scope: Scope, sessionId: string) =>
  (await log.read(scope, sessionId, { reader: 'server', after: BEGINNING }))
    .map(({ fact }) => (fact.type === 'token' ? fact.text : '|'))
    .join('');
