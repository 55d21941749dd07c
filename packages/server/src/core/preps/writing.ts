import * as z from 'zod';
import type { Decision } from '../engine/ports.ts';

const line = z.string().trim().min(1).max(1_000);
const prose = z.string().trim().min(1).max(4_000);
const quotes = z.array(z.string().max(1_000)).max(4).describe('Words of the résumé, copied exactly.');
const factNumbers = z.array(z.number().int().positive()).max(8).describe('Numbers of company facts it rests on.');
const outline = z.object({ situation: prose, task: prose, action: prose, result: prose });

const question = z.object({
  question: prose,
  family: z.enum(['behavioural', 'experience', 'technical', 'role']),
  requirementId: z.string().optional().describe('The requirement it is about.'),
  why: prose,
  looksFor: z.array(line).min(1).max(6),
  outline,
  quotes,
  factNumbers,
});

/** What is written into the document. Everything else in it (sources, numbers, the plan, what was not found) is code's. */
const writing = z.object({
  summary: prose,
  questions: z.array(question).min(8).max(10),
  strengths: z
    .array(z.object({ requirementId: z.string(), shown: z.enum(['fully', 'partly']), quotes, note: prose }))
    .max(60),
  gaps: z.array(z.object({ requirementId: z.string(), advice: prose })).max(60),
  toAsk: z
    .array(z.object({ question: prose, why: prose, factNumbers }))
    .min(5)
    .max(7),
});

const facts = z.object({
  posting: z.object({
    title: z.string(),
    company: z.string().optional(),
    location: z.string().optional(),
    text: z.string(),
  }),
  requirements: z.array(z.object({ id: z.string(), text: z.string(), importance: z.enum(['must', 'nice']) })),
  resume: z.string().optional(),
  companyFacts: z.array(z.object({ number: z.number(), section: z.string(), text: z.string() })),
  /** The document as rules write it: what to improve on. */
  draft: writing,
  /** What was wrong with the first attempt. */
  faults: z.array(z.string()),
});

export type Writing = z.infer<typeof writing>;
export type WritingFacts = z.infer<typeof facts>;

/** The words of a preparation document. Checked section by section by `checkReport` once they are in their places. */
export const prepWriting: Decision<'prep.writing', WritingFacts, Writing> = {
  name: 'prep.writing',
  version: 1,
  facts,
  answer: writing,
  outputTokens: 12_000,
  fallback: ({ draft }) => draft,
};
