import * as z from 'zod';
import data from './rubrics.json' with { type: 'json' };
import type { WeakPart } from './weak-part.ts';

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
    /** Of a kind, the words for a criterion that fit it better than the general ones. */
    wordings: z.record(z.string(), z.partialRecord(ids, criterion)),
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
  const worded = rubrics.wordings[kind] ?? {};
  return {
    criteria: chosen.map((id) => ({ id, ...(worded[id] ?? rubrics.criteria[id]) })),
    star: rubrics.starKinds.includes(kind),
  };
}

/** Which follow-up question helps where a criterion is not met; the first missing one in this order is the weakest. */
export const FOLLOW_UP_FOR: readonly (readonly [CriterionId, WeakPart])[] = [
  ['own_action', 'action'],
  ['approach', 'steps'],
  ['outcome', 'result'],
  ['check', 'check'],
  ['occasion', 'situation'],
  ['own_example', 'example'],
  ['responsibility', 'task'],
  ['people', 'people'],
  ['checkable', 'specifics'],
  ['reason', 'reason'],
  ['link', 'link'],
  ['relevant', 'relevance'],
];

/** Outside a story, what belongs to one is asked for in another way. */
const OUTSIDE_STORY: Partial<Record<CriterionId, WeakPart>> = {
  own_action: 'example',
  responsibility: 'duties',
  checkable: 'detail',
  relevant: 'link',
};

/** What to ask about where an answer judged by these criteria shows one of them least. */
export function followUpPart(id: CriterionId, criteria: readonly Criterion[]): WeakPart | undefined {
  const isStory = criteria.some((judged) => judged.id === 'occasion');
  return (isStory ? undefined : OUTSIDE_STORY[id]) ?? FOLLOW_UP_FOR.find(([known]) => known === id)?.[1];
}
