import { createHash } from 'node:crypto';
import { scopeFor } from '../../packages/server/src/core/tenancy/scope.ts';

/** What `power-cut-writer.ts` writes and the test looks for. */
export const SCOPE = scopeFor({ tenantId: 'ten_powercut', subject: { kind: 'candidate', id: 'cand_powercut' } });
export const ROUNDS = 120;
export const TOGETHER = 4;
export const OBJECT_EVERY = 10;
export const REMOVING_ROUND = ROUNDS / 2;
export const EVERY_NTH_REMOVED = 7;

/** The text of a row or an object: another for each number, and long enough to fill pages. */
export function valueOf(number: number): string {
  return Array.from({ length: 120 }, (_, part) =>
    createHash('sha256').update(`${number} ${part}`).digest('base64'),
  ).join('');
}
