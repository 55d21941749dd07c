import * as z from 'zod';
import data from './concern-acts.json' with { type: 'json' };
import type { Concern } from './ports.ts';

const patterns = z.array(z.string());
const { words, acts } = z
  .strictObject({
    words: z.record(z.string(), z.string()),
    acts: z.strictObject({ harm: patterns, dishonest: patterns, confidential: patterns }),
  })
  .parse(data);

export type ConcernAct = { readonly code: Concern; readonly says: RegExp };

/** What an interviewer would stop at, where the candidate describes it as their own doing. Matched in lower case, within a sentence. */
export const CONCERN_ACTS: readonly ConcernAct[] = (['harm', 'dishonest', 'confidential'] as const).flatMap((code) =>
  acts[code].map((act) => ({ code, says: new RegExp(`(?<![\\w-])(?:${filled(act)})(?![a-z])`, 'gu') })),
);

/** `<who>` stands for one of the words of that name. */
function filled(pattern: string): string {
  return pattern.replaceAll(/<(\w+)>/gu, (whole, name: string) => words[name] ?? whole);
}
