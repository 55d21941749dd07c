import * as z from 'zod';
import type { RoleFamilyId } from '../vocabulary/ports.ts';
import file from './bank/example-answers.json' with { type: 'json' };
import { kindSchema, type QuestionKind } from './bank-schema.ts';
import { seededChoice } from './seeded.ts';

const example = z.strictObject({
  id: z.string(),
  kinds: z.array(kindSchema).min(1),
  /** Where it would be too near to what the candidate has to say. */
  roleFamilies: z.array(z.string()),
  /** Where it happens, to be said with it. */
  trade: z.string(),
  answer: z.string().min(100).max(600),
});

const { examples } = z.strictObject({ version: z.literal('2026.11'), examples: z.array(example) }).parse(file);

export type ExampleAnswer = Pick<z.infer<typeof example>, 'trade' | 'answer'>;

/** A good answer to another question of this kind, from another trade than the candidate's. The same seed gives the same. */
export function exampleAnswer(
  kind: QuestionKind | undefined,
  { roleFamily, seed }: { readonly roleFamily: RoleFamilyId; readonly seed: string },
): ExampleAnswer {
  const elsewhere = examples.filter(({ roleFamilies }) => !roleFamilies.includes(roleFamily));
  const fitting = elsewhere.filter(({ kinds }) => kind !== undefined && kinds.includes(kind));
  const chosen = seededChoice(fitting.length > 0 ? fitting : elsewhere, `${seed}/example`) ?? examples[0];
  // The file has examples of many trades, so that one is always left; none is a broken build.
  if (chosen === undefined) throw new Error('there is no example answer');
  return { trade: chosen.trade, answer: chosen.answer };
}
