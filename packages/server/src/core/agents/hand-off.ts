import * as z from 'zod';
import { declareFact } from '../sessions/ports.ts';
import { saysAnyOf } from '../text/says-any-of.ts';
import type { AgentSpec } from './agent-spec.ts';

/** That an agent's rule says a person should take over, and which of its words were said. */
export const handOffAsked = declareFact({
  type: 'agent.hand_off',
  version: 1,
  visibility: 'internal',
  schema: z.object({ agentId: z.string(), agentVersion: z.number(), words: z.string() }),
});

/** The words of the hand-off rule that stand in a message; `undefined` where none do. */
export function handOffWords({ handOff }: AgentSpec, text: string): string | undefined {
  return handOff === null ? undefined : saysAnyOf(text, handOff.when);
}
