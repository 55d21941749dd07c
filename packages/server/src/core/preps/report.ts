import { z } from 'zod';
import { plainText } from '../text/plain-text.ts';
import { RESEARCH_SECTIONS } from '../research/ports.ts';

/** How long a preparation plan lasts, in minutes. */
export const PLAN_MINUTES = 30;
/** The largest report we lay out, in characters of its JSON: far above any real one, and it bounds the time of a render. */
export const MAX_REPORT_CHARACTERS = 250_000;
/** As many as a posting is read for. */
const MOST_REQUIREMENTS = 60;

/** Text that still says something once hidden characters are taken away. */
const words = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => plainText(text) !== '', { message: 'must say something' });
const label = words(300);
const prose = words(12_000);
const httpsUrl = z.url({ protocol: /^https$/ }).max(2_000);

/** Numbers of the entries in `sources` that a claim rests on. */
const sourceNumbers = z.array(z.int().positive()).max(20);
const importance = z.enum(['must', 'nice']);
const quote = z.strictObject({ text: words(2_000), source: z.enum(['resume', 'posting']) });

const meta = z.strictObject({
  title: label,
  company: label.optional(),
  location: label.optional(),
  candidateName: label.optional(),
  preparedOn: z.iso.date(),
  language: z.literal('en'),
  bankVersion: words(60),
  madeBy: z.enum(['rehearsal', 'model']),
  notice: words(1_000),
});

const role = z.strictObject({
  summary: prose,
  sourceNumbers,
  facts: z.array(z.strictObject({ label, value: words(1_000), sourceNumbers })).max(16),
  keyRequirements: z
    .array(z.strictObject({ requirementId: words(80), text: words(2_000), importance, sourceNumbers }))
    .min(1)
    .max(MOST_REQUIREMENTS),
});

/** What is known of the company. Every statement rests on a page that was read. */
const company = z.strictObject({
  facts: z
    .array(
      z.strictObject({ section: z.enum(RESEARCH_SECTIONS), text: words(1_000), sourceNumbers: sourceNumbers.min(1) }),
    )
    .min(1)
    .max(30),
});

const strength = z.strictObject({
  requirement: words(2_000),
  shown: z.enum(['fully', 'partly']),
  quotes: z.array(quote).min(1).max(4),
  note: prose,
  sourceNumbers,
});
const gap = z.strictObject({ requirement: words(2_000), importance, advice: prose, sourceNumbers });

const match = z.strictObject({
  strengths: z.array(strength).max(MOST_REQUIREMENTS),
  gaps: z.array(gap).max(MOST_REQUIREMENTS),
  withoutResume: z.boolean(),
  /** The language of a résumé that could not be compared: then the gaps are what is asked for, and no judgement. */
  notComparedLanguage: words(20).optional(),
});

const question = z.strictObject({
  question: prose,
  family: z.enum(['behavioural', 'experience', 'technical', 'role']).optional(),
  why: prose,
  looksFor: z.array(words(1_000)).min(1).max(8),
  outline: z.strictObject({ situation: prose, task: prose, action: prose, result: prose }),
  quotes: z.array(quote).max(3).optional(),
  sourceNumbers,
});

const planBlock = z.strictObject({
  minutes: z.strictObject({ from: z.int().nonnegative(), to: z.int().positive() }),
  title: label,
  steps: z.array(words(1_000)).min(1).max(8),
});

const source = z.strictObject({
  number: z.int().positive(),
  title: words(500),
  url: httpsUrl.optional(),
  fetchedOn: z.iso.date(),
  kind: z.enum(['posting', 'resume', 'bank', 'web']),
});

/** The preparation document as data, in the order in which it is read. `checkReport` holds what a shape alone cannot say. */
export const prepReportSchema = z.strictObject({
  meta,
  role,
  company: company.optional(),
  match,
  questions: z.array(question).min(8).max(10),
  toAsk: z
    .array(z.strictObject({ question: prose, why: prose, sourceNumbers }))
    .min(5)
    .max(7),
  plan: z.array(planBlock).min(1).max(10),
  sources: z.array(source).min(1).max(40),
  notFound: z.array(words(1_000)).min(1).max(20),
});

export type PrepReport = z.infer<typeof prepReportSchema>;
export type ReportQuote = z.infer<typeof quote>;
export type ReportSource = z.infer<typeof source>;

/** The sections of a report, in their one order. */
export const REPORT_SECTIONS = Object.keys(prepReportSchema.shape);

/** How many of the requirements the résumé shows, shows in part, and does not show. */
export type MatchCount = { fully: number; partly: number; notShown: number; total: number };

export function matchCount({ match: { strengths, gaps } }: Pick<PrepReport, 'match'>): MatchCount {
  const fully = strengths.filter(({ shown }) => shown === 'fully').length;
  return { fully, partly: strengths.length - fully, notShown: gaps.length, total: strengths.length + gaps.length };
}
