import type { Clock } from '../../../core/kernel/clock.ts';
import { ServiceError } from '../../../core/kernel/service-error.ts';
import type {
  CommandsWanted,
  Lease,
  Position,
  SessionCommand,
  SessionStore,
  SessionWrite,
  StoredFact,
} from '../../../core/sessions/ports.ts';
import { isSameOwner, type Scope } from '../../../core/tenancy/scope.ts';
import { positionAfter } from '../session-write.ts';
import { storableJson, storableText } from '../storable-text.ts';
import type { ErasedCandidates } from './erasure.ts';

type Session = {
  scope: Scope;
  position: Position;
  lease: Lease | undefined;
  touchedAt: number;
  facts: StoredFact[];
  commands: SessionCommand[];
};

/** The store, and what erasure needs of it. */
export type MemorySessions = {
  readonly store: SessionStore;
  erase(scope: Scope): void;
  touched(): Iterable<{ scope: Scope; touchedAt: number }>;
};

/** Session logs in this process's memory. There is no other process, so nobody else ever writes. */
export function memorySessions(clock: Clock, erased: ErasedCandidates): MemorySessions {
  const sessions = new Map<string, Session>();
  const owned = (scope: Scope, id: string): Session | undefined => {
    const session = sessions.get(id);
    return session !== undefined && isSameOwner(session.scope, scope) ? session : undefined;
  };
  const store: SessionStore = {
    create: async (scope, { sessionId, at }) => {
      erased.refuse(scope);
      if (sessions.has(sessionId)) throw new ServiceError('conflict');
      sessions.set(sessionId, {
        scope,
        position: { seq: 0, characters: 0 },
        lease: undefined,
        touchedAt: at,
        facts: [],
        commands: [],
      });
    },
    head: async (scope, sessionId) => {
      const session = owned(scope, sessionId);
      return session === undefined ? undefined : { position: session.position, lease: session.lease };
    },
    write: async (batch) =>
      batch.map((write) => {
        const session = owned(write.scope, write.sessionId);
        return session !== undefined && applied(session, write, clock.now()) ? 'written' : 'conflict';
      }),
    read: async (scope, sessionId, { fromSeq, limit }) => {
      const facts = owned(scope, sessionId)?.facts ?? [];
      return structuredClone(facts.slice(Math.max(0, fromSeq - 1)).slice(0, limit));
    },
    abandoned: async (now) =>
      [...sessions].flatMap(([sessionId, { scope, position, lease }]) =>
        lease !== undefined && lease.until < now ? [{ scope, sessionId, head: position, turnId: lease.turnId }] : [],
      ),
    sendCommand: async (scope, sessionId, command) => {
      const session = owned(scope, sessionId);
      if (session === undefined) throw new ServiceError('not_found');
      session.commands.push(JSON.parse(storableJson(command)));
    },
    takeCommands: async (owner, wanted) => {
      const held = wanted.sessionIds.filter((id) => sessions.has(id) && sessions.get(id)?.lease?.owner === owner);
      return takenCommands(sessions, { ...wanted, sessionIds: held });
    },
    onForeignWrite: () => () => undefined,
  };
  return {
    store,
    erase: (scope) => {
      for (const [id, session] of sessions) if (isSameOwner(session.scope, scope)) sessions.delete(id);
    },
    touched: () => sessions.values(),
  };
}

function takenCommands(
  sessions: ReadonlyMap<string, Session>,
  { sessionIds, types, limit = Infinity }: CommandsWanted,
) {
  const taken = new Map<string, SessionCommand[]>();
  let left = limit;
  for (const id of sessionIds) {
    const session = sessions.get(id);
    const wanted = session?.commands.filter(({ type }) => types.includes(type)).slice(0, left) ?? [];
    if (session !== undefined) session.commands = session.commands.filter((command) => !wanted.includes(command));
    left -= wanted.length;
    taken.set(id, wanted);
  }
  return taken;
}

function applied(session: Session, write: SessionWrite, now: number): boolean {
  const { expected, grow, facts, lease } = write;
  const { seq, characters } = session.position;
  if (seq !== expected.seq || characters !== expected.characters) return false;
  if (grow !== undefined && !grown(session, grow)) return false;
  facts.forEach(({ at, fact }, index) => {
    const stored: StoredFact['fact'] = JSON.parse(storableJson(fact));
    session.facts.push({ seq: seq + index + 1, at, fact: stored });
  });
  session.position = positionAfter(write);
  session.touchedAt = now;
  if (lease !== undefined) session.lease = lease ?? undefined;
  return true;
}

function grown(session: Session, grow: string): boolean {
  const open = session.facts.at(-1);
  if (open === undefined || open.fact.type !== 'token') return false;
  session.facts[session.facts.length - 1] = {
    ...open,
    fact: { ...open.fact, text: open.fact.text + storableText(grow) },
  };
  return true;
}
