import * as z from 'zod';
import type { Speech } from '../mind/ports.ts';
import { RESEARCH_SECTIONS } from './ports.ts';

// Strict: whatever is added to a request later cannot reach a model by accident.
const brief = z.strictObject({
  company: z.string(),
  posting: z.strictObject({
    title: z.string(),
    text: z.string(),
    location: z.string().optional(),
    pageUrl: z.string().optional(),
  }),
  sections: z.array(z.strictObject({ section: z.enum(RESEARCH_SECTIONS), looksFor: z.string() })),
  /** How many searches and pages there are. */
  limits: z.strictObject({ searches: z.number().int(), pages: z.number().int() }),
  today: z.string(),
});

export type ResearchBrief = z.infer<typeof brief>;

/** The specialist at work: it searches and reads. What it says is not kept; findings are a decision of their own. */
export const researchReport: Speech<'research.report', ResearchBrief> = { name: 'research.report', version: 1, brief };
