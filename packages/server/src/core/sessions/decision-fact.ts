import * as z from 'zod';
import type { DecisionResult } from '../engine/ports.ts';
import { declareFact, type FeatureFact } from './facts.ts';

const usage = z.object({ inputTokens: z.number(), outputTokens: z.number(), costUsd: z.number().exactOptional() });

/** A named, versioned decision of the engine: kept for replay and audit. */
export const decisionMade = declareFact({
  type: 'engine.decision',
  version: 1,
  visibility: 'internal',
  schema: z.object({
    name: z.string(),
    version: z.number(),
    by: z.enum(['model', 'rules', 'fallback']),
    answer: z.unknown(),
    /** Which model answered, from which prompt (the hash of its text); only where a language model was asked. */
    provenance: z.object({ modelId: z.string(), prompt: z.string() }).exactOptional(),
    usage: usage.exactOptional(),
  }),
});

/** A decision as the log keeps it. */
export function decisionFact(
  { name, version }: { name: string; version: number },
  { answer, by, provenance, usage: used }: DecisionResult<unknown>,
): FeatureFact {
  return decisionMade.fact({
    name,
    version,
    by,
    answer,
    ...(provenance === undefined ? {} : { provenance, usage: used }),
  });
}
