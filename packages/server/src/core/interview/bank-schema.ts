import { z } from 'zod';
import { occupationWithId, roleFamilyIdSchema } from '../vocabulary/ports.ts';

const id = z.string().regex(/^[a-z]+(?:-[a-z0-9]+)*$/);
const version = z.literal('2026.11');
const sentence = z.string().min(20).max(260);
const occupationId = z.string().refine((one) => occupationWithId(one) !== undefined, 'no such occupation');
const hint = z.string().min(8).max(120);
const followUpPart = z.enum([
  'situation',
  'task',
  'action',
  'result',
  'specifics',
  'own_role',
  'relevance',
  'steps',
  'reason',
  'example',
  'people',
  'check',
  'duties',
  'detail',
  'link',
]);

export const stageSchema = z.enum(['opening', 'experience', 'technical', 'behavioural', 'closing']);
export const kindSchema = z.enum([
  'opening',
  'behavioural',
  'experience',
  'technical',
  'role',
  'situational',
  'closing',
]);
export const senioritySchema = z.enum(['entry', 'mid', 'senior', 'lead']);

export const levelSchema = z.enum(['easier', 'usual', 'harder']);

/**
 * One question as it stands in the data. An empty `roleFamilies` or an absent `seniority` means: for everyone; absent
 * `occupations`: for all of its families. `goodAnswerHolds` are facts that a right answer agrees with, where the trade
 * knows what is right; `ofRequirement` marks a question that is made of a requirement's own words.
 */
export const questionSchema = z.strictObject({
  id,
  kind: kindSchema,
  stage: stageSchema,
  level: levelSchema.default('usual'),
  ofRequirement: z.literal(true).optional(),
  text: sentence,
  variants: z.array(sentence).min(1).max(3),
  competencyIds: z.array(z.string()).max(3),
  roleFamilies: z.array(roleFamilyIdSchema),
  occupations: z.array(occupationId).min(1).optional(),
  seniority: z.array(senioritySchema).min(1).optional(),
  looksFor: z.array(z.string().min(4).max(120)).min(2).max(4),
  goodAnswerHolds: z.array(z.string().min(8).max(160)).min(1).max(4).optional(),
  starHints: z.strictObject({ situation: hint, task: hint, action: hint, result: hint }),
  followUps: z.partialRecord(followUpPart, sentence).optional(),
});

export const questionFileSchema = z.strictObject({ version, questions: z.array(questionSchema).min(1) });

/** A question the candidate may put to the interviewer, and why it is worth asking. */
export const candidateAskSchema = z.strictObject({
  id,
  theme: z.enum(['role', 'success', 'team', 'manager', 'learning', 'company', 'conditions', 'process', 'craft']),
  text: sentence,
  why: z.string().min(15).max(120),
  roleFamilies: z.array(roleFamilyIdSchema),
});

export const candidateAskFileSchema = z.strictObject({ version, asks: z.array(candidateAskSchema).min(40) });
export const followUpFileSchema = z.strictObject({
  version,
  followUps: z.record(followUpPart, z.array(sentence).min(5)),
});

export type Stage = z.infer<typeof stageSchema>;
export type QuestionKind = z.infer<typeof kindSchema>;
export type Seniority = z.infer<typeof senioritySchema>;
export type Level = z.infer<typeof levelSchema>;
export type Question = z.infer<typeof questionSchema>;
export type CandidateAsk = z.infer<typeof candidateAskSchema>;

/** The part of an answer a follow-up asks about: of a story, or of what one knows, would do or wants. */
export type FollowUpPart = z.infer<typeof followUpPart>;
