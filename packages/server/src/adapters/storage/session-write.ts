import type { Position, SessionFact, SessionWrite } from '../../core/sessions/ports.ts';
import { storableText } from './storable-text.ts';

/** Where a session stands after a write that applied. */
export function positionAfter({ expected, grow = '', facts }: SessionWrite): Position {
  const last = facts.at(-1);
  if (last === undefined) return { seq: expected.seq, characters: expected.characters + grow.length };
  return { seq: expected.seq + facts.length, characters: charactersOf(last.fact) };
}

/** Whether the last fact of a write is text, which may grow; `undefined` when the write appends none. */
export function endsInText({ facts }: SessionWrite): boolean | undefined {
  const last = facts.at(-1);
  return last === undefined ? undefined : last.fact.type === 'token';
}

/** A fact apart from its growing text, which is kept on its own. */
export function splitText(fact: SessionFact): { fact: object; text: string | null } {
  if (fact.type !== 'token') return { fact, text: null };
  const { text, ...rest } = fact;
  return { fact: rest, text: storableText(text) };
}

function charactersOf(fact: SessionFact): number {
  return fact.type === 'token' ? fact.text.length : 0;
}
