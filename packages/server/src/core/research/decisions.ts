import * as z from 'zod';
import type { Decision } from '../engine/ports.ts';
import { RESEARCH_SECTIONS } from './ports.ts';

const section = z.enum(RESEARCH_SECTIONS);

const facts = z.strictObject({
  company: z.string(),
  sections: z.array(z.strictObject({ section, looksFor: z.string() })),
  /** What was read in this run, numbered. */
  notes: z.array(z.strictObject({ number: z.number().int(), title: z.string(), url: z.string(), text: z.string() })),
});

// Without limits on length: what is too long is cut by code, and one long sentence does not cost all the others.
const answer = z.object({
  sections: z.array(
    z.object({
      section,
      facts: z.array(
        z.object({
          text: z.string().describe('One statement about the company, in plain words.'),
          sourceNumbers: z.array(z.number().int()).describe('The numbers of the notes that say it.'),
          quote: z.string().describe('The words of one of these notes that say it, copied character for character.'),
        }),
      ),
      notFound: z.array(z.string().describe('What was looked for in vain, as a short noun phrase.')),
    }),
  ),
});

export type FindingsFacts = z.infer<typeof facts>;
export type Findings = z.infer<typeof answer>;

/** Which statements the notes of a run support. Code believes none of them before it has found the quote. */
export const researchFindings: Decision<'research.findings', FindingsFacts, Findings> = {
  name: 'research.findings',
  version: 1,
  facts,
  answer,
  outputTokens: 8_000,
  // Without a valid answer there are no findings.
  fallback: () => ({ sections: [] }),
};
