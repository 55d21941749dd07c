import { describe, expect, it } from 'vitest';
import { type Persona, simulateCandidate } from './simulated-candidate.ts';

const PERSONAS: readonly Persona[] = ['strong', 'vague', 'silent', 'rambling', 'hostile', 'injecting', 'non-native'];

function firstLines(persona: Persona): string[] {
  const lines = simulateCandidate(persona);
  return [lines.next().value, lines.next().value, lines.next().value];
}

describe('a simulated candidate', () => {
  it.each(PERSONAS)('says the same every time: %s', (persona) => {
    expect(firstLines(persona)).toEqual(firstLines(persona));
  });

  it('speaks differently as each persona', () => {
    expect(new Set(PERSONAS.map((persona) => firstLines(persona).join('\n'))).size).toBe(PERSONAS.length);
  });

  it('names the same figures in a second language as in the first', () => {
    const figures = (persona: Persona) => firstLines(persona).map((line) => (line.match(/\d+/gu) ?? []).toSorted());
    expect(figures('non-native')).toEqual(figures('strong'));
  });
});
