import * as z from 'zod';
import data from './rubrics.json' with { type: 'json' };
import type { WeakPart } from './ports.ts';

export const CRITERION_IDS = [
  'occasion',
  'responsibility',
  'own_action',
  'outcome',
  'checkable',
  'relevant',
  'approach',
  'reason',
  'own_example',
  'people',
  'check',
  'link',
] as const;
export type CriterionId = (typeof CRITERION_IDS)[number];

const criterion = z.strictObject({ label: z.string(), note: z.string(), next: z.string(), strength: z.string() });
const ids = z.enum(CRITERION_IDS);

const rubrics = z
  .strictObject({
    version: z.string(),
    criteria: z.record(ids, criterion),
    kinds: z.record(z.string(), z.array(ids)),
    starKinds: z.array(z.string()),
  })
  .parse(data);

/** One thing an interviewer listens for. `note` says what would show it, `next` what to do about it. */
export type Criterion = z.infer<typeof criterion> & { readonly id: CriterionId };

export type Rubric = { readonly criteria: readonly Criterion[]; readonly star: boolean };

export const RUBRIC_VERSION = rubrics.version;

/** What an answer to a question of a kind is judged by. */
export type Rubrics = (kind: string) => Rubric;

const PRACTICE = 'practice';

/** The names of all rubrics. */
export const RUBRICS: readonly string[] = [PRACTICE];

/** The rubric of this name. Throws where there is none, or none is named. */
export function rubricNamed(name: string | null): Rubrics {
  if (name !== PRACTICE) throw new Error(`There is no rubric ${name}`);
  return rubricFor;
}

export function rubricFor(kind: string): Rubric {
  const chosen = rubrics.kinds[kind] ?? rubrics.kinds.behavioural ?? [];
  return { criteria: chosen.map((id) => ({ id, ...rubrics.criteria[id] })), star: rubrics.starKinds.includes(kind) };
}

/** Which follow-up question helps where a criterion is not met; the first missing one in this order is the weakest. */
export const FOLLOW_UP_FOR: readonly (readonly [CriterionId, WeakPart])[] = [
  ['own_action', 'action'],
  ['approach', 'action'],
  ['outcome', 'result'],
  ['check', 'result'],
  ['occasion', 'situation'],
  ['own_example', 'situation'],
  ['responsibility', 'task'],
  ['people', 'task'],
  ['checkable', 'specifics'],
  ['reason', 'relevance'],
  ['link', 'relevance'],
  ['relevant', 'relevance'],
];
