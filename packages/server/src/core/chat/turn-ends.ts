import type { SessionFact } from '../sessions/ports.ts';

export function endsOtherTurn(fact: SessionFact, turnId: string): boolean {
  return (fact.type === 'done' || fact.type === 'error') && fact.turnId !== undefined && fact.turnId !== turnId;
}

export function endsTurn(fact: SessionFact, turnId: string): boolean {
  return (fact.type === 'done' || fact.type === 'error') && fact.turnId === turnId;
}
