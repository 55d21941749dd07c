import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { competencyOf, roleFamilyIdSchema } from '../packages/server/src/core/vocabulary/ports.ts';
import { CRITERION_IDS, rubricFor } from '../packages/server/src/core/feedback/rubric.ts';

const STYLES = [
  'native_strong',
  'esl_strong',
  'spoken',
  'bullets',
  'understated',
  'partial',
  'weak',
  'unfinished',
  'cue_words',
  'pasted',
  'other_question',
  'negated',
  'habit',
  'harm',
  'confidential',
  'nonsense',
  'gibberish',
  'does_not_know',
  'rambling',
] as const;
const KINDS = ['behavioural', 'experience', 'role', 'technical', 'situational', 'opening', 'closing'] as const;
const GATES = ['does_not_know', 'nothing_done', 'harm', 'dishonest', 'confidential', 'off_topic', 'too_short'] as const;

const shown = z.enum(['yes', 'partly', 'no']);
const competencyId = z.string().refine((id) => competencyOf(id) !== undefined, 'is no competency of the vocabulary');

const requirement = z.strictObject({
  text: z.string().min(1),
  required: z.boolean(),
  competencies: z.array(competencyId),
  acceptable: z.array(competencyId),
});

const answer = z
  .strictObject({
    question: z.string().min(1),
    kind: z.enum(KINDS),
    style: z.enum(STYLES),
    text: z.string(),
    rank: z.number().int().min(0),
    criteria: z.partialRecord(z.enum(CRITERION_IDS), shown),
    gate: z.enum(GATES).nullable(),
    answersQuestion: z.boolean(),
    /** The index of the answer of the same file that says the same in native grammar. */
    sameAs: z.number().int().min(0).optional(),
    /** How many criteria it may meet at most, where it is written to be overrated. */
    maxMet: z.number().min(0).optional(),
  })
  .superRefine(({ kind, criteria }, context) => {
    const wanted = rubricFor(kind).criteria.map(({ id }) => id);
    const labelled = Object.keys(criteria);
    if (wanted.length !== labelled.length || wanted.some((id) => !labelled.includes(id)))
      context.addIssue({
        code: 'custom',
        path: ['criteria'],
        message: `must be those of ${kind}: ${wanted.join(', ')}`,
      });
  });

const occupation = z
  .strictObject({
    occupation: z.string().min(1),
    trade: roleFamilyIdSchema.nullable(),
    advert: z.strictObject({
      title: z.string().min(1),
      company: z.string().min(1),
      text: z.string().min(1),
      requirements: z.array(requirement).min(1),
    }),
    resume: z.strictObject({
      text: z.string().min(1),
      matches: z.array(z.strictObject({ requirement: z.string(), shown })),
    }),
    answers: z.array(answer).min(4),
  })
  .superRefine(({ advert, resume, answers }, context) => {
    const problem = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    for (const [at, { text }] of advert.requirements.entries())
      if (!advert.text.includes(text)) problem(['advert', 'requirements', at, 'text'], 'does not stand in the advert');
    const known = new Set(advert.requirements.map(({ text }) => text));
    for (const [at, match] of resume.matches.entries())
      if (!known.has(match.requirement)) problem(['resume', 'matches', at], 'is of no requirement of the advert');
    for (const [at, { sameAs }] of answers.entries())
      if (sameAs !== undefined && (sameAs === at || answers[sameAs] === undefined))
        problem(['answers', at, 'sameAs'], 'names no other answer');
  });

export type Style = (typeof STYLES)[number];
export type Shown = z.infer<typeof shown>;
export type LabelledAnswer = z.infer<typeof answer>;
export type Occupation = z.infer<typeof occupation>;

/** One message written while a question is open. `afterFeedback`: the coach has judged an answer to it before. */
export type Utterance = { readonly text: string; readonly afterFeedback: boolean };

export type LabelledSet = {
  readonly occupations: readonly Occupation[];
  /** What is no answer. */
  readonly asides: readonly Utterance[];
  readonly answers: readonly Utterance[];
};

/** `open` is for everybody; what is built is never tuned to `held-out`. */
export const SETS = ['open', 'held-out'] as const;

export function setFolder(name: (typeof SETS)[number]): string {
  return fileURLToPath(new URL(`set/${name}/`, import.meta.url));
}

/** Reads a folder of a set: a JSON file for each occupation, `asides.txt` and `answers.txt`. Throws, naming file and field. */
export function labelledSet(folder: string): LabelledSet {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .toSorted();
  if (files.length === 0) throw new Error(`${folder} holds no occupation.`);
  return {
    occupations: files.map((file) => occupationOf(readFileSync(join(folder, file), 'utf8'), basename(file))),
    asides: utterancesOf(readFileSync(join(folder, 'asides.txt'), 'utf8')),
    answers: utterancesOf(readFileSync(join(folder, 'answers.txt'), 'utf8')),
  };
}

/** `file` is what an error names. */
export function occupationOf(json: string, file: string): Occupation {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch {
    throw new Error(`${file} is not JSON.`);
  }
  const parsed = occupation.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? 'is not right'}`);
}

/** One message a line. A line with `#` begins a part; messages of a part named "after feedback" come after feedback. */
export function utterancesOf(text: string): Utterance[] {
  const utterances: Utterance[] = [];
  let afterFeedback = false;
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line.startsWith('#')) afterFeedback = /after feedback/iu.test(line);
    else if (line !== '') utterances.push({ text: line, afterFeedback });
  }
  return utterances;
}
