import { manualClock } from '../../testing/manual-clock.ts';
import { scopeFor } from '../tenancy/scope.ts';
import type { TurnEvent } from '../sessions/ports.ts';
import type { Tool } from './ports.ts';
import { toolbox } from './toolbox.ts';

export const scope = scopeFor({ tenantId: 'ten_a', subject: { kind: 'candidate', id: 'cand_a' } });

/** Uses one tool through the toolbox, as in a turn about a posting where one is named. */
export async function used(tools: readonly Tool[], name: string, { args = {}, postingId }: Use = {}) {
  const reported: TurnEvent[] = [];
  const report = async (event: TurnEvent) => void reported.push(event);
  const call = { scope, report, ...(postingId === undefined ? {} : { postingId }) };
  const found = toolbox(tools, manualClock(Date.parse('2026-11-20T09:00:00Z')))
    .bind(call)
    .find((tool) => tool.name === name);
  if (found === undefined) throw new Error(`There is no tool ${name}`);
  return { ...(await found.run(args, new AbortController().signal)), reported };
}
type Use = { args?: object; postingId?: string };
