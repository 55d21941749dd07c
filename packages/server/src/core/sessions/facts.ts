import type { ZodType } from 'zod';
import { EVENT_TYPES } from '../../contract/event-types.ts';
import type { components } from '../../contract/openapi.d.ts';
import type { Position } from './position.ts';

/** What travels to a client, as the contract has it. */
export type TurnEvent = components['schemas']['TurnEvent'];

/** Who says a message: its id keeps the pieces of it together, however many speakers write at the same time. */
export type MessageRef = { readonly messageId: string; readonly speakerId: string };

/**
 * A fact that is no event of the contract. `internal` is for the server alone; `private` also for its owner, a speaker of
 * the session.
 */
export type FeatureFact<Type extends string = string, Value = unknown> = {
  readonly type: `${string}.${Type}`;
  readonly version: number;
  readonly value: Value;
} & (
  | { readonly visibility: 'internal'; readonly owner?: never }
  | { readonly visibility: 'private'; readonly owner: string }
);

/** What a session's log holds. `token` is a fact that grows: its text gets longer until the next fact. */
export type SessionFact = TurnEvent | FeatureFact;

/** A fact as stored. `at` is in epoch milliseconds; for growing text `fact.text` is all of it so far. */
export type StoredFact = { readonly seq: number; readonly at: number; readonly fact: SessionFact };

/** A fact as a reader meets it: `position` is where the reader stands after it; a `token` carries only the new characters. */
export type SessionEvent = { readonly position: Position; readonly at: number; readonly fact: SessionFact };

/**
 * For whom facts are read: everybody in the session; one of its speakers, who also meets what is private to them; or code
 * of the server that shows none of it to anybody.
 */
export type Reader = 'everybody' | 'server' | { readonly speakerId: string };

/** A type of fact that a feature keeps in logs, beside the events of the contract. Made by `declareFact`. */
export type FactType<Value> = {
  readonly type: FeatureFact['type'];
  readonly version: number;
  readonly visibility: FeatureFact['visibility'];
  /** A fact of this type. `owner` is the speaker it is private to; only for private types, and always for them. */
  fact(value: Value, owner?: string): FeatureFact;
  /** The value, where this is a fact of this type. Throws where the value has another shape. */
  read(fact: SessionFact): Value | undefined;
};

type Declaration<Value> = Pick<FactType<Value>, 'type' | 'version' | 'visibility'> & {
  readonly schema: ZodType<Value>;
};

/** Declares a type of fact. Nobody but the server meets it, unless it is private to a speaker: then that one does too. */
export function declareFact<Value>({ type, version, visibility, schema }: Declaration<Value>): FactType<Value> {
  return {
    type,
    version,
    visibility,
    fact(value, owner) {
      const checked = { type, version, value: schema.parse(value) };
      if (visibility === 'internal') return { ...checked, visibility };
      if (owner === undefined || owner === '') throw new Error(`A fact of type ${type} needs its owner`);
      return { ...checked, visibility, owner };
    },
    read: (fact) => (fact.type === type && 'value' in fact ? schema.parse(fact.value) : undefined),
  };
}

const PUBLIC: ReadonlySet<string> = new Set(EVENT_TYPES);

/** Whether a fact is an event of the contract: the only ones that leave the server. */
export function isPublic(fact: SessionFact): fact is TurnEvent {
  return PUBLIC.has(fact.type);
}

/** Whether a reader may meet a fact. What is not declared is met by nobody. */
export function isVisibleTo(reader: Reader, fact: SessionFact): boolean {
  if (reader === 'server' || isPublic(fact)) return true;
  return reader !== 'everybody' && fact.visibility === 'private' && fact.owner === reader.speakerId;
}
