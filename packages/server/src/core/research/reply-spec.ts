import * as z from 'zod';
import type { ReplySpec } from '../engine/ports.ts';
import { RESEARCH_SECTIONS } from './ports.ts';

// Strict: whatever is added to a request later cannot reach a model by accident.
const context = z.strictObject({
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

export type ResearchContext = z.infer<typeof context>;

/** The model searches and reads with tools. Its text is discarded; findings are a decision of their own. */
export const researchReport: ReplySpec<'research.report', ResearchContext> = {
  name: 'research.report',
  version: 1,
  context,
};
